"""How the body of a made-up person moves over its footfalls, seen from the side.

The ankles follow the footfalls, the hip rides over the feet, and the knee is where two
bones of fixed length meet. Numbers are chosen for plausible signals, not measured.
"""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.simulate.plan import LEFT, RIGHT, Footfalls

SHIN_M = 0.42
THIGH_M = 0.42
FOOT_M = 0.16  # ankle to the ball of the foot, about which the heel rises
HEEL_UP_RAD = 1.0
TOE_UP_RAD = 0.3
INSTEP = 0.7  # share of the way from ankle to ball of foot at which a sensor is laced on
LIFT_M = 0.05
HIP_M = 0.80
BOUNCE_M = 0.03
DIP_SHARE = 0.22  # width of the dip at a landing, as a share of the swing
SURGE_MPS = 0.25
HEEL_RISE_S = 0.22
TOE_DROP_S = 0.08
BELL_WIDTHS = 8.0  # a bell curve this far from its middle is nothing
SMOOTH_S = 0.02  # flesh and shoe: no corner of a path is sharper
KNEE_SMOOTH_S = 0.03  # a knee does not snap straight
HIP_SMOOTH_S = 0.28  # the trunk glides over feet that stop and go


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """Where the segments are; positions are (ahead, up) in m, shape (n, 2).

    Angles are in rad, shape (n,), positive with the top tipped ahead of the lower end,
    for the foot with the heel up.
    """

    hip_m: FloatArray
    ankle_m: dict[int, FloatArray]
    knee_m: dict[int, FloatArray]
    foot_rad: dict[int, FloatArray]
    shank_rad: dict[int, FloatArray]
    thigh_rad: dict[int, FloatArray]


def pose(falls: Footfalls, backward: BoolArray, time_s: FloatArray) -> Pose:
    """Return the pose at even times, shape (n,).

    backward: shape (n_swings,), True where a swing belongs to walking backward.
    """
    rate_hz = 1.0 / (time_s[1] - time_s[0])
    ankle, foot = {}, {}
    for side in (LEFT, RIGHT):
        own = falls.foot == side
        ankle[side], foot[side] = _foot(falls, own, backward, time_s)
        ankle[side] = gaussian_filter1d(ankle[side], SMOOTH_S * rate_hz, axis=0)
        foot[side] = gaussian_filter1d(foot[side], SMOOTH_S * rate_hz)
    hip = _hip(falls, backward, time_s, rate_hz)
    knee = {
        side: gaussian_filter1d(_knee(hip, ankle[side]), KNEE_SMOOTH_S * rate_hz, axis=0)
        for side in (LEFT, RIGHT)
    }
    return Pose(
        hip_m=hip,
        ankle_m=ankle,
        knee_m=knee,
        foot_rad=foot,
        shank_rad={side: _lean(ankle[side], knee[side]) for side in (LEFT, RIGHT)},
        thigh_rad={side: _lean(knee[side], hip) for side in (LEFT, RIGHT)},
    )


def _foot(
    falls: Footfalls, own: BoolArray, backward: BoolArray, time_s: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return a foot's ankle path, shape (n, 2), and its pitch, shape (n,).

    In walking forward the heel rises before the foot leaves, and it lands toe up; in
    walking backward the same happens in reverse.
    """
    place, pitch, height = (
        np.zeros(len(time_s)),
        np.zeros(len(time_s)),
        np.zeros(len(time_s)),
    )
    for row in np.flatnonzero(own):
        leave, land = falls.leave_s[row], falls.land_s[row]
        step = falls.to_m[row] - falls.from_m[row]
        here = about(time_s, leave - HEEL_RISE_S, land + HEEL_RISE_S)
        near_s = time_s[here]
        share = np.clip((near_s - leave) / (land - leave), 0.0, 1.0)
        place[here] += step * _ease(share)
        place[here.stop :] += step
        height[here] += LIFT_M * np.sin(np.pi * share) ** 2
        turned = _pitch(near_s, leave, land, bool(backward[row]))
        pitch[here] += turned * min(1.0, abs(step))
    ahead = place + FOOT_M * (1.0 - np.cos(pitch)) * (pitch > 0.0)
    above = height + FOOT_M * np.sin(np.maximum(pitch, 0.0))
    return np.stack([ahead, above], axis=1), pitch


def _pitch(time_s: FloatArray, leave: float, land: float, backward: bool) -> FloatArray:
    """Return the pitch of a foot about one swing, shape (n,)."""
    if backward:
        return _pitch(leave + land - time_s, leave, land, backward=False)
    rise = _ease(np.clip((time_s - leave + HEEL_RISE_S) / HEEL_RISE_S, 0.0, 1.0))
    swing = _ease(np.clip((time_s - leave) / (land - leave), 0.0, 1.0))
    drop = _ease(np.clip((time_s - land) / TOE_DROP_S, 0.0, 1.0))
    return HEEL_UP_RAD * rise - (HEEL_UP_RAD + TOE_UP_RAD) * swing + TOE_UP_RAD * drop


def _hip(
    falls: Footfalls, backward: BoolArray, time_s: FloatArray, rate_hz: float
) -> FloatArray:
    """Return the hip's path, shape (n, 2): over the feet, lowest and fastest at landings.

    Lowest and fastest together is how walking trades height for speed, either way.
    """
    ahead, dip, surge = (np.zeros(len(time_s)) for _ in range(3))
    for row, (leave, land) in enumerate(zip(falls.leave_s, falls.land_s, strict=True)):
        width = DIP_SHARE * (land - leave)
        here = about(time_s, leave, land + BELL_WIDTHS * width)
        step = 0.5 * (falls.to_m[row] - falls.from_m[row])
        share = np.clip((time_s[here] - leave) / (land - leave), 0.0, 1.0)
        ahead[here] += step * _ease(share)
        ahead[here.stop :] += step
        here = about(time_s, land - BELL_WIDTHS * width, land + BELL_WIDTHS * width)
        one = np.exp(-0.5 * ((time_s[here] - land) / width) ** 2)
        dip[here] += one
        surge[here] += -one if backward[row] else one
    ahead = gaussian_filter1d(ahead, HIP_SMOOTH_S * rate_hz)
    surge -= gaussian_filter1d(surge, 2.0 * HIP_SMOOTH_S * rate_hz)
    ahead += SURGE_MPS * np.cumsum(surge) / rate_hz
    return np.stack([ahead, HIP_M - BOUNCE_M * dip], axis=1)


def about(time_s: FloatArray, first_s: float, last_s: float) -> slice:
    """Return which of ascending times lie from first to last: all that one step touches."""
    low, high = np.searchsorted(time_s, [first_s, last_s])
    return slice(int(low), int(high))


def _knee(hip: FloatArray, ankle: FloatArray) -> FloatArray:
    """Return where the knee is, shape (n, 2): it bends ahead, never back."""
    leg = hip - ankle
    length = np.linalg.norm(leg, axis=1)
    reach = np.minimum(length, 0.999 * (SHIN_M + THIGH_M))
    along = (SHIN_M**2 - THIGH_M**2 + reach**2) / (2.0 * reach)
    bend = np.sqrt(np.maximum(SHIN_M**2 - along**2, 0.0))
    unit = leg / length[:, None]
    ahead = np.stack([unit[:, 1], -unit[:, 0]], axis=1)
    return np.asarray(ankle + along[:, None] * unit + bend[:, None] * ahead)


def _lean(lower: FloatArray, upper: FloatArray) -> FloatArray:
    """Return the angle of a segment from upright, shape (n,), top ahead positive."""
    bone = upper - lower
    return np.arctan2(bone[:, 0], bone[:, 1])


def _ease(share: FloatArray) -> FloatArray:
    """Return a smooth path from 0 to 1 that starts and ends at rest, any shape."""
    return np.asarray(share**3 * (10.0 - 15.0 * share + 6.0 * share**2))
