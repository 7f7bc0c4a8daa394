"""Smoothing in machine code; meaning and sources are in signals.smoothing.

Every kernel takes and returns shape (n, k), rows contiguous, so that each is compiled
once. The wrappers below make it so for any shape.
"""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.signals.smoothing import (
    LEAST_HOLD_SAMPLES,
    NYQUIST_MARGIN,
    PADDING_CYCLES,
)


def low_pass(values: FloatArray, cutoff_hz: float, rate_hz: float) -> FloatArray:
    """Return values without what is faster than the cut-off; shape (n,) or (n, k).

    The same filter as the reference, as the recursion it is defined by: forth, then
    back, each in the steady state of the value held beyond the mirrored ends.
    """
    cutoff_hz = min(cutoff_hz, NYQUIST_MARGIN * rate_hz)
    padding = int(PADDING_CYCLES * rate_hz / cutoff_hz)
    reach = max(0, min(len(values) - 1, padding))
    ratio = math.tan(math.pi * cutoff_hz / rate_hz)
    hold = padding + LEAST_HOLD_SAMPLES
    return _forth_and_back(_rows(values), ratio, reach, hold).reshape(values.shape)


def running_mean(values: FloatArray, window_samples: int) -> FloatArray:
    """Return the mean over a centred window, ends mirrored; shape (n,) or (n, k)."""
    return _running_mean(_rows(values), max(1, int(window_samples))).reshape(values.shape)


def without_drift(values: FloatArray, window_samples: int) -> FloatArray:
    """Return values minus their running mean; shape (n,) or (n, k)."""
    rows = _rows(values)
    return _less(rows, _running_mean(rows, max(1, int(window_samples)))).reshape(
        values.shape
    )


def integral(values: FloatArray, rate_hz: float, window_samples: int) -> FloatArray:
    """Return the running integral of what repeats with each window; shape as values."""
    window = max(1, int(window_samples))
    return _integral(_rows(values), float(rate_hz), window).reshape(values.shape)


def _rows(values: FloatArray) -> FloatArray:
    """Return values as contiguous rows, shape (n, k); k is 1 for shape (n,)."""
    rows = np.ascontiguousarray(values, dtype=np.float64)
    return rows if rows.ndim == 2 else rows.reshape(len(rows), -1)


@compiled
def _forth_and_back(values: FloatArray, ratio: float, reach: int, hold: int) -> FloatArray:
    """Return the filtered values; reach: mirrored samples, hold: held ones after them."""
    n, columns = values.shape
    scale = 1.0 / (1.0 + math.sqrt(2.0) * ratio + ratio * ratio)
    b0 = ratio * ratio * scale
    a1 = 2.0 * (ratio * ratio - 1.0) * scale
    a2 = (1.0 - math.sqrt(2.0) * ratio + ratio * ratio) * scale
    total = n + 2 * reach
    work = np.empty((total + hold, columns))
    for k in range(columns):
        for i in range(reach):
            work[i, k] = 2.0 * values[0, k] - values[reach - i, k]
            work[reach + n + i, k] = 2.0 * values[n - 1, k] - values[n - 2 - i, k]
        for i in range(n):
            work[reach + i, k] = values[i, k]
        for i in range(total, total + hold):
            work[i, k] = work[total - 1, k]
    first = np.empty(columns)
    second = np.empty(columns)
    for k in range(columns):
        # steady state of a held value v: the output is v as well
        first[k] = work[0, k] * (1.0 - b0)
        second[k] = work[0, k] * (b0 - a2)
    for i in range(total + hold):
        for k in range(columns):
            v = work[i, k]
            out = b0 * v + first[k]
            first[k] = 2.0 * b0 * v - a1 * out + second[k]
            second[k] = b0 * v - a2 * out
            work[i, k] = out
    smooth = np.empty((n, columns))
    for k in range(columns):
        end = work[total + hold - 1, k]
        first[k] = end * (1.0 - b0)
        second[k] = end * (b0 - a2)
    for i in range(total + hold - 1, reach - 1, -1):
        for k in range(columns):
            v = work[i, k]
            out = b0 * v + first[k]
            first[k] = 2.0 * b0 * v - a1 * out + second[k]
            second[k] = b0 * v - a2 * out
            if i < reach + n:
                smooth[i - reach, k] = out
    return smooth


@compiled
def _mirrored(index: int, n: int) -> int:
    """Return the sample that stands at an index beyond the ends: c b a | a b c | c b a."""
    index = index % (2 * n)
    return index if index < n else 2 * n - 1 - index


@compiled
def _running_mean(values: FloatArray, window: int) -> FloatArray:
    n, columns = values.shape
    means = np.empty((n, columns))
    if n == 0:
        return means
    before = window // 2
    share = 1.0 / window
    # Where the window lies inside, nothing is mirrored: most of a walk.
    inner_first = min(before + 1, n)
    inner_last = max(n - (window - before) + 1, inner_first)
    for k in range(columns):
        total = 0.0
        for j in range(-before, window - before):
            total += values[_mirrored(j, n), k]
        means[0, k] = total * share
        for i in range(1, inner_first):
            old, new = _mirrored(i - 1 - before, n), _mirrored(i - 1 + window - before, n)
            total += values[new, k] - values[old, k]
            means[i, k] = total * share
        for i in range(inner_first, inner_last):
            total += values[i - 1 + window - before, k] - values[i - 1 - before, k]
            means[i, k] = total * share
        for i in range(inner_last, n):
            old, new = _mirrored(i - 1 - before, n), _mirrored(i - 1 + window - before, n)
            total += values[new, k] - values[old, k]
            means[i, k] = total * share
    return means


@compiled
def _less(values: FloatArray, less: FloatArray) -> FloatArray:
    n, columns = values.shape
    left = np.empty((n, columns))
    for i in range(n):
        for k in range(columns):
            left[i, k] = values[i, k] - less[i, k]
    return left


@compiled
def _integral(values: FloatArray, rate_hz: float, window: int) -> FloatArray:
    n, columns = values.shape
    means = _running_mean(values, window)
    for k in range(columns):
        total = 0.0
        for i in range(n):
            total += values[i, k] - means[i, k]
            means[i, k] = total / rate_hz
    return _less(means, _running_mean(means, window))
