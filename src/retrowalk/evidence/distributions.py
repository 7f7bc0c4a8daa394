"""The distributions that intervals and tests are read from; an infinite df is the normal one."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, chdtri, fdtrc, ndtr, ndtri, stdtr, stdtrit

from retrowalk.arrays import FloatArray, IntArray


def t_quantile(share: float, df: ArrayLike) -> FloatArray:
    """Return the value below which a share of Student's t lies, shape of df (above 0)."""
    # One look-up for each different df: pools come by the thousand, their sizes do not.
    different, rows = np.unique(np.asarray(df, dtype=np.float64), return_inverse=True)
    finite = np.isfinite(different)
    found = np.where(finite, stdtrit(np.where(finite, different, 1.0), share), ndtri(share))
    return np.asarray(found[rows], dtype=np.float64).reshape(np.shape(df))


def t_two_sided(statistic: ArrayLike, df: ArrayLike) -> FloatArray:
    """Return the share of Student's t farther from 0 than a statistic; NaN stays NaN."""
    size = -np.abs(np.asarray(statistic, dtype=np.float64))
    known = np.broadcast_to(np.asarray(df, dtype=np.float64), size.shape)
    normal = np.isinf(known)
    share = np.empty(size.shape)
    share[normal] = ndtr(size[normal])
    share[~normal] = stdtr(known[~normal], size[~normal])
    return 2.0 * share


def chi2_above(value: FloatArray | float, df: IntArray | int) -> FloatArray:
    """Return the share of chi-squared above a value."""
    return np.asarray(chdtrc(df, value), dtype=np.float64)


def chi2_with_above(share: float, df: ArrayLike) -> FloatArray:
    """Return the value above which a share of chi-squared lies, shape of df."""
    different, rows = np.unique(np.asarray(df, dtype=np.float64), return_inverse=True)
    found = np.asarray(chdtri(different, share), dtype=np.float64)
    return found[rows].reshape(np.shape(df))


def f_above(value: float, df_top: int, df_below: float) -> float:
    """Return the share of F above a value; chi-squared over its df if df_below is infinite."""
    if np.isinf(df_below):
        return float(chi2_above(value * df_top, df_top))
    return float(fdtrc(df_top, df_below, value))
