"""A walk as the trunk moves: smoothed once, and with its stride told from its step.

Without a gyroscope the rhythm of the trunk's rise and fall can be taken for half, twice or
two thirds of the stride. Side to side decides: there a stride repeats, while a step is
its opposite.
"""

from dataclasses import dataclass, replace

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.trunk_rules import (
    FLIPS,
    REPEATS,
    SAME_LIKENESS,
    SEARCH_S,
    SHAPE_HZ,
    STRIDES_S,
)
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import unit
from retrowalk.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True, eq=False)
class Trunk:
    """A walk of the lower back, ready to be looked at.

    walk: with the time of a stride as side to side shows it. smooth_mps2: shape (n, 3),
    its acceleration in sensor axes, without what is faster than the shape of a step.
    level: shape (3, 2), two axes at right angles to up.
    """

    walk: Walk
    smooth_mps2: FloatArray
    level: FloatArray

    def along(self, axis: FloatArray) -> FloatArray:
        """Return the smooth acceleration along an axis of the sensor, shape (n,)."""
        return np.ascontiguousarray(self.smooth_mps2 @ axis)


def trunk_of(walk: Walk) -> Trunk:
    """Return a walk of the lower back, smoothed, its stride checked, its rocking undone."""
    one = _upright(smoothed(walk))
    level = one.smooth_mps2 @ one.level
    level = walk.kernels.without_drift(level, 2 * walk.stride_samples)
    return replace(one, walk=replace(one.walk, stride_s=_stride_s(walk, level)))


def smoothed(walk: Walk) -> Trunk:
    """Return a walk, smoothed, its stride as the rhythm told it."""
    smooth = walk.kernels.low_pass(walk.acc_mps2, SHAPE_HZ, walk.rate_hz)
    walk = replace(walk, upward=walk.up())
    return Trunk(walk, smooth, level_axes(walk.up()))


def _upright(one: Trunk) -> Trunk:
    """Return what a sensor that does not rock would have felt; as it is without gyroscope.

    The pelvis rocks by a few degrees with each step, and gravity leaks into the level axes
    by about as much as they accelerate. The rocking, about the mean of a stride, is small:
    its angle crossed with gravity is what leaks.
    """
    walk = one.walk
    if walk.gyr_radps is None:
        return one
    rate = walk.kernels.low_pass(walk.gyr_radps, SHAPE_HZ, walk.rate_hz)
    angle = walk.kernels.integral(rate, walk.rate_hz, walk.stride_samples)
    x, y, z = walk.up().tolist()
    leak = STANDARD_GRAVITY_MPS2 * np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return replace(one, smooth_mps2=one.smooth_mps2 + angle @ leak)


def level_axes(up: FloatArray) -> FloatArray:
    """Return two axes at right angles to up and to each other, shape (3, 2)."""
    least = np.zeros(3)
    least[int(np.argmin(np.abs(up)))] = 1.0
    first = unit(least - float(least @ up) * up)
    return np.array([first, crossed(up, first)]).T


def crossed(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the cross product of two vectors, shape (3,).

    NumPy's own takes as long as smoothing a short walk; a week has hundreds of walks.
    """
    (a, b, c), (x, y, z) = one.tolist(), other.tolist()
    return np.array([b * z - c * y, c * x - a * z, a * y - b * x])


def _stride_s(walk: Walk, level: FloatArray) -> float:
    """Return the time of a stride: as the rhythm told it, if side to side agrees.

    If not, the shortest time after which the level movement is nearly as like itself as
    after any, and half of which turns it over.
    """
    lag = walk.stride_samples
    least_likeness = walk.kernels.least_likeness
    stride, step = least_likeness(level, np.array([lag, lag // 2]))
    if stride > FLIPS and step < REPEATS:
        return walk.stride_s
    apart = max(1, round(SEARCH_S * walk.rate_hz))
    shortest, longest = (round(one * walk.rate_hz / apart) for one in STRIDES_S)
    lags = np.arange(shortest, longest)
    likeness = np.nan_to_num(least_likeness(level[::apart], lags), nan=-1.0)
    best = int(np.argmax(likeness >= SAME_LIKENESS * likeness.max()))
    while best + 1 < len(lags) and likeness[best + 1] > likeness[best]:
        best += 1
    found = int(lags[best]) * apart
    flips = least_likeness(level, np.array([found // 2]))[0] <= FLIPS
    if likeness[best] < REPEATS or not flips:
        return walk.stride_s
    return found / walk.rate_hz
