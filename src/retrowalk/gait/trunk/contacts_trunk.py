"""Contacts of both feet in turn, seen by how the trunk is caught, pushed up and carried on.

Each foot that lands takes the weight: the trunk's vertical acceleration rises from
falling to its highest once a step, and just then the trunk is quickest, forward and
backward alike. In slow walking the rise is faint and doubled and the speed says which is
meant; at the wrist, which has no line of walking, the rise stands alone. On the recordings
with known contacts (validation/direction/calibration.md) the foot lands about where three
quarters of the rise are done; that moment scatters least between people.
"""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.contacts import NO_STEPS, Contacts
from retrowalk.gait.trunk.signature_trunk import Going
from retrowalk.gait.trunk.trunk import Trunk

# Own choices from the recordings with known contacts.
CLOSEST_STEPS = 0.6  # of a step's time
SMOOTH_STEPS = 1.6  # cut-off of one rise per step, in cycles per step
CLEAR_RISE = 0.3  # of the walk's typical rise; more is a step
FAINT_RISE = 0.08  # less is a tremble; between the two only where a step must be
CLOSING_STEPS = 1.5  # a last step, beside the other foot, comes within this after one
TURNING_STEPS = 4.0  # a pause of steps no longer than this is a turn on the spot
RISE_DONE = 0.75  # of the rise, when the foot lands
LANDS_AFTER_S = 0.035  # and a little later: between real people and computed walks
SPEED_SHARE = 0.75  # how much its speed counts beside its rise, both as accelerations


def trunk_contacts(trunk: Trunk, going: Going | None) -> Contacts:
    """Return the initial contacts of both feet; final contacts are not measured.

    going: which way the trunk goes along the line of walking, where there is one.
    """
    walk = trunk.walk
    step_samples = walk.stride_samples / 2.0
    slow = slow_rise(trunk, going)
    peaks = walk.kernels.tops(slow, round(CLOSEST_STEPS * step_samples))
    if not len(peaks):
        return NO_STEPS
    peaks, low = _steps_of(slow, peaks, step_samples)
    if not len(peaks):
        return NO_STEPS
    initial = _risen(slow, peaks, low, round(step_samples))
    initial = np.minimum(initial + LANDS_AFTER_S * walk.rate_hz, walk.n_samples - 1.0)
    initial = initial[np.append(True, np.diff(initial) > 0.0)]
    return Contacts(initial, np.full(len(initial), np.nan), both_feet=True)


def slow_rise(trunk: Trunk, going: Going | None) -> FloatArray:
    """Return what has one rise a step, ending as a foot lands, in m/s2, shape (n,).

    The vertical acceleration; and the speed the way it goes, as the acceleration that a
    swing of that speed has at the rhythm of the steps. The less sure the way, the less of
    it.
    """
    walk = trunk.walk
    rise = walk.kernels.without_drift(trunk.along(walk.up()), walk.stride_samples)
    steps_hz = 2.0 * walk.rate_hz / walk.stride_samples
    if going is not None and len(going.centre):
        sure = 2.0 * np.pi * steps_hz * SPEED_SHARE * np.tanh(0.5 * going.score)
        way = np.interp(np.arange(walk.n_samples), going.centre, sure)
        rise = rise + way * going.speed_mps
    return walk.kernels.low_pass(rise, SMOOTH_STEPS * steps_hz, walk.rate_hz)


def _steps_of(
    slow: FloatArray, peaks: IntArray, step_samples: float
) -> tuple[IntArray, FloatArray]:
    """Return the peaks that are steps, shape (n,), and the low before each.

    A clear rise is a step. A faint one is a step where one must be: right after a clear
    step, because a walk ends with the feet side by side and that last step hardly lifts
    the body; and between clear steps that are a few steps apart, in a turn on the spot.
    """
    low = _low_before(slow, peaks, round(step_samples))
    rise = slow[peaks] - low
    typical = np.median(rise[rise >= CLEAR_RISE * np.median(rise)])
    clear = rise >= CLEAR_RISE * typical
    keep = clear | ((rise >= FAINT_RISE * typical) & _expected(peaks, clear, step_samples))
    return peaks[keep], low[keep]


def _expected(peaks: IntArray, clear: BoolArray, step_samples: float) -> BoolArray:
    """Return where a step must be although its rise is faint, shape (n,)."""
    far = np.iinfo(np.int32).max
    before = np.maximum.accumulate(np.where(clear, peaks, -far))
    after = np.minimum.accumulate(np.where(clear, peaks, far)[::-1])[::-1]
    follows = np.append(False, clear[:-1])
    closing = follows & (peaks - before <= CLOSING_STEPS * step_samples)
    return np.asarray(closing | (after - before <= TURNING_STEPS * step_samples))


def _low_before(values: FloatArray, peaks: IntArray, reach: int) -> FloatArray:
    """Return the lowest value within reach before each peak, shape (n,)."""
    at = np.maximum(peaks[:, None] - np.arange(reach + 1), 0)
    return np.asarray(values[at].min(axis=1))


def _risen(values: FloatArray, peaks: IntArray, low: FloatArray, reach: int) -> FloatArray:
    """Return where values last pass the share RISE_DONE on their way to each peak.

    values: shape (n,). peaks, low: shape (n_peaks,), like the result, in samples with
    fractions.
    """
    level = low + RISE_DONE * (values[peaks] - low)
    at = np.maximum(peaks[:, None] - np.arange(reach + 1), 0)
    part, rows = values[at], np.arange(len(peaks))
    below = part <= level[:, None]
    back = np.where(below.any(axis=1), np.argmax(below, axis=1), reach)
    under, over = part[rows, back], part[rows, np.maximum(back - 1, 0)]
    share = np.where(over > under, (level - under) / np.maximum(over - under, 1e-12), 0.0)
    return np.asarray(at[rows, back] + np.clip(share, 0.0, 1.0))
