"""How a signal repeats, in machine code; meaning in numpy_rhythm.

Windows overlap, so the product of a sample with an earlier one belongs to many of them.
Running sums of these products, one for each lag, are taken once over the whole stretch;
a window's own sum is what has been added between its beginning and its end. Lags lie in
a row in memory, so that the processor takes several at once.

Loops instead of NumPy's words, and few functions in a chain: that halves the time it
takes to compile them.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_rhythm import LEAST_ENERGY, SAME_PEAK, Beat


def own_periods(values: NDArray[Any], beat: Beat) -> FloatArray:
    """Return each window's start, period and likeness at it, shape (n_windows, 3)."""
    slow = block_means(np.ascontiguousarray(values), beat.step)
    return in_windows(slow, tuple(beat))


@compiled
def block_means(values: NDArray[Any], step: int) -> FloatArray:
    """Return the means of blocks of `step` rows of values, shape (k, blocks)."""
    blocks, columns = len(values) // step, values.shape[1]
    means = np.zeros((columns, blocks))
    for block in range(blocks):
        for row in values[block * step : (block + 1) * step]:
            for k in range(columns):
                means[k, block] += row[k]
    for k in range(columns):
        for block in range(blocks):
            means[k, block] /= step
    return means


@compiled
def in_windows(slow: FloatArray, beat: tuple[int, ...]) -> FloatArray:
    """Return each window's start, period and likeness, shape (n_windows, 3).

    slow: shape (k, n). beat: step, window, hop, lowest, longest, overlap.
    """
    n = slow.shape[1]
    size = min(n, beat[1])
    last, hop = n - size, beat[2]
    found = np.empty((-(-last // hop) + 1 if n else 0, 3))
    for w in range(len(found)):
        found[w, 0] = min(w * hop, last)
        found[w, 1] = math.nan
        found[w, 2] = -1.0
    lowest, highest = max(beat[3], 1), min(beat[4], size - beat[5], size - 2)
    if n == 0 or highest < lowest:
        return found
    lags = highest + 2  # 0 … highest + 1: a peak has neighbours
    backward, total, square = _prepared(slow, lags)
    ring, work = np.zeros((size + 1, lags)), np.empty((3, lags))
    closed = 0
    for u in range(n + 1):
        here = u % (size + 1)
        while closed < len(found) and found[closed, 0] + size == u:
            for lag in range(lags):
                work[0, lag] = ring[here, lag] - ring[(u - size + lag) % (size + 1), lag]
            _likeness(work, total, square, u - size, u)
            _first_high_peak(work, lowest, highest, found, closed)
            closed += 1
        if u < n:
            _add(backward, n - 1 - u, ring, here, (u + 1) % (size + 1))
    return found


@compiled
def _add(backward: FloatArray, at: int, ring: FloatArray, old: int, new: int) -> None:
    """Add the products of one sample with those before it, by lag, to the running sums.

    ring: shape (size + 1, lags), the sums up to each of the last samples. Unsigned places
    cannot count from an array's end, which would keep lags from being taken at once.
    """
    lags, start = np.uintp(ring.shape[1]), np.uintp(at)
    here, there = np.uintp(new), np.uintp(old)
    if len(backward) == 3:  # as most: all at once
        x, y, z = backward[0, at], backward[1, at], backward[2, at]
        for lag in range(lags):
            ring[here, lag] = (
                ring[there, lag]
                + x * backward[0, start + lag]
                + y * backward[1, start + lag]
                + z * backward[2, start + lag]
            )
        return
    for k in range(len(backward)):
        x = backward[k, at]
        for lag in range(lags):
            ring[here, lag] = ring[there, lag] + x * backward[k, start + lag]
        there = here


@compiled
def _prepared(slow: FloatArray, lags: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return samples in reverse, shape (k, n + lags), and their running sums.

    Samples are about their mean, with zeros after. Running sums of samples, shape
    (k, 2, n + 1), and of squares, (2, n + 1), each from the first on and in reverse.
    """
    columns, n = slow.shape
    backward = np.zeros((columns, n + lags))
    total, square = np.zeros((columns, 2, n + 1)), np.zeros((2, n + 1))
    for k in range(columns):
        middle = 0.0
        for i in range(n):
            middle += slow[k, i]
        middle /= n
        back, forth = backward[k], total[k, 0]
        for i in range(n):
            back[n - 1 - i] = slow[k, i] - middle
        one = 0.0
        for i in range(n):
            one += back[n - 1 - i]
            forth[i + 1] = one
        for i in range(n + 1):
            total[k, 1, i] = forth[n - i]
            square[1, i] += back[i] * back[i]
    one = 0.0
    for i in range(n):
        one += square[1, n - 1 - i]
        square[0, i + 1] = one
    for i in range(n + 1):
        square[1, i] = square[0, n - i]
    return backward, total, square


@compiled
def _likeness(
    work: FloatArray, total: FloatArray, square: FloatArray, start: int, end: int
) -> None:
    """Turn the products of one window, by lag, into its likeness; about the window's mean.

    work: shape (3, lags), products first; room for the energies of both parts below.
    """
    columns, n = len(total), total.shape[2] - 1
    size, lags = np.float64(end - start), np.uintp(work.shape[1])
    back, front = np.uintp(n - end), np.uintp(start)
    for lag in range(lags):
        work[1, lag] = square[1, back + lag] - square[0, start]
        work[2, lag] = square[0, end] - square[0, front + lag]
    for k in range(columns):
        first, last = total[k, 0, start], total[k, 0, end]
        mean = (last - first) / size
        for lag in range(lags):
            early = total[k, 1, back + lag] - first
            late = last - total[k, 0, front + lag]
            same = (size - np.float64(lag)) * mean * mean
            work[0, lag] += same - mean * (early + late)
            work[1, lag] += same - 2.0 * mean * early
            work[2, lag] += same - 2.0 * mean * late
    for lag in range(lags):
        work[0, lag] /= math.sqrt(max(work[1, lag] * work[2, lag], LEAST_ENERGY))


@compiled
def _first_high_peak(
    work: FloatArray, lowest: int, highest: int, found: FloatArray, row: int
) -> None:
    """Write lag and height of the earliest allowed peak close to the highest.

    work: its first row is the likeness by lag.
    """
    best = -1.0
    for lag in range(lowest, highest + 1):
        here = work[0, lag]
        if here >= work[0, lag - 1] and here > work[0, lag + 1] and here > best:
            best = here
    if not best > 0.0:
        return
    for lag in range(lowest, highest + 1):
        left, here, right = work[0, lag - 1], work[0, lag], work[0, lag + 1]
        if here >= left and here > right and here >= SAME_PEAK * best:
            bend = left - 2.0 * here + right
            nudge = 0.5 * (left - right) / bend if abs(bend) > 1e-12 else 0.0
            found[row, 1] = lag + min(max(nudge, -0.5), 0.5)
            found[row, 2] = here
            return
