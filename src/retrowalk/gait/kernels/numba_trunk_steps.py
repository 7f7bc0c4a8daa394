"""Which foot and how long, in machine code; meaning in gait/trunk/steps_trunk.py."""

import math

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.gait.contacts import FEET
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_lines import drift_free, integral_line, smooth_line
from retrowalk.gait.kernels.trunk_rules import (
    CLEAR_SWAY,
    LEG_PER_HEIGHT,
    PENDULUM_FACTOR,
    PLAUSIBLE_M,
    SWAY_STRIDES,
    VOTING_STEPS,
)
from retrowalk.signals.recording import Side

_LEFT, _RIGHT = FEET.index(Side.LEFT), FEET.index(Side.RIGHT)
_LEAST_M, _MOST_M = PLAUSIBLE_M


@compiled
def feet_of(
    left: FloatArray, initial: FloatArray, rate_hz: float, stride: int, known: bool
) -> CodeArray:
    """Return the foot that lands at each contact, codes of contacts.FEET, shape (n,).

    left: smooth acceleration to the left. known: whether that is the body's left.
    """
    code = np.zeros(len(initial), dtype=np.int8)
    if len(initial) < VOTING_STEPS - 1 or not known:
        return code
    aside = smooth_line(left, SWAY_STRIDES * rate_hz / stride, rate_hz)
    speed = integral_line(aside, rate_hz, stride)
    spread = max(spread_of(speed), 1e-9)
    sway = np.empty(len(initial))
    for i in range(len(initial)):
        turn = 1.0 - 2.0 * (i % 2)
        sway[i] = turn * speed[nearest(initial[i], len(speed))] / spread
    odd = drift_free(sway, VOTING_STEPS)
    for i in range(len(initial)):
        voted = (1.0 - 2.0 * (i % 2)) * (sway[i] - odd[i])
        if voted >= CLEAR_SWAY:
            code[i] = _LEFT
        elif voted <= -CLEAR_SWAY:
            code[i] = _RIGHT
    return code


@compiled
def nearest(at: float, n: int) -> int:
    """Return the whole sample nearest to one with fractions, of n."""
    return min(max(int(np.rint(at)), 0), n - 1)


@compiled
def spread_of(values: FloatArray) -> float:
    """Return the standard deviation of values, shape (n,), n at least 1."""
    total = square = 0.0
    for v in values:
        total += v
    mean = total / len(values)
    for v in values:
        square += (v - mean) * (v - mean)
    return math.sqrt(square / len(values))


@compiled
def lengths_of(
    above: FloatArray, initial: FloatArray, rate_hz: float, step: int, height_m: float
) -> FloatArray:
    """Return the length of the step that ends in each contact, in m, shape (n,).

    above: smooth acceleration upward. height_m: of the person; NaN if not known.
    """
    length = np.full(len(initial), np.nan)
    if math.isnan(height_m) or len(initial) < 2:
        return length
    height = integral_line(integral_line(above, rate_hz, step), rate_hz, step)
    leg = LEG_PER_HEIGHT * height_m
    for row in range(1, len(initial)):
        first = nearest(initial[row - 1], len(height))
        last = nearest(initial[row], len(height))
        top = bottom = height[first]
        for i in range(first + 1, last):
            top, bottom = max(top, height[i]), min(bottom, height[i])
        arc = top - bottom
        found = 2.0 * PENDULUM_FACTOR * math.sqrt(max(2.0 * leg * arc - arc * arc, 0.0))
        if _LEAST_M <= found <= _MOST_M:
            length[row] = found
    return length
