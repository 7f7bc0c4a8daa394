"""Many meta-analyses at once: the average effect, its interval, and that of a new study."""

from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.evidence.distributions import t_quantile, t_two_sided
from retrowalk.evidence.heterogeneity import Tau2, checked_level, tau2_of
from retrowalk.evidence.weighting import WeightedMeans, weighted_means


class Interval(StrEnum):
    """How sure the average is.

    NORMAL: standard error of known weights, normal quantile.
    KNAPP_HARTUNG: standard error from how the studies scatter, t quantile on k - 1 degrees
        of freedom (Knapp and Hartung 2003, 10.1002/sim.1482).
    KNAPP_HARTUNG_MODIFIED: the same, its standard error never below the normal one, as
        advised for few studies of unequal size (Röver, Knapp and Friede 2015,
        10.1186/s12874-015-0091-1).
    """

    NORMAL = "normal"
    KNAPP_HARTUNG = "knapp_hartung"
    KNAPP_HARTUNG_MODIFIED = "knapp_hartung_modified"


@dataclass(frozen=True, slots=True)
class Method:
    """How to pool. level: of all intervals, between 0 and 1."""

    tau2: Tau2 = Tau2.REML
    interval: Interval = Interval.KNAPP_HARTUNG_MODIFIED
    level: float = 0.95

    def __post_init__(self) -> None:
        checked_level(self.level)


USUAL = Method()
_BLOCK = 32768  # cells pooled at a time: few enough that all steps stay in a fast cache


@dataclass(frozen=True, slots=True)
class Pools:
    """n pools, every column of shape (n,).

    studies: how many each has. tau2: variance of true effects; NaN below 2 studies.
    effect, se, low, high: the average, its standard error and interval; with 1 study these
        are that study's own, which is no pool; with none, NaN.
    statistic, df, p: the test of no effect; df is infinite for a normal quantile.
    predicted_low, predicted_high: interval of the true effect in a new study; NaN below 3
        studies, and for Tau2.FIXED, which says nothing about other studies.
    """

    studies: IntArray
    tau2: FloatArray
    effect: FloatArray
    se: FloatArray
    low: FloatArray
    high: FloatArray
    statistic: FloatArray
    df: FloatArray
    p: FloatArray
    predicted_low: FloatArray
    predicted_high: FloatArray


def pool_many(effects: FloatArray, variances: FloatArray, method: Method = USUAL) -> Pools:
    """Return the pool of every row.

    effects, variances: shape (n, k), NaN in both where a pool has no such study; effects
        in one unit (logarithms for ratios), variances above 0 in that unit squared.

    The prediction interval is effect ± t(k - 2) sqrt(tau2 + se^2) (Higgins, Thompson and
    Spiegelhalter 2009, 10.1111/j.1467-985X.2008.00552.x; Riley, Higgins and Deeks 2011,
    10.1136/bmj.d549), with the standard error that the confidence interval uses.

    Raises BadInput where the two shapes differ, or an effect or variance cannot be.
    """
    model = weighted_means(effects, variances)
    rows = max(1, _BLOCK // max(1, model.effects.shape[1]))
    parts = [pools_of(part, method) for part in model.parts(rows)]
    if len(parts) == 1:
        return parts[0]
    columns = (field.name for field in fields(Pools))
    return Pools(
        **{name: np.concatenate([getattr(p, name) for p in parts]) for name in columns}
    )


def pools_of(model: WeightedMeans, method: Method) -> Pools:
    """Return the pools of a model that is built already; see pool_many."""
    tau2 = tau2_of(model, method.tau2)
    effect, variance = model.mean(tau2)
    se = np.sqrt(variance * _scatter(model, tau2, method.interval))
    df = degrees_of_freedom(model.df, method.interval)
    half = reach(method.level, df) * se
    below, above = _predicted(model, tau2, (effect, se), method)
    statistic = test_statistic(effect, se)
    return Pools(
        studies=model.studies,
        tau2=np.where(model.df > 0, tau2, np.nan),
        effect=effect,
        se=se,
        low=effect - half,
        high=effect + half,
        statistic=statistic,
        df=df,
        p=t_two_sided(statistic, df),
        predicted_low=below,
        predicted_high=above,
    )


def test_statistic(effect: FloatArray, se: FloatArray) -> FloatArray:
    """Return effect / se; where studies agree to the last digit and se is 0, 0 or infinite."""
    certain = np.where(effect == 0.0, 0.0, np.copysign(np.inf, effect))
    return np.where(se == 0.0, certain, effect / np.where(se == 0.0, 1.0, se))


def degrees_of_freedom(df: IntArray, interval: Interval) -> FloatArray:
    """Return those of a quantile: infinite for the normal one, and where there are none."""
    if interval is Interval.NORMAL:
        return np.full(df.shape, np.inf)
    return np.where(df > 0, df.astype(np.float64), np.inf)


def scale_of(q: FloatArray, df: IntArray, interval: Interval) -> FloatArray:
    """Return the factor on a variance: Q at the estimated tau2 over df, at least 1 if so.

    q: shape (n,), the weighted sum of squares with the estimated tau2 in the weights.
    """
    if interval is Interval.NORMAL:
        return np.ones(q.shape)
    ratio: FloatArray = np.where(df > 0, q / np.maximum(df, 1), 1.0)
    return np.maximum(ratio, 1.0) if interval is Interval.KNAPP_HARTUNG_MODIFIED else ratio


def reach(level: float, df: FloatArray) -> FloatArray:
    """Return how many standard errors an interval reaches to each side, shape of df."""
    return t_quantile((1.0 + level) / 2.0, df)


def _scatter(model: WeightedMeans, tau2: FloatArray, interval: Interval) -> FloatArray:
    if interval is Interval.NORMAL:
        return np.ones(tau2.shape)
    return scale_of(model.q(tau2)[0], model.df, interval)


def _predicted(
    model: WeightedMeans,
    tau2: FloatArray,
    average: tuple[FloatArray, FloatArray],
    method: Method,
) -> tuple[FloatArray, FloatArray]:
    effect, se = average
    enough = (model.studies >= 3) & (method.tau2 is not Tau2.FIXED)
    df = np.where(enough, model.studies - 2.0, 1.0)
    half = np.where(enough, reach(method.level, df) * np.sqrt(tau2 + se**2), np.nan)
    return effect - half, effect + half
