"""Whole walks: what one kernel says of all of a walk, where there is one.

A set of kernels may do these in one go. Then what is written in gait/trunk, gait/measures
and gait/judging is not composed of the finer kernels; it says the same.
"""

from collections.abc import Callable
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
