"""The plane a leg swings in, in machine code; meaning in gait/leg/sagittal.py."""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import ONE_SIDE
from retrowalk.gait.kernels.numba_lines import drift_free, integral_line
from retrowalk.signals.frames import MIN_NORM
from retrowalk.units import STANDARD_GRAVITY_MPS2

# Rows of a motion, as the columns of sagittal.Sagittal.
RATE, ANGLE, ABOVE_ACC, AHEAD_VEL, ABOVE_VEL, ABOVE_M = 0, 1, 2, 3, 4, 5
PULL_AHEAD, PULL_ABOVE, AHEAD_ACC = 6, 7, 8
_ROWS = 9
_SWEEPS = 8  # of Jacobi's turns; a matrix of three needs five or six


@compiled
def in_plane(
    acc: FloatArray, rates: FloatArray, axis: FloatArray, rate_hz: float, window: int
) -> FloatArray:
    """Return the motion in the plane at right angles to an axis, shape (_ROWS, n).

    acc, rates: shape (3, n), smooth, the rates without drift.
    """
    n = acc.shape[1]
    motion = np.empty((_ROWS, n))
    rate = along(rates, axis)
    angle = _timely(rate, rate_hz, window)
    cos, sin = np.empty(n), np.empty(n)
    for i in range(n):
        motion[RATE, i], motion[ANGLE, i] = rate[i], angle[i]
        cos[i], sin[i] = math.cos(angle[i]), math.sin(angle[i])
    up = _up_in_plane(acc, axis, cos, sin)
    rise, way = along(acc, up), along(acc, across(axis, up))
    above, ahead = np.empty(n), np.empty(n)
    for i in range(n):
        above[i] = rise[i] * cos[i] - way[i] * sin[i]
        ahead[i] = way[i] * cos[i] + rise[i] * sin[i]
        motion[PULL_AHEAD, i] = way[i] + STANDARD_GRAVITY_MPS2 * sin[i]
        motion[PULL_ABOVE, i] = rise[i] - STANDARD_GRAVITY_MPS2 * cos[i]
    above, ahead = drift_free(above, window), drift_free(ahead, window)
    speed, rising = _timely(ahead, rate_hz, window), _timely(above, rate_hz, window)
    height = _timely(rising, rate_hz, window)
    for i in range(n):
        motion[ABOVE_ACC, i], motion[AHEAD_VEL, i] = above[i], speed[i]
        motion[ABOVE_VEL, i], motion[ABOVE_M, i] = rising[i], height[i]
        motion[AHEAD_ACC, i] = ahead[i]
    return motion


@compiled
def _timely(values: FloatArray, rate_hz: float, window: int) -> FloatArray:
    """Return the integral, which stands half a sample late, moved to its time."""
    summed = integral_line(values, rate_hz, window)
    for i in range(len(values)):
        summed[i] -= 0.5 * values[i] / rate_hz
    return summed


@compiled
def _up_in_plane(
    acc: FloatArray, axis: FloatArray, cos: FloatArray, sin: FloatArray
) -> FloatArray:
    """Return up of the plane, shape (3,), in the limb's mean attitude."""
    mean = np.zeros(3)
    for k in range(3):
        for i in range(acc.shape[1]):
            mean[k] += acc[k, i]
        mean[k] /= acc.shape[1]
    first = unit(level(mean, axis))
    second = across(axis, first)
    one, other = along(acc, first), along(acc, second)
    rise = way = 0.0
    for i in range(len(one)):
        rise += one[i] * cos[i] - other[i] * sin[i]
        way += other[i] * cos[i] + one[i] * sin[i]
    for k in range(3):
        mean[k] = rise * first[k] + way * second[k]
    return unit(mean)


@compiled
def along(channels: FloatArray, axis: FloatArray) -> FloatArray:
    """Return channels, shape (3, n), along an axis, shape (n,)."""
    x, y, z = channels[0], channels[1], channels[2]
    a, b, c = axis[0], axis[1], axis[2]
    line = np.empty(channels.shape[1])
    for i in range(len(line)):
        line[i] = a * x[i] + b * y[i] + c * z[i]
    return line


@compiled
def across(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the cross product of two vectors, shape (3,)."""
    product = np.empty(3)
    product[0] = one[1] * other[2] - one[2] * other[1]
    product[1] = one[2] * other[0] - one[0] * other[2]
    product[2] = one[0] * other[1] - one[1] * other[0]
    return product


@compiled
def dot(one: FloatArray, other: FloatArray) -> float:
    """Return the inner product of two vectors, shape (3,)."""
    return float(one[0] * other[0] + one[1] * other[1] + one[2] * other[2])


@compiled
def unit(vector: FloatArray) -> FloatArray:
    """Return a vector of length 1 along the given one, shape (3,); zeros stay zeros."""
    size, found = math.sqrt(dot(vector, vector)), np.empty(3)
    for k in range(3):
        found[k] = vector[k] / size if size > MIN_NORM else 0.0
    return found


@compiled
def level(vector: FloatArray, direction: FloatArray) -> FloatArray:
    """Return the part of a vector at right angles to a unit direction, shape (3,)."""
    rise, found = dot(vector, direction), np.empty(3)
    for k in range(3):
        found[k] = vector[k] - rise * direction[k]
    return found


@compiled
def swing_axis(rates: FloatArray, up: FloatArray) -> tuple[FloatArray, float]:
    """Return the main level axis of rates, shape (3, n), and its share."""
    spread = np.zeros((3, 3))
    for j in range(3):
        for k in range(j, 3):
            one, other, total = rates[j], rates[k], 0.0
            for i in range(rates.shape[1]):
                total += one[i] * other[i]
            spread[j, k] = spread[k, j] = total
    return main_axis(_levelled(spread, up))


@compiled
def _levelled(spread: FloatArray, up: FloatArray) -> FloatArray:
    """Return the spread of what is left of vectors at right angles to up, shape (3, 3)."""
    turned, result = np.empty((3, 3)), np.empty((3, 3))
    for j in range(3):
        row = level(spread[j], up)
        for k in range(3):
            turned[k, j] = row[k]
    for k in range(3):
        row = level(turned[k], up)
        for j in range(3):
            result[k, j] = row[j]
    return result


@compiled
def main_axis(spread: FloatArray) -> tuple[FloatArray, float]:
    """Return the eigenvector of the largest eigenvalue, shape (3,), and its share.

    spread: shape (3, 3), symmetric, none below zero. By Jacobi's turns.
    """
    left, axes, axis = np.empty((3, 3)), np.zeros((3, 3)), np.empty(3)
    for j in range(3):
        axes[j, j] = 1.0
        for k in range(3):
            left[j, k] = spread[j, k]
    for _ in range(_SWEEPS):
        for j in range(2):
            for k in range(j + 1, 3):
                _turn(left, axes, j, k)
    best = 0
    for k in range(1, 3):
        if left[k, k] > left[best, best]:
            best = k
    total, side = left[0, 0] + left[1, 1] + left[2, 2], 0.0
    for k in range(3):
        side += axes[k, best] * ONE_SIDE[k]
    for k in range(3):
        axis[k] = axes[k, best] if side >= 0.0 else -axes[k, best]
    return axis, left[best, best] / max(total, 1e-12)


@compiled
def _turn(left: FloatArray, axes: FloatArray, j: int, k: int) -> None:
    """Turn rows and columns j and k, in place, so that nothing is left between them."""
    if left[j, k] == 0.0:
        return
    ratio = (left[k, k] - left[j, j]) / (2.0 * left[j, k])
    tan = 1.0 / (abs(ratio) + math.sqrt(ratio * ratio + 1.0))
    if ratio < 0.0:
        tan = -tan
    cos = 1.0 / math.sqrt(tan * tan + 1.0)
    sin = tan * cos
    for i in range(3):
        one, other = left[i, j], left[i, k]
        left[i, j], left[i, k] = cos * one - sin * other, sin * one + cos * other
    for i in range(3):
        one, other = left[j, i], left[k, i]
        left[j, i], left[k, i] = cos * one - sin * other, sin * one + cos * other
        one, other = axes[i, j], axes[i, k]
        axes[i, j], axes[i, k] = cos * one - sin * other, sin * one + cos * other
