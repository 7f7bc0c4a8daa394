"""What single steps look like from the lower back: which foot, and how long.

Neither asks for a gyroscope. Which foot takes the body's left to be known; how long takes
the person's height.
"""

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.gait.contacts import FEET
from retrowalk.gait.kernels.trunk_rules import (
    CLEAR_SWAY,
    LEG_PER_HEIGHT,
    PENDULUM_FACTOR,
    PLAUSIBLE_M,
    SWAY_STRIDES,
    VOTING_STEPS,
)
from retrowalk.gait.trunk.trunk import Trunk
from retrowalk.signals.recording import Side

UNKNOWN, LEFT, RIGHT = (FEET.index(one) for one in (None, Side.LEFT, Side.RIGHT))


def feet(trunk: Trunk, left: FloatArray, initial: FloatArray) -> CodeArray:
    """Return the foot that lands at each contact, codes of report.FEET, shape (n,).

    left: shape (3,), sensor axes, the body's left. initial: shape (n,), samples.

    The trunk sways to the foot that takes the weight, forward and backward alike: its
    speed to the left is largest about when the left foot lands. Feet take turns, so
    neighbouring steps vote; where they do not agree clearly, the foot is not known.
    """
    if len(initial) < VOTING_STEPS - 1:
        return np.full(len(initial), UNKNOWN, dtype=np.int8)
    walk = trunk.walk
    cutoff_hz = SWAY_STRIDES * walk.rate_hz / walk.stride_samples
    aside = walk.kernels.low_pass(trunk.along(left), cutoff_hz, walk.rate_hz)
    speed = walk.kernels.integral(aside, walk.rate_hz, walk.stride_samples)
    at = np.clip(np.round(initial).astype(np.int64), 0, walk.n_samples - 1)
    turns = np.where(np.arange(len(at)) % 2 == 0, 1.0, -1.0)
    sway = turns * speed[at] / max(float(speed.std()), 1e-9)
    voted = turns * walk.kernels.running_mean(sway, VOTING_STEPS)
    code = np.full(len(at), UNKNOWN, dtype=np.int8)
    code[voted >= CLEAR_SWAY] = LEFT
    code[voted <= -CLEAR_SWAY] = RIGHT
    return code


def step_length_m(trunk: Trunk, initial: FloatArray, height_m: float | None) -> FloatArray:
    """Return the length of the step that ends in each contact, in m, shape (n,).

    initial: shape (n,), samples. height_m: the person's height; without it nothing is
    measured. NaN for the first contact and where the result is no step.

    Method: inverted pendulum. The trunk rises and falls by h over a leg of length l with
    each step; then the step is 2 sqrt(2 l h - h^2), times a factor. It holds for forward
    walking of healthy people only. In older adults single steps agreed poorly with the
    truth (ICC below 0.40, research/gait_peers.md section 5), and backward steps, which
    lift the body without going far, come out too long (validation/direction/calibration.md):
    a caller must not show it for those.
    """
    length = np.full(len(initial), np.nan)
    if height_m is None or len(initial) < 2:
        return length
    walk = trunk.walk
    step, rate_hz = max(2, walk.stride_samples // 2), walk.rate_hz
    rise = walk.kernels.integral(trunk.along(walk.up()), rate_hz, step)
    height = walk.kernels.integral(rise, rate_hz, step)
    at = np.clip(np.round(initial).astype(np.int64), 0, walk.n_samples - 1)
    top, bottom = np.maximum.reduceat(height, at)[:-1], np.minimum.reduceat(height, at)[:-1]
    arc, leg = top - bottom, LEG_PER_HEIGHT * height_m
    found = 2.0 * PENDULUM_FACTOR * np.sqrt(np.maximum(2.0 * leg * arc - arc**2, 0.0))
    plausible = (found >= PLAUSIBLE_M[0]) & (found <= PLAUSIBLE_M[1])
    length[1:] = np.where(plausible, found, np.nan)
    return length
