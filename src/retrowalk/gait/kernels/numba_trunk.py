"""A walk at the lower back in machine code, in one go; meaning in gait/trunk.

The order and the words are those of gait/trunk/measure_trunk.py. What a walk costs here
is arithmetic; composed of the finer kernels, three quarters are Python between them.
"""

import math

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_lines import (
    drift_free,
    integral_line,
    smooth_rows,
)
from retrowalk.gait.kernels.numba_sway import likeness_at
from retrowalk.gait.kernels.numba_trunk_contacts import contacts_of, slow_rise
from retrowalk.gait.kernels.numba_trunk_going import going_of, read_at
from retrowalk.gait.kernels.numba_trunk_order import heading_of
from retrowalk.gait.kernels.numba_trunk_steps import feet_of, lengths_of, nearest
from retrowalk.gait.kernels.trunk_rules import (
    FLIPS,
    REPEATS,
    SAME_LIKENESS,
    SEARCH_S,
    SHAPE_HZ,
    STRIDES_S,
)
from retrowalk.gait.kernels.whole import TrunkRead
from retrowalk.signals.frames import MIN_NORM
from retrowalk.units import STANDARD_GRAVITY_MPS2

_NO_RATES = np.zeros((0, 3))


def trunk_walk(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    acc_mps2: FloatArray,
    gyr_radps: FloatArray | None,
    missing: BoolArray,
    rate_hz: float,
    stride_s: float,
    up: FloatArray,
    ahead: FloatArray | None,
    height_m: float | None,
) -> TrunkRead:
    """Return what a walk of the lower back shows; arguments as in whole.TrunkWalk."""
    rates = _NO_RATES if gyr_radps is None else _rows(gyr_radps)
    found = _trunk_walk(
        _rows(acc_mps2),
        rates,
        missing,
        rate_hz,
        stride_s,
        up,
        np.zeros(3) if ahead is None else ahead,
        math.nan if height_m is None else height_m,
    )
    return TrunkRead(*found)


def _rows(values: FloatArray) -> FloatArray:
    return np.ascontiguousarray(values, dtype=np.float64)


@compiled
def _trunk_walk(  # noqa: PLR0913, PLR0917 (as above)
    acc: FloatArray,
    rates: FloatArray,
    missing: BoolArray,
    rate_hz: float,
    stride_s: float,
    up: FloatArray,
    told: FloatArray,
    height_m: float,
) -> tuple[float, FloatArray, FloatArray, FloatArray, CodeArray, FloatArray]:
    stride = max(4, round(stride_s * rate_hz))
    smooth = smooth_rows(acc, SHAPE_HZ, rate_hz)
    if len(rates):
        _steady(smooth, smooth_rows(rates, SHAPE_HZ, rate_hz), up, rate_hz, stride)
    known = told[0] != 0.0 or told[1] != 0.0 or told[2] != 0.0
    frame = frame_along(up, told if known else _level_axis(up))
    ahead, left = along(smooth, frame[0]), along(smooth, frame[1])
    above = along(smooth, up)
    stride_s = _stride_s(ahead, left, stride_s, stride, rate_hz)
    stride = max(4, round(stride_s * rate_hz))
    if not known:
        turn = _line_turn(ahead, left, stride)
        _turn_by(turn, frame[0], frame[1])
        _turn_by(turn, ahead, left)
    step = max(2, stride // 2)
    speed = integral_line(ahead, rate_hz, step)
    aside = integral_line(left, rate_hz, 2 * step)
    centre, score = going_of(speed, aside, above, rate_hz, stride)
    slow = slow_rise(above, centre, score, speed, rate_hz, stride)
    heading = heading_of(rates, up, rate_hz)
    initial = contacts_of(slow, ahead, aside, heading, score, rate_hz, stride)
    initial = _delivered(initial, missing)
    going = read_at(initial, centre, score)
    code = feet_of(left, initial, rate_hz, stride, known)
    length = lengths_of(above, initial, rate_hz, step, height_m)
    return stride_s, frame, initial, going, code, length


@compiled
def along(smooth: FloatArray, axis: FloatArray) -> FloatArray:
    """Return channels, shape (3, n), along an axis, shape (n,)."""
    x, y, z = smooth[0], smooth[1], smooth[2]
    a, b, c = axis[0], axis[1], axis[2]
    line = np.empty(smooth.shape[1])
    for i in range(len(line)):
        line[i] = a * x[i] + b * y[i] + c * z[i]
    return line


@compiled
def _steady(
    smooth: FloatArray, rates: FloatArray, up: FloatArray, rate_hz: float, stride: int
) -> None:
    """Take from the acceleration what gravity leaks into it as the pelvis rocks."""
    a = integral_line(rates[0], rate_hz, stride)
    b = integral_line(rates[1], rate_hz, stride)
    c = integral_line(rates[2], rate_hz, stride)
    x, y = STANDARD_GRAVITY_MPS2 * up[0], STANDARD_GRAVITY_MPS2 * up[1]
    z = STANDARD_GRAVITY_MPS2 * up[2]
    for i in range(smooth.shape[1]):
        smooth[0, i] += b[i] * z - c[i] * y
        smooth[1, i] += c[i] * x - a[i] * z
        smooth[2, i] += a[i] * y - b[i] * x


@compiled
def frame_along(up: FloatArray, ahead: FloatArray) -> FloatArray:
    """Return rows forward, left, up in sensor axes, shape (3, 3), level with gravity."""
    rise = ahead[0] * up[0] + ahead[1] * up[1] + ahead[2] * up[2]
    x, y, z = ahead[0] - rise * up[0], ahead[1] - rise * up[1], ahead[2] - rise * up[2]
    size = math.sqrt(x * x + y * y + z * z)
    share = 1.0 / size if size > MIN_NORM else 0.0
    x, y, z = share * x, share * y, share * z
    frame = np.empty((3, 3))
    frame[0, 0], frame[0, 1], frame[0, 2] = x, y, z
    frame[1, 0], frame[1, 1] = up[1] * z - up[2] * y, up[2] * x - up[0] * z
    frame[1, 2] = up[0] * y - up[1] * x
    frame[2, 0], frame[2, 1], frame[2, 2] = up[0], up[1], up[2]
    return frame


@compiled
def _level_axis(up: FloatArray) -> FloatArray:
    """Return the sensor's axis that lies most level, shape (3,)."""
    axis, least = np.zeros(3), 0
    for k in range(1, 3):
        if abs(up[k]) < abs(up[least]):
            least = k
    axis[least] = 1.0
    return axis


@compiled
def _stride_s(
    one: FloatArray, other: FloatArray, told_s: float, lag: int, rate_hz: float
) -> float:
    """Return the time of a stride: as the rhythm told it, if side to side agrees.

    one, other: smooth acceleration along any two level axes.
    """
    one, other = drift_free(one, 2 * lag), drift_free(other, 2 * lag)
    stride, step = likeness_at(one, other, lag), likeness_at(one, other, lag // 2)
    if stride > FLIPS and step < REPEATS:
        return told_s
    apart = max(1, round(SEARCH_S * rate_hz))
    few, other_few = _each(one, apart), _each(other, apart)
    shortest = round(STRIDES_S[0] * rate_hz / apart)
    count = round(STRIDES_S[1] * rate_hz / apart) - shortest
    likeness, highest = np.empty(count), -1.0
    for i in range(count):
        here = likeness_at(few, other_few, shortest + i)
        likeness[i] = -1.0 if math.isnan(here) else here
        highest = max(highest, likeness[i])
    best = 0
    while best < count - 1 and likeness[best] < SAME_LIKENESS * highest:
        best += 1
    while best < count - 1 and likeness[best + 1] > likeness[best]:
        best += 1
    found = (shortest + best) * apart
    if likeness[best] < REPEATS or not likeness_at(one, other, found // 2) <= FLIPS:
        return told_s
    return float(found / rate_hz)


@compiled
def _each(values: FloatArray, apart: int) -> FloatArray:
    """Return one of so many values."""
    some = np.empty((len(values) + apart - 1) // apart)
    for i in range(len(some)):
        some[i] = values[i * apart]
    return some


@compiled
def _line_turn(one: FloatArray, other: FloatArray, stride: int) -> float:
    """Return by what angle the line of walking is turned from one to other, in radians."""
    one, other = drift_free(one, stride), drift_free(other, stride)
    half = stride // 2
    across = along_it = 0.0
    late, other_late = one[half:], other[half:]
    for i in range(len(late)):
        along_it += one[i] * late[i] - other[i] * other_late[i]
        across += one[i] * other_late[i] + other[i] * late[i]
    return 0.5 * math.atan2(2.0 * across, 2.0 * along_it)


@compiled
def _turn_by(turn: float, one: FloatArray, other: FloatArray) -> None:
    """Turn two level channels, in place, about up."""
    c, s = math.cos(turn), math.sin(turn)
    for i in range(len(one)):
        x, y = one[i], other[i]
        one[i], other[i] = c * x + s * y, c * y - s * x


@compiled
def _delivered(initial: FloatArray, missing: BoolArray) -> FloatArray:
    """Return the contacts that do not lie at a missing sample."""
    count = 0
    for at in initial:
        if not missing[nearest(at, len(missing))]:
            initial[count] = at
            count += 1
    return initial[:count].copy()
