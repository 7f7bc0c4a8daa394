"""How far a foot goes with each stride, in machine code; meaning in gait/leg/strides.py."""

import math

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import (
    AROUND,
    LEAST_AROUND,
    LONGEST,
    MOST_MISSING_S,
    PLAUSIBLE_M,
    REST_RADPS,
    REST_REACH,
    REST_S,
    SENSOR_HEIGHT_M,
    SWING_SHARE,
)
from retrowalk.gait.kernels.numba_leg_plane import across, dot, level, main_axis, unit
from retrowalk.gait.kernels.numba_lines import mean_line
from retrowalk.gait.kernels.numba_reckoning import homed_of, travelled_of


@compiled
def strides_of(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    acc: FloatArray,
    rates: FloatArray,
    missing: BoolArray,
    rate_hz: float,
    stride: int,
    initial: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, float]:
    """Return displacement and up of the stride that ends in each contact, shape (m, 3).

    Then its length, shape (m,), the line along which the foot moves, shape (3,), and its
    share. acc, rates: shape (n, 3). initial: shape (m,). NaN where not measured.
    """
    m = len(initial)
    moved, up = np.full((m, 3), np.nan), np.full((m, 3), np.nan)
    rests = _rests(rates, initial, rate_hz, stride)
    rows, count = np.empty(m, np.int64), 0
    for i in range(1, m):
        if _usable(rests[i - 1], rests[i], missing, rate_hz, stride):
            rows[count] = i
            count += 1
    first, last = np.empty(count, np.int64), np.empty(count, np.int64)
    for i in range(count):
        first[i], last[i] = rests[rows[i] - 1], rests[rows[i]]
    went, above = _reckoned(acc, rates, first, last, rate_hz)
    for i in range(count):
        for k in range(3):
            moved[rows[i], k], up[rows[i], k] = went[i, k], above[i, k]
    length = _lengths(moved, up)
    line, share = _line(moved, up, length)
    return moved, up, length, line, share


@compiled
def ahead_of(
    axis: FloatArray, moved: FloatArray, up: FloatArray, length: FloatArray
) -> FloatArray:
    """Return how far each stride went ahead along axis x up, -1 to 1 of its length."""
    ahead = np.empty(len(length))
    for i in range(len(length)):
        ahead[i] = dot(across(axis, up[i]), moved[i]) / length[i]
    return ahead


@compiled
def _rests(rates: FloatArray, initial: FloatArray, rate_hz: float, stride: int) -> IntArray:
    """Return the quietest sample of the stance after each contact, -1 where none is."""
    n, m = len(rates), len(initial)
    square = np.empty(n)
    for i in range(n):
        u, v, w = rates[i, 0], rates[i, 1], rates[i, 2]
        square[i] = u * u + v * v + w * w
    quiet = mean_line(square, max(1, round(REST_S * rate_hz)))
    reach = max(1, round(REST_REACH * stride))
    rests = np.full(m, -1, np.int64)
    for i in range(m):
        begin = max(int(initial[i]), 0)
        until = initial[i + 1] - SWING_SHARE * stride if i + 1 < m else np.inf
        least = np.inf
        for at in range(begin, min(begin + reach, n)):
            if at < until and quiet[at] < least:
                least, rests[i] = quiet[at], at
        if not least <= REST_RADPS**2:
            rests[i] = -1
    return rests


@compiled
def _usable(
    before: int, after: int, missing: BoolArray, rate_hz: float, stride: int
) -> bool:
    """Return whether a stride can be reckoned between two rests."""
    span = after - before
    if before < 0 or after < 0 or span <= 2 or span > LONGEST * stride:
        return False
    gone = 0
    for at in range(before, after):
        gone += missing[at]
    return gone / rate_hz <= MOST_MISSING_S


@compiled
def _reckoned(
    acc: FloatArray, rates: FloatArray, first: IntArray, last: IntArray, rate_hz: float
) -> tuple[FloatArray, FloatArray]:
    """Return displacement and up, shape (s, 3) each, of strides from rest to rest."""
    count, rest = len(first), max(1, round(REST_S * rate_hz))
    force, begins, final = homed_of(acc, rates, rate_hz, first, last)
    drift, edges, above = np.empty((count, 3)), np.empty(count + 1, np.int64), np.empty(3)
    for i in range(count):
        before = unit(_mean_at(acc, first[i], rest))
        after = unit(_turned(final, i, _mean_at(acc, last[i], rest)))
        edges[i] = begins[i]
        for k in range(3):
            drift[i, k] = after[k] - before[k]
    edges[count] = len(force)
    drift = _agreed(drift)
    moved, up, _ = travelled_of(force, edges, drift, rate_hz)
    for i in range(count):
        for k in range(3):
            above[k] = up[i, k] + drift[i, k]
        before = across(_mean_at(rates, first[i], rest), up[i])
        after = across(_turned(final, i, _mean_at(rates, last[i], rest)), above)
        for k in range(3):
            rolled = 0.5 * SENSOR_HEIGHT_M * (before[k] + after[k])
            moved[i, k] += rolled * (last[i] - first[i]) / rate_hz
    return moved, up


@compiled
def _mean_at(values: FloatArray, at: int, window: int) -> FloatArray:
    """Return the mean of values, shape (n, 3), about a sample, ends mirrored."""
    n, total = len(values), np.zeros(3)
    for j in range(at - window // 2, at - window // 2 + window):
        i = j % (2 * n)
        i = i if i < n else 2 * n - 1 - i
        for k in range(3):
            total[k] += values[i, k] / window
    return total


@compiled
def _turned(rotations: FloatArray, at: int, vector: FloatArray) -> FloatArray:
    """Return a vector, shape (3,), turned by one of the rotations, shape (4, s)."""
    axis, found = np.empty(3), np.empty(3)
    for k in range(3):
        axis[k] = rotations[k + 1, at]
    beside = across(axis, vector)
    twice = across(axis, beside)
    for k in range(3):
        found[k] = vector[k] + 2.0 * (rotations[0, at] * beside[k] + twice[k])
    return found


@compiled
def _agreed(drift: FloatArray) -> FloatArray:
    """Return what the strides around each stride agree on, shape (s, 3)."""
    count, agreed = len(drift), np.zeros((len(drift), 3))
    for i in range(count):
        low, high = max(i - AROUND, 0), min(i + AROUND + 1, count)
        size = high - low
        if size < LEAST_AROUND:
            continue
        scatter = common = 0.0
        for k in range(3):
            total = square = 0.0
            for j in range(low, high):
                total += drift[j, k]
                square += drift[j, k] * drift[j, k]
            agreed[i, k] = total / size
            common += agreed[i, k] ** 2
            scatter += max(square / size - agreed[i, k] ** 2, 0.0)
        explained = scatter / max(size - 1.0, 1.0) / max(common, 1e-12)
        for k in range(3):
            agreed[i, k] *= max(1.0 - explained, 0.0)
    return agreed


@compiled
def _lengths(moved: FloatArray, up: FloatArray) -> FloatArray:
    """Return the horizontal length of each stride, shape (m,); NaN where not plausible."""
    length = np.full(len(moved), np.nan)
    for i in range(len(moved)):
        way = level(moved[i], up[i])
        size = math.sqrt(dot(way, way))
        if size >= PLAUSIBLE_M[0] and size <= PLAUSIBLE_M[1]:
            length[i] = size
    return length


@compiled
def _line(
    moved: FloatArray, up: FloatArray, length: FloatArray
) -> tuple[FloatArray, float]:
    """Return the line along which the foot moves, shape (3,), and its share; or zeros."""
    spread, some = np.zeros((3, 3)), False
    for i in range(len(length)):
        if math.isnan(length[i]):
            continue
        some, way = True, level(moved[i], up[i])
        for j in range(3):
            for k in range(3):
                spread[j, k] += way[j] * way[k]
    if not some:
        return np.zeros(3), 0.0
    return main_axis(spread)
