"""Contacts of both feet in turn, seen by how the trunk is caught and pushed up.

Each foot that lands takes the weight: the trunk's vertical acceleration rises from
falling to its highest once a step. On the validation recordings (validation/direction)
the foot lands about where it has risen half way.
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.contacts import NO_STEPS, Contacts
from retrowalk.gait.walk import Walk
from retrowalk.signals.peaks import tops
from retrowalk.signals.smoothing import low_pass, without_drift

CLOSEST_STEPS = 0.6  # of a step's time
LEAST_RISE = 0.2  # of the typical rise; less is a tremble
SMOOTH_STEPS = 1.6  # cut-off of one rise per step, in cycles per step
SHAPE_HZ = 5.0
HALF_WAY = 0.5


def trunk_contacts(walk: Walk) -> Contacts:
    """Return the initial contacts of both feet; final contacts are not measured."""
    step_samples = walk.stride_samples / 2.0
    vertical = without_drift(walk.acc_mps2 @ walk.up(), walk.stride_samples)
    slow = low_pass(vertical, SMOOTH_STEPS * walk.rate_hz / step_samples, walk.rate_hz)
    peaks = tops(slow, round(CLOSEST_STEPS * step_samples))
    if not len(peaks):
        return NO_STEPS
    rise = slow[peaks] - _low_before(slow, peaks, round(step_samples))
    peaks = peaks[rise >= LEAST_RISE * np.median(rise)]
    shape = low_pass(vertical, SHAPE_HZ, walk.rate_hz)
    initial = _half_way_up(shape, peaks, round(step_samples / 2.0))
    keep = np.append(True, np.diff(initial) > 0.0)
    initial = initial[keep]
    return Contacts(initial, np.full(len(initial), np.nan), both_feet=True)


def _low_before(values: FloatArray, peaks: IntArray, reach: int) -> FloatArray:
    """Return the lowest value within reach before each peak, shape (n,)."""
    at = np.maximum(peaks[:, None] - np.arange(reach + 1), 0)
    return np.asarray(values[at].min(axis=1))


def _half_way_up(values: FloatArray, peaks: IntArray, reach: int) -> FloatArray:
    """Return where values rise through the middle before each peak, shape (n,).

    The peak is looked for again in values, from `reach` samples before to half of that
    after, and the low before it.
    """
    beat = np.arange(-reach, reach // 2 + 1)
    at = np.clip(peaks[:, None] + beat, 0, len(values) - 1)
    part, rows = values[at], np.arange(len(peaks))
    top = np.argmax(part, axis=1)
    before = np.arange(len(beat)) <= top[:, None]
    high = part[rows, top]
    level = high - (high - np.where(before, part, np.inf).min(axis=1)) * HALF_WAY
    below = before & (part <= level[:, None])
    low = len(beat) - 1 - np.argmax(below[:, ::-1], axis=1)
    rise = part[rows, np.minimum(low + 1, top)] - part[rows, low]
    share = np.where(
        rise > 0.0, (level - part[rows, low]) / np.where(rise > 0.0, rise, 1.0), 0.0
    )
    return np.asarray(at[rows, low] + share)
