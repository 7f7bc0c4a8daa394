"""Moments in windows in machine code; meaning in numpy_windows.

One pass makes all the running sums a moment needs, instead of one pass for each.
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_windows import TINY


def mean(values: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
    """Return the mean of values, shape (n,), in each window; 0 in an empty one."""
    return _mean(_flat(values), first, last)


def covariance(
    one: FloatArray, other: FloatArray, first: IntArray, last: IntArray
) -> FloatArray:
    """Return the covariance of two signals, shape (n,) each, in each window."""
    return _covariances(_flat(one), _flat(other), first, last)[:, 2]


def correlation(
    one: FloatArray, other: FloatArray, first: IntArray, last: IntArray
) -> FloatArray:
    """Return the correlation, -1 to 1, of two signals, shape (n,) each, in each window."""
    return _correlation(_flat(one), _flat(other), first, last)


def skewness(values: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
    """Return how lopsided the values, shape (n,), lie in each window."""
    return _skewness(_flat(values), first, last)


def _flat(values: FloatArray) -> FloatArray:
    return np.ascontiguousarray(values, dtype=np.float64)


@compiled
def _mean(values: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
    n = len(values)
    total = np.empty(n + 1)
    total[0] = 0.0
    for i in range(n):
        total[i + 1] = total[i] + values[i]
    means = np.empty(len(first))
    for w in range(len(first)):
        means[w] = (total[last[w]] - total[first[w]]) / max(last[w] - first[w], 1)
    return means


@compiled
def _covariances(
    one: FloatArray, other: FloatArray, first: IntArray, last: IntArray
) -> FloatArray:
    """Return the variance of one, of other, and their covariance, shape (n_windows, 3)."""
    n = len(one)
    total = np.empty((n + 1, 5))
    total[0] = 0.0
    for i in range(n):
        a, b = one[i], other[i]
        total[i + 1, 0] = total[i, 0] + a
        total[i + 1, 1] = total[i, 1] + b
        total[i + 1, 2] = total[i, 2] + a * a
        total[i + 1, 3] = total[i, 3] + b * b
        total[i + 1, 4] = total[i, 4] + a * b
    spread = np.empty((len(first), 3))
    for w in range(len(first)):
        size = max(last[w] - first[w], 1)
        low, high = total[first[w]], total[last[w]]
        a, b = (high[0] - low[0]) / size, (high[1] - low[1]) / size
        spread[w, 0] = (high[2] - low[2]) / size - a * a
        spread[w, 1] = (high[3] - low[3]) / size - b * b
        spread[w, 2] = (high[4] - low[4]) / size - a * b
    return spread


@compiled
def _correlation(
    one: FloatArray, other: FloatArray, first: IntArray, last: IntArray
) -> FloatArray:
    spread = _covariances(one, other, first, last)
    likeness = np.empty(len(first))
    for w in range(len(first)):
        product = spread[w, 0] * spread[w, 1]
        product = max(product, TINY)
        likeness[w] = spread[w, 2] / np.sqrt(product)
    return likeness


@compiled
def _skewness(values: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
    n = len(values)
    total = np.empty((n + 1, 3))
    total[0] = 0.0
    for i in range(n):
        v = values[i]
        total[i + 1, 0] = total[i, 0] + v
        total[i + 1, 1] = total[i, 1] + v * v
        total[i + 1, 2] = total[i, 2] + v * v * v
    skewed = np.empty(len(first))
    for w in range(len(first)):
        size = max(last[w] - first[w], 1)
        low, high = total[first[w]], total[last[w]]
        middle, square = (high[0] - low[0]) / size, (high[1] - low[1]) / size
        variance = square - middle * middle
        variance = max(variance, TINY)
        third = (high[2] - low[2]) / size - 3.0 * middle * square + 2.0 * middle**3
        skewed[w] = third / (variance * np.sqrt(variance))
    return skewed
