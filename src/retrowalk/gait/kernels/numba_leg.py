"""A walk at a leg in machine code; meaning in gait/leg.

The order and the words are those of gait/leg/measure_leg.py. A few kernels are called one
after the other: one for all would take a quarter of a minute more to compile.
"""

from typing import NamedTuple

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import CROOKED_COS, FITS_COS, PLANAR, SHAPE_HZ
from retrowalk.gait.kernels.numba_leg_foot import foot_contacts
from retrowalk.gait.kernels.numba_leg_judged import judged_leg
from retrowalk.gait.kernels.numba_leg_plane import (
    ABOVE_VEL,
    AHEAD_VEL,
    ANGLE,
    RATE,
    across,
    dot,
    in_plane,
    level,
    swing_axis,
    unit,
)
from retrowalk.gait.kernels.numba_leg_strides import ahead_of, strides_of
from retrowalk.gait.kernels.numba_leg_swings import swings_of
from retrowalk.gait.kernels.numba_lines import drift_free, smooth_rows
from retrowalk.gait.kernels.shank_stairs import shank_on_stairs
from retrowalk.gait.kernels.stairs import on_stairs
from retrowalk.gait.kernels.whole import LegKind, LegRead


class _Samples(NamedTuple):
    """A walk as the kernels take it; acc, rates: shape (n, 3)."""

    acc: FloatArray
    rates: FloatArray
    missing: BoolArray
    rate_hz: float
    stride: int


class _Plane(NamedTuple):
    """The plane of swing; axis: shape (3,).

    smooth, turning, steady: shape (3, n), acceleration, rates, and those without drift.
    """

    smooth: FloatArray
    turning: FloatArray
    steady: FloatArray
    axis: FloatArray
    planarity: float


class _Foot(NamedTuple):
    """A foot seen in a plane; motion: numba_leg_plane.in_plane; the others: strides_of."""

    motion: FloatArray
    initial: FloatArray
    final: FloatArray
    moved: FloatArray
    up: FloatArray
    length: FloatArray
    line: FloatArray
    share: float

    def kept(self, keep: BoolArray) -> "_Foot":
        """Return only the contacts marked, shape (n,)."""
        return self._replace(
            initial=self.initial[keep],
            final=self.final[keep],
            moved=self.moved[keep],
            up=self.up[keep],
            length=self.length[keep],
        )


def leg_walk(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    acc_mps2: FloatArray,
    gyr_radps: FloatArray,
    missing: BoolArray,
    rate_hz: float,
    stride_s: float,
    up: FloatArray,
    left: FloatArray | None,
    kind: LegKind,
    weights: tuple[tuple[float, ...], tuple[float, ...]],
) -> LegRead:
    """Return what a walk of a leg shows; arguments as in whole.LegWalk."""
    walk = _Samples(
        np.ascontiguousarray(acc_mps2, dtype=np.float64),
        np.ascontiguousarray(gyr_radps, dtype=np.float64),
        missing,
        float(rate_hz),
        max(4, round(stride_s * rate_hz)),
    )
    told = np.zeros(3) if left is None else np.ascontiguousarray(left, dtype=np.float64)
    plane = _Plane(*_plane_of(walk.acc, walk.rates, up, told, walk.rate_hz, walk.stride))
    if kind is not LegKind.FOOT:
        motion = _motion(walk, plane)
        initial, final = swings_of(motion[RATE], missing, walk.rate_hz, float(stride_s))
        if kind is LegKind.SHANK and plane.planarity >= PLANAR:
            swing = motion[RATE], motion[ANGLE], motion[ABOVE_VEL], motion[AHEAD_VEL]
            walked = ~shank_on_stairs(swing, initial, final, float(stride_s))
            initial, final = initial[walked], final[walked]
        length = ahead = np.full(len(initial), np.nan)
    else:
        plane, foot = _foot(walk, plane, None if left is not None else up)
        stairs = on_stairs(foot.moved, foot.up)
        if stairs.any():
            foot = foot.kept(~stairs)
        motion, initial, final, length = foot.motion, foot.initial, foot.final, foot.length
        ahead = ahead_of(plane.axis, foot.moved, foot.up, length)
    faces, goes = np.array(weights[0]), np.array(weights[1])
    going, facing = judged_leg(
        motion, initial, ahead, walk.stride, plane.planarity, int(kind), faces, goes
    )
    return LegRead(initial, final, going, facing, plane.axis, length)


def _motion(walk: _Samples, plane: _Plane) -> FloatArray:
    return in_plane(plane.smooth, plane.steady, plane.axis, walk.rate_hz, walk.stride)


def _foot(walk: _Samples, plane: _Plane, up: FloatArray | None) -> tuple[_Plane, _Foot]:
    """Return what a foot shows, and the plane it was seen in.

    up: shape (3,), where the plane may be found from the line of travel, else None.
    """
    foot = _foot_in(walk, plane)
    if up is None or foot.share < PLANAR:
        return plane, foot
    if abs(dot(foot.line, plane.axis)) <= CROOKED_COS:
        return plane, foot
    axis = unit(across(up, foot.line))
    plane = plane._replace(axis=axis, planarity=foot.share)
    return plane, _foot_in(walk, plane)


def _foot_in(walk: _Samples, plane: _Plane) -> _Foot:
    motion = _motion(walk, plane)
    initial, final = foot_contacts(*walk, plane.turning, plane.axis, motion)
    return _Foot(motion, initial, final, *strides_of(*walk, initial))


@compiled
def _plane_of(  # noqa: PLR0913, PLR0917 (as above)
    acc: FloatArray,
    rates: FloatArray,
    up: FloatArray,
    told: FloatArray,
    rate_hz: float,
    stride: int,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, float]:
    smooth, turning = (
        smooth_rows(acc, SHAPE_HZ, rate_hz),
        smooth_rows(rates, SHAPE_HZ, rate_hz),
    )
    steady = np.empty(turning.shape)
    for k in range(3):
        line = drift_free(turning[k], stride)
        for i in range(len(line)):
            steady[k, i] = line[i]
    axis, planarity = swing_axis(steady, up)
    known = told[0] != 0.0 or told[1] != 0.0 or told[2] != 0.0
    if known and (abs(dot(axis, told)) >= FITS_COS or planarity < PLANAR):
        return smooth, turning, steady, unit(level(told, up)), 1.0
    return smooth, turning, steady, axis, planarity
