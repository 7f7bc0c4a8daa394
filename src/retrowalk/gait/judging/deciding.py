"""From the evidence of all walks of a recording to the direction of each stride.

What a walk shows by itself (gait/measure.py) is fused here with what lasts longer: how
the sensor faces lasts as long as it is worn, which way the person goes lasts for some
strides, and outdoors the course over ground says it once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.calibration import Calibration, body_of
from retrowalk.gait.evidence import LEG_SITES, agreement, chance
from retrowalk.gait.facts import Facts
from retrowalk.gait.judging.direction import Directions, named, no_directions
from retrowalk.gait.judging.everyday import everyday_facing
from retrowalk.gait.judging.facing import MOST_FACING, shared_facing, told_facing
from retrowalk.gait.judging.over_ground import over_ground
from retrowalk.gait.judging.persistence import persistent
from retrowalk.gait.kernels.judging_rules import (
    MOST_GOING,
    TRUNK_REACH,
    TRUNK_SHARE,
    TURN_SHARE,
)
from retrowalk.gait.known import Known
from retrowalk.gait.measured import Measured
from retrowalk.signals.recording import SensorSite

AXES_TOLD, AXES_FOUND, AXES_UNKNOWN = "told", "found", "unknown"
AXES_CALIBRATED, AXES_ASSUMED = "calibrated", "assumed"
NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What was decided for a recording.

    strides: one record a walk. facing: shape (n_walks,), log-odds that the axis of each
    walk points to the body's left; NaN where not known. axes: where forward came from.
    """

    strides: list[Directions]
    facing: FloatArray
    axes: str


def decided(
    facts: Facts,
    body: FloatArray | None,
    found: Sequence[Measured],
    certainty: float,
    known: Known = NOTHING_KNOWN,
) -> Decided:
    """Return the direction of every stride of every walk of a recording.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told.
    certainty: smallest confidence at which a direction is named.
    """
    facing, axes = facings(facts.site, body, found, known)
    strides = [
        decided_walk(
            one,
            float(facing[row]),
            certainty,
            known,
            None
            if known.course is None
            else facts.seconds(one.walk.first + one.contacts.initial),
        )
        for row, one in enumerate(found)
    ]
    return Decided(strides, facing, axes)


def decided_walk(
    one: Measured,
    facing: float,
    certainty: float,
    known: Known = NOTHING_KNOWN,
    contact_s: FloatArray | None = None,
) -> Directions:
    """Return the direction of every stride of one walk.

    facing: log-odds that the walk's axis points to the body's left; NaN if not known.
    contact_s: shape (n,), time of its contacts; only asked for a course over ground.
    """
    if not len(one.contacts.initial):
        return no_directions(0)
    whole = one.walk.kernels.judged
    if whole is not None and known.course is None and not any(one.beyond):
        feet = one.contacts.both_feet
        return Directions(*whole(one.going, one.turning, facing, feet, certainty))
    forward = agreement(np.full(len(one.going), facing), going_together(one))
    if known.course is not None and contact_s is not None:
        outdoors = over_ground(known.course, contact_s)
        forward = _with_course(forward, np.where(one.turning, np.nan, outdoors))
    return named(forward, one.turning, certainty)


def going_together(one: Measured) -> FloatArray:
    """Return the log-odds for the way each stride goes, from all strides of its walk."""
    if one.contacts.both_feet:
        reach = np.ones(2 * TRUNK_REACH + 1)
        turns = np.convolve(one.turning, reach)[TRUNK_REACH:-TRUNK_REACH] > 0.0
        own = TRUNK_SHARE * one.going
    else:
        turns, own = one.turning, one.going
    own = np.where(turns, TURN_SHARE * own, own)
    if any(one.beyond):
        own = np.nan_to_num(own)
        own[[0, -1]] += one.beyond
    said = persistent(own, carry=one.walk.kernels.carried)
    return np.clip(said, -MOST_GOING, MOST_GOING)


def _with_course(forward: FloatArray, outdoors: FloatArray) -> FloatArray:
    """Return the chance of forward from the body's own signs and the course together.

    They err for different reasons, so their log-odds add up. Fixes come once a second or
    so and share the compass's error, so all of a walk together count as MOST_GOING at most.
    """
    together = np.clip(persistent(outdoors), -MOST_GOING, MOST_GOING)
    own = np.log(forward / (1.0 - forward))
    return np.where(
        np.isnan(together), forward, chance(np.nan_to_num(own) + np.nan_to_num(together))
    )


def facings(
    site: SensorSite, body: FloatArray | None, found: Sequence[Measured], known: Known
) -> tuple[FloatArray, str]:
    """Return the log-odds of each walk's axis pointing left, and where they came from."""
    own = np.array([one.facing for one in found], dtype=np.float64)
    if not len(own):
        return own, AXES_UNKNOWN if body is None else AXES_TOLD
    if site not in LEG_SITES:
        return _trunk_facings(own, body, found, known)
    if body is not None:
        return np.array([told_facing(one.axis, body[1]) for one in found]), AXES_TOLD
    shared = shared_facing(
        axis=np.stack([one.axis for one in found]),
        up=np.stack([one.up for one in found]),
        score=own,
        strides=np.array([len(one.contacts.initial) for one in found], dtype=np.float64),
    )
    remembered = _remembered(site, found, known.calibration)
    if np.isfinite(remembered).any():
        both = np.nan_to_num(shared) + np.nan_to_num(remembered)
        nothing = np.isnan(shared) & np.isnan(remembered)
        most = np.clip(both, -MOST_FACING, MOST_FACING)
        return np.where(nothing, np.nan, most), AXES_CALIBRATED
    return shared, AXES_FOUND if np.isfinite(shared).any() else AXES_UNKNOWN


def _trunk_facings(
    own: FloatArray, body: FloatArray | None, found: Sequence[Measured], known: Known
) -> tuple[FloatArray, str]:
    if body is not None:
        return own, AXES_TOLD
    if np.isfinite(own).any():
        return own, AXES_CALIBRATED
    if known.mostly_forward:
        assumed = everyday_facing(found)
        return assumed, AXES_ASSUMED if np.isfinite(assumed).any() else AXES_UNKNOWN
    return own, AXES_UNKNOWN


def _remembered(
    site: SensorSite, found: Sequence[Measured], learnt: Calibration | None
) -> FloatArray:
    """Return what a calibration says about each walk's axis, NaN where it does not fit."""
    said = np.full(len(found), np.nan)
    if learnt is None:
        return said
    for row, one in enumerate(found):
        body = body_of(None, learnt, site, one.up)
        if body is not None:
            said[row] = told_facing(one.axis, body[1], learnt.facing_score)
    return said
