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
from retrowalk.gait.kernels.trunk_rules import (
    CLEAR_RISE,
    CLOSEST_STEPS,
    FAINT_RISE,
    LANDS_AFTER_S,
    LEAST_ROW,
    QUICKEST_TURN,
    RISE_DONE,
    SMOOTH_STEPS,
    SPEED_SHARE,
    TURNING_STEPS,
)
from retrowalk.gait.trunk.order_trunk import (
    Tops,
    catch,
    expected,
    stood,
    take_turns,
    tops_of,
)
from retrowalk.gait.trunk.signature_trunk import Going
from retrowalk.gait.trunk.trunk import Trunk


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
    low = _low_before(slow, peaks, round(step_samples))
    landed = _risen(slow, peaks, low, round(step_samples))
    tops = tops_of(trunk, going, peaks, landed, slow[peaks] - low)
    steps, after = _steps_of(tops, step_samples)
    if going is not None:
        catch(steps, trunk, going, tops)
    initial = np.minimum(landed[steps] + LANDS_AFTER_S * walk.rate_hz, walk.n_samples - 1.0)
    initial = _in_rows(initial, after[steps], step_samples)
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


def _steps_of(tops: Tops, step_samples: float) -> tuple[BoolArray, IntArray]:
    """Return which tops are steps, and how many standstills come before each, shape (n,).

    A clear rise is a step. A faint one is a step where one must be: right after a clear
    step, because a walk ends with the feet side by side and that last step hardly lifts
    the body; and between clear steps that are a few steps apart, in a turn on the spot.
    """
    rise = tops.rise
    typical = np.median(rise[rise >= CLEAR_RISE * np.median(rise)])
    clear = rise >= CLEAR_RISE * typical
    known = np.flatnonzero(clear)
    stands = stood(tops, known, step_samples)
    faint = (rise >= FAINT_RISE * typical) & expected(tops, clear, stands, step_samples)
    keep = clear | faint
    room = np.diff(tops.landed[known]) / (QUICKEST_TURN * step_samples)
    for first, last, steps in zip(known, known[1:], room, strict=False):
        between = np.arange(first + 1, last)
        _leave_highest(keep, between[keep[first + 1 : last]], rise, int(steps) - 1)
    take_turns(keep, known, tops, step_samples)
    resumed = np.zeros(len(keep), dtype=np.int64)
    resumed[known[1:]] = stands
    return keep, resumed.cumsum()


def _leave_highest(keep: BoolArray, some: IntArray, rise: FloatArray, most: int) -> None:
    """Strike all but the highest few from what is kept; of equals the earlier stay."""
    if len(some) > most:
        keep[some[np.argsort(-rise[some], kind="stable")[max(most, 0) :]]] = False


def _in_rows(initial: FloatArray, after: IntArray, step_samples: float) -> FloatArray:
    """Return contacts without those too close to the one before, or too few by themselves.

    initial: shape (n,), ascending. after: shape (n,), how many standstills before. Where
    all rows are short, all stay: then it is not for this to say that nobody walked.
    """
    apart = np.ones(len(initial), dtype=np.bool_)
    before = -np.inf
    for row, at in enumerate(initial.tolist()):
        apart[row] = at - before >= CLOSEST_STEPS * step_samples
        before = at if apart[row] else before
    initial, after = initial[apart], after[apart]
    pause = np.diff(initial) > TURNING_STEPS * step_samples
    breaks = np.flatnonzero(pause | (np.diff(after) > 0)) + 1
    size = np.diff(np.concatenate([[0], breaks, [len(initial)]]))
    long = np.repeat(size >= LEAST_ROW, size)
    return initial[long] if long.any() else initial


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
