"""Straight-line models whose errors need not be equally wide: one trial, or thousands at once.

Standard errors are of the kind HC2 (MacKinnon & White 1985, 10.1016/0304-4076(85)90158-7):
each residual is divided by sqrt(1 - leverage). Without covariates that is the variance of a
difference of two groups with a spread of their own, which is what randomisation promises;
where spreads are equal it is unbiased. A small arm knows its own spread badly: degrees of
freedom by Satterthwaite, for each coefficient (Bell & McCaffrey 2002; Imbens & Kolesar
2016), make up for that.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput

_ALONE = 1e-9  # 1 - leverage of someone whom the model follows whatever they are


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted model, or one for each trial of a batch (the leading axes "...").

    coefficients: shape (..., p). influence: shape (..., p, n), what each person adds to the
    error of each coefficient; its product with itself is their robust covariance. model,
    pull, inverse, left: shapes (..., n, p), (..., p, n), (..., p, p) and (..., n): what the
    degrees of freedom need; left is 1 - leverage.
    """

    coefficients: FloatArray
    influence: FloatArray
    model: FloatArray
    pull: FloatArray
    inverse: FloatArray
    left: FloatArray

    def error(self, k: int) -> FloatArray:
        """Return the robust standard error of coefficient k, shape (...)."""
        own = self.influence[..., k, :]
        found: FloatArray = np.sqrt(np.sum(own * own, axis=-1))
        return found

    def free(self, k: int) -> FloatArray:
        """Return the degrees of freedom of coefficient k's error, shape (...).

        The error is a quadratic form in the residuals; these are twice its squared mean over
        its variance, if spreads were equal.
        """
        square = self.pull[..., k, :] ** 2
        weight = np.where(self.left > _ALONE, square / np.maximum(self.left, _ALONE), 0.0)
        inner = np.swapaxes(self.model * weight[..., None], -1, -2) @ self.model
        turned = inner @ self.inverse
        cross = np.sum(turned * np.swapaxes(turned, -1, -2), axis=(-1, -2))
        own = weight**2 * (self.left**2 - (1.0 - self.left) ** 2)
        mean = np.sum(weight * self.left, axis=-1)
        found: FloatArray = np.maximum(mean**2 / (cross + np.sum(own, axis=-1)), 1.0)
        return found


def fit(model: FloatArray, outcome: FloatArray, here: FloatArray | None = None) -> Fit:
    """Return the least-squares fit with what robust errors need.

    model: shape (..., n, p). outcome: shape (..., n). here: shape (..., n), 1 for people to
    count and 0 for those to leave out; None counts all.

    Raises BadInput if the model cannot be solved: an arm or a level is empty, or two columns
    say the same.
    """
    weighted = model if here is None else model * here[..., None]
    inverse = _inverse(np.swapaxes(weighted, -1, -2) @ model)
    pull = inverse @ np.swapaxes(weighted, -1, -2)
    coefficients: FloatArray = (pull @ outcome[..., None])[..., 0]
    residual = outcome - (model @ coefficients[..., None])[..., 0]
    left = 1.0 - np.sum(model * np.swapaxes(pull, -1, -2), axis=-1)
    scaled = np.where(left > _ALONE, residual / np.sqrt(np.maximum(left, _ALONE)), 0.0)
    influence: FloatArray = pull * scaled[..., None, :]
    return Fit(coefficients, influence, model, pull, inverse, left)


def covariance(a: Fit, b: Fit, k: int) -> float:
    """Return the robust covariance of coefficient k of two fits of the same model."""
    return float(a.influence[k] @ b.influence[k])


def error_of(found: Fit, k: int) -> float:
    """Return the robust standard error of one fit's coefficient."""
    return sqrt(covariance(found, found, k))


def _inverse(square: FloatArray) -> FloatArray:
    """Return the inverse of shape (..., p, p) matrices, refusing what only rounding solves."""
    scale = np.sqrt(np.einsum("...ii->...i", square))
    if np.all(scale > 0.0):
        even = square / scale[..., :, None] / scale[..., None, :]
        if np.all(np.linalg.cond(even) < 1e12):
            found: FloatArray = (
                np.linalg.inv(even) / scale[..., :, None] / scale[..., None, :]
            )
            return found
    raise BadInput(
        "the comparison cannot be solved: an arm or a level of a stratum factor has nobody with "
        "a reading, or two factors say the same; expected people in each"
    )
