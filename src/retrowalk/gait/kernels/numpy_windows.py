"""Moments of signals in many windows at once, from running sums.

All windows of a walk cost one pass over its samples, however much they overlap. In each
function first, last: shape (n_windows,), samples [first, last); so is the result.
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray

TINY = 1e-18  # keeps a window without any movement from dividing by zero


def mean(values: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
    """Return the mean of values, shape (n,), in each window; 0 in an empty one."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    return np.asarray((total[last] - total[first]) / np.maximum(last - first, 1))


def covariance(
    one: FloatArray, other: FloatArray, first: IntArray, last: IntArray
) -> FloatArray:
    """Return the covariance of two signals, shape (n,) each, in each window."""
    together = mean(one * other, first, last)
    return together - mean(one, first, last) * mean(other, first, last)


def correlation(
    one: FloatArray, other: FloatArray, first: IntArray, last: IntArray
) -> FloatArray:
    """Return the correlation, -1 to 1, of two signals, shape (n,) each, in each window."""
    middle, other_middle = mean(one, first, last), mean(other, first, last)
    spread = mean(one * one, first, last) - middle**2
    spread *= mean(other * other, first, last) - other_middle**2
    together = mean(one * other, first, last) - middle * other_middle
    return np.asarray(together / np.sqrt(np.maximum(spread, TINY)))


def skewness(values: FloatArray, first: IntArray, last: IntArray) -> FloatArray:
    """Return how lopsided the values, shape (n,), lie in each window.

    Positive: the longer tail is on the side of large values.
    """
    middle, square = mean(values, first, last), mean(values**2, first, last)
    variance = np.maximum(square - middle**2, TINY)
    third = mean(values**3, first, last) - 3.0 * middle * square + 2.0 * middle**3
    return np.asarray(third / variance**1.5)
