"""Agreement statistics beside published examples, and how often their intervals hold.

    python validation/agreement/run.py

Needs no recordings; about half a minute. Writes the tables into this folder's README.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy import stats

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from published import (
    CARDIAC,
    FLOW_LARGE,
    FLOW_MINI,
    JUDGED,
    WEIR,
    cardiac,
)
from tables import markdown, write_into

from retrowalk.evidence.bland_altman import Precision, limits_from, limits_of_agreement
from retrowalk.evidence.bland_altman_repeated import (
    Repeats,
    limits_of_linked_pairs,
    limits_of_repeats,
)
from retrowalk.evidence.measurement_error import Error, sem_of_readings
from retrowalk.evidence.reliability import Form, intraclass_correlation
from retrowalk.evidence.tolerance import pair_factor, single_factor

README = Path(__file__).with_name("README.md")
SAMPLES = 3000
Z = 1.959964


Rows = list[tuple[str, str, str, str]]


class Beside:
    """Published figures beside ours, rounded alike."""

    def __init__(self) -> None:
        self.rows: Rows = []

    def compare(self, source: str, what: str, printed: str, ours: float) -> None:
        """Add one figure; printed says how many digits both have."""
        digits = len(printed.partition(".")[2])
        self.rows.append((source, what, printed, f"{ours:.{digits}f}"))


def single_pairs() -> Rows:
    """Return the figures of one pair for each person."""
    beside = Beside()
    compare = beside.compare
    flow = limits_of_agreement(FLOW_LARGE, FLOW_MINI, Precision.APPROXIMATE)
    source = "Bland & Altman 1986, peak flow"
    compare(source, "mean difference, l/min", "-2.1", flow.bias.value)
    compare(source, "standard deviation", "38.8", flow.sd)
    compare(source, "lower limit (1.96 SD)", "-78.1", flow.lower.value)
    compare(source, "upper limit (1.96 SD)", "73.9", flow.upper.value)
    pressure = limits_from(-16.29, 19.61, 85, Precision.APPROXIMATE)
    source = "Bland & Altman 1999, blood pressure (n = 85, from mean and SD)"
    compare(source, "mean difference, interval, from", "-20.5", pressure.bias.low)
    compare(source, "mean difference, interval, to", "-12.1", pressure.bias.high)
    compare(source, "lower limit, interval, from", "-61.9", pressure.lower.low)
    compare(source, "lower limit, interval, to", "-47.5", pressure.lower.high)
    compare(source, "upper limit, interval, from", "14.9", pressure.upper.low)
    compare(source, "upper limit, interval, to", "29.3", pressure.upper.high)
    return beside.rows


def repeated_measures() -> Rows:
    """Return the figures of several readings for each person."""
    beside = Beside()
    compare = beside.compare
    free = limits_of_repeats(cardiac(0), cardiac(1))
    source = "Bland & Altman 1999, cardiac output, unequal repeats"
    compare(source, "mean difference", "0.7092", free.bias.value)
    compare(source, "standard deviation", "1.0517", free.sd)
    compare(source, "lower limit", "-1.3521", free.lower.value)
    compare(source, "upper limit", "2.7705", free.upper.value)
    who = [row[0] for row in CARDIAC]
    first, second = ([row[k] for row in CARDIAC] for k in (1, 2))
    linked = limits_of_linked_pairs(who, first, second)
    source = "Bland & Altman 2007, the same in linked pairs"
    compare(source, "mean difference", "0.6021667", linked.bias.value)
    compare(source, "standard deviation", "0.99062408", linked.sd)
    compare(source, "lower limit", "-1.3394565", linked.lower.value)
    compare(source, "upper limit", "2.5437899", linked.upper.value)
    four = limits_of_repeats(cardiac(0, people=4), cardiac(1, people=4, leave_out=(4, 8)))
    source = "Zou 2013, four people, two readings missing"
    compare(source, "lower limit, interval, from", "-9.76", four.lower.low)
    compare(source, "lower limit, interval, to", "-0.48", four.lower.high)
    compare(source, "upper limit, interval, from", "1.91", four.upper.low)
    compare(source, "upper limit, interval, to", "11.20", four.upper.high)
    return beside.rows


def exact_factors() -> Rows:
    """Return the factors behind exact intervals."""
    beside = Beside()
    compare = beside.compare
    source = "Carkeet 2015, factors of a pair of limits"
    for n, inner, outer in (
        (3, "1.1051", "13.9396"),
        (17, "1.4900", "3.0824"),
        (75, "1.6982", "2.3534"),
    ):
        compare(source, f"n = {n}, inner", inner, pair_factor(n, 0.95, 0.025))
        compare(source, f"n = {n}, outer", outer, pair_factor(n, 0.95, 0.975))
    compare(
        "One-sided tolerance factor, noncentral t (real-statistics.com)",
        "n = 40, 90 % of people, 99 % sure",
        "1.9017",
        single_factor(40, 1.2815515655, 0.99),
    )
    return beside.rows


def reliability() -> Rows:
    """Return the figures of intraclass correlations and the error of measurement."""
    beside = Beside()
    compare = beside.compare
    figures = {
        Form.ONE_WAY: ("0.17", "-0.13", "0.72"),
        Form.AGREEMENT: ("0.29", "0.02", "0.76"),
        Form.CONSISTENCY: ("0.71", "0.34", "0.95"),
        Form.ONE_WAY_MEAN: ("0.44", "-0.88", "0.91"),
        Form.AGREEMENT_MEAN: ("0.62", "0.07", "0.93"),
        Form.CONSISTENCY_MEAN: ("0.91", "0.68", "0.99"),
    }
    for form, (value, low, high) in figures.items():
        found = intraclass_correlation(JUDGED, form).icc
        source = f"Shrout & Fleiss 1979, {form.value}"
        compare(source, "coefficient", value, found.value)
        compare(source, "interval, from", low, found.low)
        compare(source, "interval, to", high, found.high)
    sem = sem_of_readings(np.array(WEIR).T, Error.CONSISTENCY).value
    compare("Weir 2005, data set A", "standard error of measurement", "7.6", sem)
    return beside.rows


def pair_coverage() -> list[tuple[str, ...]]:
    """Return how often both limits' intervals do what they promise, by size and method."""
    rows = []
    for n in (5, 10, 20, 50):
        rng = np.random.default_rng(n)
        samples = rng.standard_normal((SAMPLES, n))
        mean, sd = samples.mean(axis=1), samples.std(axis=1, ddof=1)
        for precision in Precision:
            unit = limits_from(0.0, 1.0, n, precision)
            ends = (unit.upper.low, unit.upper.high)
            single = (mean + ends[0] * sd <= Z) & (mean + ends[1] * sd >= Z)
            outer = _covered(mean, sd, ends[1]) >= 0.95
            inner = _covered(mean, sd, ends[0]) <= 0.95
            rows.append((str(n), precision.value, *map(_percent, (single, outer, inner))))
    return rows


def _covered(mean: np.ndarray, sd: np.ndarray, factor: float) -> np.ndarray:
    found: np.ndarray = stats.norm.cdf(mean + factor * sd) - stats.norm.cdf(
        mean - factor * sd
    )
    return found


def repeated_coverage() -> list[tuple[str, ...]]:
    """Return how often intervals of repeated measures hold the true limit."""
    rows = []
    for people in (10, 20, 40):
        for name, simulate in (("linked pairs", _linked), ("unlinked repeats", _unlinked)):
            rng = np.random.default_rng(people)
            bias, upper = [], []
            for _ in range(SAMPLES // 3):
                found, true = simulate(people, rng)
                bias.append(found.bias.low <= 0.0 <= found.bias.high)
                upper.append(found.upper.low <= Z * true <= found.upper.high)
            rows.append(
                (name, str(people), _percent(np.array(bias)), _percent(np.array(upper)))
            )
    return rows


def _linked(people: int, rng: np.random.Generator):
    who = np.repeat(np.arange(people), rng.integers(2, 7, people))
    true = rng.normal(0, 0.8, people)[who]
    first = true + rng.normal(0, 0.6, len(who))
    return limits_of_linked_pairs(who.tolist(), first, np.zeros(len(who))), 1.0


def _unlinked(people: int, rng: np.random.Generator):
    own = rng.normal(0, 0.6, people)
    sides = []
    for level in (own, np.zeros(people)):
        who = np.repeat(np.arange(people), rng.integers(2, 6, people))
        sides.append(Repeats(who.tolist(), level[who] + rng.normal(0, 0.5, len(who))))
    return limits_of_repeats(*sides), np.sqrt(0.36 + 0.25 + 0.25)


def icc_coverage() -> list[tuple[str, ...]]:
    """Return how often the F-based intervals hold the true coefficient."""
    truth: dict[Form, Callable[[float, float, float], float]] = {
        Form.ONE_WAY: lambda p, _r, e: p / (p + e),
        Form.AGREEMENT: lambda p, r, e: p / (p + r + e),
        Form.CONSISTENCY: lambda p, _r, e: p / (p + e),
    }
    rows = []
    for form, of in truth.items():
        for people, raters in ((10, 2), (30, 3), (50, 5)):
            rng = np.random.default_rng(people)
            rater = 0.0 if form is Form.ONE_WAY else 0.3
            inside = []
            for _ in range(SAMPLES):
                readings = rng.normal(0, 1, (people, 1)) + rng.normal(
                    0, 0.6, (people, raters)
                )
                readings = readings + rng.normal(0, rater, (1, raters))
                found = intraclass_correlation(readings, form).icc
                inside.append(found.low <= of(1.0, rater**2, 0.36) <= found.high)
            rows.append((form.value, str(people), str(raters), _percent(np.array(inside))))
    return rows


def _percent(held: np.ndarray) -> str:
    return f"{100.0 * held.mean():.1f}"


def main() -> None:
    head = ("source", "figure", "published", "ours")
    rows = [*single_pairs(), *repeated_measures(), *exact_factors(), *reliability()]
    write_into(README, "published examples", markdown(head, rows))
    head = ("n", "method", "holds one limit", "outer ends cover 95 %", "inner ends do not")
    write_into(README, "single pairs", markdown(head, pair_coverage()))
    head = ("situation", "people", "holds the bias", "holds the upper limit")
    write_into(README, "repeated measures", markdown(head, repeated_coverage()))
    head = ("form", "people", "raters", "holds the coefficient")
    write_into(README, "intraclass correlation", markdown(head, icc_coverage()))


if __name__ == "__main__":
    main()
