"""The same difference from a model: days resemble their neighbours, periods their days.

reading = level + difference x condition + trend + period + day, where the day's part is
correlated with that of days before it (AR(1), by elapsed days) and the period's part is its
own. Fitted by restricted maximum likelihood; the difference's degrees of freedom are those
of the periods, because periods are what was drawn.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.stats import t as student

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput

LEAST_READINGS = 8  # two variances, a correlation and three means; own choice
MOST_CORRELATION = 0.97  # beyond it a level and a correlation cannot be told apart
_STARTS = (
    (0.2, -2.0),
    (0.6, -2.0),
    (0.0, 0.0),
)  # correlation, log of period to day variance


@dataclass(frozen=True, slots=True)
class Modelled:
    """What the model says; difference, se, low, high and sd in the measure's unit.

    correlation: of one day with the next, 0 to below 1. df: degrees of freedom.
    """

    difference: float
    se: float
    low: float
    high: float
    df: float
    correlation: float
    sd: float


def modelled(
    values: FloatArray,
    day: IntArray,
    with_it: FloatArray,
    period: IntArray,
    confidence: float = 0.95,
) -> Modelled:
    """Return the difference that a condition makes, by the model above.

    values: shape (n,), readings without gaps. day: shape (n,), days since the first,
    ascending. with_it: shape (n,), 1 on days with the condition, 0 on others. period:
    shape (n,), number of the period each day lies in.
    """
    if len(values) < LEAST_READINGS or len(np.unique(with_it)) < 2:
        raise BadInput(
            f"the model has {len(values)} readings; expected {LEAST_READINGS} or more, some of "
            "each kind"
        )
    known = np.stack([np.ones(len(day)), with_it, (day - day.mean()) / np.ptp(day)], axis=1)
    apart = np.abs(day[:, None] - day[None, :]).astype(np.float64)
    same = (period[:, None] == period[None, :]).astype(np.float64)

    def misfit(about: FloatArray) -> float:
        """Return minus twice the restricted log-likelihood."""
        return _fit(values, known, _shape(apart, same, about))[0]

    best = min(
        (minimize(misfit, start, method="Nelder-Mead") for start in _STARTS),
        key=lambda found: float(found.fun),
    )
    shape = _shape(apart, same, best.x)
    _, mean, spread = _fit(values, known, shape)
    df = max(len(np.unique(period)) - known.shape[1], 1.0)
    se = float(np.sqrt(spread[1, 1]))
    reach = float(student.ppf(0.5 + confidence / 2.0, df)) * se
    residual = values - known @ mean
    return Modelled(
        difference=float(mean[1]),
        se=se,
        low=float(mean[1]) - reach,
        high=float(mean[1]) + reach,
        df=df,
        correlation=_correlation(best.x[0]),
        sd=float(np.sqrt(residual @ residual / (len(values) - known.shape[1]))),
    )


def _correlation(free: float) -> float:
    return float(np.clip(free, 0.0, MOST_CORRELATION))


def _shape(apart: FloatArray, same: FloatArray, about: FloatArray) -> FloatArray:
    """Return the covariance up to its scale, shape (n, n)."""
    correlation = _correlation(about[0])
    days = np.where(apart == 0.0, 1.0, correlation**apart)
    return np.asarray(days + np.exp(np.clip(about[1], -12.0, 6.0)) * same)


def _fit(
    values: FloatArray, known: FloatArray, shape: FloatArray
) -> tuple[float, FloatArray, FloatArray]:
    """Return minus twice the restricted log-likelihood, the means and their covariance."""
    root = np.linalg.cholesky(shape)
    white, seen = np.linalg.solve(root, known), np.linalg.solve(root, values)
    inner = white.T @ white
    mean = np.linalg.solve(inner, white.T @ seen)
    left = seen - white @ mean
    free = len(values) - known.shape[1]
    variance = float(left @ left) / free
    misfit = (
        free * np.log(max(variance, 1e-300))
        + 2.0 * np.log(np.diag(root)).sum()
        + np.linalg.slogdet(inner)[1]
    )
    return float(misfit), mean, variance * np.linalg.inv(inner)
