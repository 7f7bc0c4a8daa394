"""What a leg's strides say of its direction, in machine code; meaning in leg/measure_leg.py."""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.evidence import MOST_SCORE
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import END_SHARE, END_STRIDES, PLANAR
from retrowalk.gait.kernels.numba_leg_shapes import (
    facing_shapes,
    going_shapes,
    stride_windows,
)
from retrowalk.gait.kernels.whole import LegKind

_FOOT = int(LegKind.FOOT)


@compiled
def judged_leg(  # noqa: PLR0913, PLR0917 (as above)
    motion: FloatArray,
    initial: FloatArray,
    ahead: FloatArray,
    stride: int,
    planarity: float,
    kind: int,
    faces: FloatArray,
    goes: FloatArray,
) -> tuple[FloatArray, float]:
    """Return the log-odds for the way each stride goes, and for the way the leg faces.

    ahead: shape (m,), how far ahead of its length each stride went; NaN where not known.
    """
    n, m = motion.shape[1], len(initial)
    going = np.full(m, np.nan)
    if m == 0 or planarity < PLANAR:
        return going, math.nan
    first, last, whole = stride_windows(initial, stride, n)
    shapes = going_shapes(motion, first, last, ahead, kind)
    near, total, count = END_STRIDES * stride, 0.0, 0
    for i in range(m):
        said = 0.0
        for k in range(len(goes)):
            if whole[i] or (kind == _FOOT and k == len(goes) - 1):
                said += goes[k] * shapes[k, i]
        said = min(max(said, -MOST_SCORE), MOST_SCORE)
        if initial[i] < near or initial[i] > n - near:
            said *= END_SHARE
        if whole[i] or not math.isnan(ahead[i]):
            going[i] = said
    shapes = facing_shapes(motion, first, last, kind)
    for i in range(m):
        if whole[i]:
            said = 0.0
            for k in range(len(faces)):
                said += faces[k] * shapes[k, i]
            total += min(max(said, -MOST_SCORE), MOST_SCORE)
            count += 1
    return going, total / count if count else math.nan
