"""Variability: how evenly one stride time follows another."""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.measures.groups import Groups, ratio

MIN_STRIDES = 50  # fewer make the figure a matter of luck; evidence.md, claim G6
PER_CENT = 100.0


def stride_time_cv_pct(
    stride_s: FloatArray, cells: Groups, groups: Groups, strides: IntArray
) -> FloatArray:
    """Return the coefficient of variation of the stride time, in per cent, shape (n,).

    stride_s: shape (n_rows,), seconds. cells: the rows of one bout and one direction
    each. groups: any union of cells. strides: shape (n,), strides of each group
    (Measures.strides).

    Standard deviation within a cell, by the group's mean: a group of several bouts is
    not called uneven because one bout was quicker than another. NaN below 50 strides.
    """
    known = np.flatnonzero(np.isfinite(stride_s) & (groups.of >= 0))
    away = np.full(len(stride_s), np.nan)
    away[known] = stride_s[known] - cells.mean(stride_s)[cells.of[known]]
    group_of = np.full(cells.n, -1)
    group_of[cells.of[known]] = groups.of[known]
    parts = np.bincount(group_of[group_of >= 0], minlength=groups.n)
    freedom = groups.count(stride_s) - parts
    spread = np.sqrt(ratio(groups.total(away * away), freedom.astype(np.float64)))
    cv_pct = PER_CENT * ratio(spread, groups.mean(stride_s))
    return np.where(strides >= MIN_STRIDES, cv_pct, np.nan)
