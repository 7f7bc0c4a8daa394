"""What one walk holds: its contacts, its strides, and what speaks for their direction."""

from dataclasses import dataclass, replace

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.bouts import STEP_SITES
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.contacts_leg import leg_contacts, quiet_leg_contacts
from retrowalk.gait.contacts_trunk import trunk_contacts
from retrowalk.gait.evidence import (
    FACING_WEIGHTS,
    GOING_WEIGHTS,
    MOST_SCORE,
    TRUNK_WEIGHTS,
    score,
)
from retrowalk.gait.facing import TOLD_SCORE
from retrowalk.gait.moments import Windows, windows_about
from retrowalk.gait.sagittal import PLANAR, Sagittal, sagittal
from retrowalk.gait.signature import facing_shapes, going_shapes
from retrowalk.gait.signature_trunk import trunk_shapes
from retrowalk.gait.strides import Strides, strides
from retrowalk.gait.turning import turning_strides
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

HALF_WINDOW_STRIDES = 1.5  # three strides are judged together; the weights were fitted so
SHORTEST_WINDOW_STRIDES = 1.8  # at a walk's ends less is there; below this, not judged
DISPLACEMENT_SCORE = 4.0  # log-odds of a stride that goes exactly along the facing


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One walk, measured; arrays have one row for each initial contact, shape (n,).

    going: log-odds for the way each stride goes along axis x up; NaN where not judged.
    turning: which strides turn. stride_length_m: NaN where not measured.
    facing: this walk's own log-odds that `axis` points to the body's left; NaN where it
        cannot be judged. axis, up: shape (3,), sensor axes.
    """

    walk: Walk
    contacts: Contacts
    going: FloatArray
    turning: BoolArray
    stride_length_m: FloatArray
    facing: float
    axis: FloatArray
    up: FloatArray


def measured(walk: Walk, site: SensorSite, body: FloatArray | None) -> Measured:
    """Return one walk, measured as its site allows.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told.
    """
    if site in STEP_SITES:
        return _trunk(walk, body if site is SensorSite.LOWER_BACK else None)
    if walk.gyr_radps is None:
        return _unjudged(walk, quiet_leg_contacts(walk))
    return _leg(walk, walk.gyr_radps, site, None if body is None else body[1])


def _unjudged(walk: Walk, contacts: Contacts) -> Measured:
    contacts = _seen(walk, contacts)
    nothing = np.full(len(contacts.initial), np.nan)
    turning = turning_strides(walk, contacts.initial)
    return Measured(
        walk, contacts, nothing, turning, nothing, np.nan, np.zeros(3), walk.up()
    )


def _trunk(walk: Walk, body: FloatArray | None) -> Measured:
    one = _unjudged(walk, trunk_contacts(walk))
    if body is None or not len(one.contacts.initial):
        return one
    windows, judged = _windows(walk, one.contacts)
    going = score(trunk_shapes(walk, body[0], windows), TRUNK_WEIGHTS)
    return replace(one, going=np.where(judged, going, np.nan), facing=TOLD_SCORE)


def _leg(
    walk: Walk, gyr_radps: FloatArray, site: SensorSite, left: FloatArray | None
) -> Measured:
    motion = sagittal(walk, gyr_radps, left)
    contacts = _seen(walk, leg_contacts(walk, motion, site))
    at = contacts.initial
    going, facing, length_m = np.full(len(at), np.nan), np.nan, np.full(len(at), np.nan)
    if site is SensorSite.FOOT:
        reckoned = strides(walk, gyr_radps, at)
        length_m = reckoned.length_m
    if len(at) and motion.planarity >= PLANAR:
        windows, judged = _windows(walk, contacts)
        going = score(going_shapes(motion, windows), GOING_WEIGHTS[site])
        going[~judged] = np.nan
        if site is SensorSite.FOOT:
            going = _with_displacement(going, reckoned, motion)
        facing = _facing(motion, windows, judged, walk.rate_hz, site)
    turning = turning_strides(walk, at)
    return Measured(
        walk, contacts, going, turning, length_m, facing, motion.axis, walk.up()
    )


def _windows(walk: Walk, contacts: Contacts) -> tuple[Windows, BoolArray]:
    """Return the window about each contact, and whether it is long enough to judge."""
    half = HALF_WINDOW_STRIDES * walk.stride_samples
    windows = windows_about(contacts.initial, half, walk.n_samples)
    return windows, windows.size >= SHORTEST_WINDOW_STRIDES * walk.stride_samples


def _facing(
    motion: Sagittal, windows: Windows, judged: BoolArray, rate_hz: float, site: SensorSite
) -> float:
    if not judged.any():
        return float("nan")
    shapes = facing_shapes(motion, windows, rate_hz)[judged]
    return float(score(shapes, FACING_WEIGHTS[site]).mean())


def _with_displacement(
    going: FloatArray, reckoned: Strides, motion: Sagittal
) -> FloatArray:
    """Return the going scores together with where dead reckoning says the foot went.

    Where the two disagree they cancel, and the stride is unknown.
    """
    ahead = np.cross(motion.axis, reckoned.up)
    along = np.einsum("ij,ij->i", reckoned.moved_m, ahead) / reckoned.length_m
    together = np.clip(going + DISPLACEMENT_SCORE * along, -MOST_SCORE, MOST_SCORE)
    return np.where(np.isfinite(along), together, going)


def _seen(walk: Walk, contacts: Contacts) -> Contacts:
    """Return the contacts without those that lie at a missing sample."""
    at = np.clip(np.round(contacts.initial).astype(np.int64), 0, walk.n_samples - 1)
    return contacts.kept(~walk.missing[at])
