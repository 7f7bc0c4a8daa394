"""A walk as the trunk moves: smoothed once, and with its stride told from its step.

Without a gyroscope the rhythm of the trunk's rise and fall can be taken for half, twice or
two thirds of the stride. Side to side decides: there a stride repeats, while a step is
its opposite.
"""

from dataclasses import dataclass, replace

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import unit
from retrowalk.units import STANDARD_GRAVITY_MPS2

SHAPE_HZ = 6.0  # what repeats with each step lies below
STRIDES_S = (0.7, 3.4)  # from quick walking to slow backward walking of patients
SEARCH_S = 0.02  # between the times that are tried
SAME_LIKENESS = 0.75  # of the highest; what comes earlier and is so like is the stride
# Own choices between what was seen in 130 walks: 0.16 and more at a whole stride, -0.12
# and less at half of one.
FLIPS = -0.05
REPEATS = 0.1


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
    shortest, longest = (round(one * walk.rate_hz) for one in STRIDES_S)
    lags = np.arange(shortest, longest, apart)
    likeness = np.nan_to_num(least_likeness(level, lags), nan=-1.0)
    best = int(np.argmax(likeness >= SAME_LIKENESS * likeness.max()))
    while best + 1 < len(lags) and likeness[best + 1] > likeness[best]:
        best += 1
    flips = least_likeness(level, lags[best : best + 1] // 2)[0] <= FLIPS
    if likeness[best] < REPEATS or not flips:
        return walk.stride_s
    return float(lags[best]) / walk.rate_hz
