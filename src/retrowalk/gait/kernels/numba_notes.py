"""What a walk's samples say of its steps at the lower back, in machine code, in one go.

Meaning in measures/walk_measures.py; each part as in the kernel's file that is named.
"""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.note_rows import (
    LANDING,
    LEAN,
    MISSED,
    NOTES,
    PELVIS,
    RATIOS,
    SINCE,
    STEP_ALIKE,
    STRIDE_ALIKE,
)
from retrowalk.gait.kernels.numba_notes_strides import (
    alike,
    landing,
    ranges,
    ratios,
    within,
)
from retrowalk.gait.kernels.numba_trunk import frame_along
from retrowalk.gait.kernels.numba_trunk_contacts import middle_of

_NO_RATES, _NO_BODY = np.zeros((0, 3)), np.zeros((0, 3))


def trunk_notes(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    acc_mps2: FloatArray,
    gyr_radps: FloatArray | None,
    contact: FloatArray,
    rate_hz: float,
    up: FloatArray,
    body: FloatArray | None,
) -> FloatArray:
    """Return the notes of a walk, shape (NOTES, m); arguments as in whole.TrunkNotes."""
    rates = _NO_RATES if gyr_radps is None else _rows(gyr_radps)
    axes = _NO_BODY if body is None else _rows(body)
    return _trunk_notes(_rows(acc_mps2), rates, contact, rate_hz, up, axes)


def _rows(values: FloatArray) -> FloatArray:
    return np.ascontiguousarray(values, dtype=np.float64)


@compiled
def _trunk_notes(  # noqa: PLR0913, PLR0917 (as above)
    acc: FloatArray,
    rates: FloatArray,
    contact: FloatArray,
    rate_hz: float,
    up: FloatArray,
    body: FloatArray,
) -> FloatArray:
    notes = np.full((NOTES, len(contact)), np.nan)
    if len(contact) < 2:
        return notes
    landing(acc, contact, rate_hz, notes[LANDING : LANDING + 2])
    since = notes[SINCE]
    unbroken(contact, since)
    first = np.full(len(contact), np.nan)
    for i in range(2, len(contact)):
        first[i] = contact[i] - (since[i] + since[i - 1])
    turn, columns = _turn(up, body), 3 if len(body) else 1
    steady = _steady(acc, up)
    lag = _mean_stride(first, contact)
    if not math.isnan(lag):
        alike(steady, lag, first, contact, notes[STRIDE_ALIKE : STRIDE_ALIKE + 2])
        alike(steady, 0.5 * lag, first, contact, notes[STEP_ALIKE : STEP_ALIKE + 2])
    ratios(acc, turn, columns, first, contact, notes[RATIOS : RATIOS + 3])
    for k in range(columns if len(rates) else 0):  # tilt, obliquity, rotation
        ranges(rates, turn[k], rate_hz, first, contact, notes[PELVIS + 2 - k])
    if len(body):
        _lean(acc, body, first, contact, notes[LEAN])
    return notes


@compiled
def unbroken(contact: FloatArray, since: FloatArray) -> None:
    """Write the time since the contact before; NaN where one was missed."""
    interval = np.empty(len(contact) - 1)
    for i in range(len(interval)):
        interval[i] = contact[i + 1] - contact[i]
    longest = MISSED * middle_of(interval)
    for i in range(1, len(contact)):
        if contact[i] - contact[i - 1] <= longest:
            since[i] = contact[i] - contact[i - 1]


@compiled
def _turn(up: FloatArray, body: FloatArray) -> FloatArray:
    """Return rows up, forward, left in sensor axes; where forward is not known, only up."""
    turn = np.zeros((3, 3))
    frame = frame_along(up, body[0] if len(body) else up)
    for k in range(3):
        turn[0, k], turn[1, k], turn[2, k] = frame[2, k], frame[0, k], frame[1, k]
    return turn


@compiled
def _steady(acc: FloatArray, up: FloatArray) -> FloatArray:
    """Return the vertical acceleration about its mean, shape (n,)."""
    n, a, b, c = len(acc), up[0], up[1], up[2]
    found, total = np.empty(n), 0.0
    for i in range(n):
        found[i] = a * acc[i, 0] + b * acc[i, 1] + c * acc[i, 2]
        total += found[i]
    mean = total / n
    for i in range(n):
        found[i] -= mean
    return found


@compiled
def _mean_stride(first: FloatArray, last: FloatArray) -> float:
    """Return the mean stride in samples; NaN where no stride is known."""
    total, count = 0.0, 0
    for i in range(len(first)):
        if not math.isnan(first[i]):
            total += last[i] - first[i]
            count += 1
    return total / count if count else math.nan


@compiled
def _lean(
    acc: FloatArray, body: FloatArray, first: FloatArray, last: FloatArray, lean: FloatArray
) -> None:
    """Write how far the trunk is tipped ahead over each stride, in degrees."""
    for row in range(len(first)):
        if math.isnan(first[row]) or math.isnan(last[row]):
            continue
        low, high = within(first[row], len(acc)), within(last[row], len(acc))
        if high <= low:
            continue
        x = y = z = 0.0
        for i in range(low, high):
            x += acc[i, 0]
            y += acc[i, 1]
            z += acc[i, 2]
        ahead = body[0, 0] * x + body[0, 1] * y + body[0, 2] * z
        above = body[2, 0] * x + body[2, 1] * y + body[2, 2] * z
        lean[row] = math.degrees(math.atan2(-ahead, above))
