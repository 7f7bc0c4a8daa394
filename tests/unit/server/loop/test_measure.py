"""What is said of an interval: only what its own steps say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import CODES, Direction
from retrowalk.gait.finding.turns import NO_TURNS
from retrowalk.gait.measures.days import NO_DAYS
from retrowalk.gait.measures.matched import NOT_MATCHED
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.measures.sways import NO_SWAYS
from retrowalk.gait.report import Bouts, GaitReport, NotMeasured, Steps
from retrowalk.server.sessions.measure import MIXED, NO_STEPS, measure
from retrowalk.signals.recording import Recording, SensorSite
from retrowalk.signals.stretches import NO_STRETCHES

RATE_HZ = 10.0
WHY = "the forward axis was not told"


def recording(seconds=100, gap=None):
    acc = np.zeros((int(seconds * RATE_HZ), 3))
    if gap:
        acc[int(gap[0] * RATE_HZ) : int(gap[1] * RATE_HZ)] = np.nan
    return Recording(0.0, RATE_HZ, acc, None, SensorSite.POCKET)


def report(at_s, directions, steps_a_row=1, bout=None):
    n = len(at_s)
    bout = np.zeros(n, dtype=np.int64) if bout is None else np.array(bout, dtype=np.int64)
    bouts = int(bout.max(initial=-1)) + 1
    codes = np.array([CODES.index(d) for d in directions], dtype=np.int8)
    return GaitReport(
        start_s=0.0,
        duration_s=100.0,
        rate_hz=RATE_HZ,
        site=SensorSite.POCKET,
        side=None,
        axes="found",
        simulated=True,
        bouts=Bouts(
            start_s=np.zeros(bouts),
            end_s=np.full(bouts, 100.0),
            direction=np.zeros(bouts, dtype=np.int8),
            direction_confidence=np.full(bouts, np.nan),
            steps=np.bincount(bout, minlength=bouts) * steps_a_row,
            cadence_spm=np.full(bouts, np.nan),
        ),
        steps=Steps(
            bout=bout,
            initial_contact_s=np.array(at_s, dtype=np.float64),
            final_contact_s=np.full(n, np.nan),
            foot=np.zeros(n, dtype=np.int8),
            direction=codes,
            direction_confidence=np.full(n, np.nan),
            stride_length_m=np.full(n, np.nan),
        ),
        not_measured=(NotMeasured("direction", WHY),),
        step_measures=StepMeasures.unmeasured(n),
        bout_measures=Measures.unmeasured(bouts),
        direction_measures=Measures.unmeasured(4),
        matched=NOT_MATCHED,
        turns=NO_TURNS,
        quality=NO_STRETCHES,
        quiet=NO_SWAYS,
        days=NO_DAYS,
    )


def walking(direction, n=20, **more):
    return report(np.arange(n) * 0.5, [direction] * n, **more)


def test_only_steps_inside_the_walked_spans_count_and_the_end_is_outside():
    seen = measure(walking(Direction.BACKWARD), recording(), [(0.0, 2.0), (4.0, 5.0)])

    assert (seen.direction, seen.steps, seen.cadence_spm) == (Direction.BACKWARD, 6, 120.0)
    assert seen.why_unknown is None


def test_a_sensor_on_one_leg_counts_two_steps_for_each_contact():
    seen = measure(walking(Direction.FORWARD, steps_a_row=2), recording(), [(0.0, 5.0)])

    assert (seen.steps, seen.cadence_spm) == (20, 240.0)


def test_a_direction_is_named_only_when_most_of_the_steps_have_it():
    half = [Direction.BACKWARD] * 5 + [Direction.UNKNOWN] * 5
    seen = measure(report(np.arange(10), half), recording(), [(0.0, 10.0)])

    assert seen.direction is Direction.UNKNOWN
    assert seen.why_unknown == WHY


def test_steps_the_other_way_are_said_as_seen():
    seen = measure(walking(Direction.FORWARD), recording(), [(0.0, 10.0)])

    assert seen.direction is Direction.FORWARD


def test_no_steps_is_not_the_same_as_not_measured():
    still = measure(report([], []), recording(), [(10.0, 20.0)])
    dark = measure(walking(Direction.FORWARD), recording(gap=(10, 16)), [(10.0, 20.0)])

    assert (still.steps, still.why_unknown) == (0, NO_STEPS)
    assert dark is None


@pytest.mark.parametrize("spans", [[], [(200.0, 260.0)]])
def test_an_interval_that_was_not_walked_or_not_recorded_is_not_measured(spans):
    assert measure(walking(Direction.FORWARD), recording(), spans) is None


def test_cadence_is_not_taken_across_bouts_or_spans():
    two_bouts = report([0.0, 0.5, 8.0, 8.5], [Direction.FORWARD] * 4, bout=[0, 0, 1, 1])

    assert measure(two_bouts, recording(), [(0.0, 10.0)]).cadence_spm == 120.0
    assert measure(two_bouts, recording(), [(0.4, 1.0), (8.4, 9.0)]).cadence_spm is None


def test_a_mixture_without_a_stated_reason_says_that_it_is_one():
    mixed = report(np.arange(4), [Direction.FORWARD, Direction.BACKWARD] * 2)
    without = GaitReport(
        **{f: getattr(mixed, f) for f in mixed.__slots__ if f != "not_measured"},
        not_measured=(),
    )

    assert measure(without, recording(), [(0.0, 10.0)]).why_unknown == MIXED


@given(
    st.lists(st.floats(0.0, 99.0), min_size=2, max_size=30, unique=True),
    st.floats(1.0, 98.0),
)
def test_parts_of_a_walk_hold_the_steps_of_the_whole(at_s, cut_s):
    walk = report(sorted(at_s), [Direction.FORWARD] * len(at_s))
    parts = [measure(walk, recording(), [span]) for span in ((0.0, cut_s), (cut_s, 100.0))]

    assert sum(part.steps for part in parts) == len(at_s)
