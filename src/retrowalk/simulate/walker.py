"""A made-up walker: an IMU recording and the truth about it.

For demonstrations and tests. The body is invented; what the programs say about it is no
evidence of how well they do on people. Every recording says that it is simulated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.directions import CODES, Direction
from retrowalk.signals.recording import Recording, SensorSite, Side, ToldAxes
from retrowalk.simulate.body import BELL_WIDTHS, FOOT_M, INSTEP, Pose, about, pose
from retrowalk.simulate.plan import LEFT, RIGHT, Footfalls, Interval, footfalls
from retrowalk.units import STANDARD_GRAVITY_MPS2

FINE_HZ = 200.0  # the body is moved at this rate, whatever the sensor's
ACC_NOISE_MPS2 = 0.05
GYR_NOISE_RADPS = 0.01
JOLT_MPS2 = 4.0  # at the foot; less the higher up the body
JOLT_HZ = 12.0
JOLT_DECAY_S = 0.04
OTHER_FOOT_SHARE = 0.2  # of a jolt that comes up the other leg
PELVIS_YAW_RAD = 0.08
SWAY_MPS = 0.1  # of the trunk, towards the foot that takes the weight; chosen
ARM_SWING_RAD = 0.35
ARM_M = 0.6
JOLT_SHARE = {
    SensorSite.FOOT: 1.0,
    SensorSite.SHANK: 0.8,
    SensorSite.THIGH: 0.5,
    SensorSite.POCKET: 0.5,
    SensorSite.LOWER_BACK: 0.4,
    SensorSite.WRIST: 0.15,
}


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedWalk:
    """A simulated recording and what is true about it.

    initial_contact_s, final_contact_s: shape (n,), each foot's landing and the moment it
        had left the ground before it; foot: shape (n,), 1 left, 2 right.
    interval_start_s, interval_end_s, interval_direction: shape (n_intervals,); direction
        as a code of directions.CODES, unknown where the person stands.
    """

    recording: Recording
    initial_contact_s: FloatArray
    final_contact_s: FloatArray
    foot: CodeArray
    interval_start_s: FloatArray
    interval_end_s: FloatArray
    interval_direction: CodeArray


def simulate(
    intervals: Sequence[Interval],
    site: SensorSite,
    side: Side | None = None,
    *,
    rate_hz: float = 100.0,
    seed: int = 0,
) -> SimulatedWalk:
    """Return what a sensor would say while a made-up person follows the intervals.

    The sensor's axes are x ahead, y left, z up when standing, and told so. A leg or arm
    sensor without a side is on the right.
    """
    ends = np.cumsum([one.duration_s for one in intervals])
    fine_s = np.arange(0.0, float(ends[-1]), 1.0 / FINE_HZ)
    falls = footfalls(intervals)
    way = _ways(intervals, ends, falls)
    body = pose(falls, way < 0.0, fine_s)
    own = LEFT if side is Side.LEFT else RIGHT
    place, pitch = _sensor(body, site, own, falls, fine_s)
    acc, gyr = _felt(place, pitch - pitch[0])  # strapped on upright while standing
    both = site in {SensorSite.LOWER_BACK, SensorSite.WRIST}
    reach = np.where((falls.foot == own) | both, 1.0, OTHER_FOOT_SHARE)
    acc += _jolts(falls, way, fine_s, JOLT_SHARE[site] * reach)
    if site is SensorSite.LOWER_BACK:
        acc[:, 1] += SWAY_MPS * np.gradient(_stride_wave(falls, fine_s)) * FINE_HZ
    gyr[:, 2] += _yaw_rate(falls, fine_s) * (
        site in {SensorSite.LOWER_BACK, SensorSite.POCKET}
    )
    time_s = np.arange(int(ends[-1] * rate_hz)) / rate_hz
    noise = np.random.default_rng(seed)
    return SimulatedWalk(
        recording=Recording(
            start_s=0.0,
            rate_hz=rate_hz,
            acc_mps2=_sampled(acc, fine_s, time_s, ACC_NOISE_MPS2, noise),
            gyr_radps=_sampled(gyr, fine_s, time_s, GYR_NOISE_RADPS, noise),
            site=site,
            side=side,
            axes=ToldAxes(up="+z", forward="+x"),
            simulated=True,
        ),
        initial_contact_s=falls.land_s,
        final_contact_s=falls.leave_s,
        foot=falls.foot,
        interval_start_s=ends - [one.duration_s for one in intervals],
        interval_end_s=ends,
        interval_direction=np.array(
            [CODES.index(one.direction or Direction.UNKNOWN) for one in intervals],
            dtype=np.int8,
        ),
    )


def _ways(intervals: Sequence[Interval], ends: FloatArray, falls: Footfalls) -> FloatArray:
    """Return +1 for each swing that goes forward, -1 backward, shape (n_swings,)."""
    at = np.searchsorted(ends, falls.land_s - 1e-6)
    way = [-1.0 if one.direction is Direction.BACKWARD else 1.0 for one in intervals]
    return np.array(way)[np.minimum(at, len(way) - 1)]


def _sensor(
    body: Pose, site: SensorSite, own: int, falls: Footfalls, time_s: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the sensor's path, shape (n, 2), and its pitch, shape (n,)."""
    if site is SensorSite.FOOT:
        pitch = body.foot_rad[own]
        instep = np.stack([np.cos(pitch), -np.sin(pitch)], axis=1)
        return body.ankle_m[own] + INSTEP * FOOT_M * instep, pitch
    if site is SensorSite.SHANK:
        return 0.5 * (body.ankle_m[own] + body.knee_m[own]), body.shank_rad[own]
    if site in {SensorSite.THIGH, SensorSite.POCKET}:
        return 0.5 * (body.knee_m[own] + body.hip_m), body.thigh_rad[own]
    if site is SensorSite.LOWER_BACK:
        return body.hip_m, np.zeros(len(time_s))
    swing = -ARM_SWING_RAD * _stride_wave(falls, time_s)
    hand = np.stack([-np.sin(swing), -np.cos(swing)], axis=1)
    return body.hip_m + ARM_M * hand, swing


def _felt(place_m: FloatArray, pitch_rad: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return specific force and angular rate in the sensor's axes, shape (n, 3) each."""
    pull = np.gradient(np.gradient(place_m, axis=0), axis=0) * FINE_HZ**2
    pull[:, 1] += STANDARD_GRAVITY_MPS2
    cos, sin = np.cos(pitch_rad), np.sin(pitch_rad)
    ahead, up = pull[:, 0], pull[:, 1]
    zero = np.zeros(len(pitch_rad))
    acc = np.stack([cos * ahead - sin * up, zero, sin * ahead + cos * up], axis=1)
    return acc, np.stack([zero, np.gradient(pitch_rad) * FINE_HZ, zero], axis=1)


def _jolts(
    falls: Footfalls, way: FloatArray, time_s: FloatArray, share: FloatArray
) -> FloatArray:
    """Return the jolts of the landings, shape (n, 3): up, and against the way of walking.

    share: shape (n_swings,), how much of the jolt at the foot reaches the sensor.
    """
    jolt = np.zeros((len(time_s), 3))
    for row, land in enumerate(falls.land_s):
        first = int(np.searchsorted(time_s, land))
        since = time_s[first : first + int(6 * JOLT_DECAY_S * FINE_HZ)] - land
        ring = np.exp(-since / JOLT_DECAY_S) * np.cos(2.0 * np.pi * JOLT_HZ * since)
        ring *= JOLT_MPS2 * share[row]
        jolt[first : first + len(since), 2] += ring
        jolt[first : first + len(since), 0] -= 0.5 * way[row] * np.abs(ring)
    return jolt


def _stride_wave(falls: Footfalls, time_s: FloatArray) -> FloatArray:
    """Return a wave of one cycle a stride, +1 as the left foot lands, -1 the right."""
    wave = np.zeros(len(time_s))
    for land, leave, foot in zip(falls.land_s, falls.leave_s, falls.foot, strict=True):
        width = 0.45 * (land - leave)
        here = about(time_s, land - BELL_WIDTHS * width, land + BELL_WIDTHS * width)
        bell = np.exp(-0.5 * ((time_s[here] - land) / width) ** 2)
        wave[here] += bell if foot == LEFT else -bell
    return wave


def _yaw_rate(falls: Footfalls, time_s: FloatArray) -> FloatArray:
    return np.gradient(-PELVIS_YAW_RAD * _stride_wave(falls, time_s)) * FINE_HZ


def _sampled(
    values: FloatArray,
    fine_s: FloatArray,
    time_s: FloatArray,
    noise: float,
    random: np.random.Generator,
) -> FloatArray:
    clean = np.stack(
        [np.interp(time_s, fine_s, values[:, axis]) for axis in range(3)], axis=1
    )
    return np.asarray(clean + random.normal(0.0, noise, clean.shape))
