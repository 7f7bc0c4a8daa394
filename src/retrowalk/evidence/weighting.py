"""Inverse-variance weighting: what every way of pooling computes, at any heterogeneity.

Two models answer the same questions: WeightedMeans, many pools at once without moderators,
and WeightedRegression (weighted_regression.py), one pool with them. With
W = diag(1 / (v + tau2)) and P = W - W X (X'W X)^-1 X'W both give, for any tau2,

    Q  = y'P y      the weighted sum of squares (Cochran 1954, 10.2307/3001666)
    tr P            what Q loses for every unit of tau2, in expectation
    l, l'           the restricted log-likelihood and its slope (Viechtbauer 2005,
                    10.3102/10769986030003261)

P X = 0 and dP/dtau2 = -P P, so Q falls with the slope y'P P y and is convex in tau2.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput

_ROUNDED = 1e-6  # of the sum of weights; a smaller tr P has lost half of its digits


class Weighting(Protocol):
    """A model whose effects are weighted by 1 / (variance + tau2); tau2: shape (n,)."""

    @property
    def df(self) -> IntArray:
        """Studies less coefficients, shape (n,)."""

    @property
    def smallest_variance(self) -> FloatArray:
        """The smallest sampling variance of each pool, shape (n,)."""

    @property
    def reml_bound(self) -> FloatArray:
        """A tau2 beyond which the restricted likelihood only falls, shape (n,)."""

    def taken(self, rows: IntArray) -> Self:
        """Return some of the pools."""

    def q(self, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return Q and how steeply it falls with tau2, both shape (n,)."""

    def trace(self, tau2: FloatArray) -> FloatArray:
        """Return tr P, shape (n,)."""

    def likelihood(self, tau2: FloatArray) -> FloatArray:
        """Return the restricted log-likelihood less a constant, shape (n,)."""

    def score(self, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the likelihood's first and second derivative, both shape (n,)."""


@dataclass(frozen=True, slots=True)
class WeightedMeans:
    """n pools of at most k studies.

    effects, variances: shape (n, k); where there is no study, 0 and infinity, so that its
    weight is 0 of itself. studies: how many each pool has, shape (n,).
    """

    effects: FloatArray
    variances: FloatArray
    studies: IntArray

    @property
    def df(self) -> IntArray:
        """Studies less one, shape (n,); never below 0."""
        return np.maximum(self.studies - 1, 0)

    @property
    def smallest_variance(self) -> FloatArray:
        """The smallest sampling variance of each pool, shape (n,); infinite of no study."""
        smallest: FloatArray = self.variances.min(axis=1, initial=np.inf)
        return smallest

    @property
    def reml_bound(self) -> FloatArray:
        """A tau2 beyond which the restricted likelihood only falls, shape (n,)."""
        there = np.isfinite(self.variances)
        centre = self.effects.sum(axis=1) / np.maximum(self.studies, 1)
        away = np.where(there, self.effects - centre[:, None], 0.0)
        largest = np.where(there, self.variances, 0.0).max(axis=1, initial=0.0)
        return reml_bound(_dot(away, away), self.df, largest)

    def taken(self, rows: IntArray) -> Self:
        """Return some of the pools."""
        return replace(
            self,
            effects=self.effects[rows],
            variances=self.variances[rows],
            studies=self.studies[rows],
        )

    def parts(self, rows: int) -> Iterator["WeightedMeans"]:
        """Yield the same pools, at most so many at a time; at least one part."""
        for first in range(0, max(1, self.effects.shape[0]), rows):
            some = slice(first, first + rows)
            yield WeightedMeans(
                self.effects[some], self.variances[some], self.studies[some]
            )

    def weights(self, tau2: FloatArray) -> FloatArray:
        """Return 1 / (variance + tau2), shape (n, k); 0 where there is no study."""
        return np.reciprocal(self.variances + tau2[:, None])

    def mean(self, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the weighted mean and its variance, shape (n,) each; NaN of no study."""
        w = self.weights(tau2)
        total = _or_nan(w.sum(axis=1))
        return _dot(w, self.effects) / total, 1.0 / total

    def q(self, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return Q and how steeply it falls with tau2, both shape (n,)."""
        w = self.weights(tau2)
        away = self._away(w, w.sum(axis=1))
        pull = w * away  # P y
        return _dot(pull, away), _dot(pull, pull)

    def trace(self, tau2: FloatArray) -> FloatArray:
        """Return tr P, shape (n,)."""
        w = self.weights(tau2)
        total = _or_nan(w.sum(axis=1))
        trace: FloatArray = total - _dot(w, w) / total
        rounded = trace < _ROUNDED * total
        if rounded.any():
            trace[rounded] = _trace_beside_one(w[rounded])
        return trace

    def likelihood(self, tau2: FloatArray) -> FloatArray:
        """Return the restricted log-likelihood less a constant, shape (n,)."""
        spread = self.variances + tau2[:, None]
        w = np.reciprocal(spread)
        total = w.sum(axis=1)
        away = self._away(w, total)
        q = _dot(w * away, away)
        np.log(np.where(np.isfinite(spread), spread, 1.0), out=spread)
        likelihood: FloatArray = -0.5 * (spread.sum(axis=1) + np.log(_or_nan(total)) + q)
        return likelihood

    def score(self, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the likelihood's first and second derivative, both shape (n,)."""
        w = self.weights(tau2)
        total, squared = _or_nan(w.sum(axis=1)), w * w
        second, third = squared.sum(axis=1), _dot(squared, w)
        pull = w * self._away(w, total)
        first = 0.5 * (_dot(pull, pull) - (total - second / total))
        trace_pp = second - 2.0 * third / total + (second / total) ** 2
        cubed = _dot(w * pull, pull) - _dot(w, pull) ** 2 / total  # y'P P P y
        return first, 0.5 * trace_pp - cubed

    def _away(self, w: FloatArray, total: FloatArray) -> FloatArray:
        # Where there is no study this is not 0, but its weight is.
        return self.effects - (_dot(w, self.effects) / _or_nan(total))[:, None]


def weighted_means(effects: FloatArray, variances: FloatArray) -> WeightedMeans:
    """Return the model of many pools.

    effects, variances: shape (n, k), NaN in both where a pool has no such study.

    Raises BadInput where one of the two is missing, infinite, or a variance is not above 0.
    """
    y, v = np.asarray(effects, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    if y.ndim != 2 or y.shape != v.shape:
        raise BadInput(
            f"effects have the shape {y.shape}, variances {v.shape}; expected (n, k) twice"
        )
    there = ~(np.isnan(y) & np.isnan(v))
    bad = there & ~(np.isfinite(y) & np.isfinite(v) & (v > 0.0))
    if bad.any():
        row, column = (int(at[0]) for at in np.nonzero(bad))
        raise BadInput(
            f"pool {row}, study {column} has the effect {y[row, column]} and the variance "
            f"{v[row, column]}; expected numbers, the variance above 0"
        )
    studies = np.asarray(there.sum(axis=1), dtype=np.int64)
    if (studies == y.shape[1]).all():
        return WeightedMeans(y, v, studies)
    return WeightedMeans(np.where(there, y, 0.0), np.where(there, v, np.inf), studies)


def reml_bound(squares: FloatArray, df: IntArray, largest: FloatArray) -> FloatArray:
    """Return c + sqrt(c v), where c = squares / df and v is the largest variance, shape (n,).

    W is at most 1 / tau2 and P has df eigenvalues of at least 1 / (v + tau2), so the slope
    of the likelihood is at most squares / tau2^2 - df / (v + tau2), which is not above 0
    from there on. squares: of the residuals without weights.
    """
    c = squares / np.maximum(df, 1)
    bound: FloatArray = c + np.sqrt(c * largest)
    return bound


def _trace_beside_one(w: FloatArray) -> FloatArray:
    """Return tr P, shape (n,), where one weight, shape (n, k), is nearly the whole sum."""
    rows = np.arange(w.shape[0])
    rest = w.copy()
    rest[rows, w.argmax(axis=1)] = 0.0
    others, greatest = rest.sum(axis=1), w.max(axis=1)
    total = others + greatest
    trace: FloatArray = greatest * others / total + others - _dot(rest, rest) / total
    return trace


def _dot(left: FloatArray, right: FloatArray) -> FloatArray:
    """Return the sum of products of each row, shape (n,), without an array between."""
    found: FloatArray = np.einsum("ij,ij->i", left, right)
    return found


def _or_nan(total: FloatArray) -> FloatArray:
    return np.where(total > 0.0, total, np.nan)
