"""Signals of one channel, smoothed in machine code; meaning in signals.smoothing.

As numba_smoothing, for kernels that do a whole walk: what a sample needs of the one before
stays in the processor, and each sample waits for one sum only.
"""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled, in_order
from retrowalk.signals.smoothing import (
    LEAST_HOLD_SAMPLES,
    NYQUIST_MARGIN,
    PADDING_CYCLES,
)


@compiled
def smooth_rows(values: FloatArray, cutoff_hz: float, rate_hz: float) -> FloatArray:
    """Return three channels, shape (n, 3), without what is faster; shape (3, n)."""
    n = len(values)
    ratio, reach, hold = _reaches(n, cutoff_hz, rate_hz)
    b, a1, a2 = _gains(ratio)
    work, fed = np.empty((3, n + 2 * reach + hold)), np.empty((3, n + 2 * reach + hold))
    for k in range(3):
        inner = work[k, reach:]
        for i in range(n):
            inner[i] = values[i, k]
        _extend(work[k], n, reach)
        _feed_forth(work[k], b, fed[k])
    _three_forth(fed[0], fed[1], fed[2], a1, a2)
    for k in range(3):
        _feed_back(fed[k], b, work[k])
    _three_back(work[0], work[1], work[2], a1, a2)
    smooth = np.empty((3, n))
    for k in range(3):
        found = work[k, reach:]
        for i in range(n):
            smooth[k, i] = found[i]
    return smooth


@compiled
def smooth_line(values: FloatArray, cutoff_hz: float, rate_hz: float) -> FloatArray:
    """Return one channel, shape (n,), without what is faster than the cut-off."""
    n = len(values)
    ratio, reach, hold = _reaches(n, cutoff_hz, rate_hz)
    b, a1, a2 = _gains(ratio)
    work, fed = np.empty(n + 2 * reach + hold), np.empty(n + 2 * reach + hold)
    inner = work[reach:]
    for i in range(n):
        inner[i] = values[i]
    _extend(work, n, reach)
    _feed_forth(work, b, fed)
    _one_forth(fed, a1, a2)
    _feed_back(fed, b, work)
    _one_back(work, a1, a2)
    smooth, found = np.empty(n), work[reach:]
    for i in range(n):
        smooth[i] = found[i]
    return smooth


@compiled
def _reaches(n: int, cutoff_hz: float, rate_hz: float) -> tuple[float, int, int]:
    """Return the ratio of a filter, and how far it mirrors and then holds the ends."""
    cutoff_hz = min(cutoff_hz, NYQUIST_MARGIN * rate_hz)
    padding = int(PADDING_CYCLES * rate_hz / cutoff_hz)
    ratio = math.tan(math.pi * cutoff_hz / rate_hz)
    return ratio, max(0, min(n - 1, padding)), padding + LEAST_HOLD_SAMPLES


@compiled
def _extend(work: FloatArray, n: int, reach: int) -> None:
    """Mirror a channel about its end values, then hold its last; it begins at reach."""
    first, last = work[reach], work[reach + n - 1]
    for i in range(reach):
        work[i] = 2.0 * first - work[2 * reach - i]
        work[reach + n + i] = 2.0 * last - work[reach + n - 2 - i]
    held = work[n + 2 * reach - 1]
    for i in range(n + 2 * reach, len(work)):
        work[i] = held


@compiled
def _gains(ratio: float) -> tuple[float, float, float]:
    """Return b0, a1, a2 of the recursion; ratio: tangent of half the cut-off's angle."""
    scale = 1.0 / (1.0 + math.sqrt(2.0) * ratio + ratio * ratio)
    return (
        ratio * ratio * scale,
        2.0 * (ratio * ratio - 1.0) * scale,
        (1.0 - math.sqrt(2.0) * ratio + ratio * ratio) * scale,
    )


@compiled
def _feed_forth(values: FloatArray, b: float, fed: FloatArray) -> None:
    """Write what each sample and the two before it give to the filter.

    Before the first, its value was held.
    """
    n = len(values)
    middle, late, later = values[1:], values[2:], fed[2:]
    for i in range(n - 2):
        later[i] = b * (late[i] + 2.0 * middle[i] + values[i])
    fed[0] = 4.0 * b * values[0]
    fed[1] = b * (values[1] + 3.0 * values[0])


@compiled
def _feed_back(values: FloatArray, b: float, fed: FloatArray) -> None:
    """Write what each sample and the two after it give to the filter, run backward."""
    n = len(values)
    for i in range(n - 2):
        fed[i] = b * (values[i] + 2.0 * values[i + 1] + values[i + 2])
    fed[n - 1] = 4.0 * b * values[n - 1]
    fed[n - 2] = b * (values[n - 2] + 3.0 * values[n - 1])


@in_order
def _one_forth(fed: FloatArray, a1: float, a2: float) -> None:
    """Filter in place, from the steady state of the value held before the beginning."""
    one = two = fed[0] / (1.0 + a1 + a2)
    for i in range(len(fed)):
        here = fed[i] - a2 * two - a1 * one
        two, one = one, here
        fed[i] = here


@in_order
def _one_back(fed: FloatArray, a1: float, a2: float) -> None:
    """Filter in place from the end to the beginning."""
    last = len(fed) - 1
    one = two = fed[last] / (1.0 + a1 + a2)
    for i in range(last, -1, -1):
        here = fed[i] - a2 * two - a1 * one
        two, one = one, here
        fed[i] = here


@in_order
def _three_forth(u: FloatArray, v: FloatArray, w: FloatArray, a1: float, a2: float) -> None:
    """Filter three channels at once, in place: the processor need not wait for each."""
    share = 1.0 / (1.0 + a1 + a2)
    u1 = u2 = share * u[0]
    v1 = v2 = share * v[0]
    w1 = w2 = share * w[0]
    for i in range(len(u)):
        x = u[i] - a2 * u2 - a1 * u1
        y = v[i] - a2 * v2 - a1 * v1
        z = w[i] - a2 * w2 - a1 * w1
        u2, u1, v2, v1, w2, w1 = u1, x, v1, y, w1, z
        u[i], v[i], w[i] = x, y, z


@in_order
def _three_back(u: FloatArray, v: FloatArray, w: FloatArray, a1: float, a2: float) -> None:
    """Filter three channels at once, in place, from their end to their beginning."""
    share, last = 1.0 / (1.0 + a1 + a2), len(u) - 1
    u1 = u2 = share * u[last]
    v1 = v2 = share * v[last]
    w1 = w2 = share * w[last]
    for i in range(last, -1, -1):
        x = u[i] - a2 * u2 - a1 * u1
        y = v[i] - a2 * v2 - a1 * v1
        z = w[i] - a2 * w2 - a1 * w1
        u2, u1, v2, v1, w2, w1 = u1, x, v1, y, w1, z
        u[i], v[i], w[i] = x, y, z


@compiled
def _padded(values: FloatArray, window: int) -> FloatArray:
    """Return values with half a window of mirrored ones at each end: b a | a b c | c b.

    One more follows, which the last window no longer holds.
    """
    n, before = len(values), window // 2
    padded = np.empty(n + window)
    inner = padded[before:]  # a slice: its index is never below zero
    for i in range(n):
        inner[i] = values[i]
    for i in range(before):
        at = (before - 1 - i) % (2 * n)
        padded[i] = values[at] if at < n else values[2 * n - 1 - at]
    for i in range(window - before):
        at = (n + i) % (2 * n)
        padded[before + n + i] = values[at] if at < n else values[2 * n - 1 - at]
    return padded


@in_order
def drift_free(values: FloatArray, window: int) -> FloatArray:
    """Return values, shape (n,), less their mean over a centred window, ends mirrored."""
    window = max(1, window)
    padded, left = _padded(values, window), np.empty(len(values))
    newer = padded[window:]
    share, total = 1.0 / window, 0.0
    for i in range(window):
        total += padded[i]
    for i in range(len(values)):
        left[i] = values[i] - total * share
        total += newer[i] - padded[i]
    return left


@in_order
def mean_line(values: FloatArray, window: int) -> FloatArray:
    """Return the mean of values, shape (n,), over a centred window, ends mirrored."""
    window = max(1, window)
    padded, means = _padded(values, window), np.empty(len(values))
    newer = padded[window:]
    share, total = 1.0 / window, 0.0
    for i in range(window):
        total += padded[i]
    for i in range(len(values)):
        means[i] = total * share
        total += newer[i] - padded[i]
    return means


@in_order
def integral_line(values: FloatArray, rate_hz: float, window: int) -> FloatArray:
    """Return the running integral of what repeats with each window, shape (n,)."""
    window = max(1, window)
    padded, summed = _padded(values, window), np.empty(len(values))
    newer = padded[window:]
    share, total, sums, per_hz = 1.0 / window, 0.0, 0.0, 1.0 / rate_hz
    for i in range(window):
        total += padded[i]
    for i in range(len(values)):
        sums += values[i] - total * share
        summed[i] = sums * per_hz
        total += newer[i] - padded[i]
    return drift_free(summed, window)
