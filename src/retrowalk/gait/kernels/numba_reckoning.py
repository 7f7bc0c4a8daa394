"""Dead reckoning in machine code; meaning is in numpy_reckoning."""

import math

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_reckoning import Homed, Travelled
from retrowalk.units import STANDARD_GRAVITY_MPS2

TINY = 1e-12


def homed(
    acc_mps2: FloatArray,
    gyr_radps: FloatArray,
    rate_hz: float,
    first: IntArray,
    last: IntArray,
) -> Homed:
    """Return the specific force of strides, turned into the axes they began with."""
    acc, gyr = np.ascontiguousarray(acc_mps2), np.ascontiguousarray(gyr_radps)
    force, begins, final = homed_of(acc, gyr, float(rate_hz), first, last)
    return Homed(force, begins, final)


def travelled(
    force_mps2: FloatArray, begins: IntArray, drift: FloatArray, rate_hz: float
) -> Travelled:
    """Return how far strides went, at rest at both ends."""
    edges = np.append(begins, len(force_mps2))
    moved, up, fastest = travelled_of(force_mps2, edges, drift, float(rate_hz))
    return Travelled(moved, up, fastest)


@compiled
def homed_of(
    acc: FloatArray, gyr: FloatArray, rate_hz: float, first: IntArray, last: IntArray
) -> tuple[FloatArray, IntArray, FloatArray]:
    """Return the force, where strides begin in it, and their final rotations, as Homed."""
    strides, total = len(first), 0
    begins = np.empty(strides, np.int64)
    for i in range(strides):
        begins[i] = total
        total += last[i] - first[i] + 1
    force, final = np.empty((total, 3)), np.empty((4, strides))
    for i in range(strides):
        w, x, y, z = 1.0, 0.0, 0.0, 0.0
        row = begins[i]
        for at in range(first[i], last[i] + 1):
            if at > first[i]:
                a, b, c, d = _half_turn(gyr, at, 0.25 / rate_hz)
                w, x, y, z = (
                    w * a - x * b - y * c - z * d,
                    w * b + x * a + y * d - z * c,
                    w * c - x * d + y * a + z * b,
                    w * d + x * c - y * b + z * a,
                )
            u, v, t = acc[at, 0], acc[at, 1], acc[at, 2]
            p = 2.0 * (y * t - z * v)
            q = 2.0 * (z * u - x * t)
            r = 2.0 * (x * v - y * u)
            force[row, 0] = u + w * p + y * r - z * q
            force[row, 1] = v + w * q + z * p - x * r
            force[row, 2] = t + w * r + x * q - y * p
            row += 1
        final[0, i], final[1, i], final[2, i], final[3, i] = w, x, y, z
    return force, begins, final


@compiled
def _half_turn(gyr: FloatArray, at: int, share: float) -> tuple[float, float, float, float]:
    """Return the rotation from one sample to the next, as a quaternion."""
    x = share * (gyr[at, 0] + gyr[at - 1, 0])
    y = share * (gyr[at, 1] + gyr[at - 1, 1])
    z = share * (gyr[at, 2] + gyr[at - 1, 2])
    angle = math.sqrt(x * x + y * y + z * z)
    by = math.sin(angle) / angle if angle > 0.0 else 1.0
    return math.cos(angle), by * x, by * y, by * z


@compiled
def travelled_of(
    force: FloatArray, edges: IntArray, drift: FloatArray, rate_hz: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return moved_m, up and fastest_mps of strides; edges: begins, and the end of all."""
    strides = len(edges) - 1
    moved, first_up, fastest = (
        np.zeros((strides, 3)),
        np.empty((strides, 3)),
        np.empty(strides),
    )
    longest = 0
    for i in range(strides):
        longest = max(longest, edges[i + 1] - edges[i])
    summed = np.empty((longest, 3))
    for i in range(strides):
        begin, size = edges[i], edges[i + 1] - edges[i]
        level = np.zeros(3)
        for j in range(begin, begin + size):
            for k in range(3):
                level[k] += force[j, k]
        long = math.sqrt(level[0] ** 2 + level[1] ** 2 + level[2] ** 2)
        gained = np.zeros(3)
        for k in range(3):
            level[k] /= max(long, TINY)
        for j in range(size):
            by = j / max(size - 1, 1) - 0.5
            x = level[0] + by * drift[i, 0]
            y = level[1] + by * drift[i, 1]
            z = level[2] + by * drift[i, 2]
            norm = max(math.sqrt(x * x + y * y + z * z), TINY)
            if j == 0:
                first_up[i, 0], first_up[i, 1], first_up[i, 2] = (
                    x / norm,
                    y / norm,
                    z / norm,
                )
            pull = STANDARD_GRAVITY_MPS2 / norm
            gained[0] += force[begin + j, 0] - pull * x
            gained[1] += force[begin + j, 1] - pull * y
            gained[2] += force[begin + j, 2] - pull * z
            for k in range(3):
                summed[j, k] = gained[k]
        highest = 0.0
        for j in range(size):
            by = j / max(size - 1, 1)
            square = 0.0
            for k in range(3):
                speed = (summed[j, k] - by * gained[k]) / rate_hz
                moved[i, k] += speed / rate_hz
                square += speed * speed
            highest = max(highest, square)
        fastest[i] = math.sqrt(highest)
    return moved, first_up, fastest
