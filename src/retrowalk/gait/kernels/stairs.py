"""Which strides of a foot climb or descend stairs: its own dead reckoning shows the rise.

Only a foot sensor with a gyroscope can say it. A floor, a ramp or a treadmill's slope never
rises by a third of the way; stairs rise by half of it and more.
"""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.kernels.leg_rules import STAIR_RISE_M, STAIR_SLOPE, STAIR_STRIDES


def on_stairs(moved_m: FloatArray, up: FloatArray) -> BoolArray:
    """Return which strides are on stairs, shape (n,).

    moved_m, up: shape (n, 3), as gait.leg.strides.Strides; NaN where not measured, and that
    stride is taken for one on the level. Own choice: each stride of STAIR_STRIDES in a row
    rises, or each falls, by STAIR_RISE_M and STAIR_SLOPE of its level way at least.
    """
    rise = np.einsum("ij,ij->i", moved_m, up)
    square = np.einsum("ij,ij->i", moved_m, moved_m)
    way = np.sqrt(np.maximum(square - rise * rise, 0.0))
    size = np.abs(rise)
    steep = (size >= STAIR_RISE_M) & (size >= STAIR_SLOPE * way)  # False where NaN
    return in_a_row(np.where(steep, np.sign(rise), 0.0))


def in_a_row(sign: FloatArray) -> BoolArray:
    """Return which strides are of STAIR_STRIDES or more in a row that go up, or down.

    sign: shape (n,), 1 up, -1 down, 0 neither. Result: shape (n,).
    """
    if np.count_nonzero(sign) < STAIR_STRIDES:
        return np.zeros(len(sign), dtype=np.bool_)  # the usual case
    first = np.flatnonzero(np.append(True, sign[1:] != sign[:-1]))  # of each run of a kind
    size_of = np.diff(np.append(first, len(sign)))
    return np.asarray((sign != 0.0) & np.repeat(size_of >= STAIR_STRIDES, size_of))
