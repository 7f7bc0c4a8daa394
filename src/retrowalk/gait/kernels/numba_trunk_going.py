"""Which way the trunk goes, in machine code; meaning in gait/trunk/signature_trunk.py."""

import math

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.evidence import MOST_SCORE
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_lines import drift_free
from retrowalk.gait.kernels.numpy_windows import TINY
from retrowalk.gait.kernels.trunk_rules import (
    MOST_SKEW,
    SHORTEST_STRIDES,
    STANDING_S,
    TRUNK_WEIGHTS,
    WINDOW_STRIDES,
)

_SUMS = 9


@compiled
def going_of(
    speed: FloatArray,
    aside: FloatArray,
    above: FloatArray,
    rate_hz: float,
    stride: int,
) -> tuple[FloatArray, FloatArray]:
    """Return the middles of windows and the log-odds there that it goes forward.

    speed: along forward, about its mean over a step. aside: to the left, about its mean
    over a stride. above: smooth acceleration. All have shape (n,); the result shape
    (n_windows,) twice.
    """
    first, size = _windows(len(speed), rate_hz, stride)
    count = len(first)
    centre, score = np.empty(count), np.empty(count)
    if count == 0:
        return centre, score
    step = max(2, stride // 2)
    rise = drift_free(above, step)
    begin, end = np.empty((count, _SUMS)), np.empty((count, _SUMS))
    _sums(speed, aside, rise, first, begin, size, end)
    for w in range(count):
        for one in range(_SUMS):
            end[w, one] = (end[w, one] - begin[w, one]) / size
        centre[w] = first[w] + 0.5 * size
        score[w] = _score(end[w])
    return centre, score


@compiled
def _windows(n: int, rate_hz: float, stride: int) -> tuple[IntArray, int]:
    """Return where windows of three strides begin, one a step, and their size."""
    reach = n - round(STANDING_S * rate_hz)
    size = min(round(WINDOW_STRIDES * stride), reach)
    if size < SHORTEST_STRIDES * stride:
        return np.empty(0, dtype=np.int64), size
    count = 1 + 2 * (reach - size) // stride
    first = np.zeros(count, dtype=np.int64)
    apart = (reach - size) / max(count - 1, 1)
    for w in range(1, count):
        first[w] = int(w * apart) if w < count - 1 else reach - size
    return first, size


@compiled
def _sums(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    speed: FloatArray,
    aside: FloatArray,
    rise: FloatArray,
    first: IntArray,
    begin: FloatArray,
    size: int,
    end: FloatArray,
) -> None:
    """Write the running sums at the beginning and at the end of each window."""
    s1 = s2 = s3 = r1 = r2 = rs = q1 = q2 = qs = 0.0
    opened = closed = i = 0
    count = len(first)
    while closed < count:
        stop = first[closed] + size
        if opened < count and first[opened] < stop:
            stop = first[opened]
        while i < stop:
            s, r, q = speed[i], rise[i], aside[i] * aside[i]
            s1 += s
            s2 += s * s
            s3 += s * s * s
            r1 += r
            r2 += r * r
            rs += r * s
            q1 += q
            q2 += q * q
            qs += q * s
            i += 1
        while opened < count and first[opened] == stop:
            _note(begin[opened], s1, s2, s3, r1, r2, rs, q1, q2, qs)
            opened += 1
        while closed < count and first[closed] + size == stop:
            _note(end[closed], s1, s2, s3, r1, r2, rs, q1, q2, qs)
            closed += 1


@compiled
def _note(  # noqa: PLR0913, PLR0917 (nine running sums)
    row: FloatArray,
    s1: float,
    s2: float,
    s3: float,
    r1: float,
    r2: float,
    rs: float,
    q1: float,
    q2: float,
    qs: float,
) -> None:
    row[0], row[1], row[2] = s1, s2, s3
    row[3], row[4], row[5] = r1, r2, rs
    row[6], row[7], row[8] = q1, q2, qs


@compiled
def _score(mean: FloatArray) -> float:
    """Return the log-odds of one window from the means of its nine sums."""
    s, square = mean[0], mean[1]
    spread = square - s * s
    variance = max(spread, TINY)
    third = mean[2] - 3.0 * s * square + 2.0 * s * s * s
    skew = third / (variance * math.sqrt(variance))
    skew = min(max(skew, -MOST_SKEW), MOST_SKEW)
    lift = _alike(mean[3], mean[4], mean[5], s, spread)
    sway = _alike(mean[6], mean[7], mean[8], s, spread)
    told = TRUNK_WEIGHTS[0] * skew + TRUNK_WEIGHTS[1] * lift + TRUNK_WEIGHTS[2] * sway
    return float(min(max(told, -MOST_SCORE), MOST_SCORE))


@compiled
def _alike(one: float, square: float, product: float, speed: float, spread: float) -> float:
    """Return the correlation with speed of a signal, from its means."""
    both = (square - one * one) * spread
    return (product - one * speed) / math.sqrt(max(both, TINY))


@compiled
def read_at(at: FloatArray, centre: FloatArray, score: FloatArray) -> FloatArray:
    """Return the score at ascending samples, shape (n,); NaN where nothing was judged."""
    found = np.full(len(at), np.nan)
    if len(centre) == 0:
        return found
    row, last = 0, len(centre) - 1
    for i in range(len(at)):
        while row < last and at[i] >= centre[row + 1]:
            row += 1
        if at[i] <= centre[0] or row == last:
            found[i] = score[0] if at[i] <= centre[0] else score[last]
        else:
            slope = (score[row + 1] - score[row]) / (centre[row + 1] - centre[row])
            found[i] = slope * (at[i] - centre[row]) + score[row]
    return found
