"""What a walk's samples say of its steps at a leg, in machine code, in one go.

Meaning in measures/walk_measures.py and measures/pitch.py.
"""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import FLAT_RADPS, FLAT_S, PITCH_POINTS, PITCH_REACH
from retrowalk.gait.kernels.note_rows import LANDING, NOTES, PITCH, SINCE, STRIDE_ALIKE
from retrowalk.gait.kernels.numba_lines import mean_line
from retrowalk.gait.kernels.numba_notes import unbroken
from retrowalk.gait.kernels.numba_notes_strides import between_line, landing, within
from retrowalk.gait.kernels.numpy_regularity import MOST_TRIES, NEAR

_NO_RATES = np.zeros((0, 3))


def leg_notes(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    acc_mps2: FloatArray,
    gyr_radps: FloatArray | None,
    contact: FloatArray,
    rate_hz: float,
    stride_samples: int,
    axis: FloatArray,
) -> FloatArray:
    """Return the notes of a walk, shape (NOTES, m); arguments as in whole.LegNotes."""
    rates = _NO_RATES if gyr_radps is None else gyr_radps
    return _leg_notes(
        np.ascontiguousarray(acc_mps2, dtype=np.float64),
        np.ascontiguousarray(rates, dtype=np.float64),
        contact,
        float(rate_hz),
        stride_samples,
        np.ascontiguousarray(axis, dtype=np.float64),
    )


@compiled
def _leg_notes(  # noqa: PLR0913, PLR0917 (as above)
    acc: FloatArray,
    rates: FloatArray,
    contact: FloatArray,
    rate_hz: float,
    stride: int,
    axis: FloatArray,
) -> FloatArray:
    m = len(contact)
    notes = np.full((NOTES, m), np.nan)
    if m < 2:
        return notes
    landing(acc, contact, rate_hz, notes[LANDING : LANDING + 2])
    since = notes[SINCE]
    unbroken(contact, since)
    total, count = 0.0, 0
    for i in range(1, m):
        if not math.isnan(since[i]):
            total += since[i]
            count += 1
    if count:
        _alike(acc, total / count, since, contact, notes[STRIDE_ALIKE : STRIDE_ALIKE + 2])
    if len(rates) >= 2 and (axis[0] != 0.0 or axis[1] != 0.0 or axis[2] != 0.0):
        _pitch(rates, axis, contact, rate_hz, stride, notes[PITCH])
    return notes


@compiled
def _alike(
    acc: FloatArray, lag: float, since: FloatArray, last: FloatArray, found: FloatArray
) -> None:
    """Write product and energy of strides that repeat at about one lag, shape (2, m)."""
    n = len(acc)
    steady = np.empty((3, n))
    for k in range(3):
        total = 0.0
        for i in range(n):
            steady[k, i] = acc[i, k]
            total += acc[i, k]
        for i in range(n):
            steady[k, i] -= total / n
    best = _best_lag(steady, lag)
    if best < 1 or best >= n:
        return
    for row in range(len(last)):
        if math.isnan(since[row]):
            continue
        low, high = within(last[row] - since[row], n - best), within(last[row], n - best)
        if high <= low:
            continue
        product = energy = 0.0
        for k in range(3):
            here, later = steady[k], steady[k, best:]
            for i in range(low, high):
                product += here[i] * later[i]
                energy += here[i] * here[i] + later[i] * later[i]
        found[0, row], found[1, row] = product, 0.5 * energy


@compiled
def _best_lag(steady: FloatArray, lag: float) -> int:
    """Return the whole lag, near the given, of the highest autocorrelation."""
    n = steady.shape[1]
    low, high = math.floor(lag * (1.0 - NEAR)), math.ceil(lag * (1.0 + NEAR))
    apart = max(1, math.ceil((high - low) / MOST_TRIES))
    best, highest = 0, -np.inf
    for by in range(int(low), int(high) + 1, int(apart)):
        if by < 1 or by >= n:
            continue
        product = 0.0
        for k in range(3):
            here, later = steady[k], steady[k, by:]
            for i in range(len(later)):
                product += here[i] * later[i]
        if product / (n - by) > highest:
            best, highest = by, product / (n - by)
    return best


@compiled
def _pitch(  # noqa: PLR0913, PLR0917 (as above)
    rates: FloatArray,
    axis: FloatArray,
    contact: FloatArray,
    rate_hz: float,
    stride: int,
    pitch: FloatArray,
) -> None:
    """Write the foot's pitch at each contact against its flat rest after it, in degrees."""
    n, total = len(rates), 0.0
    size, angle = np.empty(n), np.empty(n)
    for i in range(n):
        x, y, z = rates[i, 0], rates[i, 1], rates[i, 2]
        size[i] = math.sqrt(x * x + y * y + z * z)
        total += axis[0] * x + axis[1] * y + axis[2] * z
        angle[i] = total / rate_hz
    quiet = mean_line(size, max(1, round(FLAT_S * rate_hz)))
    reach = PITCH_REACH * stride
    for row in range(len(contact)):
        at = contact[row]
        if not (at >= 0.0 and at + reach <= n - 1):
            continue
        least, turned = np.inf, 0.0
        for point in range(PITCH_POINTS):
            there = at + reach * point / (PITCH_POINTS - 1)
            level = between_line(quiet, there)
            if level < least:
                least, turned = level, between_line(angle, there)
        if least <= FLAT_RADPS:
            pitch[row] = math.degrees(turned - between_line(angle, at))
