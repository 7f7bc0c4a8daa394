"""Which way each stride goes: forward, backward, turning, or honestly unknown."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray
from retrowalk.directions import CODES, Direction

UNKNOWN = CODES.index(Direction.UNKNOWN)
FORWARD = CODES.index(Direction.FORWARD)
BACKWARD = CODES.index(Direction.BACKWARD)
TURNING = CODES.index(Direction.TURNING)
TURNING_CONFIDENCE = 0.95  # a gyroscope measures a turn; what is left is how it was worn


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


def prevailing(strides: Directions) -> tuple[int, float]:
    """Return the direction most strides of a bout have, and its confidence.

    The confidence is the mean of those strides' own. Unknown, with NaN, where most
    strides are unknown or two directions are equally common.
    """
    count = np.bincount(strides.code, minlength=len(CODES))
    best = int(np.argmax(count))
    if best == UNKNOWN or (count == count[best]).sum() > 1:
        return UNKNOWN, float("nan")
    return best, float(strides.confidence[strides.code == best].mean())
