"""Which way each stride goes: forward, backward, turning, or honestly unknown."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray, IntArray
from retrowalk.directions import CODES, Direction
from retrowalk.gait.kernels.judging_rules import TURNING_CONFIDENCE

UNKNOWN = CODES.index(Direction.UNKNOWN)
FORWARD = CODES.index(Direction.FORWARD)
BACKWARD = CODES.index(Direction.BACKWARD)
TURNING = CODES.index(Direction.TURNING)


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """Direction of each stride; arrays have shape (n,).

    code: see directions.CODES. confidence: 0 to 1; NaN where unknown.
    """

    code: CodeArray
    confidence: FloatArray


def no_directions(n: int) -> Directions:
    """Return n unknown directions."""
    return Directions(np.full(n, UNKNOWN, dtype=np.int8), np.full(n, np.nan))


def named(forward: FloatArray, turning: BoolArray, certainty: float) -> Directions:
    """Return the direction of each stride.

    forward: shape (n,), chance that the stride goes forward, and that it goes backward is
    the rest; NaN where a stride cannot be judged. turning: shape (n,). certainty: smallest
    confidence at which a direction is named.
    """
    code = np.full(len(forward), UNKNOWN, dtype=np.int8)
    code[forward >= certainty] = FORWARD
    code[forward <= 1.0 - certainty] = BACKWARD
    confidence = np.maximum(forward, 1.0 - forward)
    code[turning] = TURNING
    confidence[turning] = TURNING_CONFIDENCE
    confidence[code == UNKNOWN] = np.nan
    return Directions(code, confidence)


def prevailing(strides: Directions, bout: IntArray, n: int) -> Directions:
    """Return the direction most strides of each of n bouts have, and its confidence.

    bout: shape (n_strides,), of each stride. The confidence is the mean of those strides'
    own. Unknown, with NaN, where most strides are unknown, or two directions are equally
    common.
    """
    cell = bout * len(CODES) + strides.code
    count = np.bincount(cell, minlength=n * len(CODES)).reshape(n, len(CODES))
    best, most = count.argmax(axis=1), count.max(axis=1, initial=0)
    sure = (best != UNKNOWN) & (np.count_nonzero(count == most[:, None], axis=1) == 1)
    mine = strides.code == best[bout]
    total = np.bincount(bout[mine], weights=strides.confidence[mine], minlength=n)
    confidence = np.where(sure, total / np.maximum(most, 1), np.nan)
    return Directions(np.where(sure, best, UNKNOWN).astype(np.int8), confidence)
