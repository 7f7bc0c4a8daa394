"""Which way a leg sensor faces: told, or found from all walks of a recording together.

A sensor usually stays mounted as it is. So walks whose axis of swing and whose up lie
alike in the sensor are taken as one mounting, and their evidence is shared: a short walk
then knows what a long one has shown.
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.judging.persistence import persistent
from retrowalk.gait.kernels.leg_rules import FITS_COS

SAME_MOUNTING_COS = 0.85  # axes within 32 deg count as one mounting; own choice
TOLD_SCORE = 6.0  # log-odds of a told axis: people do mix up left and right, rarely
# How alike the strides of one person are in what they say about the mounting: the share
# of their scores' scatter that lies between people, not between strides. More strides
# make us surer of this person's shape, not of what the shape means; so however many
# there are, they count as no more than 1 / ALIKE. Own choice: with it what is said of
# people left out of the fit is on the careful side (validation/direction).
ALIKE = 0.3
MOST_FACING = 5.0  # log-odds; beyond that nothing was ever tested
PUT_BACK_OTHERWISE = 0.02  # chance between two walks; own choice


def pooled(total: FloatArray, strides: FloatArray) -> FloatArray:
    """Return the log-odds that many strides of one mounting give together; any shape.

    total: sum of the strides' own log-odds. strides: how many; 0 gives NaN. They count
    as strides / (1 + (strides - 1) * ALIKE) independent ones (Kish's design effect).
    """
    some = np.maximum(strides, 1.0)
    together = total / (1.0 + (some - 1.0) * ALIKE)
    return np.where(strides > 0, np.clip(together, -MOST_FACING, MOST_FACING), np.nan)


def shared_facing(
    axis: FloatArray, up: FloatArray, score: FloatArray, strides: FloatArray
) -> FloatArray:
    """Return the facing of each walk from all walks of its mounting, shape (n_walks,).

    axis, up: shape (n_walks, 3), sensor axes, length 1; walks in order of time. score:
    shape (n_walks,), each walk's own mean log-odds for its axis, NaN where it has none.
    strides: shape (n_walks,), how many gave it.

    A phone that is put back the other way round lies along the same line: where walks from
    some moment on clearly say the opposite, they are taken as another mounting; where one
    says so less clearly, that takes from what it is told by the others.
    """
    count = np.where(np.isfinite(score), strides, 0.0)
    line, side = _lines(axis, up)
    total = side * np.where(count > 0.0, score * count, 0.0)
    facing = np.full(len(score), np.nan)
    for one in np.unique(line):
        rows = np.flatnonzero(line == one)
        own = np.nan_to_num(pooled(total[rows], count[rows]))
        kept = persistent(own, PUT_BACK_OTHERWISE) >= 0.0
        for way in (kept, ~kept):
            same = pooled(total[rows][way].sum(), count[rows][way].sum())
            against = np.where(own[way] * same < 0.0, own[way], 0.0)
            facing[rows[way]] = side[rows[way]] * (same + against)
    return facing


def _lines(axis: FloatArray, up: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return which walks' axes lie along one line, and which way along it, shape (n_walks,).

    A sensor that slowly turns in its pocket stays along its line: each walk is compared
    with the one before it on that line.
    """
    latest: list[int] = []
    line, side = np.zeros(len(axis), dtype=np.int64), np.ones(len(axis))
    for row in range(len(axis)):
        along = axis[latest] @ axis[row]
        alike = (np.abs(along) >= SAME_MOUNTING_COS) & (
            up[latest] @ up[row] >= SAME_MOUNTING_COS
        )
        if not alike.any():
            line[row] = len(latest)
            latest.append(row)
            continue
        newest = max(np.flatnonzero(alike), key=lambda one: latest[one])
        line[row] = newest
        side[row] = side[latest[newest]] * np.sign(along[newest])
        latest[newest] = row
    return line, side


def told_facing(axis: FloatArray, left: FloatArray, score: float = TOLD_SCORE) -> float:
    """Return the log-odds that an axis of swing points to the told left.

    NaN where it points neither left nor right: the told axes do not fit the walk.

    axis, left: shape (3,), sensor axes, length 1. score: how sure left itself is.
    """
    along = float(axis @ left)
    if abs(along) < FITS_COS:
        return float("nan")
    return float(np.sign(along)) * score
