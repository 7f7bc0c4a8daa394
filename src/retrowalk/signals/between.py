"""Signals between their samples: on the straight line from one to the next."""

import numpy as np

from retrowalk.arrays import FloatArray


def between(values: FloatArray, at: FloatArray) -> FloatArray:
    """Return values at moments between samples, shape (m, p, k).

    values: shape (n, k), n at least 2. at: shape (m, p), samples with fractions. NaN for
    a whole row of moments if one of them lies outside the signal or is NaN.
    """
    last = len(values) - 1
    inside = np.asarray(((at >= 0.0) & (at <= last)).all(axis=1))
    whole = np.where(inside[:, None], at, 0.0)
    before = np.minimum(whole.astype(np.int64), last - 1)
    share = (whole - before)[..., None]
    found = values[before]
    found += share * (values[before + 1] - found)
    found[~inside] = np.nan
    return np.asarray(found)


def stride_grid(first: FloatArray, last: FloatArray, points: int) -> FloatArray:
    """Return moments evenly spread over [first, last), shape (n, points).

    first, last: shape (n,), samples with fractions; a row with NaN stays NaN.
    """
    return np.asarray(first[:, None] + (last - first)[:, None] * np.arange(points) / points)
