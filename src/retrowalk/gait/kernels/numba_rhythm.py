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
from retrowalk.gait.kernels.jit import compiled, in_order
from retrowalk.gait.kernels.numpy_rhythm import LEAST_ENERGY, SAME_PEAK, Beat

AT_ONCE = 16  # lags the processor takes at once; a few that nobody asks for are cheaper


def own_periods(values: NDArray[Any], beat: Beat) -> FloatArray:
    """Return each window's start, period and likeness at it, shape (n_windows, 3)."""
    slow = block_means(np.ascontiguousarray(values), beat.step)
    return in_windows(slow, tuple(beat))


@in_order  # a block is too short for several sums side by side
def block_means(values: NDArray[Any], step: int) -> FloatArray:
    """Return the means of blocks of `step` rows of values, shape (k, blocks)."""
    blocks, columns = len(values) // step, values.shape[1]
    means = np.empty((columns, blocks))
    for block in range(blocks):
        rows = values[block * step : (block + 1) * step]
        for k in range(columns):
            total = 0.0
            for i in range(len(rows)):
                total += rows[i, k]
            means[k, block] = total / step
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
    width = -(-lags // AT_ONCE) * AT_ONCE
    apart, total, square = _prepared(slow, width)
    ring, work = np.empty((size + 1, width)), np.empty((4, width))
    for lag in range(width):
        ring[0, lag] = 0.0
        work[3, lag] = size - lag
    u = here = 0
    for w in range(len(found)):
        end = int(found[w, 0]) + size
        while u < end:
            following = here + 1 if here < size else 0
            _add(apart, u, ring, here, following)
            u, here = u + 1, following
        oldest = here + 1 if here < size else 0
        for lag in range(lags):
            row = here - lag if here >= lag else here - lag + size + 1
            work[0, lag] = ring[row, lag] - ring[oldest, lag]
        _likeness(work, total, square, end, lags)
        _first_high_peak(work, lowest, highest, found, w)
    return found


@compiled
def _add(apart: FloatArray, at: int, ring: FloatArray, old: int, new: int) -> None:
    """Add the products of one sample with those after it, by lag, to the running sums.

    ring: shape (size + 1, width), the sums up to each of the last samples. Unsigned places
    cannot count from an array's end, which would keep lags from being taken at once.
    """
    lags, start = np.uintp(ring.shape[1]), np.uintp(at)
    here, there = np.uintp(new), np.uintp(old)
    if len(apart) == 3:  # as most: all at once
        x, y, z = apart[0, at], apart[1, at], apart[2, at]
        for lag in range(lags):
            ring[here, lag] = (
                ring[there, lag]
                + x * apart[0, start + lag]
                + y * apart[1, start + lag]
                + z * apart[2, start + lag]
            )
        return
    for k in range(len(apart)):
        x = apart[k, at]
        for lag in range(lags):
            ring[here, lag] = ring[there, lag] + x * apart[k, start + lag]
        there = here


@compiled
def _prepared(slow: FloatArray, width: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return samples about their mean, shape (k, n + width), and their running sums.

    Zeros follow the last sample. Running sums up to each sample: of samples, shape
    (k, n + 1), and of their squares over all channels, shape (n + 1,).
    """
    columns, n = slow.shape
    apart, total = np.empty((columns, n + width)), np.empty((columns, n + 1))
    square = np.zeros(n + 1)
    for k in range(columns):
        here, sums, middle = apart[k], total[k], 0.0
        for i in range(n):
            middle += slow[k, i]
        middle /= n
        for i in range(n):
            here[i] = slow[k, i] - middle
            square[i] += here[i] * here[i]
        here[n:] = 0.0
        one = sums[0] = 0.0
        for i in range(n):
            one += here[i]
            sums[i + 1] = one
    before = 0.0
    for i in range(n + 1):
        here_square = square[i]
        square[i] = before
        before += here_square
    return apart, total, square


@compiled
def _likeness(
    work: FloatArray, total: FloatArray, square: FloatArray, end: int, lags: int
) -> None:
    """Turn the products of one window, by lag, into its likeness; about the window's mean.

    work: shape (4, width), products first; room for the energies of both parts below; and
    last how many samples both parts have.
    """
    size = work[3, 0]
    back, front = np.uintp(end), np.uintp(end - int(size))
    before, after = square[front], square[back]
    for lag in range(np.uintp(lags)):
        work[1, lag] = square[back - lag] - before
        work[2, lag] = after - square[front + lag]
    for k in range(len(total)):
        first, last = total[k, front], total[k, back]
        mean = (last - first) / size
        for lag in range(np.uintp(lags)):
            early = total[k, back - lag] - first
            late = last - total[k, front + lag]
            same = work[3, lag] * mean * mean
            work[0, lag] += same - mean * (early + late)
            work[1, lag] += same - 2.0 * mean * early
            work[2, lag] += same - 2.0 * mean * late
    for lag in range(np.uintp(lags)):
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
