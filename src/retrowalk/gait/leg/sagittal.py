"""The plane a leg swings in, and how the sensor moves in that plane.

The leg turns mostly about the body's left-right axis. That axis is found as the main
axis of rotation at right angles to up, so turning of the whole body does not disturb
it. Its sign stays open: `axis` may point left or right, and everything below that
depends on it changes sign together. Which of the two is settled in facing.py.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.leg_rules import FITS_COS, ONE_SIDE, PLANAR, SHAPE_HZ
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import unit, without
from retrowalk.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True, eq=False)
class Smooth:
    """A walk's samples without what is faster than the stride's shape, shape (n, 3)."""

    acc_mps2: FloatArray
    gyr_radps: FloatArray


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
    smooth = smoothed(walk, gyr_radps)
    axis, planarity = swing_axis(smooth.gyr_radps, walk.up())
    if left is not None and (abs(float(axis @ left)) >= FITS_COS or planarity < PLANAR):
        axis, planarity = unit(without(left, walk.up())), 1.0
    return in_plane(walk, smooth, axis, planarity)


def smoothed(walk: Walk, gyr_radps: FloatArray) -> Smooth:
    """Return a walk's samples without impacts and noise, its rotation without drift."""
    low_pass = walk.kernels.low_pass
    gyr = low_pass(gyr_radps, SHAPE_HZ, walk.rate_hz)
    return Smooth(
        acc_mps2=low_pass(walk.acc_mps2, SHAPE_HZ, walk.rate_hz),
        gyr_radps=walk.kernels.without_drift(gyr, walk.stride_samples),
    )


def in_plane(walk: Walk, smooth: Smooth, axis: FloatArray, planarity: float) -> Sagittal:
    """Return the motion of a walk in the plane at right angles to an axis.

    axis: shape (3,), sensor axes, length 1, level.
    """
    window, rate_hz = walk.stride_samples, walk.rate_hz
    without_drift = walk.kernels.without_drift

    def integral(values: FloatArray) -> FloatArray:
        """Return the running sum, which stands half a sample late, moved to its time.

        Otherwise gravity would leak into what is ahead.
        """
        return walk.kernels.integral(values, rate_hz, window) - 0.5 * values / rate_hz

    rate = smooth.gyr_radps @ axis
    angle = integral(rate)
    cos, sin = np.cos(angle), np.sin(angle)
    up, ahead = _level_in_plane(smooth.acc_mps2, axis, cos, sin)
    above, along = smooth.acc_mps2 @ up, smooth.acc_mps2 @ ahead
    above_acc = without_drift(above * cos - along * sin, window)
    ahead_acc = without_drift(along * cos + above * sin, window)
    above_vel = integral(above_acc)
    return Sagittal(
        axis=axis,
        planarity=planarity,
        rate_radps=rate,
        angle_rad=angle,
        ahead_mps2=ahead_acc,
        above_mps2=above_acc,
        ahead_mps=integral(ahead_acc),
        above_mps=above_vel,
        above_m=integral(above_vel),
        pull_ahead_mps2=along + STANDARD_GRAVITY_MPS2 * sin,
        pull_above_mps2=above - STANDARD_GRAVITY_MPS2 * cos,
    )


def _level_in_plane(
    acc_mps2: FloatArray, axis: FloatArray, cos: FloatArray, sin: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return up and ahead of the plane, shape (3,) each, in the limb's mean attitude.

    Up is where the specific force points on the mean once each sample is turned about the
    axis by its angle. cos, sin: shape (n,), of that angle.
    """
    first = unit(without(np.einsum("ij->j", acc_mps2) / len(acc_mps2), axis))
    second = _across(axis, first)
    one, other = acc_mps2 @ first, acc_mps2 @ second
    mean = float(one @ cos - other @ sin), float(other @ cos + one @ sin)
    up = unit(mean[0] * first + mean[1] * second)
    return up, _across(axis, up)


def _across(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the cross product of two vectors, shape (3,): NumPy's is slow on so few."""
    return np.array(
        [
            one[1] * other[2] - one[2] * other[1],
            one[2] * other[0] - one[0] * other[2],
            one[0] * other[1] - one[1] * other[0],
        ]
    )


def swing_axis(gyr_radps: FloatArray, up: FloatArray) -> tuple[FloatArray, float]:
    """Return the main level axis of rotation, shape (3,), and its share, 0.5 to 1."""
    return main_axis(without(gyr_radps, up))


def main_axis(vectors: FloatArray) -> tuple[FloatArray, float]:
    """Return the line most of the vectors lie along, shape (3,), and its share of them.

    vectors: shape (n, 3). Of the two ends of the line it is always the same one.
    """
    size, axes = np.linalg.eigh(vectors.T @ vectors)
    axis = axes[:, 2] if float(axes[:, 2] @ ONE_SIDE) >= 0.0 else -axes[:, 2]
    return axis, float(size[2] / max(size.sum(), 1e-12))
