"""A session is laid out as its dose says: on the grid, no bout too long, never too fast."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.prescription import (
    BACKWARD_SPEED_MAX_MPS,
    Interval,
    Place,
    Prescription,
    Support,
    Variation,
)
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import (
    GRID_S,
    Programme,
    start_dose,
    target_dose,
)
from retrowalk.training.programmes.starters import PROGRAMMES

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from made_up_programmes import doses, programmes

A_FIGURE = st.floats(-1e9, 1e9)
WILD_DOSES = st.builds(
    Dose,
    A_FIGURE,
    A_FIGURE,
    st.none() | A_FIGURE,
    A_FIGURE,
    st.sampled_from((None, *Variation)),
)
every_programme = pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=PROGRAMMES)


def backward(told: tuple[Interval, ...]) -> list[Interval]:
    return [i for i in told if i.direction is Direction.BACKWARD]


def dose_back(rules: Programme, dose: Dose) -> Dose:
    told = intervals(rules, dose)
    return dose_of(Prescription(rules.key, told, Place.TREADMILL, Support.NONE, ()))


@given(data=st.data(), rules=programmes())
def test_a_dose_within_the_programme_comes_back_as_it_went_in(data, rules: Programme):
    dose = data.draw(doses(rules))
    again = dose_back(rules, dose)
    assert (dose.backward_s, dose.bout_s) == (again.backward_s, again.bout_s)
    assert (dose.incline_pct, dose.variation) == (again.incline_pct, again.variation)
    assert again.speed_mps == (
        None if dose.speed_mps is None else pytest.approx(dose.speed_mps, abs=1e-12)
    )


@given(rules=programmes(), wild=WILD_DOSES)
def test_whatever_is_asked_a_session_stays_within_its_programme(
    rules: Programme, wild: Dose
):
    told = intervals(rules, wild)
    again = dose_back(rules, wild)
    assert (
        GRID_S
        <= again.backward_s
        <= max(GRID_S, min(wild.backward_s, rules.target_backward_s))
    )
    assert GRID_S <= again.bout_s <= max(GRID_S, min(wild.bout_s, rules.last_bout_s))
    assert all(i.duration_s % GRID_S == 0 for i in told)
    assert 0.0 <= again.incline_pct <= rules.top_incline_pct
    assert again.variation in (None, *rules.variations)
    for band in (i.speed_mps for i in told if i.speed_mps is not None):
        assert 0.0 <= band.low <= band.high <= BACKWARD_SPEED_MAX_MPS


@given(rules=programmes(), wild=WILD_DOSES)
def test_a_session_begins_and_ends_forward_and_level_and_alternates(
    rules: Programme, wild: Dose
):
    told = intervals(rules, wild)
    assert told[0].direction is told[-1].direction is Direction.FORWARD
    assert all(a.direction is not b.direction for a, b in pairwise(told))
    assert told[0].incline_pct == told[-1].incline_pct == 0.0
    assert (told[0].duration_s, told[-1].duration_s) == (rules.warm_up_s, rules.cool_down_s)


@given(rules=programmes(), wild=WILD_DOSES)
def test_warm_up_and_cool_down_are_never_faster_than_the_first_session(
    rules: Programme, wild: Dose
):
    told = intervals(rules, wild)
    for easy in (told[0].speed_mps, told[-1].speed_mps):
        if easy is not None and rules.start_speed_mps is not None:
            assert (easy.low + easy.high) / 2 <= rules.start_speed_mps + 1e-12


@given(rules=programmes(), wild=WILD_DOSES)
def test_a_variation_is_tried_in_the_last_backward_bout_only(rules: Programme, wild: Dose):
    told = intervals(rules, wild)
    *before, last = backward(told)
    assert all(i.variation is None for i in before)
    assert all(i.variation is None for i in told if i.direction is Direction.FORWARD)
    assert last.duration_s == min(i.duration_s for i in backward(told))


def test_the_longest_bout_comes_first_and_the_rest_is_even():
    rules = PROGRAMMES["ten_in_one_go"]
    told = backward(intervals(rules, Dose(600.0, 240.0)))
    assert [i.duration_s for i in told] == [240.0, 180.0, 180.0]


@every_programme
def test_the_first_and_the_fullest_session_are_what_the_programme_says(rules: Programme):
    for dose in (start_dose(rules), target_dose(rules)):
        again = dose_back(rules, dose)
        assert (dose.backward_s, dose.bout_s) == (again.backward_s, again.bout_s)


def test_two_by_two_is_half_an_hour_of_two_minute_bouts_at_half_a_mile_an_hour():
    rules = PROGRAMMES["two_by_two"]
    told = intervals(rules, target_dose(rules))
    assert {i.duration_s for i in told} == {120.0}
    assert sum(i.duration_s for i in told) == 1800
    assert sum(i.duration_s for i in backward(told)) == 840
    assert all(i.speed_mps.low < 0.22352 < i.speed_mps.high for i in told)


def test_beginner_intervals_last_ten_to_fifteen_minutes_at_their_most_with_forward_walking():
    rules = PROGRAMMES["beginner_intervals"]
    for bout_s in (rules.first_bout_s, rules.last_bout_s):
        told = intervals(rules, Dose(float(rules.target_backward_s), float(bout_s)))
        assert 600 <= sum(i.duration_s for i in told) <= 900
