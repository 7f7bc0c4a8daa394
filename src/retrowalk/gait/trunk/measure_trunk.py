"""One walk as the lower back or the wrist shows it."""

from dataclasses import replace

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.calibration import body_of
from retrowalk.gait.judging.facing import TOLD_SCORE
from retrowalk.gait.known import Known
from retrowalk.gait.measured import Measured, unjudged
from retrowalk.gait.trunk.contacts_trunk import trunk_contacts
from retrowalk.gait.trunk.signature_trunk import (
    found_frame,
    frame_along,
    going_along,
)
from retrowalk.gait.trunk.steps_trunk import feet, step_length_m
from retrowalk.gait.trunk.trunk import Trunk, smoothed, trunk_of
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

NOTHING_KNOWN = Known()


def measured_trunk(
    walk: Walk,
    body: FloatArray | None,
    known: Known = NOTHING_KNOWN,
    site: SensorSite = SensorSite.LOWER_BACK,
) -> Measured:
    """Return one walk, measured from the trunk.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told. Then
    a calibration says it, or the line of walking is found and `facing` stays NaN: which
    of its ends is the front is not known, and `going` is along it.
    """
    if site is SensorSite.WRIST:
        return unjudged(walk, trunk_contacts(smoothed(walk), None))
    trunk = trunk_of(walk)
    frame, facing = _frame(trunk, body, known, site)
    going = going_along(trunk, frame)
    one = unjudged(trunk.walk, trunk_contacts(trunk, going))
    at = one.contacts.initial
    if not len(at):
        return one
    return replace(
        one,
        going=_own(going.at(at), facing, known, site),
        facing=facing,
        axis=frame[1],
        up=frame[2],
        foot=feet(trunk, frame[1], at) if np.isfinite(facing) else one.foot,
        step_length_m=step_length_m(trunk, at, known.height_m),
    )


def _own(going: FloatArray, facing: float, known: Known, site: SensorSite) -> FloatArray:
    """Return scores as this person's calibration reads them, where the front is known."""
    learnt = known.calibration
    if learnt is None or learnt.site is not site or np.isnan(facing):
        return going
    return learnt.personal(going)


def _frame(
    trunk: Trunk, body: FloatArray | None, known: Known, site: SensorSite
) -> tuple[FloatArray, float]:
    """Return the walk's frame and the log-odds that its forward is the front."""
    up = trunk.walk.up()
    learnt = body_of(body, known.calibration, site, up)
    if learnt is None:
        return found_frame(trunk), float("nan")
    if body is not None or known.calibration is None:
        return frame_along(up, learnt[0]), TOLD_SCORE
    return frame_along(up, learnt[0]), known.calibration.facing_score
