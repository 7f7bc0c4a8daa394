"""One walk as the lower back or the wrist shows it."""

from dataclasses import replace

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.calibration import body_of
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.finding.turning import turning_strides
from retrowalk.gait.judging.facing import TOLD_SCORE
from retrowalk.gait.kernels.whole import TrunkWalk
from retrowalk.gait.known import Known
from retrowalk.gait.measured import Measured, unjudged
from retrowalk.gait.trunk.contacts_trunk import trunk_contacts
from retrowalk.gait.trunk.signature_trunk import (
    found_frame,
    frame_along,
    going_along,
)
from retrowalk.gait.trunk.steps_trunk import feet, step_length_m
from retrowalk.gait.trunk.trunk import smoothed, trunk_of
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

NOTHING_KNOWN = Known()
NO_TURNS = np.zeros((0, 3))


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
    ahead, facing = _front(body, known, site, walk.up())
    if walk.kernels.trunk_walk is not None:
        return _at_once(walk, walk.kernels.trunk_walk, ahead, facing, known)
    trunk = trunk_of(walk)
    up = trunk.walk.up()
    frame = found_frame(trunk) if ahead is None else frame_along(up, ahead)
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


def _at_once(
    walk: Walk, read: TrunkWalk, ahead: FloatArray | None, facing: float, known: Known
) -> Measured:
    """Return what is composed above, by kernels that do a whole walk in one go."""
    up = walk.up()
    seen = read(
        walk.acc_mps2,
        walk.gyr_radps,
        walk.missing,
        walk.rate_hz,
        walk.stride_s,
        up,
        ahead,
        known.height_m,
    )
    told = Walk(
        first=walk.first,
        rate_hz=walk.rate_hz,
        acc_mps2=walk.acc_mps2,
        gyr_radps=walk.gyr_radps,
        missing=walk.missing,
        stride_s=seen.stride_s,
        kernels=walk.kernels,
        upward=up,
    )
    final = np.full(len(seen.initial), np.nan)
    if not len(seen.initial):
        return unjudged(told, Contacts(seen.initial, final, both_feet=True))
    return Measured(
        walk=told,
        contacts=Contacts(seen.initial, final, both_feet=True),
        going=_own(seen.going, facing, known, SensorSite.LOWER_BACK),
        turning=turning_strides(told, seen.initial),
        stride_length_m=final,
        facing=facing,
        axis=seen.frame[1],
        up=up,
        turns=NO_TURNS,
        step_length_m=seen.step_length_m,
        foot=seen.foot,
    )


def _own(going: FloatArray, facing: float, known: Known, site: SensorSite) -> FloatArray:
    """Return scores as this person's calibration reads them, where the front is known."""
    learnt = known.calibration
    if learnt is None or learnt.site is not site or np.isnan(facing):
        return going
    return learnt.personal(going)


def _front(
    body: FloatArray | None, known: Known, site: SensorSite, up: FloatArray
) -> tuple[FloatArray | None, float]:
    """Return the front in sensor axes, shape (3,), and the log-odds that it is that."""
    learnt = body_of(body, known.calibration, site, up)
    if learnt is None:
        return None, float("nan")
    if body is not None or known.calibration is None:
        return learnt[0], TOLD_SCORE
    return learnt[0], known.calibration.facing_score
