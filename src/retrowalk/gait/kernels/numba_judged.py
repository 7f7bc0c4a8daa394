"""The direction of a walk's strides in machine code; meaning in judging/deciding.py."""

import math

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray
from retrowalk.directions import CODES, Direction
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.judging_rules import (
    CHANGE,
    MOST_GOING,
    TRUNK_REACH,
    TRUNK_SHARE,
    TURN_SHARE,
    TURNING_CONFIDENCE,
)
from retrowalk.gait.kernels.numba_persistence import carried_of

_UNKNOWN, _FORWARD = CODES.index(Direction.UNKNOWN), CODES.index(Direction.FORWARD)
_BACKWARD, _TURNING = CODES.index(Direction.BACKWARD), CODES.index(Direction.TURNING)


@compiled
def judged(
    going: FloatArray,
    turning: BoolArray,
    facing: float,
    both_feet: bool,
    certainty: float,
) -> tuple[CodeArray, FloatArray]:
    """Return code and confidence of each stride's direction, shape (n,)."""
    n = len(going)
    code, confidence = np.full(n, _UNKNOWN, dtype=np.int8), np.full(n, np.nan)
    own, known = _own(going, turning, both_feet)
    known = known and not math.isnan(facing)
    before = carried_of(own, CHANGE)
    after = carried_of(own[::-1].copy(), CHANGE)
    front = 1.0 / (1.0 + math.exp(-facing)) if known else 0.5
    for i in range(n):
        if turning[i]:
            code[i], confidence[i] = _TURNING, TURNING_CONFIDENCE
        elif known:
            said = before[i] + after[n - 1 - i] + own[i]
            ahead = 1.0 / (1.0 + math.exp(-min(max(said, -MOST_GOING), MOST_GOING)))
            forward = front * ahead + (1.0 - front) * (1.0 - ahead)
            if forward <= 1.0 - certainty:
                code[i], confidence[i] = _BACKWARD, max(forward, 1.0 - forward)
            elif forward >= certainty:
                code[i], confidence[i] = _FORWARD, max(forward, 1.0 - forward)
    return code, confidence


@compiled
def _own(going: FloatArray, turning: BoolArray, both_feet: bool) -> tuple[FloatArray, bool]:
    """Return what each stride says by itself, 0 for nothing, and whether any says anything."""
    n = len(going)
    own, known = np.zeros(n), False
    reach = TRUNK_REACH if both_feet else 0
    share = TRUNK_SHARE if both_feet else 1.0
    for i in range(n):
        if math.isnan(going[i]):
            continue
        known = True
        near = False
        for j in range(max(i - reach, 0), min(i + reach + 1, n)):
            near = near or turning[j]
        own[i] = share * going[i] * (TURN_SHARE if near else 1.0)
    return own, known
