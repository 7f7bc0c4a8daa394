"""Made-up stairs and slopes: what shank, thigh and foot of a planar leg would say on them.

Simulated, no evidence about people. The feet rest on what is walked on, the hip goes along
above them, the knee is where two bones meet. Stairs are 18 by 28.5 cm as those on which
Protopapadaki measured (Clin Biomech 2007, 22:203-210); a foot stands for 63 % of a stride
(level 59, down stairs 65 to 70 %: Beaulieu, Gait Posture 2008, 27:564-571). Other numbers
are chosen. The thigh comes 55 deg ahead of the vertical up and 49 down, the knee bends to
100 deg; people bend the hip by 28 deg less down than up (Protopapadaki), so the thigh of
this leg is not to be believed downstairs.
"""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d

from retrowalk.signals.recording import Recording, SensorSite, Side

GRAVITY = 9.80665
FINE_HZ, RATE_HZ = 400.0, 100.0
THIGH_M, SHANK_M, FOOT_M = 0.42, 0.43, 0.16  # foot: from the ankle to the ball
STANCE = 0.63
REACH_M = 0.8  # of the hip above the feet it goes over; on stairs the knees are deeper
ON_STAIRS_M = 0.73
STAND_S = 2.0
PLACE = 0.6  # of a sensor on its bone, from the lower end


@dataclass(frozen=True)
class Ground:
    """What is walked on: each step of the one foot goes so far ahead and up of the other.

    ahead_m is negative where one walks backward. slope: of the sole at rest, rise by way;
    0 on stairs. clear_m: how high a foot is lifted on its way. one_by_one: the second foot
    is set beside the first, on the same stair.
    """

    ahead_m: float
    up_m: float
    stride_s: float
    slope: float = 0.0
    clear_m: float = 0.09
    one_by_one: bool = False


def upstairs(stride_s=1.4, rise_m=0.18, tread_m=0.285):
    return Ground(tread_m, rise_m, stride_s)


def downstairs(stride_s=1.2, rise_m=0.18, tread_m=0.285):
    return Ground(tread_m, -rise_m, stride_s)


def ramp(slope, step_m, stride_s=1.2):
    return Ground(step_m, slope * step_m, stride_s, slope=slope, clear_m=0.05)


def climbed(ground, site, *, strides=12, place=PLACE, noise=(0.05, 0.01), seed=0):
    """Return a recording of the left leg, and when its foot lands, shape (strides,)."""
    time_s = np.arange(0.0, 2 * STAND_S + (strides + 1) * ground.stride_s, 1.0 / FINE_HZ)
    feet = [_foot(ground, time_s, strides, lead) for lead in (True, False)]
    bones = _bones(ground, feet)
    path, lean = _sensor(bones, site, place)
    pull = np.gradient(np.gradient(path, axis=0), axis=0) * FINE_HZ**2
    pull[:, 1] += GRAVITY
    cos, sin, none = np.cos(lean), np.sin(lean), np.zeros(len(lean))
    ahead, up = pull[:, 0], pull[:, 1]
    acc = np.stack([cos * ahead - sin * up, none, sin * ahead + cos * up], axis=1)
    gyr = np.stack([none, np.gradient(lean) * FINE_HZ, none], axis=1)
    landed_s = feet[0][2]
    acc += _jolts(time_s, landed_s, feet[1][2])
    random, at = np.random.default_rng(seed), np.arange(0, len(time_s), FINE_HZ / RATE_HZ)
    taken = [
        np.stack([np.interp(at, np.arange(len(time_s)), one[:, k]) for k in range(3)], 1)
        for one in (acc, gyr)
    ]
    acc, gyr = (
        one + random.normal(0.0, size, one.shape)
        for one, size in zip(taken, noise, strict=True)
    )
    return Recording(
        0.0, RATE_HZ, acc, gyr, site, Side.LEFT, None, simulated=True
    ), landed_s


def _ease(share):
    share = np.clip(share, 0.0, 1.0)
    return share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


def _foot(ground, time_s, strides, lead):
    """Return a foot's ankle, shape (n, 2), its pitch, heel up positive, and its landings.

    The ankle goes round the ball of the foot while that is on the ground: the heel rises
    before it leaves, and down stairs it is set down after the ball has landed.
    """
    swing_s = (1.0 - STANCE) * ground.stride_s
    ahead, up = np.zeros(len(time_s)), np.zeros(len(time_s))
    pitch = np.full(len(time_s), -np.arctan(ground.slope))
    land_s = STAND_S + swing_s + ground.stride_s * (np.arange(strides) + (not lead) / 2)
    size = 1.0 if ground.one_by_one else 2.0
    for row, land in enumerate(land_s):
        step = size if row or not lead or ground.one_by_one else 1.0
        leave = land - swing_s
        share = (time_s - leave) / swing_s
        rising = ground.up_m > 0.0
        # Up stairs the foot is lifted before it goes ahead, down stairs it is the other way.
        ahead += step * ground.ahead_m * _ease((share - 0.15) / 0.85 if rising else share)
        up += step * ground.up_m * _ease(1.25 * share if rising else (share - 0.1) / 0.9)
        up += ground.clear_m * np.sin(np.pi * np.clip(share, 0.0, 1.0)) ** 2
        pitch += _pitch(ground, time_s, leave, land)
    flat = -np.arctan(ground.slope)
    ball = FOOT_M * np.stack(
        [np.cos(pitch) - np.cos(flat), -np.sin(pitch) + np.sin(flat)], 1
    )
    ankle = np.stack([ahead, up], axis=1) - ball
    wide = 0.015 * FINE_HZ
    return gaussian_filter1d(ankle, wide, axis=0), gaussian_filter1d(pitch, wide), land_s


def _pitch(ground, time_s, leave, land):
    """Return how much one swing tips the foot, shape (n,)."""
    if ground.ahead_m < 0.0:  # backward gait is near forward gait in reverse
        mirrored = Ground(-ground.ahead_m, -ground.up_m, ground.stride_s, ground.slope)
        return _pitch(mirrored, leave + land - time_s, leave, land)
    before_s, after_s = 0.18 * ground.stride_s, 0.1 * ground.stride_s
    heel_up = 0.6 if ground.slope or not ground.up_m else 0.5
    at_landing = 0.35 if ground.up_m < 0.0 and not ground.slope else 0.05
    if ground.slope or not ground.up_m:
        at_landing = -0.25
    rise = heel_up * _ease((time_s - leave + before_s) / before_s)
    swing = (at_landing - heel_up) * _ease((time_s - leave) / (land - leave))
    return rise + swing - at_landing * _ease((time_s - land) / after_s)


def _bones(ground, feet):
    """Return hip, knee and ankle of the left leg, shape (n, 2) each."""
    (left, _, _), (right, _, _) = feet
    wide = 0.16 * ground.stride_s * FINE_HZ
    hip = gaussian_filter1d(0.5 * (left + right), wide, axis=0)
    hip[:, 1] += REACH_M if ground.slope or not ground.up_m else ON_STAIRS_M
    leg = hip - left
    long = np.linalg.norm(leg, axis=1)
    reach = np.minimum(long, 0.995 * (THIGH_M + SHANK_M))
    along = (SHANK_M**2 - THIGH_M**2 + reach**2) / (2.0 * reach)
    bend = np.sqrt(np.maximum(SHANK_M**2 - along**2, 0.0))
    unit = leg / long[:, None]
    knee = (
        left
        + along[:, None] * unit
        + bend[:, None] * np.stack([unit[:, 1], -unit[:, 0]], 1)
    )
    return hip, gaussian_filter1d(knee, 0.02 * FINE_HZ, axis=0), left, feet[0][1]


def _sensor(bones, site, place):
    """Return a sensor's path, shape (n, 2), and its lean, top ahead positive, shape (n,)."""
    hip, knee, ankle, pitch = bones
    if site is SensorSite.FOOT:
        instep = np.stack([np.cos(pitch), -np.sin(pitch)], axis=1)
        return ankle + 0.7 * FOOT_M * instep, pitch
    low, high = (ankle, knee) if site is SensorSite.SHANK else (knee, hip)
    bone = high - low
    return low + place * bone, np.arctan2(bone[:, 0], bone[:, 1])


def _jolts(time_s, own_s, other_s):
    jolt = np.zeros((len(time_s), 3))
    for at_s, size in [(at, 3.0) for at in own_s] + [(at, 0.6) for at in other_s]:
        since = time_s - at_s
        ring = size * np.exp(-since / 0.04) * np.cos(2.0 * np.pi * 12.0 * since)
        jolt[:, 2] += np.where((since >= 0.0) & (since < 0.25), ring, 0.0)
    return jolt
