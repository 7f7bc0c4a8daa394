"""The steps of all walks, end to end: from what each walk holds to the report's columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray, IntArray
from retrowalk.directions import CODES
from retrowalk.gait.contacts import FEET
from retrowalk.gait.facts import Facts
from retrowalk.gait.judging.deciding import Decided
from retrowalk.gait.judging.direction import FORWARD, Directions
from retrowalk.gait.kernels.numpy_regularity import Likeness
from retrowalk.gait.measured import Measured
from retrowalk.gait.measures.groups import Groups, ratio
from retrowalk.gait.measures.measures import StepMeasures
from retrowalk.gait.measures.pace import times
from retrowalk.gait.measures.summary import Rows
from retrowalk.gait.measures.symmetry import alternate_sides
from retrowalk.gait.measures.walk_measures import WalkMeasures
from retrowalk.gait.report import Steps
from retrowalk.gait.sites import STEP_SITES

SURE = (
    2.2  # log-odds of a chance of 0.9, from which on a foot's toes are told from its heel
)


@dataclass(frozen=True, slots=True, eq=False)
class StepColumns:
    """All steps: as the report shows them, and as they are summed up."""

    steps: Steps
    measures: StepMeasures
    rows: Rows


def step_columns(
    facts: Facts,
    found: Sequence[Measured],
    noted: Sequence[WalkMeasures],
    said: Decided,
) -> StepColumns:
    """Return the steps of walks that are measured, noted and decided, ascending."""
    steps = _steps(facts, found, said.strides)
    seen = WalkMeasures.joined(noted)
    both_feet = facts.site in STEP_SITES
    # From samples, not from the clock: a clock of 1.7e9 s has lost the last microsecond.
    initial_s = _joined([one.contacts.initial for one in found]) / facts.rate_hz
    final_s = _joined([one.contacts.final for one in found]) / facts.rate_hz
    since_s = np.diff(initial_s, prepend=np.nan)
    since_s = np.where(np.isfinite(seen.since), since_s, np.nan)
    time = times(since_s, initial_s, final_s, both_feet=both_feet)
    # The trunk's rise tells a step's length walking forward only (validation/direction).
    forth = steps.direction == FORWARD
    step_m = np.where(forth, _joined([one.step_length_m for one in found]), np.nan)
    length_m = step_m if both_feet else steps.stride_length_m
    measures = StepMeasures(
        step_s=time.step_s,
        stride_s=time.stride_s,
        stance_s=time.stance_s,
        swing_s=time.swing_s,
        step_length_m=step_m,
        speed_mps=ratio(length_m, time.step_s if both_feet else time.stride_s),
        landing_peak_mps2=seen.landing_peak_mps2,
        landing_jerk_mps3=seen.landing_jerk_mps3,
        foot_pitch_deg=seen.pitch_deg * _toes_up(said)[steps.bout],
        lean_deg=seen.lean_deg,
        pelvis_tilt_deg=seen.pelvis_tilt_deg,
        pelvis_obliquity_deg=seen.pelvis_obliquity_deg,
        pelvis_rotation_deg=seen.pelvis_rotation_deg,
        harmonic_ratio_v=seen.harmonic_ratio_v,
        harmonic_ratio_ap=seen.harmonic_ratio_ap,
        harmonic_ratio_ml=seen.harmonic_ratio_ml,
    )
    rows = Rows(
        both_feet=both_feet,
        cells=Groups(steps.bout * len(CODES) + steps.direction, len(found) * len(CODES)),
        side=_sides(steps.foot, steps.bout, since_s),
        steps=measures,
        length_m=length_m,
        by_step=Likeness(seen.step_product, seen.step_energy),
        by_stride=Likeness(seen.stride_product, seen.stride_energy),
    )
    return StepColumns(steps, measures, rows)


def _toes_up(said: Decided) -> FloatArray:
    """Return what a walk's pitch counts for with the toes up, +1 or -1; NaN where not sure.

    An axis of swing that points to the left has the toes up where its angle is positive.
    """
    return np.where(np.abs(said.facing) >= SURE, np.sign(said.facing), np.nan)


def _steps(facts: Facts, found: Sequence[Measured], strides: Sequence[Directions]) -> Steps:
    n = [len(one.contacts.initial) for one in found]
    bout = np.repeat(np.arange(len(found)), n).astype(np.int64)
    begin = np.array([one.walk.first for one in found], dtype=np.float64)[bout]
    initial = _joined([one.contacts.initial for one in found])
    final = _joined([one.contacts.final for one in found])
    return Steps(
        bout=bout,
        initial_contact_s=facts.seconds(begin + initial),
        final_contact_s=facts.seconds(begin + final),
        foot=_feet(facts, found),
        direction=_codes([one.code for one in strides]),
        direction_confidence=_joined([one.confidence for one in strides]),
        stride_length_m=_joined([one.stride_length_m for one in found]),
    )


def _feet(facts: Facts, found: Sequence[Measured]) -> CodeArray:
    """Return the foot of each row: the sensor's own on a leg, else what the walk says."""
    foot = _codes([one.foot for one in found])
    if facts.site in STEP_SITES:
        return foot
    return np.full(len(foot), FEET.index(facts.side), dtype=np.int8)


def _sides(foot: CodeArray, bout: IntArray, since_s: FloatArray) -> CodeArray:
    """Return 0 or 1 for the two feet, -1 for neither, shape (n_rows,).

    By name in a bout that names any, else in turn.
    """
    naming = np.bincount(bout, weights=foot > 0)[bout] > 0.0
    return np.where(naming, foot - 1, alternate_sides(since_s)).astype(np.int8)


def _joined(columns: list[FloatArray]) -> FloatArray:
    return np.concatenate([np.zeros(0), *columns])


def _codes(columns: list[CodeArray] | list[IntArray]) -> CodeArray:
    return np.concatenate([np.zeros(0, dtype=np.int8), *columns]).astype(np.int8)
