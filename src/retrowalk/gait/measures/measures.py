"""What a step was like, and what many steps of one kind were like: two tables of columns."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from retrowalk.arrays import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class StepMeasures:
    """One row for each row of Steps; shape (n_steps,) each; NaN where not measured.

    A time, a length or a shape belongs to the step or stride that ends in the row's
    initial contact; the landing and the foot's pitch belong to that contact itself.

    step_s: time since the other foot's contact before (pace.py). stride_s: time since
        the same foot's contact before.
    stance_s, swing_s: the two parts of that stride, on the ground and off it.
    step_length_m: length of the step, seen from the trunk, of forward steps only.
    speed_mps: along the way.
    landing_peak_mps2, landing_jerk_mps3: how hard the contact is (impact.py).
    foot_pitch_deg: toes up (+) or down (-) against the flat foot, at contact (pitch.py).
    lean_deg: trunk tipped ahead (+) against its told axes (posture.py).
    pelvis_tilt_deg, pelvis_obliquity_deg, pelvis_rotation_deg: range over the stride
        about the left-right, the front-back and the vertical axis (posture.py).
    harmonic_ratio_v, harmonic_ratio_ap, harmonic_ratio_ml: harmonics.py.
    """

    step_s: FloatArray
    stride_s: FloatArray
    stance_s: FloatArray
    swing_s: FloatArray
    step_length_m: FloatArray
    speed_mps: FloatArray
    landing_peak_mps2: FloatArray
    landing_jerk_mps3: FloatArray
    foot_pitch_deg: FloatArray
    lean_deg: FloatArray
    pelvis_tilt_deg: FloatArray
    pelvis_obliquity_deg: FloatArray
    pelvis_rotation_deg: FloatArray
    harmonic_ratio_v: FloatArray
    harmonic_ratio_ap: FloatArray
    harmonic_ratio_ml: FloatArray

    @classmethod
    def unmeasured(cls, n: int) -> Self:
        """Return n rows of which nothing is known."""
        return cls(**{field.name: np.full(n, np.nan) for field in fields(cls)})


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Means over the steps of one bout, or of one direction; shape (n,), NaN unmeasured.

    strides: how many strides they rest on. From the trunk, where every step ends a
        stride of its foot, two steps count as one stride.
    step_s, stride_s, cadence_spm: mean times; steps of both feet per minute.
    stance_share, swing_share, double_support_share: of the stride, 0 to 1 (phases.py).
    step_length_m, stride_length_m, speed_mps: means; speed is way by time.
    walk_ratio_m_per_spm: step length by cadence (pace.py).
    stride_time_cv_pct: only from 50 strides on (variability.py).
    step_symmetry: 0 to 1, shorter by longer of the feet's step times (symmetry.py).
    step_regularity, stride_regularity: -1 to 1 (regularity.py).
    harmonic_ratio_*, landing_*, foot_pitch_deg, lean_deg, pelvis_*: as StepMeasures.
    forefoot_first_share: 0 to 1, contacts with the toes down (pitch.py).
    """

    strides: IntArray
    step_s: FloatArray
    stride_s: FloatArray
    cadence_spm: FloatArray
    stance_share: FloatArray
    swing_share: FloatArray
    double_support_share: FloatArray
    step_length_m: FloatArray
    stride_length_m: FloatArray
    speed_mps: FloatArray
    walk_ratio_m_per_spm: FloatArray
    stride_time_cv_pct: FloatArray
    step_symmetry: FloatArray
    step_regularity: FloatArray
    stride_regularity: FloatArray
    harmonic_ratio_v: FloatArray
    harmonic_ratio_ap: FloatArray
    harmonic_ratio_ml: FloatArray
    landing_peak_mps2: FloatArray
    landing_jerk_mps3: FloatArray
    foot_pitch_deg: FloatArray
    forefoot_first_share: FloatArray
    lean_deg: FloatArray
    pelvis_tilt_deg: FloatArray
    pelvis_obliquity_deg: FloatArray
    pelvis_rotation_deg: FloatArray

    @classmethod
    def unmeasured(cls, n: int) -> Self:
        """Return n rows of which nothing is known."""
        columns = {field.name: np.full(n, np.nan) for field in fields(cls)}
        return cls(**(columns | {"strides": np.zeros(n, dtype=np.int64)}))
