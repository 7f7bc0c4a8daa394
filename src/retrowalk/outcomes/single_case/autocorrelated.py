"""The same difference from a mixed model: days resemble their neighbours, periods their days.

reading = level + difference x condition + trend + period + day, where the day's part is
correlated with that of the day before (first-order autoregressive, by elapsed days) and the
period's part is its own and random.

How alike days are, and how much a period has of its own, is hardly seen in a few weeks. One
best guess of both makes an interval that is too narrow or, with the degrees of freedom of the
periods, far too wide. So every pair of them on a grid is fitted (restricted likelihood), and
the answers are averaged by how well each explains the readings, as in any Bayesian analysis
of a hierarchical model. The grid and its weights are our own choice, held to their promise in
validation/single_case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.stats import t as student

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput

LEAST_READINGS = 8  # two variances, a correlation and three means; own choice
# Correlation of one day with the next: each of these is as likely beforehand.
CORRELATIONS = tuple(round(-0.5 + 0.1 * step, 1) for step in range(15))
# Spread of periods in spreads of a day. That a period adds nothing of its own is taken as
# likely beforehand; else it adds about as much as a day. Own choice.
PERIOD_SPREADS = (0.0, 0.1, 0.2, 0.3, 0.45, 0.7, 1.1, 1.7)
NOTHING_OF_ITS_OWN = 0.7  # chance beforehand that periods add nothing
_ALL_ALIKE = 1e-24  # keeps the logarithm where readings follow the model exactly


@dataclass(frozen=True, slots=True)
class Modelled:
    """What the model says; difference, se, low, high and sd in the measure's unit.

    se: standard deviation of what the difference may be. correlation: of one day with the
    next, averaged; -1 to 1. sd: of days about the model.
    """

    difference: float
    se: float
    low: float
    high: float
    correlation: float
    sd: float


@dataclass(frozen=True, slots=True, eq=False)
class _Fits:
    """Every pair of the grid: how well it fits, and what it says; each of shape (pairs,)."""

    fit: FloatArray
    correlation: FloatArray
    difference: FloatArray
    se: FloatArray
    sd: FloatArray


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

    Raises BadInput with fewer than LEAST_READINGS, or without some of each kind.
    """
    if len(values) < LEAST_READINGS or len(np.unique(with_it)) < 2:
        raise BadInput(
            f"the model has {len(values)} readings; expected {LEAST_READINGS} or more, some of "
            "each kind"
        )
    known = np.stack([np.ones(len(day)), with_it, (day - day.mean()) / np.ptp(day)], axis=1)
    fits = _fits(values - values.mean(), known, day, period)
    weight = np.exp(fits.fit - fits.fit.max())
    weight /= weight.sum()
    df = len(values) - known.shape[1]
    mean = float(weight @ fits.difference)
    # A Student's variance is a little more than its scale squared.
    variance = weight @ (fits.se**2 * df / (df - 2) + (fits.difference - mean) ** 2)
    se = sqrt(float(variance))

    def below(limit: float) -> float:
        """Return the chance that the difference lies below a limit."""
        return float(weight @ student.cdf((limit - fits.difference) / fits.se, df))

    return Modelled(
        difference=mean,
        se=se,
        low=_where(below, 0.5 - confidence / 2.0, mean, se),
        high=_where(below, 0.5 + confidence / 2.0, mean, se),
        correlation=float(weight @ fits.correlation),
        sd=float(weight @ fits.sd),
    )


def _where(below: Callable[[float], float], share: float, mean: float, se: float) -> float:
    """Return the limit below which a share of the differences lies."""
    reach = 8.0 * se
    while not below(mean - reach) < share < below(mean + reach):
        reach *= 2.0
    return float(brentq(lambda limit: below(limit) - share, mean - reach, mean + reach))


def _fits(values: FloatArray, known: FloatArray, day: IntArray, period: IntArray) -> _Fits:
    """Return every pair of the grid, fitted; its chance beforehand counts in how it fits."""
    apart = np.abs(day[:, None] - day[None, :]).astype(np.float64)
    same = (period[:, None] == period[None, :]).astype(np.float64)
    own = np.array(PERIOD_SPREADS)[:, None, None] ** 2 * same
    both = np.column_stack([known, values])
    rows = [
        _fitted(both, np.power(correlation, apart) + own) for correlation in CORRELATIONS
    ]
    fit, difference, se, sd = np.concatenate(rows, axis=1)
    return _Fits(
        fit=fit + np.tile(np.log(_CHANCES), len(CORRELATIONS)),
        correlation=np.repeat(CORRELATIONS, len(PERIOD_SPREADS)),
        difference=difference,
        se=se,
        sd=sd,
    )


def _fitted(both: FloatArray, shapes: FloatArray) -> FloatArray:
    """Return restricted log-likelihood, difference, its error and the spread of days.

    both: shape (n, 4), what is known of each day and its reading. shapes: shape (k, n, n),
    covariances up to a scale. Returns shape (4, k).
    """
    products = both.T @ np.linalg.solve(shapes, both[None])
    inner = np.linalg.inv(products[:, :-1, :-1])
    mean = np.einsum("kij,kj->ki", inner, products[:, :-1, -1])
    squares = products[:, -1, -1] - np.einsum("ki,ki->k", mean, products[:, :-1, -1])
    free = both.shape[0] - mean.shape[1]
    variance = np.maximum(squares, _ALL_ALIKE) / free
    fit = 0.5 * (
        np.linalg.slogdet(inner)[1] - np.linalg.slogdet(shapes)[1] - free * np.log(variance)
    )
    se, sd = np.sqrt(variance * inner[:, 1, 1]), np.sqrt(variance * shapes[:, 0, 0])
    return np.stack([fit, mean[:, 1], se, sd])


def _chances() -> tuple[float, ...]:
    """Return the chance beforehand of each period spread: none, else a half-normal of 1."""
    spread = np.array(PERIOD_SPREADS)
    density = np.sqrt(2.0 / pi) * np.exp(-0.5 * spread**2) * np.gradient(spread)
    others = (1.0 - NOTHING_OF_ITS_OWN) * density[1:] / density[1:].sum()
    return (NOTHING_OF_ITS_OWN, *others.tolist())


_CHANCES = _chances()
