"""What can go wrong with a recording before anyone analyses it, done to good ones.

Each function returns the recording as it would have been. What moves the body otherwise
(slower, smaller) is worked out with the physics: the orientation is followed through the
recording, gravity is taken away, the rest is scaled, and gravity is put back.
"""

from dataclasses import replace

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.spatial.transform import Rotation

from retrowalk.arrays import FloatArray
from retrowalk.signals.recording import Recording
from retrowalk.units import STANDARD_GRAVITY_MPS2

GRAVITY_MPS2 = np.array([0.0, 0.0, STANDARD_GRAVITY_MPS2])
SKEW_AXIS = np.array([0.3, 0.2, 1.0]) / np.linalg.norm([0.3, 0.2, 1.0])


def noisy(recording: Recording, acc_mps2: float = 0.5, gyr_radps: float = 0.1) -> Recording:
    """Return the recording with white noise of that standard deviation."""
    random = np.random.default_rng(0)
    acc, gyr = _both(recording)
    return replace(
        recording,
        acc_mps2=acc + random.normal(0.0, acc_mps2, acc.shape),
        gyr_radps=gyr + random.normal(0.0, gyr_radps, gyr.shape),
    )


def biased(recording: Recording, dps: float = 3.0) -> Recording:
    """Return the recording with an offset of the gyroscope that drifts by as much again."""
    acc, gyr = _both(recording)
    offset = np.radians(dps) * np.array([1.0, -0.7, 0.5])
    drift = np.outer(
        np.linspace(0.0, 1.0, len(acc)), np.radians(dps) * np.array([-0.5, 1.0, 0.7])
    )
    return replace(recording, gyr_radps=gyr + offset + drift)


def slipping(recording: Recording, deg_per_min: float = 60.0) -> Recording:
    """Return the recording of a sensor that slowly turns in its pocket or strap."""
    acc, gyr = _both(recording)
    minutes = np.arange(len(acc)) / recording.rate_hz / 60.0
    turn = Rotation.from_rotvec(
        np.outer(minutes * np.radians(deg_per_min), SKEW_AXIS)
    ).inv()
    return replace(recording, acc_mps2=turn.apply(acc), gyr_radps=turn.apply(gyr))


def moved(recording: Recording, by_m: tuple[float, float, float]) -> Recording:
    """Return what a sensor elsewhere on the same limb would have said.

    by_m: from where it was to where it is, in its own axes. The limb is rigid: turning
    and turning quicker accelerate what lies off its old place.
    """
    acc, gyr = _both(recording)
    quicker_radps2 = np.gradient(gyr, 1.0 / recording.rate_hz, axis=0)
    pull = np.cross(gyr, np.cross(gyr, by_m))
    return replace(recording, acc_mps2=acc + np.cross(quicker_radps2, by_m) + pull)


def miscalibrated(recording: Recording) -> Recording:
    """Return the recording of poor sensors: offsets of 5 deg/s and 0.3 m/s2, scales 3 % off."""
    acc, gyr = _both(recording)
    scale = 1.0 + 0.03 * np.array([1.0, -1.0, 0.5])
    return replace(
        recording,
        acc_mps2=acc * scale + 0.3 * np.array([1.0, -0.7, 0.5]),
        gyr_radps=gyr * scale + np.radians(5.0) * np.array([0.6, 0.6, -0.5]),
    )


def clipped(recording: Recording, at_g: float = 2.0) -> Recording:
    """Return the recording of an accelerometer that reaches so far and no further."""
    most = at_g * STANDARD_GRAVITY_MPS2
    return replace(recording, acc_mps2=np.clip(recording.acc_mps2, -most, most))


def interrupted(recording: Recording, every_s: float = 6.0) -> Recording:
    """Return the recording with 0.2 to 1 s lost about every so many seconds."""
    acc, gyr = (values.copy() for values in _both(recording))
    random, at_s = np.random.default_rng(1), 0.0
    while (at_s := at_s + 1.0 + random.exponential(every_s - 1.0)) < recording.duration_s:
        lost_s = random.uniform(0.2, 1.0)
        rows = slice(
            int(at_s * recording.rate_hz), int((at_s + lost_s) * recording.rate_hz)
        )
        acc[rows], gyr[rows] = np.nan, np.nan
        at_s += lost_s
    return replace(recording, acc_mps2=acc, gyr_radps=gyr)


def without(recording: Recording, gone: np.ndarray, fade_s: float = 0.2) -> Recording:
    """Return the recording with samples cut out, each seam faded over from both sides."""
    acc, gyr = _both(recording)
    both = np.concatenate([acc, gyr], axis=1)
    size = round(fade_s * recording.rate_hz)
    edges = np.flatnonzero(np.diff(np.concatenate([[True], gone, [True]]).astype(int)))
    parts = [both[low:high] for low, high in edges.reshape(-1, 2)]
    faded = both.copy()
    share = np.linspace(0.5, 1.0, size)[:, None]
    for (_, low), (high, _), left, right in zip(
        edges.reshape(-1, 2)[:-1], edges.reshape(-1, 2)[1:], parts, parts[1:], strict=False
    ):
        middle = 0.5 * (left[-1] + right[0])
        weight = 2.0 * share - 1.0
        faded[high : high + size] = middle + (right[:size] - middle) * weight
        faded[low - size : low] = middle + (left[-size:] - middle) * weight[::-1]
    kept = faded[~gone]
    return replace(recording, acc_mps2=kept[:, :3], gyr_radps=kept[:, 3:])


def put_back(recording: Recording, at: int) -> Recording:
    """Return the recording of a sensor turned by 180 deg about the vertical at a sample."""
    acc, gyr = _both(recording)
    late = (np.arange(len(acc)) >= at)[:, None]
    turn = np.array([-1.0, -1.0, 1.0])  # the computed recordings have z up at rest
    return replace(
        recording,
        acc_mps2=np.where(late, acc * turn, acc),
        gyr_radps=np.where(late, gyr * turn, gyr),
    )


def resampled(recording: Recording, rate_hz: float) -> Recording:
    """Return the recording at another rate, averaged before it is thinned out."""
    acc, gyr = _both(recording)
    size = max(1, int(recording.rate_hz / rate_hz))
    at = np.arange(int(recording.duration_s * rate_hz)) / rate_hz * recording.rate_hz
    samples = np.arange(len(acc))
    thin = [
        np.stack(
            [
                np.interp(at, samples, uniform_filter1d(values[:, axis], size))
                for axis in range(3)
            ],
            axis=1,
        )
        for values in (acc, gyr)
    ]
    return replace(recording, rate_hz=rate_hz, acc_mps2=thin[0], gyr_radps=thin[1])


def quicker(recording: Recording, times: float) -> Recording:
    """Return the same steps on the same path, walked that many times as quickly."""
    acc, gyr = _both(recording)
    turn = attitudes(recording)
    moved = np.einsum("tij,tj->ti", turn, acc) - GRAVITY_MPS2
    scaled = replace(
        recording,
        acc_mps2=_into_sensor(turn, moved * times**2 + GRAVITY_MPS2),
        gyr_radps=gyr * times,
        rate_hz=recording.rate_hz * times,
    )
    return resampled(scaled, recording.rate_hz)


def smaller(recording: Recording, times: float) -> Recording:
    """Return the same steps with all excursions scaled, about the mean attitude."""
    acc, _ = _both(recording)
    turn = attitudes(recording)
    moved = np.einsum("tij,tj->ti", turn, acc) - GRAVITY_MPS2
    mean = Rotation.from_matrix(turn).mean()
    away = (mean.inv() * Rotation.from_matrix(turn)).as_rotvec()
    now = mean * Rotation.from_rotvec(times * away)
    step = (now[:-1].inv() * now[1:]).as_rotvec() * recording.rate_hz
    gyr = np.concatenate([step[:1], 0.5 * (step[1:] + step[:-1]), step[-1:]])
    return replace(
        recording,
        acc_mps2=_into_sensor(now.as_matrix(), moved * times + GRAVITY_MPS2),
        gyr_radps=gyr,
    )


def attitudes(recording: Recording) -> FloatArray:
    """Return rotations from sensor axes to level axes, shape (n, 3, 3), by the gyroscope.

    Good for clean recordings: there is no correction on the way. That the body gains no
    speed on the whole levels them.
    """
    acc, gyr = _both(recording)
    steps = Rotation.from_rotvec(0.5 * (gyr[1:] + gyr[:-1]) / recording.rate_hz)
    turn = np.empty((len(acc), 3, 3))
    turn[0] = np.eye(3)
    for at, step in enumerate(steps.as_matrix()):
        turn[at + 1] = turn[at] @ step
    up = np.einsum("tij,tj->ti", turn, acc).mean(axis=0)
    level, _ = Rotation.align_vectors([[0.0, 0.0, 1.0]], [up / np.linalg.norm(up)])
    return np.asarray(level.as_matrix() @ turn)


def _into_sensor(turn: FloatArray, world: FloatArray) -> FloatArray:
    return np.asarray(np.einsum("tji,tj->ti", turn, world))


def _both(recording: Recording) -> tuple[FloatArray, FloatArray]:
    if recording.gyr_radps is None:
        message = "this recording has no gyroscope; it cannot be disturbed so"
        raise ValueError(message)
    return recording.acc_mps2, recording.gyr_radps
