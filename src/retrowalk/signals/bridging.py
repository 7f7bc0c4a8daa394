"""Gaps in a recording: brief ones are bridged by a line, longer ones end a stretch."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.signals.blocks import runs

MAX_BRIDGE_S = 0.1  # no contact fits into less; own choice


def usable(gone: BoolArray, rate_hz: float) -> BoolArray:
    """Return True where samples are there, or missing so briefly that a line will do."""
    fit = ~gone
    for low, high in runs(gone):
        inside = low > 0 and high < len(gone)
        if inside and high - low <= MAX_BRIDGE_S * rate_hz:
            fit[low:high] = True
    return fit


def bridged(values: FloatArray, gone: BoolArray) -> FloatArray:
    """Return values with each missing row put on the line between its neighbours."""
    if not gone.any():
        return values
    at, there = np.flatnonzero(gone), np.flatnonzero(~gone)
    filled = values.copy()
    for axis in range(values.shape[1]):
        filled[at, axis] = np.interp(at, there, values[there, axis])
    return filled
