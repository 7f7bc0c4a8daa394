"""Starter programmes and first plans: gentle, spaced out, and only for the cleared."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme, Unknown
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.first_plan import first_plan, renewed
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Plan
from retrowalk.training.prescription import Place, Support
from retrowalk.training.programmes import GRID_S, EvidenceStatus, Programme, intervals
from retrowalk.training.starter_programmes import (
    KNEE_10_MIN,
    PROGRAMMES,
    TWO_BY_TWO,
    programme,
    starter,
    suited_to,
)

TODAY = date(2026, 11, 23)
KNEE = Person("Kim", 66, Group.KNEE_OSTEOARTHRITIS)
every_programme = pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=PROGRAMMES)


def clearance(
    outcome: Outcome = Outcome.CLEARED, support: Support = Support.NONE
) -> Clearance:
    return Clearance(
        outcome, support, Effort.MODERATE, (), TODAY, TODAY + timedelta(days=30), ()
    )


def planned(rules: Programme, **changed: object) -> Plan:
    person = Person("Kim", 66, rules.groups[0])
    return first_plan(person, clearance(), rules, TODAY, rules.places[0])


@every_programme
def test_a_programme_says_where_its_dose_comes_from(rules: Programme):
    assert all((rules.dose_from_source, rules.dose_from_us, rules.evidence))
    assert "design_first_dose" in rules.sources
    assert len(rules.sources) >= 2
    tested = rules.status is not EvidenceStatus.UNTESTED
    assert tested != ("no study seen" in rules.evidence)


@every_programme
def test_a_session_begins_and_ends_forward_and_alternates(rules: Programme):
    told = [i.direction for i in intervals(rules, rules.start_backward_s)]
    assert told[0] is told[-1] is Direction.FORWARD
    assert all(a is not b for a, b in pairwise(told))


@every_programme
def test_first_bouts_are_short_and_few(rules: Programme):
    backward = [
        i.duration_s
        for i in intervals(rules, rules.start_backward_s)
        if i.direction is Direction.BACKWARD
    ]
    assert max(backward) <= rules.first_bout_s
    assert sum(backward) == rules.start_backward_s <= 600


@given(rules=st.sampled_from(list(PROGRAMMES.values())), asked=st.floats(-1e6, 1e6))
def test_no_session_holds_more_than_the_target_or_less_than_one_step(
    rules: Programme, asked: float
):
    told = intervals(rules, asked)
    backward = sum(i.duration_s for i in told if i.direction is Direction.BACKWARD)
    assert GRID_S <= backward <= max(GRID_S, min(asked, rules.target_backward_s))
    assert max(i.duration_s for i in told if i.direction is Direction.BACKWARD) <= max(
        rules.last_bout_s, rules.first_bout_s
    )


def test_the_dose_of_the_knee_trial_is_its_target():
    assert (
        KNEE_10_MIN.target_backward_s,
        KNEE_10_MIN.sessions_per_week,
        KNEE_10_MIN.weeks,
    ) == (600, 3, 6)


def test_two_by_two_is_half_an_hour_of_two_minute_bouts_at_half_a_mile_an_hour():
    told = intervals(TWO_BY_TWO, TWO_BY_TWO.target_backward_s)
    assert {120.0} == {i.duration_s for i in told}
    assert sum(i.duration_s for i in told) == 1800
    assert TWO_BY_TWO.speed_mps is not None
    assert TWO_BY_TWO.speed_mps.low < 0.22352 < TWO_BY_TWO.speed_mps.high


def test_an_unknown_programme_is_refused_with_the_known_ones():
    with pytest.raises(
        Unknown, match="no programme 'moonwalk'; expected one of knee_10_min"
    ):
        programme("moonwalk")


@pytest.mark.parametrize("group", Group)
def test_everyone_has_a_starter_and_it_suits_them(group: Group):
    person = Person("Lu", 40, group)
    chosen = starter(person, clearance())
    assert chosen == suited_to(person)[0]
    assert all(group in rules.groups for rules in suited_to(person))
    assert len(suited_to(person)) == len({p.key for p in suited_to(person)})


@pytest.mark.parametrize("outcome", [Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW])
def test_without_clearance_there_is_neither_programme_nor_plan(outcome: Outcome):
    with pytest.raises(BadProgramme, match="expected a clearance"):
        starter(KNEE, clearance(outcome))
    with pytest.raises(BadProgramme, match="expected cleared"):
        first_plan(KNEE, clearance(outcome), KNEE_10_MIN, TODAY, Place.HALLWAY)


def test_a_clearance_that_is_due_for_review_gives_no_plan():
    late = TODAY + timedelta(days=30)
    with pytest.raises(BadProgramme, match="expected a screening that is still valid"):
        first_plan(KNEE, clearance(), KNEE_10_MIN, late, Place.HALLWAY)


def test_a_programme_for_others_gives_no_plan():
    back = replace(KNEE, group=Group.LOW_BACK_PAIN)
    with pytest.raises(BadProgramme, match="not for low_back_pain"):
        first_plan(back, clearance(), KNEE_10_MIN, TODAY, Place.HALLWAY)


def test_a_programme_for_another_place_gives_no_plan():
    older = replace(KNEE, group=Group.OLDER_ADULT)
    with pytest.raises(
        BadProgramme, match="cannot be walked at hallway; expected one of tr"
    ):
        first_plan(older, clearance(), TWO_BY_TWO, TODAY, Place.HALLWAY)


@every_programme
def test_a_first_plan_begins_today_and_keeps_the_rhythm_for_two_weeks(rules: Programme):
    plan = planned(rules)
    days = [s.day for s in plan.ahead]
    assert days[0] == TODAY
    assert days[-1] < TODAY + timedelta(days=14)
    assert len(days) == 2 * rules.sessions_per_week == plan.next_number - 1
    assert [s.number for s in plan.ahead] == list(range(1, plan.next_number))
    assert min((b - a).days for a, b in pairwise(days)) == 7 // rules.sessions_per_week
    assert {rules.start_backward_s} == {s.prescription.backward_s for s in plan.ahead}


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("least", [Support.RAIL_OR_WALL, Support.SECOND_PERSON])
def test_whoever_needs_support_has_it_everywhere(place: Place, least: Support):
    needs = clearance(Outcome.CLEARED_WITH_SUPPORT, least)
    plan = first_plan(KNEE, needs, KNEE_10_MIN, TODAY, place)
    order = list(Support)
    assert all(
        order.index(s.prescription.support) >= order.index(least) for s in plan.ahead
    )
    if place not in (Place.TREADMILL, Place.HALLWAY):
        assert {Support.SECOND_PERSON} == {s.prescription.support for s in plan.ahead}


def test_outdoors_everyone_has_a_second_person():
    plan = first_plan(KNEE, clearance(), KNEE_10_MIN, TODAY, Place.OUTDOORS_WITH_PARTNER)
    assert {Support.SECOND_PERSON} == {s.prescription.support for s in plan.ahead}


def test_a_renewed_plan_goes_on_counting():
    before = replace(planned(KNEE_10_MIN), version=4, ahead=())
    again = renewed(before, planned(KNEE_10_MIN))
    assert again.version == 5
    assert [s.number for s in again.ahead] == list(range(7, 13))
    assert again.next_number == 13


def test_a_programme_that_could_not_be_walked_cannot_be_built():
    with pytest.raises(BadProgramme, match="starts above its own target"):
        replace(KNEE_10_MIN, start_backward_s=900)
    with pytest.raises(BadProgramme, match="expected multiples of 15"):
        replace(KNEE_10_MIN, step_s=70)
    with pytest.raises(BadProgramme, match="more than a week may grow"):
        replace(KNEE_10_MIN, step_s=255)
    with pytest.raises(BadProgramme, match="needs a group, a place"):
        replace(KNEE_10_MIN, places=())
