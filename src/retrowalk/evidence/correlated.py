"""Effects that are not independent, turned into some that are and pool the same."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput

# What true effects against one common group share of their variance between trials, if
# every treatment's own effect varies alike (Higgins and Whitehead 1996,
# 10.1002/(SICI)1097-0258(19961230)15:24<2733::AID-SIM562>3.0.CO;2-0).
SHARED_BETWEEN = 0.5


@dataclass(frozen=True, slots=True)
class Independent:
    """Effects and variances, shape (k,), and design, shape (k, p), fit for regress."""

    effects: FloatArray
    variances: FloatArray
    design: FloatArray


def independent(
    effects: FloatArray,
    covariance: FloatArray,
    design: FloatArray,
    between: FloatArray | None = None,
) -> Independent:
    """Return rows without covariance whose weighted regression is that of the given ones.

    effects: shape (k,). covariance: of their sampling errors, shape (k, k). design: shape
    (k, p); a column of ones for one average. between: shape (k, k), how the true effects
    vary together between trials, 1 on the diagonal; independent if not said.

    With V = L L' and L^-1 B L^-T = U D U', the rows of D^-1/2 U' L^-1 have the covariance
    D^-1 + tau2 I: generalised least squares, Q, and every estimate of tau2 for V + tau2 B
    are those of the new rows.
    """
    k = effects.size
    b = np.eye(k) if between is None else between
    if covariance.shape != (k, k) or b.shape != (k, k) or design.shape[0] != k:
        raise BadInput(
            f"covariances have the shape {covariance.shape}; expected ({k}, {k})"
        )
    try:
        lower = np.linalg.cholesky(covariance)
        np.linalg.cholesky(b)
    except np.linalg.LinAlgError:
        raise BadInput(
            "the covariance of the effects is not positive definite; expected correlations "
            "below 1 and variances above 0"
        ) from None
    inverse = np.linalg.inv(lower)
    d, u = np.linalg.eigh(inverse @ b @ inverse.T)
    turn = (u / np.sqrt(d)).T @ inverse
    return Independent(turn @ effects, 1.0 / d, turn @ design)


def between_trials(trials: tuple[str, ...], shared: float = SHARED_BETWEEN) -> FloatArray:
    """Return how true effects vary together: 1 alone, shared within a trial, else 0."""
    if not 0.0 <= shared < 1.0:
        raise BadInput(f"the share is {shared:g}; expected it in [0, 1)")
    names = np.asarray(trials, dtype=object)
    together = np.where(names[:, None] == names[None, :], shared, 0.0)
    np.fill_diagonal(together, 1.0)
    return together
