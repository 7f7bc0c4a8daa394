"""Whole walks: what one kernel says of all of a walk, where there is one.

A set of kernels may do these in one go. Then what is written in gait/trunk, gait/measures
and gait/judging is not composed of the finer kernels; it says the same.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from retrowalk.arrays import BoolArray, CodeArray, FloatArray


class TrunkRead(NamedTuple):
    """A walk of the lower back, read; n contacts of both feet.

    stride_s: as side to side shows it. frame: shape (3, 3), rows forward, left, up in
    sensor axes. initial: shape (n,), samples with fractions, none at a missing sample.
    going, foot, step_length_m: shape (n,), as in measured.Measured, going as everybody
    shows it.
    """

    stride_s: float
    frame: FloatArray
    initial: FloatArray
    going: FloatArray
    foot: CodeArray
    step_length_m: FloatArray


class LegKind(IntEnum):
    """Of which part of the leg the shapes are looked at (gait/leg/signature.py)."""

    FOOT = 0
    SHANK = 1
    THIGH = 2


class LegRead(NamedTuple):
    """A walk of a leg, read; n contacts of its foot.

    initial, final: samples with fractions, none at a missing sample. going, facing, axis,
    stride_length_m: as in measured.Measured, going as everybody shows it.
    """

    initial: FloatArray
    final: FloatArray
    going: FloatArray
    facing: float
    axis: FloatArray
    stride_length_m: FloatArray


# As TrunkWalk up to up; then the body's left, shape (3,), or None; which part of the leg;
# and the weights of its shapes, for facing and for going.
LegWalk = Callable[
    [
        FloatArray,
        FloatArray,
        BoolArray,
        float,
        float,
        FloatArray,
        FloatArray | None,
        LegKind,
        tuple[tuple[float, ...], tuple[float, ...]],
    ],
    LegRead,
]
# acceleration, rates or None, contacts of one foot, shape (m,), rate_hz, samples of a
# stride, axis of swing; result as of TrunkNotes.
LegNotes = Callable[
    [FloatArray, FloatArray | None, FloatArray, float, int, FloatArray], FloatArray
]
# acceleration, shape (n, 3), and rates or None; missing, shape (n,); rate_hz; stride_s as
# the rhythm told it; up, shape (3,); forward, shape (3,), or None to find the line of
# walking; the person's height in m, or None.
TrunkWalk = Callable[
    [
        FloatArray,
        FloatArray | None,
        BoolArray,
        float,
        float,
        FloatArray,
        FloatArray | None,
        float | None,
    ],
    TrunkRead,
]
# acceleration, rates or None, contacts of both feet, shape (m,), rate_hz, up, body axes
# or None; result: shape (len(walk_measures.COLUMNS), m), rows in that order.
TrunkNotes = Callable[
    [FloatArray, FloatArray | None, FloatArray, float, FloatArray, FloatArray | None],
    FloatArray,
]
# going and turning of each stride, shape (n,); facing; whether the rows are steps of both
# feet; certainty. Result: code and confidence of each direction, shape (n,).
Judged = Callable[[FloatArray, BoolArray, float, bool, float], tuple[CodeArray, FloatArray]]
