"""Phases of the stride: how long the foot is on the ground, and both feet are."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.measures.groups import Groups, ratio


@dataclass(frozen=True, slots=True, eq=False)
class Phases:
    """Shares of the stride, 0 to 1, by group; shape (n,); NaN where not measured."""

    stance: FloatArray
    swing: FloatArray
    double_support: FloatArray


def phases(stance_s: FloatArray, swing_s: FloatArray, groups: Groups) -> Phases:
    """Return the phases of each group.

    stance_s, swing_s: shape (n_rows,), the two parts of the row's stride.

    Stance is from initial to final contact of the foot, swing from there to its next
    initial contact. Double support, both of its parts together, is 2 x stance - 1: what
    it is if the other foot stands as long as this one, because a sensor on one leg does
    not see the other. NaN where that is below 0: then one foot or none is down.
    """
    stride_s = stance_s + swing_s
    both = np.where(np.isfinite(stride_s), stance_s, np.nan)
    stance = ratio(groups.total(both), groups.total(stride_s))
    double = 2.0 * stance - 1.0
    return Phases(stance, 1.0 - stance, np.where(double >= 0.0, double, np.nan))
