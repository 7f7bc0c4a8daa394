"""10,000 meta-analyses in one run: pool_many beside PyMARE.

    python -m venv .venv-pooling
    .venv-pooling/bin/pip install pymare==0.0.13 statsmodels==0.15.0
    .venv-pooling/bin/python benchmarks/pooling.py

Both get the same simulated effects in one process, in turns, on one thread. Without PyMARE
only ours is timed.
"""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

import sys
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from retrowalk.arrays import FloatArray
from retrowalk.evidence.heterogeneity import Tau2, tau2_interval
from retrowalk.evidence.pooling import Interval, Method, pool_many
from retrowalk.evidence.weighting import weighted_means

POOLS = 10_000
STUDIES = (5, 10, 20)
RUNS = 7
LONG_S = 5.0  # what takes longer is run once
PEER = find_spec("pymare") is not None

Work = Callable[[], tuple[FloatArray, ...]]


class Taken(NamedTuple):
    """What one call took at best, and what it returned."""

    processor_s: float
    wall_s: float
    found: tuple[FloatArray, ...]


def main() -> None:
    warnings.simplefilter("ignore")
    print(
        "| what | studies in each | ours, processor s | wall s | PyMARE, processor s "
        "| wall s | ratio of processor s | largest difference |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for k in STUDIES:
        y, v = simulated(k)
        for what, ours, theirs in jobs(y, v):
            print(row(what, k, raced([ours, theirs] if PEER else [ours])), flush=True)


def simulated(k: int) -> tuple[FloatArray, FloatArray]:
    """Return effects and their variances, shape (POOLS, k)."""
    random = np.random.default_rng(k)
    v = random.uniform(0.02, 0.5, (POOLS, k))
    centre = 0.3 + random.normal(0.0, 0.3, (POOLS, 1))
    return centre + random.normal(size=(POOLS, k)) * np.sqrt(v + 0.05), v


def jobs(y: FloatArray, v: FloatArray) -> list[tuple[str, Work, Work]]:
    """Return what is timed: its name, our way, PyMARE's way."""
    usual = Interval.KNAPP_HARTUNG
    laird, reml = Method(Tau2.DERSIMONIAN_LAIRD, usual), Method(Tau2.REML, usual)
    return [
        ("DerSimonian-Laird, Knapp-Hartung", pooled(y, v, laird), peer(y, v, "DL")),
        ("REML, Knapp-Hartung", pooled(y, v, reml), peer(y, v, "REML")),
        (
            "tau2 with Q-profile interval",
            lambda: tau2_interval(weighted_means(y, v), 0.95),
            peer_profile(y, v),
        ),
    ]


def pooled(y: FloatArray, v: FloatArray, method: Method) -> Work:
    def work() -> tuple[FloatArray, ...]:
        pools = pool_many(y, v, method)
        return pools.effect, pools.low, pools.high

    return work


def peer(y: FloatArray, v: FloatArray, tau2: str) -> Work:
    across_y, across_v = y.T.copy(), v.T.copy()  # PyMARE wants studies down, pools across

    def work() -> tuple[FloatArray, ...]:
        stats = peer_fit(across_y, across_v, tau2).get_fe_stats()
        return tuple(np.ravel(stats[name]) for name in ("est", "ci_l", "ci_u"))

    return work


def peer_profile(y: FloatArray, v: FloatArray) -> Work:
    across_y, across_v = y.T.copy(), v.T.copy()

    def work() -> tuple[FloatArray, ...]:
        stats = peer_fit(across_y, across_v, "DL").get_re_stats()
        return tuple(np.ravel(stats[name]) for name in ("ci_l", "ci_u"))

    return work


def peer_fit(y: FloatArray, v: FloatArray, tau2: str):
    from pymare import Dataset  # noqa: PLC0415 (is not always there)
    from pymare.estimators import (  # noqa: PLC0415 (as above)
        DerSimonianLaird,
        VarianceBasedLikelihoodEstimator,
    )

    if tau2 == "DL":
        estimator = DerSimonianLaird(small_sample_correction="knapp-hartung")
    else:
        estimator = VarianceBasedLikelihoodEstimator(
            method=tau2, small_sample_correction="knapp-hartung"
        )
    return estimator.fit_dataset(Dataset(y=y, v=v, add_intercept=True)).summary()


def raced(contestants: list[Work]) -> list[Taken]:
    """Return the best of some runs of each, run in turns."""
    best: list[Taken | None] = [None] * len(contestants)
    for _ in range(RUNS):
        for number, work in enumerate(contestants):
            before = best[number]
            if before and before.processor_s > LONG_S:
                continue
            wall, processor = time.perf_counter(), time.process_time()
            found = work()
            taken = Taken(
                time.process_time() - processor, time.perf_counter() - wall, found
            )
            best[number] = min(before, taken, key=_processor) if before else taken
    return [taken for taken in best if taken]


def row(what: str, k: int, raced_: list[Taken]) -> str:
    """Return one row of the table."""
    ours, *others = raced_
    cells = [what, f"{k}", f"{ours.processor_s:.3f}", f"{ours.wall_s:.3f}"]
    for theirs in others:
        apart = max(
            float(np.nanmax(np.abs(mine - other)))
            for mine, other in zip(ours.found, theirs.found, strict=True)
        )
        cells += [
            f"{theirs.processor_s:.3f}",
            f"{theirs.wall_s:.3f}",
            f"{theirs.processor_s / ours.processor_s:.1f}",
            f"{apart:.0e}",
        ]
    return f"| {' | '.join(cells)} |"


def _processor(taken: Taken) -> float:
    return taken.processor_s


if __name__ == "__main__":
    main()
