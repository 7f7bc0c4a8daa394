"""The bouts of a recording, their turns, and what they add to the days, in columns."""

from collections.abc import Sequence

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.facts import Facts
from retrowalk.gait.finding.turns import NO_TURNS, Turns
from retrowalk.gait.judging.direction import BACKWARD, FORWARD, Directions, prevailing
from retrowalk.gait.measured import Measured
from retrowalk.gait.measures.days import Walked
from retrowalk.gait.measures.groups import Groups, ratio
from retrowalk.gait.report import Bouts
from retrowalk.gait.reporting.step_columns import StepColumns
from retrowalk.units import SECONDS_PER_MINUTE


def bouts_of(facts: Facts, found: Sequence[Measured], columns: StepColumns) -> Bouts:
    """Return the bouts; the last sample's own time is within them."""
    first = np.array([one.walk.first for one in found], dtype=np.float64)
    size = np.array([one.walk.n_samples for one in found], dtype=np.float64)
    every = Directions(columns.steps.direction, columns.steps.direction_confidence)
    most = prevailing(every, columns.steps.bout, len(found))
    steps = np.array([one.contacts.steps for one in found], dtype=np.int64)
    return Bouts(
        start_s=facts.seconds(first),
        end_s=facts.seconds(first + size - 1.0) + 1.0 / facts.rate_hz,
        direction=most.code,
        direction_confidence=most.confidence,
        steps=steps,
        cadence_spm=_cadence_spm(columns, len(found)),
    )


def turns_of(facts: Facts, found: Sequence[Measured]) -> Turns:
    """Return the turns of all bouts, ascending."""
    bout = np.repeat(np.arange(len(found)), [len(one.turns) for one in found])
    if not len(bout):
        return NO_TURNS
    begin = np.array([one.walk.first for one in found], dtype=np.float64)[bout]
    every = np.concatenate([one.turns for one in found])
    return Turns(
        start_s=facts.seconds(begin + every[:, 0]),
        end_s=facts.seconds(begin + every[:, 1]),
        angle_deg=every[:, 2],
        bout=bout.astype(np.int64),
    )


def walked_of(bouts: Bouts, columns: StepColumns) -> Walked:
    """Return what each bout adds to its day; a row of one leg stands for two steps."""
    steps, n = columns.steps, len(bouts.start_s)
    rows = np.bincount(steps.bout, minlength=n).astype(np.float64)
    each = ratio(bouts.steps.astype(np.float64), rows)
    ways = [
        np.bincount(steps.bout[steps.direction == code], minlength=n) * each
        for code in (FORWARD, BACKWARD)
    ]
    of = Groups(steps.bout, n)
    length_m = columns.rows.length_m
    time_s = ratio(length_m, columns.measures.speed_mps)
    return Walked(
        start_s=bouts.start_s,
        end_s=bouts.end_s,
        steps=bouts.steps,
        forward_steps=ways[0],
        backward_steps=ways[1],
        cadence_spm=bouts.cadence_spm,
        way_m=of.total(np.where(np.isfinite(time_s), length_m, np.nan)),
        timed_s=of.total(time_s),
    )


def _cadence_spm(columns: StepColumns, n: int) -> FloatArray:
    """Return steps of both feet per minute of each bout, whatever their direction."""
    of, steps = Groups(columns.steps.bout, n), columns.measures
    if columns.rows.both_feet:
        return SECONDS_PER_MINUTE / of.mean(steps.step_s)
    return 2.0 * SECONDS_PER_MINUTE / of.mean(steps.stride_s)
