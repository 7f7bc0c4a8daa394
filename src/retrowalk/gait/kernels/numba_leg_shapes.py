"""What a leg's strides look like, in machine code; meaning in gait/leg/signature.py."""

import math

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import ODD_STRIDE, SHORTEST_STRIDE
from retrowalk.gait.kernels.numba_leg_plane import (
    ABOVE_ACC,
    ABOVE_M,
    ABOVE_VEL,
    AHEAD_ACC,
    AHEAD_VEL,
    ANGLE,
    PULL_ABOVE,
    PULL_AHEAD,
    RATE,
)
from retrowalk.gait.kernels.numpy_windows import TINY
from retrowalk.gait.kernels.whole import LegKind

_FOOT, _SHANK = int(LegKind.FOOT), int(LegKind.SHANK)


@compiled
def stride_windows(
    initial: FloatArray, stride: int, n: int
) -> tuple[IntArray, IntArray, BoolArray]:
    """Return one stride about each contact, [first, last), and whether nearly all is there.

    Meaning in measured.stride_windows.
    """
    m = len(initial)
    first, last, whole = np.empty(m, np.int64), np.empty(m, np.int64), np.empty(m, np.bool_)
    for i in range(m):
        before, after = max(i - 1, 0), min(i + 1, m - 1)
        pace = float(stride)
        if m > 1:
            pace = (initial[after] - initial[before]) / (after - before)
        if abs(pace - stride) > ODD_STRIDE * stride:
            pace = float(stride)
        first[i] = min(max(int(np.rint(initial[i] - 0.5 * pace)), 0), n)
        last[i] = min(max(int(np.rint(initial[i] + 0.5 * pace)), 0), n)
        whole[i] = last[i] - first[i] >= SHORTEST_STRIDE * pace
    return first, last, whole


@compiled
def facing_shapes(
    motion: FloatArray, first: IntArray, last: IntArray, kind: int
) -> FloatArray:
    """Return the shapes that say which way the leg faces, shape (4, m); 0 past the last."""
    shapes = np.zeros((4, len(first)))
    angle, ahead = motion[ANGLE], motion[AHEAD_VEL]
    for i in range(len(first)):
        low, high = first[i], last[i]
        if kind == _FOOT:
            shapes[0, i] = _skewness(angle[low:high])
            shapes[1, i] = _alike_to_square(angle[low:high], motion[RATE, low:high])
        elif kind == _SHANK:
            shapes[0, i] = _alike(motion[ABOVE_VEL, low:high], motion[RATE, low:high])
            shapes[1, i] = _in_travel(ahead[low:high], angle[low:high])
            shapes[2, i] = _alike_to_square(angle[low:high], ahead[low:high])
            shapes[3, i] = _alike_to_square(
                motion[AHEAD_ACC, low:high], motion[RATE, low:high]
            )
        else:
            shapes[0, i] = _alike(motion[ABOVE_M, low:high], angle[low:high])
            shapes[1, i] = _limb_lean(
                motion[RATE, low:high],
                motion[PULL_AHEAD, low:high],
                motion[PULL_ABOVE, low:high],
            )
    return shapes


@compiled
def going_shapes(
    motion: FloatArray, first: IntArray, last: IntArray, along: FloatArray, kind: int
) -> FloatArray:
    """Return the shapes that say which way the leg goes, shape (2, m)."""
    shapes = np.zeros((2, len(first)))
    for i in range(len(first)):
        low, high = first[i], last[i]
        ahead, rate = motion[AHEAD_VEL, low:high], motion[RATE, low:high]
        if kind == _FOOT:
            shapes[0, i] = _skewness(ahead)
            shapes[1, i] = 0.0 if math.isnan(along[i]) else along[i]
        elif kind == _SHANK:
            shapes[0, i] = _skewness(rate)
            shapes[1, i] = _alike(motion[ABOVE_M, low:high], ahead)
        else:
            shapes[0, i] = _alike(motion[ABOVE_ACC, low:high], ahead)
            shapes[1, i] = _skewness(rate)
    return shapes


@compiled
def _in_travel(ahead: FloatArray, angle: FloatArray) -> float:
    """Return which way the leg leans while it travels, wherever it travels to."""
    return float(np.sign(_skewness(ahead)) * _alike(ahead, angle))


@compiled
def _limb_lean(rate: FloatArray, ahead: FloatArray, above: FloatArray) -> float:
    """Return the sine of the limb's mean lean, lower end ahead."""
    square = rate * rate
    one, other = _spread(square, ahead)[2], _spread(square, above)[2]
    return -one / max(math.sqrt(one * one + other * other), 1e-12)


@compiled
def _alike_to_square(one: FloatArray, other: FloatArray) -> float:
    """Return the correlation of one signal with the square of another."""
    return _alike(other * other, one)


@compiled
def _alike(one: FloatArray, other: FloatArray) -> float:
    """Return the correlation, -1 to 1, of two signals."""
    a, b, both = _spread(one, other)
    return both / math.sqrt(max(a * b, TINY))


@compiled
def _spread(one: FloatArray, other: FloatArray) -> tuple[float, float, float]:
    """Return the variance of one, of other, and their covariance."""
    a = b = aa = bb = ab = 0.0
    for i in range(len(one)):
        x, y = one[i], other[i]
        a += x
        b += y
        aa += x * x
        bb += y * y
        ab += x * y
    size = max(len(one), 1)
    a, b = a / size, b / size
    return aa / size - a * a, bb / size - b * b, ab / size - a * b


@compiled
def _skewness(values: FloatArray) -> float:
    """Return how lopsided values lie."""
    one = two = three = 0.0
    for i in range(len(values)):
        v = values[i]
        one += v
        two += v * v
        three += v * v * v
    size = max(len(values), 1)
    middle, square = one / size, two / size
    variance = max(square - middle * middle, TINY)
    third = three / size - 3.0 * middle * square + 2.0 * middle**3
    return third / (variance * math.sqrt(variance))
