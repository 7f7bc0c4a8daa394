"""Forward beside backward at the same speed: the only way some measures compare."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.gait.judging.direction import BACKWARD, FORWARD
from retrowalk.gait.measures.groups import Groups, ratio

SPEED_STEP_MPS = 0.1  # speeds within one such step count as the same; own choice
MIN_STRIDES = 10  # of each direction at one speed, below which it is left out; own choice


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """Means forward and backward over the speeds that were walked both ways.

    what: names of the measures. forward, backward: shape (len(what),), NaN where not
        measured. speed_mps: the speed they stand for, on average; NaN where none is
        common. strides: forward and backward rows they rest on.
    """

    what: tuple[str, ...]
    forward: FloatArray
    backward: FloatArray
    speed_mps: float
    strides: tuple[int, int]


NOT_MATCHED = Matched((), np.zeros(0), np.zeros(0), float("nan"), (0, 0))


def matched(
    direction: CodeArray, speed_mps: FloatArray, columns: dict[str, FloatArray]
) -> Matched:
    """Return the measures of both directions at matched speed.

    direction, speed_mps and every column: shape (n_rows,). Rows are sorted into speeds of
    SPEED_STEP_MPS; a speed with at least MIN_STRIDES rows of each direction counts, by
    the smaller of the two numbers. Own choice: stratifying by speed.
    """
    usable = np.isfinite(speed_mps) & (speed_mps < np.inf)
    speed = np.where(usable, np.floor(speed_mps / SPEED_STEP_MPS), 0.0).astype(np.int64)
    n = int(speed.max(initial=0)) + 1
    ways = [
        Groups(np.where(usable & (direction == code), speed, -1), n)
        for code in (FORWARD, BACKWARD)
    ]
    rows = np.stack([way.count(speed_mps) for way in ways])
    weight = np.where((rows >= MIN_STRIDES).all(axis=0), rows.min(axis=0), 0)
    return Matched(
        what=tuple(columns),
        forward=_means(ways[0], columns, weight),
        backward=_means(ways[1], columns, weight),
        speed_mps=float(_weighted(ways[0].mean(speed_mps), weight)),
        strides=(int(rows[0][weight > 0].sum()), int(rows[1][weight > 0].sum())),
    )


def _means(way: Groups, columns: dict[str, FloatArray], weight: FloatArray) -> FloatArray:
    return np.array([_weighted(way.mean(one), weight) for one in columns.values()])


def _weighted(values: FloatArray, weight: FloatArray) -> np.float64:
    known = np.where(np.isfinite(values), weight, 0).astype(np.float64)
    total = (np.nan_to_num(values) * known).sum(keepdims=True)
    return np.float64(ratio(total, known.sum(keepdims=True))[0])
