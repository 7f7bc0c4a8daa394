"""From steps to what many of them were like: by bout and by direction, never mixed."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.gait.kernels.numpy_regularity import Likeness
from retrowalk.gait.measures.groups import Groups, ratio
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.measures.pace import (
    cadence_of_strides_spm,
    lengths,
    strides,
    walk_ratio_m_per_spm,
)
from retrowalk.gait.measures.phases import phases
from retrowalk.gait.measures.pitch import forefoot_first
from retrowalk.gait.measures.symmetry import step_symmetry
from retrowalk.gait.measures.variability import stride_time_cv_pct

# Columns of StepMeasures whose mean is all that is asked of them.
PLAIN = (
    "harmonic_ratio_v",
    "harmonic_ratio_ap",
    "harmonic_ratio_ml",
    "landing_peak_mps2",
    "landing_jerk_mps3",
    "foot_pitch_deg",
    "lean_deg",
    "pelvis_tilt_deg",
    "pelvis_obliquity_deg",
    "pelvis_rotation_deg",
)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What is summed up; one row for each step, shape (n_rows,).

    both_feet: whether the rows are steps of both feet. cells: the rows of one bout and
    one direction each. side: 0 or 1 for
    the two feet, -1 for neither. length_m: of steps where both feet are seen,
    else of strides. by_step, by_stride: likeness at the lag of a step and of a stride.
    """

    both_feet: bool
    cells: Groups
    side: CodeArray
    steps: StepMeasures
    length_m: FloatArray
    by_step: Likeness
    by_stride: Likeness


def summed_up(rows: Rows, groups: Groups) -> Measures:
    """Return the measures of each group of rows."""
    steps, both_feet = rows.steps, rows.both_feet
    n = strides(steps.stride_s, groups, both_feet=both_feet)
    stride_s = groups.mean(steps.stride_s)
    phase = phases(steps.stance_s, steps.swing_s, groups)
    timed_s = steps.step_s if both_feet else steps.stride_s
    way = lengths(timed_s, rows.length_m, groups, both_feet=both_feet)
    cadence_spm = cadence_of_strides_spm(stride_s)
    pitched = steps.foot_pitch_deg
    toes_down = np.where(np.isfinite(pitched), forefoot_first(pitched), np.nan)
    return Measures(
        strides=n,
        step_s=groups.mean(steps.step_s),
        stride_s=stride_s,
        cadence_spm=cadence_spm,
        stance_share=phase.stance,
        swing_share=phase.swing,
        double_support_share=phase.double_support,
        step_length_m=way.step_m,
        stride_length_m=way.stride_m,
        speed_mps=way.speed_mps,
        walk_ratio_m_per_spm=walk_ratio_m_per_spm(way.step_m, cadence_spm),
        stride_time_cv_pct=stride_time_cv_pct(steps.stride_s, rows.cells, groups, n),
        step_symmetry=step_symmetry(steps.step_s, rows.side, groups),
        step_regularity=_alike(rows.by_step, groups),
        stride_regularity=_alike(rows.by_stride, groups),
        forefoot_first_share=groups.mean(toes_down),
        **{name: groups.mean(getattr(steps, name)) for name in PLAIN},
    )


def _alike(like: Likeness, groups: Groups) -> FloatArray:
    return ratio(groups.total(like.product), groups.total(like.energy))
