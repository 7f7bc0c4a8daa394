"""Where a sensor ran out of range: it repeats its end value, which a body hardly ever does."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.units import STANDARD_GRAVITY_MPS2

# Nine tenths of the smallest ranges sold, 2 g and 125 deg/s: below, repeated values are the
# steps of a coarse sensor at rest.
LEAST_ACC_MPS2 = 0.9 * 2.0 * STANDARD_GRAVITY_MPS2
LEAST_GYR_RADPS = float(0.9 * np.deg2rad(125.0))
MIN_VALUES = 4  # at one end of range, in pairs: fewer may be chance


def clipped(values: FloatArray, least: float) -> BoolArray:
    """Return True where a value sits at its axis's end of range, shape (n, 3).

    values: shape (n, 3). least: size below which no sensor's range ends.
    At the end of range means: exactly the largest or the smallest value of the axis, at
    least twice in a row and MIN_VALUES times in all. NaN is never clipped.
    """
    found = np.zeros(values.shape, dtype=np.bool_)
    if not len(values):
        return found
    channels = np.ascontiguousarray(
        values.T
    )  # each axis in one piece: several times quicker
    for end in (np.fmax.reduce(channels, axis=1), np.fmin.reduce(channels, axis=1)):
        for axis in np.flatnonzero(np.abs(end) >= least):
            at_end = channels[axis] == end[axis]
            if np.count_nonzero(at_end) < MIN_VALUES:
                continue
            pairs = at_end[1:] & at_end[:-1]
            here = np.zeros(len(values), dtype=np.bool_)
            here[1:] = pairs
            here[:-1] |= pairs
            if np.count_nonzero(here) >= MIN_VALUES:
                found[:, axis] |= here
    return found


def clipped_share(acc_mps2: FloatArray) -> float:
    """Return the share, 0 to 1, of values of acceleration at the sensor's end of range."""
    return float(clipped(acc_mps2, LEAST_ACC_MPS2).sum() / max(acc_mps2.size, 1))


def clipped_rows(acc_mps2: FloatArray, gyr_radps: FloatArray | None) -> BoolArray:
    """Return True for each row, shape (n,), in which an axis is at its end of range."""
    rows = clipped(acc_mps2, LEAST_ACC_MPS2).any(axis=1)
    if gyr_radps is not None:
        rows |= clipped(gyr_radps, LEAST_GYR_RADPS).any(axis=1)
    return np.asarray(rows)
