"""When a shank or a thigh swings, in machine code; meaning in gait/leg/contacts_leg.py."""

import math

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.leg_rules import (
    CLOSEST_SWINGS,
    LATEST_FINAL,
    LEAST_SWING,
    REACH,
    SMOOTH_STRIDES,
)
from retrowalk.gait.kernels.numba_lines import smooth_line
from retrowalk.gait.kernels.numba_peaks import tops_of
from retrowalk.gait.kernels.numba_trunk_contacts import middle_of


@compiled
def swings_of(
    rate: FloatArray, missing: BoolArray, rate_hz: float, stride_s: float
) -> tuple[FloatArray, FloatArray]:
    """Return initial and final contacts, seen by the rate at which a leg swings."""
    stride, lopsided = max(4, round(stride_s * rate_hz)), 0.0
    for i in range(len(rate)):
        lopsided += rate[i] * rate[i] * rate[i]
    swing = rate.copy()
    for i in range(len(rate) if lopsided < 0.0 else 0):
        swing[i] = -rate[i]
    smooth = smooth_line(swing, SMOOTH_STRIDES / stride_s, rate_hz)
    tops = _tops(smooth, round(CLOSEST_SWINGS * stride))
    reach, n_ends, n_starts = round(REACH * stride), 0, 0
    ends, starts = np.empty(len(tops)), np.empty(len(tops))
    for top in tops:
        start, end = _crossing(swing, top, -1, reach), _crossing(swing, top, +1, reach)
        if not math.isnan(end):
            ends[n_ends] = end
            n_ends += 1
        if not math.isnan(start):
            starts[n_starts] = start
            n_starts += 1
    return contacts_of(ends[:n_ends], starts[:n_starts], missing, LATEST_FINAL * stride)


@compiled
def _tops(smooth: FloatArray, apart: int) -> IntArray:
    """Return the samples of the swings' middles, shape (k,)."""
    positive = np.empty(len(smooth))
    for i in range(len(smooth)):
        positive[i] = smooth[i] if smooth[i] >= 0.0 else -np.inf
    tops = tops_of(positive, apart)
    if len(tops) == 0:
        return tops
    heights = np.empty(len(tops))
    for i in range(len(tops)):
        heights[i] = smooth[tops[i]]
    least, count = LEAST_SWING * middle_of(heights), 0
    for i in range(len(tops)):
        if smooth[tops[i]] >= least:
            tops[count] = tops[i]
            count += 1
    return tops[:count]


@compiled
def _crossing(values: FloatArray, at: int, step: int, reach: int) -> float:
    """Return where values first leave the sign they have at a sample, NaN if nowhere."""
    sign = np.sign(values[at])
    before = values[at] * sign
    if before <= 0.0:
        return math.nan
    for after in range(1, reach + 1):
        sample = at + step * after
        if sample < 0 or sample >= len(values):
            return math.nan
        here = values[sample] * sign
        if here <= 0.0:
            return float(at + step * (after - 1 + before / (before - here)))
        before = here
    return math.nan


@compiled
def _followed(initial: FloatArray, starts: FloatArray, longest: float) -> FloatArray:
    """Return for each initial contact the first start of a swing after it, or NaN."""
    final, at = np.full(len(initial), np.nan), 0
    for i in range(len(initial)):
        while at < len(starts) and starts[at] <= initial[i]:
            at += 1
        if at == len(starts):
            break
        late = starts[at] - initial[i] > longest
        if i + 1 < len(initial):
            late = late or starts[at] > initial[i + 1]
        if not late:
            final[i] = starts[at]
    return final


@compiled
def contacts_of(
    ends: FloatArray, starts: FloatArray, missing: BoolArray, longest: float
) -> tuple[FloatArray, FloatArray]:
    """Return initial and final contacts, without those that lie at a missing sample.

    ends, starts: of swings, ascending. longest: samples from a contact to the next swing.
    """
    initial, final, count = ends.copy(), _followed(ends, starts, longest), 0
    for i in range(len(initial)):
        at = min(max(int(np.rint(initial[i])), 0), len(missing) - 1)
        if not missing[at]:
            initial[count], final[count] = initial[i], final[i]
            count += 1
    return initial[:count].copy(), final[:count].copy()
