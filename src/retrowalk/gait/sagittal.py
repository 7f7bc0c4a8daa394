"""The plane a leg swings in, and how the sensor moves in that plane.

The leg turns mostly about the body's left-right axis. That axis is found as the main
axis of rotation at right angles to up, so turning of the whole body does not disturb
it. Its sign stays open: `axis` may point left or right, and everything below that
depends on it changes sign together. Which of the two is settled in facing.py.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import unit, without
from retrowalk.signals.smoothing import integral, low_pass, without_drift
from retrowalk.units import STANDARD_GRAVITY_MPS2

PLANAR = 0.7  # a leg that turns less about one axis shows no plane of swing; own choice
FITS_COS = 0.6  # a told axis within 53 deg of the one found fits it; own choice
SHAPE_HZ = 10.0  # the stride's shape lies below; above are impacts and noise


@dataclass(frozen=True, slots=True, eq=False)
class Sagittal:
    """Motion of a leg sensor in its plane of swing; arrays have shape (n,).

    axis: shape (3,), sensor axes, the axis of swing. If it points to the body's left,
        a positive angle means: top tipped ahead, lower end behind.
    planarity: 0.5 to 1, share of the swing that is about this axis.
    rate_radps: angular rate about the axis, without drift.
    angle_rad: angle about its mean over a stride.
    ahead_mps2, above_mps2: acceleration along axis x up and along up, of the world.
    ahead_mps, above_mps: their velocities about the mean of a stride.
    above_m: height about the mean of a stride.
    pull_ahead_mps2, pull_above_mps2: specific force without gravity, in directions that
        stay with the limb: ahead and up as they are at the limb's mean angle. Its part
        that grows with the square of the rate points along the limb to its pivot.
    """

    axis: FloatArray
    planarity: float
    rate_radps: FloatArray
    angle_rad: FloatArray
    ahead_mps2: FloatArray
    above_mps2: FloatArray
    ahead_mps: FloatArray
    above_mps: FloatArray
    above_m: FloatArray
    pull_ahead_mps2: FloatArray
    pull_above_mps2: FloatArray


def sagittal(walk: Walk, gyr_radps: FloatArray, left: FloatArray | None = None) -> Sagittal:
    """Return the motion of a walk in its plane of swing.

    gyr_radps: shape (n, 3), the walk's angular rate. left: shape (3,), sensor axes, the
    body's left where it was told: then that is the axis, unless the leg clearly swings
    about another one, which is a mounting told wrong.
    """
    window, rate_hz = walk.stride_samples, walk.rate_hz
    acc = low_pass(walk.acc_mps2, SHAPE_HZ, rate_hz)
    gyr = without_drift(low_pass(gyr_radps, SHAPE_HZ, rate_hz), window)
    axis, planarity = swing_axis(gyr, walk.up())
    if left is not None and (abs(float(axis @ left)) >= FITS_COS or planarity < PLANAR):
        axis, planarity = unit(without(left, walk.up())), 1.0
    rate = gyr @ axis
    angle = integral(rate, rate_hz, window)
    world = _turned(acc, axis, angle)
    up = unit(without(world.mean(axis=0), axis))
    ahead = np.cross(axis, up)
    above_acc = without_drift(world @ up, window)
    ahead_acc = without_drift(world @ ahead, window)
    above_vel = integral(above_acc, rate_hz, window)
    return Sagittal(
        axis=axis,
        planarity=planarity,
        rate_radps=rate,
        angle_rad=angle,
        ahead_mps2=ahead_acc,
        above_mps2=above_acc,
        ahead_mps=integral(ahead_acc, rate_hz, window),
        above_mps=above_vel,
        above_m=integral(above_vel, rate_hz, window),
        pull_ahead_mps2=acc @ ahead + STANDARD_GRAVITY_MPS2 * np.sin(angle),
        pull_above_mps2=acc @ up - STANDARD_GRAVITY_MPS2 * np.cos(angle),
    )


def swing_axis(gyr_radps: FloatArray, up: FloatArray) -> tuple[FloatArray, float]:
    """Return the main level axis of rotation, shape (3,), and its share, 0.5 to 1."""
    level = without(gyr_radps, up)
    size, axes = np.linalg.eigh(level.T @ level)
    return axes[:, 2], float(size[2] / max(size.sum(), 1e-12))


def _turned(vectors: FloatArray, axis: FloatArray, angle_rad: FloatArray) -> FloatArray:
    """Return vectors, shape (n, 3), each turned about the axis by its angle."""
    cos, sin = np.cos(angle_rad)[:, None], np.sin(angle_rad)[:, None]
    along = np.multiply.outer(vectors @ axis, axis)
    across = np.cross(np.broadcast_to(axis, vectors.shape), vectors)
    return vectors * cos + across * sin + along * (1.0 - cos)
