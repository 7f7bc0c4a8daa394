"""Likeness of the level movement in machine code; meaning in numpy_sway."""

import math

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_sway import LEAST_LAGS, TINY


def least_likeness(level: FloatArray, lags: IntArray) -> FloatArray:
    """Return how like itself the level movement is after each lag, -1 to 1, NaN if short."""
    one = np.ascontiguousarray(level[:, 0], dtype=np.float64)
    other = np.ascontiguousarray(level[:, 1], dtype=np.float64)
    found = np.empty(len(lags))
    _at_each(one, other, np.asarray(lags), found)
    return found


@compiled
def _at_each(one: FloatArray, other: FloatArray, lags: IntArray, found: FloatArray) -> None:
    for row in range(len(lags)):
        found[row] = likeness_at(one, other, lags[row])


@compiled
def likeness_at(one: FloatArray, other: FloatArray, lag: int) -> float:
    """Return how like themselves two channels are after one lag; NaN if they are short."""
    n = len(one)
    if lag < 2 or n < (1.0 + LEAST_LAGS) * lag:
        return math.nan
    a = b = c = alone_a = alone_b = alone_c = 0.0
    one_later, other_later = one[lag:], other[lag:]
    for i in range(len(one_later)):
        x, y, u, v = one[i], other[i], one_later[i], other_later[i]
        a += x * u
        b += y * v
        c += x * v + y * u
        alone_a += x * x + u * u
        alone_b += y * y + v * v
        alone_c += x * y + u * v
    a, b = 2.0 * a, 2.0 * b  # all is twice what it was: the root stays the same
    square = alone_a * alone_b - alone_c * alone_c
    linear = a * alone_b + b * alone_a - 2.0 * c * alone_c
    constant = a * b - c * c
    root = math.sqrt(max(linear * linear - 4.0 * square * constant, 0.0))
    return (linear - root) / max(2.0 * square, TINY)
