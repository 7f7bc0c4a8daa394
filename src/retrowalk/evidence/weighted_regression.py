"""One pool with moderators: the weighting model whose average depends on the study."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.evidence.weighting import reml_bound, weighted_means


@dataclass(frozen=True, slots=True)
class WeightedRegression:
    """One pool of k studies with p coefficients.

    effects, variances: shape (k,). basis: shape (k, p), orthonormal columns that span the
    design; back: shape (p, p), from coefficients of the basis to those of the design.
    Moderators such as a year would otherwise cost half of the digits.
    """

    effects: FloatArray
    variances: FloatArray
    basis: FloatArray
    back: FloatArray

    @property
    def df(self) -> IntArray:
        """Studies less coefficients, shape (1,)."""
        k, p = self.basis.shape
        return np.array([k - p], dtype=np.int64)

    @property
    def smallest_variance(self) -> FloatArray:
        """The smallest sampling variance, shape (1,)."""
        return np.array([self.variances.min()])

    @property
    def reml_bound(self) -> FloatArray:
        """A tau2 beyond which the restricted likelihood only falls, shape (1,)."""
        away = self.effects - self.basis @ (self.basis.T @ self.effects)
        return reml_bound(
            np.array([away @ away]), self.df, np.array([self.variances.max()])
        )

    def taken(self, rows: IntArray) -> Self:
        """Return the pool itself: there is only one."""
        del rows
        return self

    def coefficients(self, tau2: float) -> tuple[FloatArray, FloatArray]:
        """Return the design's coefficients, shape (p,), and covariance, shape (p, p)."""
        _, triangle, share = self._turned(1.0 / (self.variances + tau2))
        back = self.back @ np.linalg.inv(triangle)
        return back @ share, back @ back.T

    def last(self, tau2: FloatArray, count: int) -> float:
        """Return by how much Q would grow without the last columns of the design."""
        share = self._turned(1.0 / (self.variances + tau2[0]))[2]
        return float((share[-count:] ** 2).sum())

    def q(self, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return Q and how steeply it falls with tau2, both shape (1,)."""
        w = 1.0 / (self.variances + tau2[0])
        turned, _, share = self._turned(w)
        away = self._away(w, turned, share)
        return np.array([away @ away]), np.array([w * away @ away])

    def trace(self, tau2: FloatArray) -> FloatArray:
        """Return tr P, shape (1,)."""
        w = 1.0 / (self.variances + tau2[0])
        turned = self._turned(w)[0]
        # P has df eigenvalues of at least the smallest weight; rounding could say less.
        found = w @ (1.0 - (turned**2).sum(axis=1))
        trace: FloatArray = np.maximum(found, w.min() * self.df)
        return trace

    def likelihood(self, tau2: FloatArray) -> FloatArray:
        """Return the restricted log-likelihood less a constant, shape (1,)."""
        w = 1.0 / (self.variances + tau2[0])
        turned, triangle, share = self._turned(w)
        spread = 2.0 * np.log(np.abs(np.diag(triangle))).sum()
        away = self._away(w, turned, share)
        return np.array([0.5 * (np.log(w).sum() - spread - away @ away)])

    def score(self, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the likelihood's first and second derivative, both shape (1,)."""
        w = 1.0 / (self.variances + tau2[0])
        turned, _, share = self._turned(w)
        root = np.sqrt(w)
        p = np.diag(w) - (root[:, None] * turned) @ (root[:, None] * turned).T
        pull = root * self._away(w, turned, share)
        first = 0.5 * (pull @ pull - np.trace(p))
        second = 0.5 * (p * p).sum() - pull @ p @ pull
        return np.array([first]), np.array([second])

    def _away(self, w: FloatArray, turned: FloatArray, share: FloatArray) -> FloatArray:
        """Return the residuals in standard errors, shape (k,)."""
        away: FloatArray = np.sqrt(w) * self.effects - turned @ share
        return away

    def _turned(self, w: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return the weighted basis as orthonormal columns and a triangle, and its share.

        Weights that differ by many powers of ten would drown in the normal equations.
        share: shape (p,), the weighted effects along those columns.
        """
        root = np.sqrt(w)
        turned, triangle = np.linalg.qr(root[:, None] * self.basis)
        return turned, triangle, turned.T @ (root * self.effects)


def weighted_regression(
    effects: FloatArray, variances: FloatArray, design: FloatArray
) -> WeightedRegression:
    """Return the model of one pool with moderators.

    effects, variances: shape (k,), finite, variances above 0. design: shape (k, p).

    Raises BadInput where they do not fit, where there are not more studies than
    coefficients, or where a column of the design follows from the others.
    """
    means = weighted_means(effects[None, :], variances[None, :])
    x = np.asarray(design, dtype=np.float64)
    if x.ndim != 2 or x.shape[0] != effects.size or not np.isfinite(x).all():
        raise BadInput(
            f"the design has the shape {x.shape}; expected one finite row for each of the "
            f"{effects.size} studies"
        )
    k, p = x.shape
    if k <= p or means.studies[0] < k:
        raise BadInput(
            f"{k} studies cannot carry {p} coefficients; expected {p + 1} or more"
        )
    scale = np.linalg.norm(x, axis=0)
    if (scale == 0.0).any() or np.linalg.matrix_rank(x / scale) < p:
        raise BadInput(
            "a moderator follows from the others, or is the same in every study; "
            "expected moderators that differ"
        )
    basis, triangle = np.linalg.qr(x)
    return WeightedRegression(
        means.effects[0], means.variances[0], basis, np.linalg.inv(triangle)
    )
