"""One pool of named studies, or the sentence that says why there is none."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.heterogeneity import Heterogeneity, heterogeneity
from retrowalk.evidence.poolable import KeptOut, Poolable, sifted
from retrowalk.evidence.pooling import USUAL, Method, Pools, pools_of
from retrowalk.evidence.weighting import weighted_means

LEAST_TO_POOL = 2


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool of two studies or more; every field as in Pools and Heterogeneity.

    predicted_low, predicted_high: None where no prediction can be made.
    weights_pct: of each study, in the order of Synthesis.studies; they add up to 100.
    """

    studies: int
    effect: float
    se: float
    low: float
    high: float
    p: float
    predicted_low: float | None
    predicted_high: float | None
    weights_pct: tuple[float, ...]
    tau2: float
    tau2_low: float
    tau2_high: float
    q: float
    q_p: float
    i2_pct: float
    i2_low_pct: float
    i2_high_pct: float
    h2: float


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What a set of studies says together.

    studies: those that could be pooled. kept_out: the others, each with its reason.
    pool: None below two studies; one study is not a meta-analysis.
    """

    method: Method
    studies: tuple[Poolable, ...]
    kept_out: tuple[KeptOut, ...]
    pool: Pool | None

    @property
    def measure(self) -> Measure | None:
        """What the effects are measured as; None without a study."""
        return self.studies[0].measure if self.studies else None

    @property
    def sentence(self) -> str:
        """How many studies are in the pool, or that there is nothing to pool."""
        count = len(self.studies)
        if count >= LEAST_TO_POOL:
            return f"{count} studies pooled."
        return "1 study: nothing to pool." if count else "No study: nothing to pool."


def synthesise(
    studies: Sequence[Poolable],
    method: Method = USUAL,
    kept_out: Sequence[KeptOut] = (),
) -> Synthesis:
    """Return the pool of these studies; what cannot be pooled is kept out with its reason.

    kept_out: studies that fell out before, to be listed with the others.
    """
    kept, out = sifted(studies)
    every = (*kept_out, *out)
    if len(kept) < LEAST_TO_POOL:
        return Synthesis(method, kept, every, None)
    pools = refitted(kept, np.ones((1, len(kept)), dtype=np.bool_), method)
    return Synthesis(method, kept, every, pools[0])


def refitted(
    studies: Sequence[Poolable], taken: BoolArray, method: Method
) -> tuple[Pool, ...]:
    """Return one pool for each row of taken, all fitted in one go.

    taken: shape (n, k), true where a pool has the study; two or more in every row.
    """
    effects = np.array([study.effect for study in studies])
    variances = np.array([study.variance for study in studies])
    model = weighted_means(
        np.where(taken, effects, np.nan), np.where(taken, variances, np.nan)
    )
    pools = pools_of(model, method)
    spread = heterogeneity(model, method.tau2, method.level)
    weights = model.weights(spread.tau2)
    weights *= 100.0 / weights.sum(axis=1, keepdims=True)
    return tuple(_row(pools, spread, row, weights[row]) for row in range(len(taken)))


def _row(pools: Pools, spread: Heterogeneity, row: int, weights_pct: FloatArray) -> Pool:
    return Pool(
        studies=int(pools.studies[row]),
        effect=float(pools.effect[row]),
        se=float(pools.se[row]),
        low=float(pools.low[row]),
        high=float(pools.high[row]),
        p=float(pools.p[row]),
        predicted_low=_known(pools.predicted_low[row]),
        predicted_high=_known(pools.predicted_high[row]),
        weights_pct=tuple(weights_pct.tolist()),
        tau2=float(spread.tau2[row]),
        tau2_low=float(spread.tau2_low[row]),
        tau2_high=float(spread.tau2_high[row]),
        q=float(spread.q[row]),
        q_p=float(spread.q_p[row]),
        i2_pct=float(spread.i2_pct[row]),
        i2_low_pct=float(spread.i2_low_pct[row]),
        i2_high_pct=float(spread.i2_high_pct[row]),
        h2=float(spread.h2[row]),
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
