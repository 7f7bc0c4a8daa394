"""Contacts at the trunk in machine code; meaning in gait/trunk/contacts_trunk.py."""

import math

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_lines import drift_free, smooth_line
from retrowalk.gait.kernels.numba_peaks import tops_of
from retrowalk.gait.kernels.numba_trunk_order import (
    catch,
    stands_between,
    take_turns,
)
from retrowalk.gait.kernels.trunk_rules import (
    CLEAR_RISE,
    CLOSEST_STEPS,
    CLOSING_STEPS,
    FAINT_RISE,
    LANDS_AFTER_S,
    LEAST_ROW,
    QUICKEST_TURN,
    RISE_DONE,
    SMOOTH_STEPS,
    SPEED_SHARE,
    TURNING_STEPS,
)


@compiled
def slow_rise(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    above: FloatArray,
    centre: FloatArray,
    score: FloatArray,
    speed: FloatArray,
    rate_hz: float,
    stride: int,
) -> FloatArray:
    """Return what has one rise a step, ending as a foot lands, in m/s2, shape (n,)."""
    rise = drift_free(above, stride)
    steps_hz = 2.0 * rate_hz / stride
    if len(centre):
        sure = np.empty(len(centre))
        for w in range(len(centre)):
            sure[w] = 2.0 * math.pi * steps_hz * SPEED_SHARE * math.tanh(0.5 * score[w])
        _add_speed(rise, centre, sure, speed)
    return smooth_line(rise, SMOOTH_STEPS * steps_hz, rate_hz)


@compiled
def _add_speed(
    rise: FloatArray, centre: FloatArray, sure: FloatArray, speed: FloatArray
) -> None:
    """Add the speed to the rise, by how sure the way is at each sample."""
    n, last = len(rise), len(centre) - 1
    i = 0
    while i < n and i <= centre[0]:
        rise[i] += sure[0] * speed[i]
        i += 1
    for w in range(last):
        slope = (sure[w + 1] - sure[w]) / max(centre[w + 1] - centre[w], 1e-9)
        while i < n and i < centre[w + 1]:
            rise[i] += (sure[w] + slope * (i - centre[w])) * speed[i]
            i += 1
    while i < n:
        rise[i] += sure[last] * speed[i]
        i += 1


@compiled
def contacts_of(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    slow: FloatArray,
    ahead: FloatArray,
    aside: FloatArray,
    heading: FloatArray,
    score: FloatArray,
    rate_hz: float,
    stride: int,
) -> FloatArray:
    """Return the initial contacts of both feet, samples with fractions, shape (n,).

    ahead: smooth acceleration along the line. aside: speed to the left. heading: turned
    about up; none without a gyroscope. score: as going_of; where none, rises stand alone.
    """
    step = stride / 2.0
    peaks = tops_of(slow, round(CLOSEST_STEPS * step))
    if len(peaks) == 0:
        return np.empty(0)
    landed, rise = _risen(slow, peaks, round(step))
    judged = len(score) > 0
    clear, keep, after = _steps_of(
        peaks, landed, rise, heading if judged else heading[:0], step, rate_hz
    )
    if judged:
        take_turns(keep, clear, landed, aside, step, rate_hz)
        catch(keep, landed, ahead, score[-1], step, rate_hz)
    count = 0
    for i in range(len(peaks)):
        at = min(landed[i] + LANDS_AFTER_S * rate_hz, len(slow) - 1.0)
        far = count == 0 or at - landed[count - 1] >= CLOSEST_STEPS * step
        if keep[i] and far:
            landed[count], after[count] = at, after[i]
            count += 1
    return _in_rows(landed[:count], after, step)


@compiled
def _risen(slow: FloatArray, peaks: IntArray, reach: int) -> tuple[FloatArray, FloatArray]:
    """Return where values last pass their share of the rise before each peak, and the rise."""
    landed, rise = np.empty(len(peaks)), np.empty(len(peaks))
    for row in range(len(peaks)):
        peak = peaks[row]
        low = slow[peak]
        for i in range(max(peak - reach, 0), peak):
            low = min(low, slow[i])
        rise[row] = slow[peak] - low
        level = low + RISE_DONE * rise[row]
        at = peak
        while at > 0 and at > peak - reach and slow[at] > level:
            at -= 1
        over = slow[min(at + 1, peak)]
        share = (level - slow[at]) / max(over - slow[at], 1e-12) if over > slow[at] else 0.0
        landed[row] = at + min(max(share, 0.0), 1.0)
    return landed, rise


@compiled
def middle_of(values: FloatArray) -> float:
    """Return the median of values, shape (n,), n at least 1; their order is lost."""
    n = len(values)
    high = ranked(values, n // 2)
    if n % 2:
        return high
    low = values[0]
    for i in range(1, n // 2):
        low = max(low, values[i])
    return float(0.5 * (low + high))


@compiled
def ranked(values: FloatArray, rank: int) -> float:
    """Return the value of that rank, and put those below before it (Hoare's selection)."""
    first, last = 0, len(values) - 1
    while first < last:
        pivot, i, j = values[(first + last) // 2], first, last
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if rank <= j:
            last = j
        elif rank >= i:
            first = i
        else:
            break
    return float(values[rank])


@compiled
def _typical(rise: FloatArray) -> float:
    """Return the median of the rises that are no tremble."""
    some = rise.copy()
    least, count = CLEAR_RISE * middle_of(some), 0
    for one in rise:
        if one >= least:
            some[count] = one
            count += 1
    return middle_of(some[:count])


@compiled
def _steps_of(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    peaks: IntArray,
    landed: FloatArray,
    rise: FloatArray,
    heading: FloatArray,
    step: float,
    rate_hz: float,
) -> tuple[BoolArray, BoolArray, IntArray]:
    """Return which peaks rise clearly, which are steps, and how many standstills before.

    Steps: clear ones, and faint ones where a step must be.
    """
    n = len(peaks)
    typical = _typical(rise)
    clear, keep = np.empty(n, dtype=np.bool_), np.empty(n, dtype=np.bool_)
    for row in range(n):
        clear[row] = keep[row] = rise[row] >= CLEAR_RISE * typical
    after, before, stands = np.zeros(n, dtype=np.int64), -1, 0
    for row in range(n):
        after[row] = stands
        if not clear[row]:
            continue
        if row + 1 < n and not clear[row + 1]:
            closing = peaks[row + 1] - peaks[row] <= CLOSING_STEPS * step
            keep[row + 1] = closing and rise[row + 1] >= FAINT_RISE * typical
        if before >= 0:
            still = stands_between(landed[before], landed[row], heading, step, rate_hz)
            if still:
                stands += 1
                after[row] = stands
            elif peaks[row] - peaks[before] <= TURNING_STEPS * step:
                for i in range(before + 1, row):
                    keep[i] = rise[i] >= FAINT_RISE * typical
            room = int((landed[row] - landed[before]) / (QUICKEST_TURN * step)) - 1
            _leave_highest(keep, rise, before + 1, row, room)
        before = row
    return clear, keep, after


@compiled
def _leave_highest(
    keep: BoolArray, rise: FloatArray, first: int, last: int, most: int
) -> None:
    """Strike all but the highest few of rows [first, last); of equals the earlier stay."""
    count = 0
    for i in range(first, last):
        count += keep[i]
    while count > max(most, 0):
        lowest = -1
        for i in range(first, last):
            if keep[i] and (lowest < 0 or rise[i] <= rise[lowest]):
                lowest = i
        keep[lowest] = False
        count -= 1


@compiled
def _in_rows(initial: FloatArray, after: IntArray, step: float) -> FloatArray:
    """Return contacts without those too few by themselves, unless all are.

    after: how many standstills before each.
    """
    n = len(initial)
    kept, count, first = np.empty(n), 0, 0
    for row in range(1, n + 1):
        on = row < n and after[row] == after[row - 1]
        if on and initial[row] - initial[row - 1] <= TURNING_STEPS * step:
            continue
        for i in range(first, row if row - first >= LEAST_ROW else first):
            kept[count] = initial[i]
            count += 1
        first = row
    return kept[:count].copy() if count else initial.copy()
