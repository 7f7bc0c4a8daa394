"""How like itself the side-to-side and fore-aft movement of a trunk is a while later."""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray

LEAST_LAGS = 1.25  # of a shift; less that overlaps is not compared
TINY = 1e-12  # keeps stillness from dividing by zero


def least_likeness(level: FloatArray, lags: IntArray) -> FloatArray:
    """Return how like itself the level movement is after each lag, -1 to 1, NaN if short.

    level: shape (n, 2), about its mean. lags: shape (m,), samples; so is the result. Of
    all level directions the one that is least alike: the smallest root of
    det(C - x S) = 0, C the symmetric covariance of the movement with itself after the lag
    and S its covariance without.
    """
    return np.array([_least(level, int(one)) for one in lags], dtype=np.float64)


def _least(level: FloatArray, lag: int) -> float:
    if lag < 2 or len(level) < (1.0 + LEAST_LAGS) * lag:
        return float("nan")
    before, after = level[:-lag], level[lag:]
    cross = before.T @ after
    alone = 0.5 * (before.T @ before + after.T @ after)
    across = 0.5 * (cross[0, 1] + cross[1, 0])
    square = alone[0, 0] * alone[1, 1] - alone[0, 1] ** 2
    linear = cross[0, 0] * alone[1, 1] + cross[1, 1] * alone[0, 0]
    linear -= 2.0 * across * alone[0, 1]
    constant = cross[0, 0] * cross[1, 1] - across**2
    root = np.sqrt(max(linear**2 - 4.0 * square * constant, 0.0))
    return float((linear - root) / max(2.0 * square, TINY))
