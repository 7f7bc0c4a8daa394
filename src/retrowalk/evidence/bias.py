"""Whether small studies tell another story than large ones: funnel plot and Egger's test.

An uneven funnel is no proof that studies stayed in drawers: small studies may differ in
people, dose or care, and chance makes funnels uneven too (Sterne et al. 2011,
10.1136/bmj.d4002).
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.evidence.heterogeneity import Tau2
from retrowalk.evidence.meta_regression import Regression, regress, with_intercept
from retrowalk.evidence.pooling import Interval, Method, test_statistic

# Studies; with fewer, chance cannot be told from real unevenness (source cochrane_funnel).
LEAST_FOR_EGGER = 10
SOURCES = ("cochrane_funnel",)
_LEAST_POSSIBLE = 3


@dataclass(frozen=True, slots=True)
class Egger:
    """Egger's test of an uneven funnel.

    slope, se: by how much effects grow for every unit of their standard error, and how
        sure that is. statistic, df, p: its test; df is infinite for a z test.
    limit, limit_low, limit_high: the effect expected of a study without sampling error.
    advised: whether the studies are enough for the test to mean something.
    """

    slope: float
    se: float
    statistic: float
    df: float
    p: float
    limit: float
    limit_low: float
    limit_high: float
    studies: int
    advised: bool


def egger(effects: FloatArray, variances: FloatArray, level: float = 0.95) -> Egger | None:
    """Return Egger's test as published: effects on standard errors, weights 1/variance.

    effects, variances: shape (k,). A weighted regression whose residual variance is
    estimated (Egger et al. 1997, 10.1136/bmj.315.7109.629), t on k - 2 degrees of freedom.
    None below three studies, or where all standard errors are the same.
    """
    return _test(effects, variances, Method(Tau2.FIXED, Interval.KNAPP_HARTUNG, level))


def egger_mixed(
    effects: FloatArray, variances: FloatArray, level: float = 0.95
) -> Egger | None:
    """Return the test with heterogeneity added to the sampling variances, z-tested.

    effects, variances: shape (k,). The standard error is the moderator of a mixed-effects
    meta-regression by REML (Sterne and Egger 2005). None as in egger.
    """
    return _test(effects, variances, Method(Tau2.REML, Interval.NORMAL, level))


def _test(effects: FloatArray, variances: FloatArray, method: Method) -> Egger | None:
    se = np.sqrt(variances)
    if effects.size < _LEAST_POSSIBLE or np.ptp(se) <= 1e-9 * se.max():
        return None
    design = with_intercept(se)
    return _read(regress((effects, variances), design, ("limit", "slope"), method))


def _read(found: Regression) -> Egger:
    return Egger(
        slope=float(found.coefficients[1]),
        se=float(found.se[1]),
        statistic=float(test_statistic(found.coefficients, found.se)[1]),
        df=found.df,
        p=float(found.p[1]),
        limit=float(found.coefficients[0]),
        limit_low=float(found.low[0]),
        limit_high=float(found.high[0]),
        studies=found.studies,
        advised=found.studies >= LEAST_FOR_EGGER,
    )
