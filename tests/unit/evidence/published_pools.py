"""Meta-analyses whose data and results others have printed, and what we make of them.

Data and results are facts, taken from
- the documentation and test suite of metafor 4.7-4 (Viechtbauer 2010,
  10.18637/jss.v036.i03; wviechtb/metafor, docs/reference and tests/testthat), its data
  sets as documented in metadat (wviechtb/metadat), and the articles named at each;
- output of metafor 4.6.0 at full precision recorded by PyMARE 0.0.13
  (pymare/tests/data/metafor_escalc_reference.json);
- output of metafor 5.0.1 at full precision recorded by PyMetaAnalysis
  (ZhaoboDing/PyMetaAnalysis, tests/reference/*.json).

`checks()` sets each printed number beside ours; a test and validation/pooling use it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from retrowalk.evidence.bias import egger, egger_mixed
from retrowalk.evidence.correlated import independent
from retrowalk.evidence.effect_sizes import (
    Counts,
    Effects,
    Groups,
    Measure,
    difference,
    hedges_g,
    log_odds_ratio,
    log_ratio_of_means,
    log_risk_ratio,
    mean_difference,
    standardised_change,
)
from retrowalk.evidence.heterogeneity import Heterogeneity, Tau2, heterogeneity
from retrowalk.evidence.meta_regression import (
    by_group,
    predicted,
    regress,
    with_intercept,
)
from retrowalk.evidence.multi_arm import covariance_of, shared_covariance
from retrowalk.evidence.poolable import Poolable
from retrowalk.evidence.pooling import Interval, Method, Pools, pool_many
from retrowalk.evidence.refits import cumulative, leave_one_out
from retrowalk.evidence.subgroups import subgroups
from retrowalk.evidence.synthesis import Synthesis, synthesise
from retrowalk.evidence.weighting import weighted_means

# Colditz et al. 1994 (BCG vaccine against tuberculosis): vaccinated with and without the
# disease, not vaccinated with and without, latitude, year, allocation.
BCG = (
    (4, 119, 11, 128, 44, 1948, "random"),
    (6, 300, 29, 274, 55, 1949, "random"),
    (3, 228, 11, 209, 42, 1960, "random"),
    (62, 13536, 248, 12619, 52, 1977, "random"),
    (33, 5036, 47, 5761, 13, 1973, "alternate"),
    (180, 1361, 372, 1079, 44, 1953, "alternate"),
    (8, 2537, 10, 619, 19, 1973, "random"),
    (505, 87886, 499, 87892, 13, 1980, "random"),
    (29, 7470, 45, 7232, 27, 1968, "random"),
    (17, 1699, 65, 1600, 42, 1961, "systematic"),
    (186, 50448, 141, 27197, 18, 1974, "systematic"),
    (5, 2493, 3, 2338, 33, 1969, "systematic"),
    (27, 16886, 29, 17825, 33, 1976, "systematic"),
)
# Raudenbush 1985 (teacher expectancy): effect, variance, weeks of contact.
RAUDENBUSH = (
    (0.03, 0.0156, 2), (0.12, 0.0216, 21), (-0.14, 0.0279, 19), (1.18, 0.1391, 0),
    (0.26, 0.1362, 0), (-0.06, 0.0106, 3), (-0.02, 0.0106, 17), (-0.32, 0.0484, 24),
    (0.27, 0.0269, 0), (0.80, 0.0630, 1), (0.54, 0.0912, 0), (0.18, 0.0497, 0),
    (-0.02, 0.0835, 1), (0.23, 0.0841, 2), (-0.18, 0.0253, 17), (-0.06, 0.0279, 5),
    (0.30, 0.0193, 1), (0.07, 0.0088, 2), (-0.07, 0.0303, 7),
)  # fmt: skip
# Normand 1999 (length of hospital stay, days): n, mean, sd of both groups.
NORMAND = (
    (155, 55, 47, 156, 75, 64), (31, 27, 7, 32, 29, 4), (75, 64, 17, 71, 119, 29),
    (18, 66, 20, 18, 137, 48), (8, 14, 8, 13, 18, 11), (57, 19, 7, 52, 18, 4),
    (34, 52, 45, 33, 41, 34), (110, 21, 16, 183, 31, 27), (60, 30, 27, 52, 23, 20),
)  # fmt: skip
# Collins, Yusuf and Peto 1985 (pre-eclampsia): n, n, events, events.
COLLINS = (
    (131, 136, 14, 14), (385, 134, 21, 17), (57, 48, 14, 24), (38, 40, 6, 18),
    (1011, 760, 12, 35), (1370, 1336, 138, 175), (506, 524, 15, 20), (108, 103, 6, 2),
    (153, 102, 65, 40),
)  # fmt: skip
# Egger, Davey Smith and Altman 2001 (magnesium, without ISIS-4): events, n, events, n.
MAGNESIUM = (
    (1, 40, 2, 36), (9, 135, 23, 135), (2, 200, 7, 200), (1, 48, 1, 46),
    (10, 150, 8, 148), (1, 59, 9, 56), (1, 25, 3, 23), (0, 22, 1, 21), (6, 76, 11, 75),
    (1, 27, 7, 27), (2, 89, 12, 80), (5, 23, 13, 33), (4, 130, 8, 122),
    (90, 1159, 118, 1157), (4, 107, 17, 108),
)  # fmt: skip
ISIS_4 = (2216, 29011, 2103, 29039)
# Linde et al. 2005 (St John's wort), the 17 trials of Viechtbauer 2007: baseline score,
# weeks, mg a day, responders, n, responders, n.
LINDE = (
    (19.5, 8, 380, 20, 25, 11, 25), (12.5, 4, 900, 14, 20, 9, 20),
    (22.7, 4, 900, 4, 25, 2, 25), (16.5, 6, 900, 20, 32, 6, 33),
    (15.8, 4, 900, 28, 50, 13, 55), (23.6, 6, 240, 34, 48, 25, 49),
    (20.7, 4, 900, 35, 53, 12, 54), (21.1, 6, 900, 24, 49, 16, 49),
    (19.4, 6, 500, 45, 80, 12, 79), (22.7, 6, 1050, 67, 106, 22, 47),
    (16.7, 6, 900, 34, 60, 17, 59), (20.9, 6, 500, 46, 70, 34, 70),
    (21.5, 6, 900, 55, 123, 57, 124), (19.9, 6, 900, 23, 37, 15, 35),
    (22.5, 8, 1050, 26, 98, 19, 102), (22.9, 8, 1200, 46, 113, 56, 116),
    (21.9, 6, 900, 98, 186, 80, 189),
)  # fmt: skip
# The two examples of Viechtbauer 2005.
EXAMPLE_1 = (
    (-0.581, 0.530, 0.771, 1.031, 0.553, 0.295, 0.078, 0.573, -0.176, -0.232),
    (0.023, 0.052, 0.060, 0.115, 0.095, 0.203, 0.200, 0.211, 0.051, 0.040),
)
EXAMPLE_2 = (
    (0.100, -0.162, -0.090, -0.049, -0.046, -0.010, -0.431, -0.261, 0.134, 0.019, 0.175,
     0.056, 0.045, 0.103, 0.121, -0.482, 0.290, 0.342),
    (0.016, 0.015, 0.050, 0.050, 0.032, 0.052, 0.036, 0.024, 0.034, 0.033, 0.031, 0.034,
     0.039, 0.167, 0.134, 0.096, 0.016, 0.035),
)  # fmt: skip
# Morris 2008, table 1: before, after, sd before, n, correlation; treated, then control.
MORRIS = (
    ((30.6, 38.5, 15.0, 20, 0.47), (23.1, 19.7, 13.8, 20, 0.47)),
    ((23.5, 26.8, 3.1, 50, 0.64), (24.9, 25.3, 4.1, 42, 0.64)),
    ((0.5, 0.7, 0.1, 9, 0.77), (0.6, 0.6, 0.2, 9, 0.77)),
    ((53.4, 75.9, 14.5, 10, 0.89), (55.7, 60.7, 17.3, 11, 0.89)),
    ((35.6, 36.0, 4.7, 14, 0.44), (34.8, 33.4, 3.1, 14, 0.44)),
)
# Gleser and Olkin 2009: study, treatment, events and n of the control, then of the treated.
GLESER_COUNTS = (
    ("1", 1, 40, 1000, 100, 4000), ("1", 2, 40, 1000, 150, 4000),
    ("2", 1, 10, 200, 15, 400), ("3", 1, 150, 2000, 40, 1000),
    ("3", 2, 150, 2000, 80, 1000), ("3", 3, 150, 2000, 50, 1000),
)  # fmt: skip
# The same: study, treatment, means, pooled sd, n treated, n control.
GLESER_MEANS = (
    ("1", 1, 7.87, -1.36, 4.2593, 25, 25), ("1", 2, 4.35, -1.36, 4.2593, 22, 25),
    ("2", 1, 9.32, 0.98, 2.8831, 38, 40), ("3", 1, 8.08, 1.17, 3.1764, 50, 50),
    ("4", 1, 7.44, 0.45, 2.9344, 30, 30), ("4", 2, 5.34, 0.45, 2.9344, 30, 30),
)  # fmt: skip
# PyMARE's grid for escalc: means, sds, ns of two groups; then MD and SMD with variances.
ESCALC = (
    ((0.8, 0.2, 1.0, 1.0, 10, 10), ("0.60000000000000009", "0.20000000000000001"),
     ("0.57458785621423214", "0.20825378011272169")),
    ((0.5, 0.3, 1.2, 1.1, 200, 200), ("0.20000000000000001", "0.013250000000000001"),
     ("0.1734212407075082", "0.010037593658410665")),
    ((2.0, 1.4, 0.9, 1.3, 12, 90), ("0.60000000000000009", "0.086277777777777787"),
     ("0.47177727137710784", "0.095535492453209289")),
    ((1.0, 0.1, 0.7, 1.5, 5, 400), ("0.90000000000000002", "0.10362499999999999"),
     ("0.60122105154316374", "0.20294625525039342")),
    ((3.0, 0.5, 1.0, 1.1, 25, 25), ("2.5", "0.088400000000000006"),
     ("2.3408698989159209", "0.13479671883650635")),
    ((1.0, 0.5, 0.3, 2.5, 30, 30), ("0.5", "0.21133333333333335"),
     ("0.27717822008775811", "0.067306898047425151")),
    ((1.0, 0.0, 1.0, 1.0, 5, 5), ("1", "0.40000000000000002"),
     ("0.90270333367640987", "0.44074366543152521")),
)  # fmt: skip
# PyMetaAnalysis: effect, variance, group, year; and effect, variance, mean age.
SIX = (
    ("A", -0.4, 0.04, "early", 2001), ("B", 0.1, 0.09, "early", 2003),
    ("C", 0.5, 0.05, "early", 2005), ("D", 0.2, 0.16, "late", 2002),
    ("E", 1.2, 0.08, "late", 2004), ("F", 1.8, 0.06, "late", 2006),
)  # fmt: skip
FIVE = (
    (-0.4, 0.04), (0.1, 0.09), (0.5, 0.05), (1.2, 0.16), (1.8, 0.08),
)  # fmt: skip
FIFTEEN = (
    (0.35, 0.04, 42), (0.745, 0.06, 55), (0.335, 0.05, 47), (0.225, 0.08, 61),
    (1.005, 0.045, 39), (0.23, 0.07, 52), (1.47, 0.055, 66), (0.165, 0.09, 45),
    (1.02, 0.05, 58), (0.745, 0.075, 49), (0.385, 0.065, 63), (0.96, 0.06, 54),
    (0.015, 0.085, 41), (1.595, 0.05, 57), (-0.17, 0.07, 50),
)  # fmt: skip

STOPPED_EARLY = ("BCG up to", "BCG on latitude", "Raudenbush 1985 on weeks")
EQUAL, DL, PM, REML = (
    Tau2.FIXED,
    Tau2.DERSIMONIAN_LAIRD,
    Tau2.PAULE_MANDEL,
    Tau2.REML,
)
NORMAL, KH, MODIFIED = (
    Interval.NORMAL,
    Interval.KNAPP_HARTUNG,
    Interval.KNAPP_HARTUNG_MODIFIED,
)


@dataclass(frozen=True, slots=True)
class Check:
    """A printed number beside ours."""

    example: str
    quantity: str
    printed: str
    ours: float

    @property
    def difference(self) -> float:
        """Ours less the printed number."""
        return self.ours - float(self.printed)

    @property
    def stopped_early(self) -> bool:
        """Whether the printed number comes from REML as metafor stops it by default.

        Its steps end when tau2 moves by less than 1e-5, and ends of intervals are found to
        about 1e-4; with tighter settings (metafor 5.0.1 below) it gives our digits.
        """
        return self.example.startswith(STOPPED_EARLY)

    @property
    def allowed(self) -> float:
        """Half of the last printed digit, or 1e-9 of a number printed in full."""
        digits = self.printed.partition(".")[2]
        size = max(1.0, abs(float(self.printed)))
        if len(digits) > 8:
            return 1e-9 * size
        half = 0.5000001 * 10.0 ** -len(digits)
        return half + 1e-4 * size if self.stopped_early else half


def checks() -> Iterator[Check]:
    """Yield every printed number beside ours."""
    for part in (
        _bcg, _bcg_refits, _bcg_regression, _bcg_groups, _raudenbush, _normand, _collins,
        _magnesium, _linde, _examples, _morris, _gleser, _escalc, _five, _six, _fifteen,
    ):  # fmt: skip
        yield from part()


def pools(effects: Effects, tau2: Tau2, interval: Interval = NORMAL) -> Pools:
    """Return one pool, as columns of shape (1,)."""
    method = Method(tau2, interval)
    return pool_many(effects.effect[None], effects.variance[None], method)


def spread(effects: Effects, tau2: Tau2) -> Heterogeneity:
    """Return the heterogeneity of one pool."""
    model = weighted_means(effects.effect[None], effects.variance[None])
    return heterogeneity(model, tau2, 0.95)


def counts(rows: tuple[tuple[float, ...], ...]) -> tuple[Counts, Counts]:
    """Return both groups of rows of events, n, events, n."""
    columns = [np.array(column, dtype=float) for column in zip(*rows, strict=True)]
    return Counts(columns[0], columns[1]), Counts(columns[2], columns[3])


def groups(rows: tuple[tuple[float, ...], ...]) -> tuple[Groups, Groups]:
    """Return both groups of rows of n, mean, sd, n, mean, sd."""
    columns = [np.array(column, dtype=float) for column in zip(*rows, strict=True)]
    return Groups(*columns[:3]), Groups(*columns[3:6])


def effects_of(rows: tuple[tuple[float, ...], ...]) -> Effects:
    """Return the effects of rows that begin with effect, variance."""
    return Effects(*(np.array([row[i] for row in rows], dtype=float) for i in (0, 1)))


def bcg(measure: Measure = Measure.LOG_RISK_RATIO) -> Effects:
    """Return the effects of the BCG trials."""
    a, b = counts(tuple((row[0], row[0] + row[1], row[2], row[2] + row[3]) for row in BCG))
    ratio = log_risk_ratio if measure is Measure.LOG_RISK_RATIO else log_odds_ratio
    return ratio(a, b)


def bcg_synthesis(tau2: Tau2 = REML, interval: Interval = NORMAL) -> Synthesis:
    """Return the synthesis of the BCG trials, named by their number."""
    effects = bcg()
    found = [
        Poolable(
            str(number),
            float(y),
            float(v),
            Measure.LOG_RISK_RATIO,
            year=row[5],
            group=row[6],
        )
        for number, (y, v, row) in enumerate(
            zip(effects.effect, effects.variance, BCG, strict=True), start=1
        )
    ]
    return synthesise(found, Method(tau2, interval))


def _all(example: str, **printed_and_ours: tuple[str, float]) -> Iterator[Check]:
    for quantity, (printed, ours) in printed_and_ours.items():
        yield Check(example, quantity.replace("_", " "), printed, float(ours))


def _average(
    example: str, printed: str, effects: Effects, tau2: Tau2, interval: Interval = NORMAL
) -> Iterator[Check]:
    """Yield checks of "effect se low high"; a dash is not printed."""
    pool = pools(effects, tau2, interval)
    ours = (pool.effect, pool.se, pool.low, pool.high)
    yield from _row(example, ("effect", "se", "low", "high"), printed, ours)


def _row(
    example: str, names: tuple[str, ...], printed: str, ours: tuple[object, ...]
) -> Iterator[Check]:
    for name, number, value in zip(names, printed.split(), ours, strict=True):
        if number != "-":
            yield Check(example, name, number, float(np.ravel(value)[0]))


def _bcg() -> Iterator[Check]:
    rr, odds = bcg(), bcg(Measure.LOG_ODDS_RATIO)
    yield from _row(
        "BCG, first trial", ("log RR", "variance"), "-0.8893 0.3256",
        (rr.effect[0], rr.variance[0]),
    )  # fmt: skip
    average = {
        ("BCG log RR, fixed", EQUAL): "-0.4303 0.0405 -0.5097 -0.3509",
        ("BCG log RR, DerSimonian-Laird", DL): "-0.7141 - -1.0644 -0.3638",
        ("BCG log RR, REML", REML): "-0.7145 0.1798 -1.0669 -0.3622",
    }
    for (name, tau2), printed in average.items():
        yield from _average(name, printed, rr, tau2)
    yield from _average("BCG log OR, fixed", "-0.4361 - -0.5190 -0.3533", odds, EQUAL)
    name = "BCG log OR, DerSimonian-Laird"
    yield from _average(name, "-0.7474 - -1.1242 -0.3706", odds, DL)
    yield from _row(
        name, ("tau2", "I2 %", "Q"), "0.3663 92.6455 163.1649",
        (spread(odds, DL).tau2, spread(odds, DL).i2_pct, spread(odds, DL).q),
    )  # fmt: skip
    fit, moments = spread(rr, REML), spread(rr, DL)
    yield from _row(
        "BCG log RR, REML", ("tau2", "tau2 low", "tau2 high", "tau", "I2 %", "H2", "Q"),
        "0.3132 0.1197 1.1115 0.5597 92.2214 12.8558 152.2330",
        (fit.tau2, fit.tau2_low, fit.tau2_high, np.sqrt(fit.tau2), fit.i2_pct, fit.h2, fit.q),
    )  # fmt: skip
    yield from _row(
        "BCG log RR, DerSimonian-Laird", ("tau2", "I2 %", "H2"), "0.3088 92.1173 12.6861",
        (moments.tau2, moments.i2_pct, moments.h2),
    )  # fmt: skip
    iterated = spread(rr, PM).tau2[0]
    yield Check("BCG log RR, Paule-Mandel", "tau2 (iterated DL)", "0.3181", iterated)
    pool = pools(rr, REML)
    half = 1.959963984540054 * math.sqrt(float(pool.tau2[0] + pool.se[0] ** 2))
    yield from _row(
        "BCG RR, REML", ("effect", "low", "high", "new study low", "new study high"),
        "0.4894 0.3441 0.6962 0.1546 1.5490",
        tuple(
            np.exp(v) for v in
            (pool.effect, pool.low, pool.high, pool.effect - half, pool.effect + half)
        ),
    )  # fmt: skip
    interval = spread(odds, REML)
    yield from _row(
        "BCG log OR, Q-profile (van Houwelingen 2002)", ("tau2 low", "tau2 high"),
        "0.130 1.181", (interval.tau2_low, interval.tau2_high),
    )  # fmt: skip


LEFT_OUT = """
-0.7071 0.1900 -1.0794 -0.3348 151.5826 0.3362 93.2259 14.7622
-0.6540 0.1807 -1.0082 -0.2999 145.3176 0.2926 92.2540 12.9098
-0.6856 0.1857 -1.0495 -0.3216 150.1970 0.3207 92.9354 14.1551
-0.6284 0.1766 -0.9746 -0.2822 96.5626 0.2628 90.4125 10.4302
-0.7642 0.1918 -1.1401 -0.3883 151.3200 0.3278 92.7634 13.8187
-0.7109 0.2003 -1.1034 -0.3184 128.1867 0.3596 90.9118 11.0033
-0.6552 0.1805 -1.0090 -0.3015 145.8296 0.2930 92.2777 12.9495
-0.7948 0.1799 -1.1473 -0.4422 67.9858 0.2732 87.0314 7.7109
-0.7412 0.1967 -1.1267 -0.3557 152.2051 0.3495 93.2133 14.7346
-0.6530 0.1843 -1.0142 -0.2919 139.8271 0.2987 92.2322 12.8737
-0.7579 0.1958 -1.1416 -0.3741 151.4655 0.3405 91.8110 12.2114
-0.7598 0.1821 -1.1167 -0.4029 150.7868 0.3082 92.6782 13.6579
-0.7775 0.1855 -1.1412 -0.4139 149.7884 0.3037 92.3444 13.0623
"""
ADDED = """
-1.325003 -0.97208 -1.001094 -1.101424 -0.973464 -0.901251 -0.788566 -0.865607 -0.785211
-0.708206 -0.794768 -0.714532
"""


def _bcg_refits() -> Iterator[Check]:
    synthesis = bcg_synthesis()
    names = ("effect", "se", "low", "high", "Q", "tau2", "I2 %", "H2")
    lines = LEFT_OUT.strip().splitlines()
    for refit, printed in zip(leave_one_out(synthesis), lines, strict=True):
        p = refit.pool
        ours = (p.effect, p.se, p.low, p.high, p.q, p.tau2, p.i2_pct, p.h2)
        yield from _row(f"BCG without trial {refit.study.study}", names, printed, ours)
    for refit, number in zip(cumulative(synthesis), ADDED.split(), strict=True):
        yield Check(f"BCG up to {refit.study.year}", "effect", number, refit.pool.effect)


def _bcg_regression() -> Iterator[Check]:
    rr = bcg()
    latitude, year = (np.array([row[i] for row in BCG], dtype=float) for i in (4, 5))
    one = regress(
        (rr.effect, rr.variance), with_intercept(latitude), ("", "latitude"),
        Method(REML, NORMAL),
    )  # fmt: skip
    left = one.left
    yield from _row(
        "BCG on latitude, REML", ("tau2", "tau2 low", "tau2 high", "I2 %", "H2"),
        "0.0764 0.0167 0.7849 68.3931 3.1639",
        (left.tau2, left.tau2_low, left.tau2_high, left.i2_pct, left.h2),
    )  # fmt: skip
    at = predicted(one, with_intercept(np.array([10.0, 30.0, 60.0])))
    for row, printed in enumerate(
        ("0.9612 0.6668 1.3857", "0.5371 0.4355 0.6623", "0.2243 0.1423 0.3538")
    ):
        ours = tuple(np.exp(column[row]) for column in (at.effect, at.low, at.high))
        name = f"BCG RR at latitude {(10, 30, 60)[row]}"
        yield from _row(name, ("effect", "low", "high"), printed, ours)
    yield from _two_moderators(rr, with_intercept(latitude, year))
    names, columns = by_group(tuple(row[6] for row in sorted(BCG, key=lambda r: r[6])))
    order = sorted(range(len(BCG)), key=lambda i: BCG[i][6])
    studies = (rr.effect[order], rr.variance[order])
    four = regress(
        studies, with_intercept(columns[:, 0], columns[:, 1], year[order], latitude[order]),
        ("", *names, "year", "latitude"), Method(REML, NORMAL), (1, 2),
    )  # fmt: skip
    yield from _row(
        "BCG on allocation, year and latitude, REML",
        ("tau2", "I2 %", "H2", "QE", "QM", "QM p"),
        "0.1796 73.09 3.72 26.2030 1.3663 0.5050",
        (four.left.tau2, four.left.i2_pct, four.left.h2, four.left.q,
         four.moderators[0], four.moderators[3]),
    )  # fmt: skip


def _two_moderators(rr: Effects, design: np.ndarray) -> Iterator[Check]:
    names = ("", "latitude", "year")
    mixed = regress((rr.effect, rr.variance), design, names, Method(REML, NORMAL))
    fixed = regress((rr.effect, rr.variance), design, names, Method(EQUAL, NORMAL))
    yield from _row(
        "BCG on latitude and year, REML",
        ("tau2", "I2 %", "H2", "R2 %", "QE", "QE p", "QM", "QM p"),
        "0.1108 71.98 3.57 64.63 28.3251 0.0016 12.2043 0.0022",
        (mixed.left.tau2, mixed.left.i2_pct, mixed.left.h2, mixed.r2_pct, mixed.left.q,
         mixed.left.q_p, mixed.moderators[0], mixed.moderators[3]),
    )  # fmt: skip
    for which, printed in enumerate(
        (
            "-3.5455 29.0959 0.9030 -60.5724 53.4814",
            "-0.0280 0.0102 0.0062 -0.0481 -0.0080",
            "0.0019 0.0147 0.8966 -0.0269 0.0307",
        )
    ):
        ours = tuple(
            column[which]
            for column in (mixed.coefficients, mixed.se, mixed.p, mixed.low, mixed.high)
        )
        name = f"BCG on latitude and year, {names[which] or 'intercept'}"
        yield from _row(name, ("coefficient", "se", "p", "low", "high"), printed, ours)
    yield from _row(
        "BCG on latitude and year, fixed", ("I2 %", "QM", "intercept", "its se", "year"),
        "64.70 123.9079 17.1518 10.8321 -0.0085",
        (fixed.left.i2_pct, fixed.moderators[0], fixed.coefficients[0], fixed.se[0],
         fixed.coefficients[2]),
    )  # fmt: skip


def _bcg_groups() -> Iterator[Check]:
    printed = {
        "alternate": "0.1326 82.02 5.56 5.562514 -0.5408 0.2816 -1.0927 0.0111",
        "random": "0.3925 89.93 9.93 110.2133 -0.9710 0.2760 -1.5118 -0.4301",
        "systematic": "0.4003 86.42 7.36 16.59186 -0.4242 0.3597 -1.1293 0.2809",
    }
    names = ("tau2", "I2 %", "H2", "Q", "effect", "se", "low", "high")
    for group, one in subgroups(bcg_synthesis()).groups:
        p = one.pool
        assert p is not None
        ours = (p.tau2, p.i2_pct, p.h2, p.q, p.effect, p.se, p.low, p.high)
        yield from _row(f"BCG, allocation {group}", names, printed[group], ours)
    rr = bcg()
    order = sorted(range(len(BCG)), key=lambda i: BCG[i][6])
    names, columns = by_group([BCG[i][6] for i in order])
    fit = regress(
        (rr.effect[order], rr.variance[order]), with_intercept(*columns.T), ("", *names),
        Method(REML, NORMAL),
    )  # fmt: skip
    yield from _row(
        "BCG on allocation, REML", ("tau2", "I2 %", "R2 %", "QE", "QM", "QM p", "random"),
        "0.3615 88.77 0.00 132.3676 1.7675 0.4132 -0.4478",
        (fit.left.tau2, fit.left.i2_pct, fit.r2_pct, fit.left.q, fit.moderators[0],
         fit.moderators[3], fit.coefficients[1]),
    )  # fmt: skip


def _raudenbush() -> Iterator[Check]:
    effects = effects_of(RAUDENBUSH)
    for name, tau2, interval, printed in (
        ("fixed", EQUAL, NORMAL, "0.060 0.036 -0.011 0.132"),
        ("DerSimonian-Laird", DL, NORMAL, "0.089 0.056 -0.020 0.199"),
        ("REML", REML, NORMAL, "0.084 0.052 -0.018 0.185"),
        ("fixed, Knapp-Hartung", EQUAL, KH, "0.060 0.051 -0.048 0.168"),
        ("DerSimonian-Laird, Knapp-Hartung", DL, KH, "0.089 0.064 -0.044 0.223"),
        ("REML, Knapp-Hartung", REML, KH, "0.084 0.062 -0.046 0.213"),
    ):
        example = f"Raudenbush 2009, table 16.3, {name}"
        yield from _average(example, printed, effects, tau2, interval)
    fit, pool = spread(effects, REML), pools(effects, REML)
    yield from _row(
        "Raudenbush 1985, REML", ("tau2", "effect", "Q", "z"), "0.0188 0.0837 35.8295 1.6208",
        (fit.tau2, pool.effect, fit.q, pool.statistic),
    )  # fmt: skip
    weeks = np.minimum(np.array([row[2] for row in RAUDENBUSH], dtype=float), 3.0)
    mixed = regress(
        (effects.effect, effects.variance), with_intercept(weeks), ("", "weeks"),
        Method(REML, NORMAL),
    )  # fmt: skip
    z = mixed.coefficients / mixed.se
    yield from _row(
        "Raudenbush 1985 on weeks, REML",
        ("tau2", "intercept", "weeks", "QE", "z intercept", "z weeks"),
        "0.0000 0.4072 -0.1572 16.5708 4.6782 -4.3884",
        (mixed.left.tau2, *mixed.coefficients, mixed.left.q, *z),
    )  # fmt: skip


def _normand() -> Iterator[Check]:
    a, b = groups(NORMAND)
    g, ratio = hedges_g(a, b), log_ratio_of_means(a, b)
    for row, (smd, rom) in enumerate(
        (
            ("-0.3552 0.0131", "-0.3102 0.0094"),
            ("-0.3479 0.0645", "-0.0715 0.0028"),
            ("-2.3176 0.0458", "-0.6202 0.0018"),
            ("-1.8880 0.1606", "-0.7303 0.0119"),
        )
    ):
        names, one, two = ("effect", "variance"), g, ratio
        example = f"Normand 1999, trial {row + 1}"
        yield from _row(f"{example}, g", names, smd, (one.effect[row], one.variance[row]))
        ours = (two.effect[row], two.variance[row])
        yield from _row(f"{example}, log ratio of means", names, rom, ours)
    four = Effects(g.effect[:4], g.variance[:4])
    yield Check("Normand 1999, g of 4, REML", "tau2", "1.0090", spread(four, REML).tau2[0])
    df = a.n + b.n - 2.0
    sd = np.sqrt(((a.n - 1.0) * a.sd**2 + (b.n - 1.0) * b.sd**2) / df)
    md = mean_difference(Groups(a.n, a.mean, sd), Groups(b.n, b.mean, sd))
    for name, tau2, printed, of_tau2 in (
        ("fixed", EQUAL, "-3.49 - -5.03 -1.96", "-"),
        ("DerSimonian-Laird", DL, "-14.10 - -24.45 -3.75", "218.72"),
        ("REML", REML, "-15.12 - -32.67 2.43", "685.20"),
    ):
        example = f"Normand 1999, table IX, days, {name}"
        yield from _average(example, printed, md, tau2)
        yield from _row(example, ("tau2",), of_tau2, (spread(md, tau2).tau2,))


def _collins() -> Iterator[Check]:
    rows = tuple((row[2], row[0], row[3], row[1]) for row in COLLINS)
    odds = log_odds_ratio(*counts(rows))
    moments, reml = spread(odds, DL), spread(odds, REML)
    yield from _row(
        "Collins 1985 (Viechtbauer 2007, table II)",
        ("tau2 DL", "tau2 REML", "tau2 low", "tau2 high"), "0.230 0.301 0.072 2.203",
        (moments.tau2, reml.tau2, moments.tau2_low, moments.tau2_high),
    )  # fmt: skip


def _magnesium() -> Iterator[Check]:
    odds = log_odds_ratio(*counts(MAGNESIUM))
    yield from _average("Magnesium, REML", "-0.8745 0.2080 -1.2822 -0.4669", odds, REML)
    fit = spread(odds, REML)
    yield from _row(
        "Magnesium, REML", ("tau2", "I2 %", "H2", "Q", "Q p"),
        "0.1911 38.19 1.62 20.9184 0.1037",
        (fit.tau2, fit.i2_pct, fit.h2, fit.q, fit.q_p),
    )  # fmt: skip
    every = log_odds_ratio(*counts((*MAGNESIUM, ISIS_4)))
    names = ("statistic", "p", "limit", "limit low", "limit high")
    for example, test, printed in (
        ("Magnesium, Egger", egger(odds.effect, odds.variance),
         "-3.1783 0.0073 -0.1512 -0.5130 0.2106"),
        ("Magnesium, Egger with REML", egger_mixed(odds.effect, odds.variance),
         "-2.8062 0.0050 -0.1639 -0.5681 0.2402"),
        ("Magnesium with ISIS-4, Egger with REML", egger_mixed(every.effect, every.variance),
         "-4.6686 - - - -"),
    ):  # fmt: skip
        assert test is not None
        ours = (test.statistic, test.p, test.limit, test.limit_low, test.limit_high)
        yield from _row(example, names, printed, ours)


def _linde() -> Iterator[Check]:
    rows = tuple((row[3], row[4], row[5], row[6]) for row in LINDE)
    rr = log_risk_ratio(*counts(rows))
    for name, tau2, printed in (
        ("fixed", EQUAL, "1.3840 1.2599 1.5204"),
        ("DerSimonian-Laird", DL, "1.5722 1.3103 1.8864"),
    ):
        pool = pools(rr, tau2)
        ours = tuple(np.exp(column) for column in (pool.effect, pool.low, pool.high))
        yield from _row(f"Linde 2005 RR, {name}", ("effect", "low", "high"), printed, ours)
    yield Check("Linde 2005 RR, fixed", "Q", "51.5454", spread(rr, EQUAL).q[0])
    yield Check(
        "Linde 2005 RR, DerSimonian-Laird", "tau2", "0.0903", spread(rr, DL).tau2[0]
    )
    baseline, weeks, mg = (
        np.array([row[i] for row in LINDE], dtype=float) for i in range(3)
    )
    dose, severity = mg * 7.0 / 1000.0 * weeks - 34.0, baseline - 20.0
    design = with_intercept(dose, severity, dose * severity)
    names, studies = ("", "dose", "baseline", "both"), (rr.effect, rr.variance)
    for name, tau2, printed in (
        ("DerSimonian-Laird", DL, "0.0475"),
        ("Paule-Mandel", PM, "0.0633"),
        ("REML", REML, "0.0558"),
    ):
        fit = regress(studies, design, names, Method(tau2, NORMAL))
        yield Check(f"Linde 2005 on dose, {name}", "tau2", printed, fit.left.tau2[0])
    fit = regress(studies, design, names, Method(DL, NORMAL))
    yield from _row(
        "Linde 2005 on dose, DerSimonian-Laird",
        ("R2 %", "intercept", "dose", "baseline", "both", "se", "se", "se", "se"),
        "47.3778 0.47625885 -0.00584480 -0.06722782 -0.00156996 0.08764097 0.00999872 "
        "0.03522283 0.00344659",
        (fit.r2_pct, *fit.coefficients, *fit.se),
    )  # fmt: skip
    at = predicted(fit, np.array([[1.0, 0.0, -7.5, 0.0], [1.0, 0.0, 3.6, 0.0]]))
    for row, printed in enumerate(("2.6657 1.4560 4.8806", "1.2639 0.9923 1.6099")):
        ours = tuple(np.exp(column[row]) for column in (at.effect, at.low, at.high))
        name = f"Linde 2005 RR at baseline {(12.5, 23.6)[row]}"
        yield from _row(name, ("effect", "low", "high"), printed, ours)


def _examples() -> Iterator[Check]:
    for number, rows, printed in (
        (
            1,
            EXAMPLE_1,
            {DL: "0.277 80.44 5.11", REML: "0.223 76.84 4.32", PM: "0.192 74.05 3.85"},
        ),
        (
            2,
            EXAMPLE_2,
            {DL: "0.013 27.53 1.38", REML: "0.016 32.02 1.47", PM: "0.010 23.72 1.31"},
        ),
    ):
        effects = Effects(np.array(rows[0]), np.array(rows[1]))
        for tau2, line in printed.items():
            fit = spread(effects, tau2)
            example = f"Viechtbauer 2005, example {number}, {tau2.value}"
            ours = (fit.tau2, fit.i2_pct, fit.h2)
            yield from _row(example, ("tau2", "I2 %", "H2"), line, ours)


def _morris() -> Iterator[Check]:
    def change(which: int) -> Effects:
        before, after, sd, n, r = (
            np.array([row[which][i] for row in MORRIS], dtype=float) for i in range(5)
        )
        return standardised_change(Groups(n, before, sd), after, r)

    treated, control = change(0), change(1)
    both = difference(treated, control)
    for name, found, effect, variance in (
        ("treated", treated, "0.5056 1.0481 1.8054 1.4181 0.0801",
         "0.0594 0.0254 0.2322 0.1225 0.0802"),
        ("control", control, "-0.2365 0.0958 0.0000 0.2667 -0.4250",
         "0.0544 0.0173 0.0511 0.0232 0.0864"),
        ("difference", both, "0.74 0.95 1.81 1.15 0.51",
         "0.1138 0.0426 0.2833 0.1458 0.1667"),
    ):  # fmt: skip
        trials = tuple(f"trial {i}" for i in range(1, 6))
        example = f"Morris 2008, changes, {name}"
        yield from _row(example, trials, effect, tuple(found.effect))
        yield from _row(f"{example}, variance", trials, variance, tuple(found.variance))


def _gleser() -> Iterator[Check]:
    for measure, ratio, coefficients, q in (
        (Measure.LOG_ODDS_RATIO, log_odds_ratio, "0.5099 0.0044 0.4301", "2.0563"),
        (Measure.LOG_RISK_RATIO, log_risk_ratio, "0.4875 0.0006 0.4047", "1.8954"),
    ):
        rows = tuple(row[2:] for row in GLESER_COUNTS)
        found = ratio(*counts(rows))
        shared = np.zeros((6, 6))
        for i, row in enumerate(GLESER_COUNTS):
            control = Counts(np.array([float(row[2])]), np.array([float(row[3])]))
            shared[i] = shared_covariance(measure, control, found.effect[:1], 0.0)[0, 0]
        trials = tuple(row[0] for row in GLESER_COUNTS)
        covariance = covariance_of(found.variance, trials, shared)
        fit = _multi_arm(found.effect, covariance, [row[1] for row in GLESER_COUNTS])
        example = f"Gleser and Olkin 2009, {measure.value.replace('_', ' ')}"
        names = ("treatment 1", "treatment 2", "treatment 3")
        yield from _row(example, names, coefficients, tuple(fit.coefficients))
        yield Check(example, "QE", q, fit.left.q[0])
    yield from _gleser_means()


def _gleser_means() -> Iterator[Check]:
    trials = tuple(row[0] for row in GLESER_MEANS)
    a, b, sd, n_a, n_b = (
        np.array([row[i] for row in GLESER_MEANS], dtype=float) for i in range(2, 7)
    )
    people = np.array(
        [n_b[i] + n_a[[t == trials[i] for t in trials]].sum() for i in range(6)]
    )
    effects = (a - b) / sd  # the chapter's effects have no small-sample factor
    variances = 1.0 / n_a + 1.0 / n_b + effects**2 / (2.0 * people)
    shared = np.zeros((6, 6))
    for i in range(6):
        control = Groups(n_b[i : i + 1], b[i : i + 1], sd[i : i + 1])
        shared[i] = shared_covariance(Measure.STANDARDISED, control, effects, people[i])[i]
    covariance = covariance_of(variances, trials, shared)
    fit = _multi_arm(effects, covariance, [row[1] for row in GLESER_MEANS])
    yield from _row(
        "Gleser and Olkin 2009, standardised",
        ("treatment 1", "treatment 2", "variance 1", "covariance", "variance 2", "QE"),
        "2.3743 1.5702 0.02257 0.01244 0.03554 3.9447",
        (*fit.coefficients, fit.covariance[0, 0], fit.covariance[0, 1],
         fit.covariance[1, 1], fit.left.q),
    )  # fmt: skip


def _multi_arm(effects: np.ndarray, covariance: np.ndarray, treatments: list[int]):
    design = np.array(
        [[float(t == one) for one in sorted(set(treatments))] for t in treatments]
    )
    rows = independent(effects, covariance, design)
    names = tuple(map(str, range(design.shape[1])))
    studies = (rows.effects, rows.variances)
    return regress(studies, rows.design, names, Method(EQUAL, NORMAL))


def _escalc() -> Iterator[Check]:
    for number, ((m_a, m_b, sd_a, sd_b, n_a, n_b), md, smd) in enumerate(ESCALC, start=1):
        a, b = groups(((n_a, m_a, sd_a, n_b, m_b, sd_b),))
        for name, found, printed in (
            ("mean difference", mean_difference(a, b), md),
            ("g", hedges_g(a, b), smd),
        ):
            example = f"metafor 4.6.0, grid row {number}, {name}"
            ours = (found.effect, found.variance)
            yield from _row(example, ("effect", "variance"), " ".join(printed), ours)


def _five() -> Iterator[Check]:
    effects = effects_of(FIVE)
    for name, tau2, interval, printed in (
        ("fixed", EQUAL, NORMAL,
         "0.41558441558441583 0.11557711927941296 0.18905742435987655 0.64211140680895507"),
        ("DerSimonian-Laird", DL, NORMAL,
         "0.61937960458966979 0.40356057302126991 -0.17158458411236577 1.4103437932917053"),
        ("Paule-Mandel", PM, NORMAL,
         "0.61823608995458579 0.39265989590723149 -0.15136316419683438 1.3878353441060058"),
        ("REML", REML, NORMAL,
         "0.61849013972946509 0.39500666687576791 -0.15570870100025069 1.3926889804591809"),
        ("REML, Knapp-Hartung", REML, KH,
         "0.61849013972946509 0.392639443441957 -0.47165172112254261 1.7086320005814728"),
        ("REML, modified Knapp-Hartung", REML, MODIFIED,
         "0.61849013972946509 0.39500666687576791 -0.47822418703825642 1.7152044664971866"),
    ):  # fmt: skip
        yield from _average(
            f"metafor 5.0.1, five, {name}", printed, effects, tau2, interval
        )
    for tau2, printed in (
        (DL, "0.73240423797881027"), (PM, "0.68912034952446033"), (REML, "0.6983376816709046"),
    ):  # fmt: skip
        found = spread(effects, tau2).tau2[0]
        yield Check(f"metafor 5.0.1, five, {tau2.value}", "tau2", printed, found)
    fit = spread(effects, REML)
    yield from _row(
        "metafor 5.0.1, five, REML",
        ("tau2 low", "tau2 high", "I2 low %", "I2 high %", "H2 low", "H2 high", "Q", "Q p"),
        "0.20150156345023792 6.2256457627520954 74.139566209874841 98.883640109027238 "
        "3.8669111590148639 89.576847760862933 45.68181818181818 2.8684153100945202e-09",
        (fit.tau2_low, fit.tau2_high, fit.i2_low_pct, fit.i2_high_pct, fit.h2_low,
         fit.h2_high, fit.q, fit.q_p),
    )  # fmt: skip
    for interval, printed in (
        (NORMAL, "-2.3231094660759721 3.5600897455349028"),
        (KH, "-2.319897905338542 3.5568781847974718"),
        (MODIFIED, "-2.3231094660759721 3.5600897455349028"),
    ):
        pool = pools(effects, REML, interval)
        example = f"metafor 5.0.1, five, new study (Riley), {interval.value}"
        ours = (pool.predicted_low, pool.predicted_high)
        yield from _row(example, ("low", "high"), printed, ours)
    two = effects_of((FIVE[0], FIVE[3]))
    yield from _average(
        "metafor 5.0.1, two studies, REML, Knapp-Hartung",
        "0.36249999999999993 0.7991206104212305 -9.7912900849090612 10.516290084909063",
        two, REML, KH,
    )  # fmt: skip


def _six() -> Iterator[Check]:
    found = [
        Poolable(name, y, v, Measure.STANDARDISED, group=group, year=year)
        for name, y, v, group, year in SIX
    ]
    synthesis = synthesise(found, Method(REML, NORMAL))
    without = (
        "0.78248650524595476 0.66181238624115224 0.58390115192201786 0.63529069012358796 "
        "0.44410358361887159 0.31143607454072986",
        "0.44768309849649113 0.69422840317202683 0.76203008962591989 0.7120074864911522 "
        "0.64543092880396447 0.29940713878096725",
    )
    refits = leave_one_out(synthesis)
    names = tuple(f"without {refit.study.study}" for refit in refits)
    example = "metafor 5.0.1, six, leave one out"
    yield from _row(example, names, without[0], tuple(r.pool.effect for r in refits))
    yield from _row(
        f"{example}, tau2", names, without[1], tuple(r.pool.tau2 for r in refits)
    )
    added = cumulative(synthesis)
    yield from _row(
        "metafor 5.0.1, six, cumulative", tuple(f"up to {r.study.study}" for r in added),
        "-0.19999999999999984 -0.12069770019327025 0.26318478109238974 0.31143607454072986 "
        "0.56987112709443943",
        tuple(r.pool.effect for r in added),
    )  # fmt: skip
    fixed = subgroups(synthesise(found, Method(EQUAL, NORMAL)))
    yield from _row(
        "metafor 5.0.1, six, subgroups, fixed", ("early", "late", "Q between", "p"),
        "0.019801980198019792 1.3058823529411758 35.912021738637335 2.0643109153649152e-09",
        (*(one.pool.effect for _, one in fixed.groups if one.pool), fixed.q, fixed.p),
    )  # fmt: skip


def _fifteen() -> Iterator[Check]:
    effects = effects_of(FIFTEEN)
    design = with_intercept(np.array([row[2] for row in FIFTEEN], dtype=float))
    studies, names = (effects.effect, effects.variance), ("", "age")
    for tau2, printed in (
        (DL, "0.19186287322177917 11.218207018589765 -0.69585540075144403 "
             "0.025356186370166095 0.85520545001779069 0.016276766311250638 "
             "2.4267867432901404 0.11927717240852923"),
        (PM, "0.18715222850872143 12.221015885589104 -0.69536794915456979 "
             "0.025352565039805385 0.84711967182816661 0.01612294877784886 "
             "2.4726056801135532 0.11584573418992326"),
        (REML, "0.18945971560666647 11.830742879035738 -0.69560901070839398 "
               "0.025354356169246688 0.85109021771304139 0.016198480835858779 "
               "2.4499465009874424 0.11752887372108625"),
    ):  # fmt: skip
        fit = regress(studies, design, names, Method(tau2, NORMAL))
        yield from _row(
            f"metafor 5.0.1, fifteen on age, {tau2.value}",
            ("tau2", "R2 %", "intercept", "age", "se intercept", "se age", "QM", "QM p"),
            printed,
            (fit.left.tau2, fit.r2_pct, *fit.coefficients, *fit.se, *fit.moderators[::3]),
        )
    knapp = regress(studies, design, names, Method(REML, KH))
    yield from _row(
        "metafor 5.0.1, fifteen on age, REML, Knapp-Hartung",
        ("se intercept", "se age", "low", "high", "p age", "F", "F p"),
        "0.84714767248816214 0.016123443851599552 -0.0094782265619867065 "
        "0.060186938900480082 0.13984399276466919 2.4728032030422749 0.13984399276466919",
        (*knapp.se, knapp.low[1], knapp.high[1], knapp.p[1], *knapp.moderators[::3]),
    )
