"""How a signal repeats, in machine code; meaning in numpy_rhythm.

Windows overlap, so the product of a sample with an earlier one belongs to many of them.
Running sums of these products, one for each lag, are taken once over the whole stretch;
a window's own sum is what has been added between its beginning and its end.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_rhythm import LEAST_ENERGY, SAME_PEAK, Beat


def rise_periods(acc: NDArray[Any], beat: Beat) -> FloatArray:
    """Return how the rise and fall along gravity repeats, as own_periods does."""
    return _rise_periods(np.ascontiguousarray(acc), tuple(beat))


def own_periods(values: NDArray[Any], beat: Beat) -> FloatArray:
    """Return each window's start, period and likeness at it, shape (n_windows, 3)."""
    return _own_periods(np.ascontiguousarray(values), tuple(beat))


def block_means(values: NDArray[Any], step: int) -> FloatArray:
    """Return the means of blocks of `step` rows of values, shape (n, k); what is left goes."""
    return _block_means(np.ascontiguousarray(values), step)


def periods(
    values: FloatArray, starts: IntArray, size: int, lags: tuple[int, int]
) -> FloatArray:
    """Return the period of each window and the likeness at it, shape (n_windows, 2)."""
    lowest, highest = max(lags[0], 1), min(lags[1], size - 2)
    rows = np.ascontiguousarray(values, dtype=np.float64)
    return _periods(rows, starts, size, lowest, highest)


@compiled
def _rise_periods(acc: NDArray[Any], beat: tuple[int, ...]) -> FloatArray:
    slow = _block_means(acc, beat[0])
    n = len(slow)
    x = y = z = 0.0
    for i in range(n):
        x += slow[i, 0]
        y += slow[i, 1]
        z += slow[i, 2]
    size = max(math.sqrt(x * x + y * y + z * z), LEAST_ENERGY)
    rise = np.empty((n, 1))
    for i in range(n):
        rise[i, 0] = (slow[i, 0] * x + slow[i, 1] * y + slow[i, 2] * z) / size
    return _in_windows(rise, beat)


@compiled
def _own_periods(values: NDArray[Any], beat: tuple[int, ...]) -> FloatArray:
    return _in_windows(_block_means(values, beat[0]), beat)


@compiled
def _in_windows(slow: FloatArray, beat: tuple[int, ...]) -> FloatArray:
    n = len(slow)
    if n == 0:
        return np.zeros((0, 3))
    size = min(n, beat[1])
    last = n - size
    starts = np.empty(-(-last // beat[2]) + 1, dtype=np.int64)
    for w in range(len(starts)):
        starts[w] = min(w * beat[2], last)
    lowest, highest = max(beat[3], 1), min(beat[4], size - beat[5], size - 2)
    found = np.empty((len(starts), 3))
    found[:, 0] = starts
    found[:, 1:] = _periods(slow, starts, size, lowest, highest)
    return found


@compiled
def _block_means(values: NDArray[Any], step: int) -> FloatArray:
    blocks, columns = len(values) // step, values.shape[1]
    means = np.zeros((blocks, columns))
    for block in range(blocks):
        for i in range(block * step, (block + 1) * step):
            for k in range(columns):
                means[block, k] += values[i, k]
        for k in range(columns):
            means[block, k] /= step
    return means


@compiled
def _periods(
    values: FloatArray, starts: IntArray, size: int, lowest: int, highest: int
) -> FloatArray:
    n, columns = values.shape
    found = np.empty((len(starts), 2))
    found[:, 0] = np.nan
    found[:, 1] = -1.0
    if highest < lowest:
        return found
    lags = highest + 2  # 0 … highest + 1: a peak has neighbours
    middle = np.empty(columns)
    for k in range(columns):
        middle[k] = values[:, k].mean()
    backward = np.zeros((columns, n + lags))  # in reverse, so that lags lie in a row
    total = np.zeros((n + 1, columns))
    square = np.zeros(n + 1)
    for i in range(n):
        energy = 0.0
        for k in range(columns):
            v = values[i, k] - middle[k]
            backward[k, n - 1 - i] = v
            total[i + 1, k] = total[i, k] + v
            energy += v * v
        square[i + 1] = square[i] + energy
    sums = np.zeros(lags)
    begin = np.zeros((len(starts), lags))
    opened = closed = 0
    oldest = 0  # window whose beginning may not be noted whole yet
    likeness = np.empty(lags)
    for u in range(n + 1):
        while opened < len(starts) and starts[opened] <= u:
            opened += 1
        while oldest < opened and u - starts[oldest] >= lags:
            oldest += 1
        for w in range(oldest, opened):
            begin[w, u - starts[w]] = sums[u - starts[w]]
        while closed < len(starts) and starts[closed] + size == u:
            _likeness(sums, begin[closed], total, square, starts[closed], size, likeness)
            _first_high_peak(likeness, lowest, highest, found[closed])
            closed += 1
        if u < n:
            at = n - 1 - u
            for k in range(columns):
                v = backward[k, at]
                row = backward[k, at : at + lags]
                for lag in range(lags):
                    sums[lag] += row[lag] * v
    return found


@compiled
def _likeness(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    sums: FloatArray,
    begin: FloatArray,
    total: FloatArray,
    square: FloatArray,
    start: int,
    size: int,
    likeness: FloatArray,
) -> None:
    """Write the likeness of one window at each lag, from the running sums."""
    columns = total.shape[1]
    end = start + size
    for lag in range(len(likeness)):
        raw = sums[lag] - begin[lag]
        head = square[end - lag] - square[start]
        tail = square[end] - square[start + lag]
        for k in range(columns):
            mean = (total[end, k] - total[start, k]) / size
            early = total[end - lag, k] - total[start, k]
            late = total[end, k] - total[start + lag, k]
            same = (size - lag) * mean * mean
            raw += same - mean * (early + late)
            head += same - 2.0 * mean * early
            tail += same - 2.0 * mean * late
        likeness[lag] = raw / np.sqrt(max(head * tail, LEAST_ENERGY))


@compiled
def _first_high_peak(
    likeness: FloatArray, lowest: int, highest: int, found: FloatArray
) -> None:
    """Write lag and height of the earliest allowed peak close to the highest."""
    best = -1.0
    for lag in range(lowest, highest + 1):
        here = likeness[lag]
        if here >= likeness[lag - 1] and here > likeness[lag + 1] and here > best:
            best = here
    if not best > 0.0:
        return
    for lag in range(lowest, highest + 1):
        left, here, right = likeness[lag - 1], likeness[lag], likeness[lag + 1]
        if here >= left and here > right and here >= SAME_PEAK * best:
            bend = left - 2.0 * here + right
            nudge = 0.5 * (left - right) / bend if abs(bend) > 1e-12 else 0.0
            found[0] = lag + min(max(nudge, -0.5), 0.5)
            found[1] = here
            return
