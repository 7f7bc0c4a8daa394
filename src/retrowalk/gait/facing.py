"""Which way a leg sensor faces: told, or found from all walks of a recording together.

A sensor usually stays mounted as it is. So walks whose axis of swing and whose up lie
alike in the sensor are taken as one mounting, and their evidence is shared: a short walk
then knows what a long one has shown.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.evidence import MOST_SCORE
from retrowalk.gait.sagittal import FITS_COS

SAME_MOUNTING_COS = 0.85  # axes within 32 deg count as one mounting; own choice
TOLD_SCORE = 6.0  # log-odds of a told axis: people do mix up left and right, rarely


def shared_facing(
    axis: FloatArray, up: FloatArray, score: FloatArray, strides: FloatArray
) -> FloatArray:
    """Return the facing of each walk from all walks of its mounting, shape (n_walks,).

    axis, up: shape (n_walks, 3), sensor axes, length 1. score: shape (n_walks,), each
    walk's own mean log-odds for its axis. strides: shape (n_walks,), its weight.
    """
    swing = axis @ axis.T
    alike = (np.abs(swing) >= SAME_MOUNTING_COS) & (up @ up.T >= SAME_MOUNTING_COS)
    weight = alike * strides[None, :]
    total = (weight * np.sign(swing)) @ score
    mean = total / np.maximum(weight.sum(axis=1), 1e-9)
    return np.asarray(np.clip(mean, -MOST_SCORE, MOST_SCORE))


def told_facing(axis: FloatArray, left: FloatArray) -> float:
    """Return the log-odds that an axis of swing points to the told left.

    NaN where it points neither left nor right: the told axes do not fit the walk.

    axis, left: shape (3,), sensor axes, length 1.
    """
    along = float(axis @ left)
    if abs(along) < FITS_COS:
        return float("nan")
    return float(np.sign(along)) * TOLD_SCORE
