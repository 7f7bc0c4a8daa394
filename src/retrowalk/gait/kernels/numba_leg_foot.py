"""When a foot moves and when it swings, in machine code.

Meaning in gait/leg/foot_moves.py and gait/leg/contacts_foot.py.
"""

import math

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import (
    BRIEFEST_REST_S,
    EDGE_S,
    LATEST_FINAL,
    LEVEL_S,
    MOVING_RADPS,
    MOVING_SHARE,
    NEARLY,
    NEIGHBOURS,
    QUICK_SHARE,
    RADPS_PER_MPS2,
    REST_QUANTILE,
    ROLLING_RADPS,
    ROLLING_SHARE_OF_MEAN,
    STEP_MPS,
    STEP_STRIDES,
    STEP_TURN_RAD,
    STEP_TURN_SHARE,
    SWING_QUANTILE,
    TIPPING,
    TURNS_BACK,
)
from retrowalk.gait.kernels.numba_leg_plane import AHEAD_VEL, along
from retrowalk.gait.kernels.numba_leg_swings import contacts_of
from retrowalk.gait.kernels.numba_lines import mean_line
from retrowalk.gait.kernels.numba_reckoning import homed_of, travelled_of
from retrowalk.gait.kernels.numba_trunk_contacts import ranked
from retrowalk.units import STANDARD_GRAVITY_MPS2


@compiled
def foot_contacts(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    acc: FloatArray,
    rates: FloatArray,
    missing: BoolArray,
    rate_hz: float,
    stride: int,
    turning: FloatArray,
    axis: FloatArray,
    motion: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Return initial and final contacts of a foot, samples with fractions.

    acc, rates: shape (n, 3). turning: shape (3, n), smooth rates. axis: shape (3,), of
    swing. motion: as numba_leg_plane.in_plane says.
    """
    n, turn, speed = len(acc), along(turning, axis), motion[AHEAD_VEL]
    level = _movement(acc, rates, rate_hz)
    moves = _steps(rates, level, rate_hz, stride)
    m = len(moves)
    sign = _signs(moves, turn, speed)
    low, high = np.empty(m, np.int64), np.empty(m, np.int64)
    passage, before, after = np.empty(m), np.empty(m), np.empty(m)
    for i in range(m):
        first, last = moves[i, 0], moves[i, 1]
        low[i], high[i], passage[i], before[i], after[i] = _passage(
            turn[first:last], sign[i]
        )
    least = TIPPING * ranked(passage.copy(), m // 2) if m else 0.0
    edge = EDGE_S * rate_hz
    ends, starts, n_ends, n_starts = np.empty(m), np.empty(m), 0, 0
    for i in range(m):
        first, last = moves[i, 0], moves[i, 1]
        if passage[i] >= least:
            start, end = _crossing(turn, first + low[i]), _crossing(turn, first + high[i])
        elif _quickest(acc, rates, rate_hz, first, min(last, n - 1)) >= STEP_MPS:
            start, end = _quick_part(level[first:last], first)
        else:
            continue
        if last < n or (after[i] >= TURNS_BACK * passage[i] and end < n - edge):
            ends[n_ends] = end
            n_ends += 1
        if first > 0 or (before[i] >= TURNS_BACK * passage[i] and start >= edge):
            starts[n_starts] = start
            n_starts += 1
    return contacts_of(ends[:n_ends], starts[:n_starts], missing, LATEST_FINAL * stride)


@compiled
def _movement(acc: FloatArray, rates: FloatArray, rate_hz: float) -> FloatArray:
    """Return how much a foot moves at each sample, in rad/s, shape (n,)."""
    square = np.empty(len(acc))
    for i in range(len(acc)):
        x, y, z = acc[i, 0], acc[i, 1], acc[i, 2]
        beyond = math.sqrt(x * x + y * y + z * z) - STANDARD_GRAVITY_MPS2
        u, v, w = rates[i, 0], rates[i, 1], rates[i, 2]
        square[i] = u * u + v * v + w * w + (RADPS_PER_MPS2 * beyond) ** 2
    mean = mean_line(square, max(1, round(LEVEL_S * rate_hz)))
    for i in range(len(mean)):
        mean[i] = math.sqrt(max(mean[i], 0.0))
    return mean


@compiled
def _steps(rates: FloatArray, level: FloatArray, rate_hz: float, stride: int) -> IntArray:
    """Return the movements that turn the foot enough, and long enough; shape (m, 2)."""
    moves, n = _movements(level, rate_hz, stride), len(level)
    turned = np.empty(len(moves))
    count = 0
    for i in range(len(moves)):
        first, last = moves[i, 0], moves[i, 1]
        if first == 0 or last == n or last - first >= STEP_STRIDES * stride:
            total = 0.0
            for at in range(first, last):
                u, v, w = rates[at, 0], rates[at, 1], rates[at, 2]
                total += math.sqrt(u * u + v * v + w * w)
            moves[count, 0], moves[count, 1] = first, last
            turned[count] = total / rate_hz
            count += 1
    if count == 0:
        return moves[:0]
    typical = ranked(turned[:count].copy(), count // 2)
    least, kept = min(STEP_TURN_RAD, STEP_TURN_SHARE * typical), 0
    for i in range(count):
        if turned[i] >= least:
            moves[kept, 0], moves[kept, 1] = moves[i, 0], moves[i, 1]
            kept += 1
    return moves[:kept]


@compiled
def _movements(level: FloatArray, rate_hz: float, stride: int) -> IntArray:
    """Return the movements between rests, whatever they are; shape (m, 2)."""
    n, some = len(level), level.copy()
    rest = ranked(some, int(REST_QUANTILE * (n - 1)))
    swing = ranked(some, int(SWING_QUANTILE * (n - 1)))
    least = rest + MOVING_SHARE * (swing - rest)
    least = min(max(least, MOVING_RADPS[0]), MOVING_RADPS[1])
    moving = np.empty(n, np.bool_)
    for i in range(n):
        moving[i] = level[i] > least
    moves = _between_rests(moving, BRIEFEST_REST_S * rate_hz)
    rolls = False
    for i in range(len(moves)):
        rolls = rolls or moves[i, 1] - moves[i, 0] > stride
    if not rolls:
        return moves
    mean = mean_line(level, stride)
    for i in range(len(moves)):
        if moves[i, 1] - moves[i, 0] > stride:
            for at in range(moves[i, 0], moves[i, 1]):
                high = min(ROLLING_SHARE_OF_MEAN * mean[at], ROLLING_RADPS)
                moving[at] = level[at] > max(least, high)
    return _between_rests(moving, BRIEFEST_REST_S * rate_hz)


@compiled
def _between_rests(moving: BoolArray, briefest: float) -> IntArray:
    """Return the stretches that move; a rest too brief to be one does not part them."""
    n = len(moving)
    moves = np.empty((n // 2 + 1, 2), np.int64)
    count = at = 0
    while at < n:
        if not moving[at]:
            at += 1
            continue
        first = at
        while at < n and moving[at]:
            at += 1
        if count == 0 or first - moves[count - 1, 1] >= briefest:
            moves[count, 0] = first
            count += 1
        moves[count - 1, 1] = at
    return moves[:count]


@compiled
def _signs(moves: IntArray, turn: FloatArray, speed: FloatArray) -> FloatArray:
    """Return the sign the rate has while the foot travels, shape (m,)."""
    n, m = len(turn), len(moves)
    agree, whole = np.zeros(m), False
    for i in range(m):
        whole = whole or (moves[i, 0] > 0 and moves[i, 1] < n)
    for i in range(m):
        first, last = moves[i, 0], moves[i, 1]
        if whole and not (first > 0 and last < n):
            continue
        total = size = 0.0
        slope = (speed[last - 1] - speed[first]) / max(last - 1 - first, 1)
        for at in range(first, last):
            travel = (speed[at] - speed[first] - slope * (at - first)) ** 2
            total += turn[at] * travel
            size += abs(turn[at]) * travel
        agree[i] = total / max(size, 1e-12)
    sign = np.empty(m)
    half = len(NEIGHBOURS) // 2
    for i in range(m):
        said = 0.0
        for j in range(max(i - half, 0), min(i + half + 1, m)):
            said += NEIGHBOURS[j - i + half] * agree[j]
        sign[i] = 1.0 if said >= 0.0 else -1.0
    return sign


@compiled
def _passage(turn: FloatArray, sign: float) -> tuple[int, int, float, float, float]:
    """Return first and last sample of the largest climb of the angle, and its size.

    And how far the angle turns the other way before it and after it.
    """
    n = len(turn)
    angle, total, least, passage, top = np.empty(n), 0.0, np.inf, -1.0, 0
    for i in range(n):
        total += sign * turn[i]
        angle[i] = total
        least = min(least, total)
        if total - least > passage:
            passage, top = total - least, i
    bottom = 0
    for i in range(1, top + 1):
        if angle[i] < angle[bottom]:
            bottom = i
    margin, high = NEARLY * passage, top
    for i in range(bottom, top):
        crest = sign * turn[i] > 0.0 and sign * turn[i + 1] <= 0.0
        if crest and angle[i] >= angle[top] - margin:
            high = i
            break
    low = bottom
    for i in range(min(high, n - 2), bottom - 1, -1):
        trough = sign * turn[i] <= 0.0 and sign * turn[i + 1] > 0.0
        if trough and angle[i] <= angle[bottom] + margin:
            low = i
            break
    before, later = -np.inf, np.inf
    for i in range(low + 1):
        before = max(before, angle[i])
    for i in range(high + 1, n):
        later = min(later, angle[i])
    after = angle[high] - later if later < np.inf else 0.0
    return low, high, passage, before - angle[low], after


@compiled
def _quick_part(level: FloatArray, begin: int) -> tuple[float, float]:
    """Return first and last sample of the quick part around the quickest."""
    top = 0
    for i in range(1, len(level)):
        if level[i] > level[top]:
            top = i
    first, last = 0, len(level) - 1
    for i in range(top - 1, -1, -1):
        if level[i] < QUICK_SHARE * level[top]:
            first = i + 1
            break
    for i in range(top + 1, len(level)):
        if level[i] < QUICK_SHARE * level[top]:
            last = i - 1
            break
    return float(begin + first), float(begin + last)


@compiled
def _quickest(
    acc: FloatArray, rates: FloatArray, rate_hz: float, first: int, last: int
) -> float:
    """Return the highest speed of a foot between two rests."""
    begin, end, edges = np.empty(1, np.int64), np.empty(1, np.int64), np.zeros(2, np.int64)
    begin[0], end[0] = first, last
    force, _, _ = homed_of(acc, rates, rate_hz, begin, end)
    edges[1] = len(force)
    _, _, fastest = travelled_of(force, edges, np.zeros((1, 3)), rate_hz)
    return float(fastest[0])


@compiled
def _crossing(turn: FloatArray, at: int) -> float:
    """Return where the rate crosses zero between a sample and the next."""
    fall = turn[at] - turn[min(at + 1, len(turn) - 1)]
    if fall == 0.0:
        return float(at)
    return float(at + min(max(turn[at] / fall, 0.0), 1.0))
