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
