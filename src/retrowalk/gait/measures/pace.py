"""Pace: times, lengths and speed of steps and strides, step by step."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.measures.groups import Groups, ratio
from retrowalk.units import SECONDS_PER_MINUTE


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Times of the step and the stride that end in each contact; shape (n_rows,), s."""

    step_s: FloatArray
    stride_s: FloatArray
    stance_s: FloatArray
    swing_s: FloatArray


def times(
    since_s: FloatArray, initial_s: FloatArray, final_s: FloatArray, *, both_feet: bool
) -> Times:
    """Return the times of each row.

    since_s: shape (n_rows,), time since the contact before ; NaN where
        a bout begins or a contact was missed.
    initial_s, final_s: the contacts. both_feet: whether the rows are of both feet in
    turn; from one leg the step of the other foot is not seen.
    """
    nothing = np.full(len(since_s), np.nan)
    before = np.concatenate([[np.nan], since_s[:-1]])[: len(since_s)]
    if both_feet:
        return Times(since_s, since_s + before, nothing, nothing)
    left = np.concatenate([[np.nan], final_s[:-1]])[: len(since_s)]
    swing_s = np.where(np.isfinite(since_s), initial_s - left, np.nan)
    return Times(nothing, since_s, since_s - swing_s, swing_s)


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """Mean lengths and speed by group; shape (n,); NaN where not measured."""

    step_m: FloatArray
    stride_m: FloatArray
    speed_mps: FloatArray


def lengths(
    time_s: FloatArray, length_m: FloatArray, groups: Groups, *, both_feet: bool
) -> Lengths:
    """Return lengths and speed of each group.

    time_s, length_m: shape (n_rows,), of steps where both feet are seen, else of strides.
    Speed is all way by all time of the rows that have both. A step is half a stride on
    average, whichever of the two was measured.
    """
    mean_m = groups.mean(length_m)
    timed_m = np.where(np.isfinite(time_s), length_m, np.nan)
    walked_s = np.where(np.isfinite(length_m), time_s, np.nan)
    speed = ratio(groups.total(timed_m), groups.total(walked_s))
    if both_feet:
        return Lengths(mean_m, 2.0 * mean_m, speed)
    return Lengths(0.5 * mean_m, mean_m, speed)


def strides(stride_s: FloatArray, groups: Groups, *, both_feet: bool) -> IntArray:
    """Return the number of strides of each group, shape (n,); two rows each from the trunk."""
    return groups.count(stride_s) // (2 if both_feet else 1)


def cadence_of_strides_spm(stride_s: FloatArray) -> FloatArray:
    """Return steps of both feet per minute from the time of a stride, any shape."""
    return np.asarray(2.0 * SECONDS_PER_MINUTE / stride_s)


def walk_ratio_m_per_spm(step_m: FloatArray, cadence_spm: FloatArray) -> FloatArray:
    """Return step length by cadence, in m per step/min, shape (n,).

    How a pace is made: of long steps or of quick ones. A norm is not known.
    """
    return ratio(step_m, cadence_spm)
