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
    return _least_likeness(one, other, lags)


@compiled
def _least_likeness(one: FloatArray, other: FloatArray, lags: IntArray) -> FloatArray:
    n = len(one)
    total = np.zeros((n + 1, 3))
    for i in range(n):
        total[i + 1, 0] = total[i, 0] + one[i] * one[i]
        total[i + 1, 1] = total[i, 1] + other[i] * other[i]
        total[i + 1, 2] = total[i, 2] + one[i] * other[i]
    found = np.full(len(lags), np.nan)
    for row in range(len(lags)):
        lag = lags[row]
        if lag < 2 or n < (1.0 + LEAST_LAGS) * lag:
            continue
        a = b = c = 0.0
        one_later, other_later = one[lag:], other[lag:]
        for i in range(len(one_later)):
            a += one[i] * one_later[i]
            b += other[i] * other_later[i]
            c += one[i] * other_later[i] + other[i] * one_later[i]
        c *= 0.5
        alone_a = 0.5 * (total[n - lag, 0] + total[n, 0] - total[lag, 0])
        alone_b = 0.5 * (total[n - lag, 1] + total[n, 1] - total[lag, 1])
        alone_c = 0.5 * (total[n - lag, 2] + total[n, 2] - total[lag, 2])
        square = alone_a * alone_b - alone_c * alone_c
        linear = a * alone_b + b * alone_a - 2.0 * c * alone_c
        constant = a * b - c * c
        root = math.sqrt(max(linear * linear - 4.0 * square * constant, 0.0))
        found[row] = (linear - root) / max(2.0 * square, TINY)
    return found
