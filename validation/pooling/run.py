"""Set our pools beside published ones and beside other programs; write the tables here.

    python validation/pooling/run.py

The published numbers need nothing more. The other programs need an environment of their
own (see README.md); without them their tables stay as they are, and this says so.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "unit" / "evidence"))

from published_pools import Check, checks
from tables import write_into

from retrowalk.arrays import FloatArray
from retrowalk.evidence.heterogeneity import Tau2, tau2_interval
from retrowalk.evidence.meta_regression import regress, with_intercept
from retrowalk.evidence.pooling import Interval, Method, pool_many
from retrowalk.evidence.weighting import weighted_means

README = Path(__file__).with_name("README.md")
PEERS = ("pymare", "statsmodels")
POOLS, Q_PROFILES = 2000, 100  # random pools beside others; PyMARE's Q-profile is slow
GRID_METHODS = {"FE": Tau2.FIXED, "DL": Tau2.DERSIMONIAN_LAIRD, "REML": Tau2.REML}
GRID_TESTS = {
    "z": Interval.NORMAL,
    "knha": Interval.KNAPP_HARTUNG,
    "adhoc": Interval.KNAPP_HARTUNG_MODIFIED,
}
GRID_MODERATORS = {"intercept": (), "one": ("mod1",), "two": ("mod1", "mod2")}


def main() -> None:
    write_into(README, "published", published_table())
    missing = [name for name in PEERS if find_spec(name) is None]
    if missing:
        print(f"Not installed: {', '.join(missing)}; their tables stay as they are.")
        return
    write_into(README, "grid", grid_table())
    write_into(README, "random", random_table())


def published_table() -> str:
    """Return how many printed numbers come out as printed, example by example."""
    groups: dict[str, list[Check]] = defaultdict(list)
    for check in checks():
        groups[_family(check.example)].append(check)
    lines = [
        "| example | numbers | as printed, to the last digit | within 1e-4 of their size "
        "| largest difference |",
        "|---|---|---|---|---|",
    ]
    for family, some in groups.items():
        exact = sum(abs(c.difference) <= _half_digit(c) for c in some)
        near = sum(abs(c.difference) <= _half_digit(c) + 1e-4 * _size(c) for c in some)
        worst = max(some, key=lambda c: abs(c.difference) / c.allowed)
        lines.append(
            f"| {family} | {len(some)} | {exact} | {near} | {worst.difference:+.1e}: "
            f"{worst.quantity} of {worst.example}, printed {worst.printed} |"
        )
    return "\n".join(lines) + "\n"


def _family(example: str) -> str:
    for word in (
        "metafor 4.6.0, grid", "metafor 5.0.1, five", "metafor 5.0.1, six",
        "metafor 5.0.1, fifteen", "metafor 5.0.1, two",
    ):  # fmt: skip
        if example.startswith(word):
            return word
    return example.split(maxsplit=1)[0].rstrip(",")


def _half_digit(check: Check) -> float:
    return check.allowed - (1e-4 * _size(check) if check.stopped_early else 0.0)


def _size(check: Check) -> float:
    return max(1.0, abs(float(check.printed)))


def grid_table() -> str:
    """Return the largest relative difference from metafor 4.6.0 on PyMARE's grid."""
    worst: dict[tuple[str, str], float] = defaultdict(float)
    cases = 0
    for case, ours in _grid():
        cases += 1
        for quantity, values in ours.items():
            theirs = np.ravel(np.asarray(case[quantity], dtype=float))
            apart = np.abs(np.ravel(values) - theirs) / np.maximum(np.abs(theirs), 1e-3)
            key = (quantity, str(case["method"]))
            worst[key] = max(worst[key], float(apart.max()))
    names = tuple(dict.fromkeys(quantity for quantity, _ in worst))
    lines = [
        f"{cases} cases of metafor 4.6.0, from PyMARE {version('pymare')}:\n",
        "| quantity | fixed | DerSimonian-Laird | REML |",
        "|---|---|---|---|",
    ]
    for name in names:
        cells = [worst.get((name, method)) for method in GRID_METHODS]
        shown = ("-" if cell is None else f"{cell:.0e}" for cell in cells)
        lines.append(f"| {name} | {' | '.join(shown)} |")
    return "\n".join(lines) + "\n"


def _grid() -> Iterator[tuple[dict[str, object], dict[str, FloatArray]]]:
    data = Path(str(files("pymare"))) / "tests" / "data"
    with (data / "metafor_small_sample.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    cases = json.loads((data / "metafor_reference.json").read_text("utf-8"))["cases"]
    for case in cases:
        if case["method"] not in GRID_METHODS:
            continue  # estimators that we do not have
        some = [row for row in rows if row["case"] == case["design"]]
        y, v = (np.array([float(row[name]) for row in some]) for name in ("y", "v"))
        moderators = [
            np.array([float(row[name]) for row in some])
            for name in GRID_MODERATORS[case["model"]]
        ]
        design = with_intercept(*moderators) if moderators else np.ones((len(y), 1))
        method = Method(GRID_METHODS[case["method"]], GRID_TESTS[case["test"]])
        fit = regress((y, v), design, ("",) * design.shape[1], method)
        ours = {
            "tau2": fit.left.tau2, "beta": fit.coefficients, "se": fit.se, "pval": fit.p,
            "ci_lb": fit.low, "ci_ub": fit.high, "QE": fit.left.q, "QEp": fit.left.q_p,
            "I2": fit.left.i2_pct,
        }  # fmt: skip
        if case["method"] != "FE":
            ours |= {"tau2_ci_lb": fit.left.tau2_low, "tau2_ci_ub": fit.left.tau2_high}
            ours |= {"H2": fit.left.h2}
        yield case, ours


def random_table() -> str:
    """Return the differences from PyMARE and statsmodels on random pools."""
    lines = [
        f"{POOLS} random pools, 2 to 30 studies each, seed 20261122; PyMARE "
        f"{version('pymare')}, statsmodels {version('statsmodels')}:\n",
        "| program | quantity | largest difference | pools farther apart than 1e-6 |",
        "|---|---|---|---|",
    ]
    pools = random_pools()
    for program, found in (
        ("PyMARE", _pymare(pools)),
        ("statsmodels", _statsmodels(pools)),
    ):
        for quantity, apart in sorted(found.items()):
            many, lost = int((apart > 1e-6).sum()), int(np.isnan(apart).sum())
            more = f", not a number in {lost}" if lost else ""
            lines.append(
                f"| {program} | {quantity} | {np.nanmax(apart):.1e} | {many}{more} |"
            )
    return "\n".join([*lines, "", *_why_reml_differs(pools)]) + "\n"


def random_pools() -> list[tuple[FloatArray, FloatArray]]:
    """Return effects and variances of pools like those that are published."""
    random = np.random.default_rng(20261122)
    found = []
    for _ in range(POOLS):
        k = int(random.integers(2, 31))
        v = 10.0 ** random.uniform(-2.5, 0.3, k)
        tau = random.choice([0.0, 0.1, 0.4, 1.0])
        y = random.normal(0.4, 1.0) + tau * random.normal(size=k)
        found.append((y + np.sqrt(v) * random.normal(size=k), v))
    return found


def _ours(y: FloatArray, v: FloatArray, tau2: Tau2, interval: Interval) -> dict[str, float]:
    pool = pool_many(y[None], v[None], Method(tau2, interval))
    names = ("tau2", "effect", "se", "low", "high", "p")
    return {name: float(getattr(pool, name)[0]) for name in names}


def _pymare(pools: list[tuple[FloatArray, FloatArray]]) -> dict[str, FloatArray]:
    from pymare import Dataset  # noqa: PLC0415 (is not always there)
    from pymare.estimators import (  # noqa: PLC0415 (as above)
        DerSimonianLaird,
        VarianceBasedLikelihoodEstimator,
        WeightedLeastSquares,
    )

    apart: dict[str, list[float]] = defaultdict(list)
    for number, (y, v) in enumerate(pools):
        for name, tau2, test, interval in (
            ("fixed", Tau2.FIXED, "wald", Interval.NORMAL),
            ("DL", Tau2.DERSIMONIAN_LAIRD, "wald", Interval.NORMAL),
            (
                "DL, Knapp-Hartung",
                Tau2.DERSIMONIAN_LAIRD,
                "knapp-hartung",
                Interval.KNAPP_HARTUNG,
            ),
            ("REML", Tau2.REML, "wald", Interval.NORMAL),
        ):
            estimator = {
                "fixed": lambda t: WeightedLeastSquares(
                    tau2=0.0, small_sample_correction=t
                ),
                "REML": lambda t: VarianceBasedLikelihoodEstimator(
                    method="REML", small_sample_correction=t
                ),
            }.get(name, lambda t: DerSimonianLaird(small_sample_correction=t))(test)
            fit = estimator.fit_dataset(Dataset(y=y, v=v, add_intercept=True)).summary()
            stats, ours = fit.get_fe_stats(), _ours(y, v, tau2, interval)
            for quantity, theirs in (
                ("effect", stats["est"]), ("se", stats["se"]), ("low", stats["ci_l"]),
                ("high", stats["ci_u"]), ("p", stats["p"]), ("tau2", fit.tau2),
            ):  # fmt: skip
                if quantity != "tau2" or tau2 is not Tau2.FIXED:
                    mine = ours[quantity]
                    apart[f"{quantity}, {name}"].append(
                        abs(mine - float(np.ravel(theirs)[0]))
                    )
            if name == "DL" and number < Q_PROFILES:
                bounds = fit.get_re_stats()
                both = tau2_interval(weighted_means(y[None], v[None]), 0.95)
                for end, mine, theirs in zip(
                    ("low", "high"), both, (bounds["ci_l"], bounds["ci_u"]), strict=True
                ):
                    size = max(1.0, float(mine[0]))
                    difference = abs(mine[0] - float(np.ravel(theirs)[0])) / size
                    apart[f"tau2 {end}, Q-profile, of its size"].append(difference)
    return {name: np.array(values) for name, values in apart.items()}


def _statsmodels(pools: list[tuple[FloatArray, FloatArray]]) -> dict[str, FloatArray]:
    from statsmodels.stats.meta_analysis import combine_effects  # noqa: PLC0415 (as above)

    apart: dict[str, list[float]] = defaultdict(list)
    for y, v in pools:
        for name, tau2, word in (
            ("DL", Tau2.DERSIMONIAN_LAIRD, "chi2"),
            ("Paule-Mandel", Tau2.PAULE_MANDEL, "iterated"),
        ):
            fit = combine_effects(y, v, method_re=word)
            plain = _ours(y, v, tau2, Interval.NORMAL)
            fixed = _ours(y, v, Tau2.FIXED, Interval.NORMAL)
            knapp = _ours(y, v, tau2, Interval.KNAPP_HARTUNG)
            truncated = (
                ", where its tau2 is not below 0" if fit.tau2 >= 0.0 else ", elsewhere"
            )
            found = {
                "effect": (plain["effect"], fit.mean_effect_re),
                "se": (plain["se"], fit.sd_eff_w_re),
                "tau2": (plain["tau2"], fit.tau2),
                "se, Knapp-Hartung": (knapp["se"], np.sqrt(fit.var_hksj_re)),
            }
            for quantity, (mine, theirs) in found.items():
                apart[f"{quantity}, {name}{truncated if name == 'DL' else ''}"].append(
                    abs(mine - float(theirs))
                )
            apart["effect, fixed"].append(abs(fixed["effect"] - float(fit.mean_effect_fe)))
    return {name: np.array(values) for name, values in apart.items()}


def _why_reml_differs(pools: list[tuple[FloatArray, FloatArray]]) -> list[str]:
    """Return whose REML estimate has the greater likelihood where the two differ."""
    from pymare import Dataset  # noqa: PLC0415 (is not always there)
    from pymare.estimators import VarianceBasedLikelihoodEstimator  # noqa: PLC0415 (as above)

    ours_higher = theirs_higher = 0
    for y, v in pools:
        data = Dataset(y=y, v=v, add_intercept=True)
        fit = VarianceBasedLikelihoodEstimator(method="REML").fit_dataset(data)
        theirs = np.ravel(fit.summary().tau2)[:1].astype(float)
        model = weighted_means(y[None], v[None])
        mine = np.array([_ours(y, v, Tau2.REML, Interval.NORMAL)["tau2"]])
        gain = float(model.likelihood(mine)[0] - model.likelihood(theirs)[0])
        ours_higher += gain > 1e-12
        theirs_higher += gain < -1e-12
    return [
        f"Restricted likelihood: higher at our tau2 in {ours_higher} of {len(pools)} pools, "
        f"at PyMARE's in {theirs_higher}, the same (to 1e-12) in the rest."
    ]


if __name__ == "__main__":
    main()
