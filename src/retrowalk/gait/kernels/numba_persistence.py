"""Neighbours vouching for each other, in machine code; meaning in numpy_persistence."""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled


def carried(own: FloatArray, change: float) -> FloatArray:
    """Return what the strides before each one say about it, log-odds, shape (n,)."""
    return carried_of(np.ascontiguousarray(own, dtype=np.float64), float(change))


@compiled
def carried_of(own: FloatArray, change: float) -> FloatArray:
    """Return what is carried on to each stride, as `carried` does."""
    found = np.empty(len(own))
    stays, says = 1.0 - change, 0.0
    for i in range(len(own)):
        found[i] = says
        here = says + own[i]
        ratio = math.exp(-abs(here))
        passed = math.log((stays + change * ratio) / (stays * ratio + change))
        says = math.copysign(passed, here)
    return found
