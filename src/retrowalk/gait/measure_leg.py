"""One walk as a sensor on a leg shows it."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.contacts_leg import leg_contacts
from retrowalk.gait.evidence import FACING_WEIGHTS, GOING_WEIGHTS, MOST_SCORE, score
from retrowalk.gait.measured import Measured, seen, windows_of
from retrowalk.gait.moments import Windows
from retrowalk.gait.sagittal import PLANAR, Sagittal, sagittal
from retrowalk.gait.signature import facing_shapes, going_shapes
from retrowalk.gait.strides import Strides, strides
from retrowalk.gait.turning import turning_strides
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

DISPLACEMENT_SCORE = 4.0  # log-odds of a stride that goes exactly along the facing


def measured_leg(
    walk: Walk, gyr_radps: FloatArray, site: SensorSite, left: FloatArray | None
) -> Measured:
    """Return one walk, measured from a leg.

    left: shape (3,), sensor axes, the body's left where it was told.
    """
    motion = sagittal(walk, gyr_radps, left)
    contacts = seen(walk, leg_contacts(walk, motion, site))
    at = contacts.initial
    going, facing, length_m = np.full(len(at), np.nan), np.nan, np.full(len(at), np.nan)
    if site is SensorSite.FOOT:
        reckoned = strides(walk, gyr_radps, at)
        length_m = reckoned.length_m
    if len(at) and motion.planarity >= PLANAR:
        windows, judged = windows_of(walk, contacts)
        going = score(going_shapes(motion, windows), GOING_WEIGHTS[site])
        going[~judged] = np.nan
        if site is SensorSite.FOOT:
            going = _with_displacement(going, reckoned, motion)
        facing = _facing(motion, windows, judged, walk.rate_hz, site)
    turning = turning_strides(walk, at)
    return Measured(
        walk, contacts, going, turning, length_m, facing, motion.axis, walk.up()
    )


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
