"""One walk as a sensor on a leg shows it."""

from dataclasses import dataclass, replace

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.calibration import body_of
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.evidence import FACING_WEIGHTS, GOING_WEIGHTS, score
from retrowalk.gait.finding.turning import turning_strides
from retrowalk.gait.kernels.leg_rules import (
    CROOKED_COS,
    END_SHARE,
    END_STRIDES,
    PLANAR,
)
from retrowalk.gait.kernels.shank_stairs import shank_on_stairs
from retrowalk.gait.kernels.stairs import on_stairs
from retrowalk.gait.kernels.whole import LegKind, LegWalk
from retrowalk.gait.known import Known
from retrowalk.gait.leg.contacts_leg import leg_contacts
from retrowalk.gait.leg.sagittal import (
    Sagittal,
    in_plane,
    main_axis,
    sagittal,
    smoothed,
)
from retrowalk.gait.leg.signature import facing_shapes, going_shapes
from retrowalk.gait.leg.strides import Strides, strides
from retrowalk.gait.measured import Measured, stride_windows, unjudged
from retrowalk.gait.walk import Walk
from retrowalk.signals.attitude import cross
from retrowalk.signals.frames import unit
from retrowalk.signals.recording import SensorSite

KINDS = {SensorSite.FOOT: LegKind.FOOT, SensorSite.SHANK: LegKind.SHANK}  # else the thigh
NO_TURNS = np.zeros((0, 3))
NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True, eq=False)
class LegSeen:
    """What is seen of one walk before it is judged.

    bare: the walk with its contacts. along: shape (n,), how far ahead of its own length
    each stride of a foot went by dead reckoning, -1 to 1 along axis x up; NaN where that
    is not known, and at other sites. length_m: shape (n,), NaN where not known.
    """

    bare: Measured
    motion: Sagittal
    along: FloatArray
    length_m: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class LegEvidence:
    """Shapes of the strides of one walk, one row each (gait/leg/signature.py).

    facing, going: shape (n, k). whole: shape (n,), whether all but a bit of the stride lies
    within the walk; where not, only dead reckoning speaks.
    """

    facing: FloatArray
    going: FloatArray
    whole: BoolArray


def measured_leg(
    walk: Walk,
    gyr_radps: FloatArray,
    site: SensorSite,
    body: FloatArray | None,
    known: Known = NOTHING_KNOWN,
) -> Measured:
    """Return one walk, measured from a leg.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told; then
    a calibration may know them.
    """
    frame = body_of(body, known.calibration, site, walk.up())
    left = None if frame is None else frame[1]
    if walk.kernels.leg_walk is not None:
        judged = _at_once(walk, walk.kernels.leg_walk, gyr_radps, site, left)
    else:
        judged = _judged(leg_seen(walk, gyr_radps, site, left), site)
    if body is None and frame is not None and known.calibration is not None:
        side = 1.0 if float(judged.axis @ frame[1]) >= 0.0 else -1.0
        going = side * known.calibration.personal(side * judged.going)
        return replace(judged, going=going)
    return judged


def _at_once(
    walk: Walk,
    read: LegWalk,
    gyr_radps: FloatArray,
    site: SensorSite,
    left: FloatArray | None,
) -> Measured:
    """Return what is composed below, by kernels that do a whole walk in one go."""
    up = walk.up()
    seen = read(
        walk.acc_mps2,
        gyr_radps,
        walk.missing,
        walk.rate_hz,
        walk.stride_s,
        up,
        left,
        KINDS.get(site, LegKind.THIGH),
        (FACING_WEIGHTS[site], GOING_WEIGHTS[site]),
    )
    n = len(seen.initial)
    return Measured(
        walk=walk,
        contacts=Contacts(seen.initial, seen.final, both_feet=False),
        going=seen.going,
        turning=turning_strides(walk, seen.initial),
        stride_length_m=seen.stride_length_m,
        facing=seen.facing,
        axis=seen.axis,
        up=up,
        turns=NO_TURNS,
        step_length_m=np.full(n, np.nan),
        foot=np.zeros(n, dtype=np.int8),
    )


def leg_seen(
    walk: Walk, gyr_radps: FloatArray, site: SensorSite, left: FloatArray | None
) -> LegSeen:
    """Return the contacts of a walk and its motion in the plane of swing.

    Where a foot or shank climbs or descends stairs it does not walk, and its contacts are
    left out. left: shape (3,), sensor axes, the body's left where it is known.
    """
    motion = sagittal(walk, gyr_radps, left)
    bare = unjudged(walk, leg_contacts(walk, motion, site))
    if site is SensorSite.SHANK and motion.planarity >= PLANAR:
        bare = _off_stairs(bare, motion)
    if site is not SensorSite.FOOT:
        nothing = np.full(len(bare.contacts.initial), np.nan)
        return LegSeen(bare, motion, nothing, nothing)
    reckoned = strides(walk, gyr_radps, bare.contacts.initial)
    line, share = line_of_travel(reckoned)
    crooked = left is None and abs(float(line @ motion.axis)) > CROOKED_COS
    if crooked and share >= PLANAR:
        axis = unit(np.cross(walk.up(), line))
        motion = in_plane(walk, smoothed(walk, gyr_radps), axis, share)
        bare = unjudged(walk, leg_contacts(walk, motion, site))
        reckoned = strides(walk, gyr_radps, bare.contacts.initial)
    stairs = on_stairs(reckoned.moved_m, reckoned.up)
    if stairs.any():
        bare = unjudged(walk, bare.contacts.kept(~stairs))
        reckoned = reckoned.kept(~stairs)
    return LegSeen(bare, motion, along_axis(reckoned, motion.axis), reckoned.length_m)


def _off_stairs(bare: Measured, motion: Sagittal) -> Measured:
    """Return a shank's walk without the strides on stairs."""
    swing = motion.rate_radps, motion.angle_rad, motion.above_mps, motion.ahead_mps
    initial, final = bare.contacts.initial, bare.contacts.final
    stairs = shank_on_stairs(swing, initial, final, bare.walk.stride_s)
    return unjudged(bare.walk, bare.contacts.kept(~stairs)) if stairs.any() else bare


def leg_evidence(one: LegSeen, site: SensorSite) -> LegEvidence:
    """Return what the strides of a walk say by themselves.

    A foot's stride that is cut off by the walk's end is judged by dead reckoning alone.
    """
    windows, whole = stride_windows(one.bare.walk, one.bare.contacts)
    going = going_shapes(one.motion, windows, np.nan_to_num(one.along), site)
    cut = going[:, :-1] if site is SensorSite.FOOT else going
    cut[~whole] = 0.0
    return LegEvidence(facing_shapes(one.motion, windows, site), going, whole)


def _judged(one: LegSeen, site: SensorSite) -> Measured:
    judged = replace(one.bare, axis=one.motion.axis, stride_length_m=one.length_m)
    if not len(one.bare.contacts.initial) or one.motion.planarity < PLANAR:
        return judged
    evidence = leg_evidence(one, site)
    said = score(evidence.going, GOING_WEIGHTS[site])
    said = np.where(_at_end(one.bare), END_SHARE * said, said)
    going = np.where(evidence.whole | np.isfinite(one.along), said, np.nan)
    faces = score(evidence.facing[evidence.whole], FACING_WEIGHTS[site])
    facing = float(faces.mean()) if len(faces) else float("nan")
    return replace(judged, going=going, facing=facing)


def _at_end(bare: Measured) -> BoolArray:
    """Return which strides lie at the walk's ends, where starting and stopping bend them."""
    near = END_STRIDES * bare.walk.stride_samples
    at = bare.contacts.initial
    return np.asarray((at < near) | (at > bare.walk.n_samples - near))


def line_of_travel(reckoned: Strides) -> tuple[FloatArray, float]:
    """Return the line, shape (3,), along which a foot moves, either way, and its share.

    The share, 0.5 to 1, is 1 where all strides go along one line; 0, with zeros, where
    no stride could be reckoned.
    """
    moved = level(reckoned)[np.isfinite(reckoned.length_m)]
    if not len(moved):
        return np.zeros(3), 0.0
    return main_axis(moved)


def along_axis(reckoned: Strides, axis: FloatArray) -> FloatArray:
    """Return how far each stride went ahead along axis x up, -1 to 1 of its length."""
    ahead = cross(axis, reckoned.up)
    return np.asarray(np.einsum("ij,ij->i", ahead, reckoned.moved_m) / reckoned.length_m)


def level(reckoned: Strides) -> FloatArray:
    """Return the level part of each stride's displacement, shape (n, 3)."""
    height = np.einsum("ij,ij->i", reckoned.moved_m, reckoned.up)
    return np.asarray(reckoned.moved_m - height[:, None] * reckoned.up)
