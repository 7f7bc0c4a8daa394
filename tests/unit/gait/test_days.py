"""Days: where one ends, and what counts for it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.gait.measures.days import CALENDAR_FROM_S, DAY_S, Walked, day_name, days

NOON_S = 1_700_000_000.0 // DAY_S * DAY_S + DAY_S / 2.0  # 2023-11-14 12:00
NOWHERE = np.zeros((0, 2))


def walked(start_s, lasts_s=60.0, steps=100, backward=0.0):
    start = np.asarray(start_s, dtype=float)
    n = len(start)
    return Walked(
        start_s=start,
        end_s=start + lasts_s,
        steps=np.full(n, steps),
        forward_steps=np.full(n, steps - backward),
        backward_steps=np.full(n, float(backward)),
        cadence_spm=np.full(n, 100.0),
        way_m=np.full(n, 60.0),
        timed_s=np.full(n, 60.0),
    )


def test_a_calendar_clock_ends_its_days_at_midnight():
    table = days(
        NOON_S, NOON_S + DAY_S, walked([NOON_S + 10, NOON_S + DAY_S * 0.75]), NOWHERE
    )
    assert table.calendar
    np.testing.assert_array_equal(table.end_s - table.start_s, [DAY_S / 2, DAY_S / 2])
    np.testing.assert_array_equal(table.bouts, [1, 1])
    assert [day_name(table, 0), day_name(table, 1)] == ["2023-11-14", "2023-11-15"]


def test_a_clock_that_is_no_calendars_counts_days_from_the_start():
    table = days(500.0, 500.0 + 1.5 * DAY_S, walked([500.0 + 1.2 * DAY_S]), NOWHERE)
    assert not table.calendar
    np.testing.assert_array_equal(table.bouts, [0, 1])
    assert day_name(table, 1) == "day 2"


def test_a_bout_over_midnight_counts_for_the_day_it_begins_in():
    midnight_s = NOON_S + DAY_S / 2.0
    table = days(NOON_S, NOON_S + DAY_S, walked([midnight_s - 30.0]), NOWHERE)
    np.testing.assert_array_equal(table.steps, [100, 0])
    np.testing.assert_array_equal(table.walked_s, [60.0, 0.0])


def test_a_day_without_walking_has_no_cadence_and_no_speed():
    table = days(NOON_S, NOON_S + DAY_S, walked([]), NOWHERE)
    assert np.isnan([*table.cadence_spm, *table.speed_mps]).all()
    assert table.steps.sum() == 0


def test_backward_time_is_the_bouts_time_by_its_backward_steps():
    table = days(0.0, 100.0, walked([10.0], backward=25.0), NOWHERE)
    assert table.backward_s[0] == pytest.approx(15.0)
    assert table.backward_steps[0] == 25
    assert table.speed_mps[0] == pytest.approx(1.0)


def test_what_was_not_worn_is_split_at_midnight():
    away = np.array([[NOON_S + 0.25 * DAY_S, NOON_S + 0.75 * DAY_S]])
    table = days(NOON_S, NOON_S + DAY_S, walked([]), away)
    np.testing.assert_allclose(table.not_worn_s, [0.25 * DAY_S, 0.25 * DAY_S])


@given(
    start_s=st.floats(0.0, 2.0 * CALENDAR_FROM_S),
    lasts_s=st.floats(1.0, 20.0 * DAY_S),
    at=st.lists(st.floats(0.0, 1.0), max_size=20),
)
def test_days_hold_the_whole_recording_and_every_bout_once(start_s, lasts_s, at):
    end_s = start_s + lasts_s
    bouts = walked(sorted(start_s + share * lasts_s for share in at))
    table = days(start_s, end_s, bouts, NOWHERE)
    assert table.start_s[0] == start_s
    assert table.end_s[-1] == end_s
    assert (table.end_s - table.start_s).sum() == pytest.approx(lasts_s, abs=1e-3)
    assert table.bouts.sum() == len(at)
    assert table.steps.sum() == 100 * len(at)
