"""What the strides before say about a stride: one half of a hidden Markov model's recursion."""

import math

import numpy as np

from retrowalk.arrays import FloatArray


def carried(own: FloatArray, change: float) -> FloatArray:
    """Return what the strides before each one say about it, log-odds, shape (n,)."""
    found, says = [], 0.0
    for one in own.tolist():
        found.append(says)
        says = _passed_on(says + one, change)
    return np.array(found, dtype=np.float64)


def _passed_on(log_odds: float, change: float) -> float:
    """Return log-odds of the state one stride later, where it may have changed."""
    ratio = math.exp(-abs(log_odds))
    stays = 1.0 - change
    passed = math.log((stays + change * ratio) / (stays * ratio + change))
    return math.copysign(passed, log_odds)
