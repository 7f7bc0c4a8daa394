"""What strides look like, in machine code, for a whole walk; meaning in the numpy_* files.

numpy_impact, numpy_regularity, numpy_harmonics, numpy_posture. Each kernel writes its rows.
"""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_harmonics import HARMONICS, POINTS, TINY
from retrowalk.gait.kernels.numpy_impact import AFTER_S, BEAT_S, BEFORE_S
from retrowalk.gait.kernels.numpy_posture import POINTS as TURN_POINTS
from retrowalk.gait.kernels.numpy_regularity import MOST_TRIES, NEAR
from retrowalk.units import STANDARD_GRAVITY_MPS2

_BEATS = round((BEFORE_S + AFTER_S) / BEAT_S) + 1
_HALF, _QUARTER = POINTS // 2, POINTS // 4
_STEP = 3  # rows taken together; a quarter less its first is so many times that
_AT_ONCE = 16  # strides side by side, which fit the processor's nearest memory
# Of each harmonic (rows; the first is not used) a quarter of a stride is needed: in the
# rest it repeats itself, as what it is compared with is folded.
_ANGLE = 2.0 * np.pi * np.outer(np.arange(HARMONICS + 1), np.arange(_QUARTER + 1)) / POINTS
_COS, _SIN = np.cos(_ANGLE), np.sin(_ANGLE)


@compiled
def landing(
    acc: FloatArray, contact: FloatArray, rate_hz: float, found: FloatArray
) -> None:
    """Write peak, in m/s2, and jerk, in m/s3, of each landing, shape (2, m)."""
    n = len(acc)
    for row in range(len(contact)):
        begin = contact[row] + (0 * BEAT_S - BEFORE_S) * rate_hz
        end = contact[row] + ((_BEATS - 1) * BEAT_S - BEFORE_S) * rate_hz
        if n < 2 or not (begin >= 0.0 and end <= n - 1):
            continue
        x = y = z = top = steep = 0.0
        for beat in range(_BEATS):
            at = contact[row] + (beat * BEAT_S - BEFORE_S) * rate_hz
            low = min(int(at), n - 2)
            part = at - low
            a = acc[low, 0] + part * (acc[low + 1, 0] - acc[low, 0])
            b = acc[low, 1] + part * (acc[low + 1, 1] - acc[low, 1])
            c = acc[low, 2] + part * (acc[low + 1, 2] - acc[low, 2])
            top = max(top, a * a + b * b + c * c)
            if beat > 0:
                steep = max(steep, (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2)
            x, y, z = a, b, c
        found[0, row] = math.sqrt(top) - STANDARD_GRAVITY_MPS2
        found[1, row] = math.sqrt(steep) / BEAT_S


@compiled
def _best_lag(signal: FloatArray, lag: float) -> int:
    """Return the whole lag, near the given, of the highest autocorrelation."""
    n = len(signal)
    low, high = math.floor(lag * (1.0 - NEAR)), math.ceil(lag * (1.0 + NEAR))
    apart = max(1, math.ceil((high - low) / MOST_TRIES))
    best, highest = 0, -np.inf
    for by in range(int(low), int(high) + 1, int(apart)):
        if by < 1 or by >= n:
            continue
        product = 0.0
        later = signal[by:]
        for i in range(len(later)):
            product += signal[i] * later[i]
        if product / (n - by) > highest:
            best, highest = by, product / (n - by)
    return best


@compiled
def alike(
    signal: FloatArray, lag: float, first: FloatArray, last: FloatArray, found: FloatArray
) -> None:
    """Write product and energy of strides that repeat at about one lag, shape (2, m)."""
    n = len(signal)
    best = _best_lag(signal, lag)
    if best < 1 or best >= n:
        return
    later = signal[best:]
    for row in range(len(first)):
        if math.isnan(first[row]) or math.isnan(last[row]):
            continue
        low, high = within(first[row], n - best), within(last[row], n - best)
        if high <= low:
            continue
        product = energy = 0.0
        for i in range(low, high):
            product += signal[i] * later[i]
            energy += signal[i] * signal[i] + later[i] * later[i]
        found[0, row], found[1, row] = product, 0.5 * energy


@compiled
def within(at: float, n: int) -> int:
    """Return the whole number nearest to a sample with fractions, from 0 to n."""
    return min(max(int(np.rint(at)), 0), n)


@compiled
def ratios(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    acc: FloatArray,
    turn: FloatArray,
    columns: int,
    first: FloatArray,
    last: FloatArray,
    found: FloatArray,
) -> None:
    """Write the harmonic ratio of each stride along rows of turn, shape (3, m).

    Strides are worked on some at a time, side by side: the processor takes several at once.
    """
    n = len(acc)
    points, room = np.empty((POINTS, 3 * _AT_ONCE)), np.empty((4, 3 * _AT_ONCE))
    rows = np.empty(_AT_ONCE, dtype=np.int64)
    count = 0
    for row in range(len(first)):
        begin, step = first[row], (last[row] - first[row]) / POINTS
        end = begin + step * (POINTS - 1)
        if n >= 2 and begin >= 0.0 and begin <= n - 1 and end >= 0.0 and end <= n - 1:
            _spread_over(acc, turn, columns, begin, step, points, columns * count)
            rows[count] = row
            count += 1
        if count == _AT_ONCE or (row == len(first) - 1 and count):
            _odd_and_even(points, columns * count, room)
            for one in range(count):
                for k in range(columns):
                    odd = room[0, one * columns + k]
                    even = room[1, one * columns + k]
                    high, low = (even, odd) if k < 2 else (odd, even)
                    found[k, rows[one]] = high / max(low, TINY)
            count = 0


@compiled
def _spread_over(  # noqa: PLR0913, PLR0917 (as above)
    acc: FloatArray,
    turn: FloatArray,
    columns: int,
    begin: float,
    step: float,
    points: FloatArray,
    beside: int,
) -> None:
    """Write a stride at even points, along rows of turn, beside others in points."""
    highest = len(acc) - 2
    for i in range(POINTS):
        at = begin + i * step
        low = min(int(at), highest)
        part = at - low
        x = acc[low, 0] + part * (acc[low + 1, 0] - acc[low, 0])
        y = acc[low, 1] + part * (acc[low + 1, 1] - acc[low, 1])
        z = acc[low, 2] + part * (acc[low + 1, 2] - acc[low, 2])
        for k in range(columns):
            points[i, beside + k] = turn[k, 0] * x + turn[k, 1] * y + turn[k, 2] * z


@compiled
def _odd_and_even(points: FloatArray, wide: int, room: FloatArray) -> None:
    """Write the summed size of odd harmonics and of even ones, rows 0 and 1 of room.

    points: shape (POINTS, wide), strides side by side; what they hold is lost. An even
    harmonic is alike in both halves of a stride, an odd one their opposite; and each half
    of that is the other's mirror image.
    """
    _fold(points, wide)
    odd, even, real, imaginary = room[0], room[1], room[2], room[3]
    for r in range(wide):
        odd[r] = even[r] = 0.0
    for h in range(1, HARMONICS + 1):
        total, begin = (odd, 0) if h % 2 else (even, _HALF)
        start, middle = points[begin], points[begin + _QUARTER]
        for r in range(wide):
            real[r] = start[r] + _COS[h, _QUARTER] * middle[r]
            imaginary[r] = _SIN[h, _QUARTER] * middle[r]
        for i in range(1, _QUARTER, _STEP):
            _add(points, begin + i, 1, _COS[h, i : i + _STEP], real, wide)
            _add(points, begin + _HALF - i, -1, _SIN[h, i : i + _STEP], imaginary, wide)
        for r in range(wide):
            total[r] += math.sqrt(real[r] * real[r] + imaginary[r] * imaginary[r])


@compiled
def _add(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    points: FloatArray, first: int, by: int, times: FloatArray, total: FloatArray, wide: int
) -> None:
    """Add _STEP rows of points, each times its number; together, as memory is slower."""
    one, two, three = points[first], points[first + by], points[first + 2 * by]
    a, b, c = times[0], times[1], times[2]
    for r in range(wide):
        total[r] += a * one[r] + b * two[r] + c * three[r]


@compiled
def _fold(points: FloatArray, wide: int) -> None:
    """Write what is compared with cosines, in the first quarter, and with sines, in the second.

    In the first half of the rows for odd harmonics, in the second half for even ones.
    """
    for i in range(_HALF):
        for r in range(wide):
            early, late = points[i, r], points[i + _HALF, r]
            points[i, r], points[i + _HALF, r] = early - late, early + late
    for i in range(1, _QUARTER):
        j = _HALF - i
        for r in range(wide):
            one, two = points[i, r], points[j, r]
            points[i, r], points[j, r] = one - two, one + two
            one, two = points[i + _HALF, r], points[j + _HALF, r]
            points[i + _HALF, r], points[j + _HALF, r] = one + two, one - two


@compiled
def ranges(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    rates: FloatArray,
    axis: FloatArray,
    rate_hz: float,
    first: FloatArray,
    last: FloatArray,
    found: FloatArray,
) -> None:
    """Write the range of the angle about an axis in each stride, in degrees, shape (m,)."""
    n = len(rates)
    if n < 2:
        return
    angle, share, total = np.empty(n), math.degrees(1.0) / rate_hz, 0.0
    for i in range(n):
        rate = axis[0] * rates[i, 0] + axis[1] * rates[i, 1] + axis[2] * rates[i, 2]
        total += rate * share
        angle[i] = total
    for row in range(len(first)):
        begin, end = first[row], last[row]
        if begin >= 0.0 and begin <= n - 1 and end >= 0.0 and end <= n - 1:
            found[row] = _range(angle, begin, end)


@compiled
def _range(angle: FloatArray, begin: float, end: float) -> float:
    """Return the largest less the smallest angle about the line from begin to end."""
    start = between_line(angle, begin)
    slope = (between_line(angle, end) - start) / TURN_POINTS
    top = bottom = 0.0
    for i in range(1, TURN_POINTS):
        at = begin + (end - begin) * i / TURN_POINTS
        turned = between_line(angle, at) - start - slope * i
        top, bottom = max(top, turned), min(bottom, turned)
    return top - bottom


@compiled
def between_line(values: FloatArray, at: float) -> float:
    """Return the value at a moment between samples, shape (n,), n at least 2."""
    low = min(int(at), len(values) - 2)
    return float(values[low] + (at - low) * (values[low + 1] - values[low]))
