"""Prescriptions: nothing is ever asked for that the clearance does not allow."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.effort.intensity import heart_rate_band, rpe_band
from retrowalk.training.person import Group, Person
from retrowalk.training.planning.prescribe import prescribe, support_for, within
from retrowalk.training.prescription import Place, Support, Variation
from retrowalk.training.programmes.programme import SPEED_ROOM_MPS, Programme, start_dose
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.screening.allowance import allowance, violations
from retrowalk.training.terms import Terms

MAY = [Outcome.CLEARED, Outcome.CLEARED_WITH_SUPPORT]
LED_GROUPS = {Group.MULTIPLE_SCLEROSIS, Group.STROKE, Group.PARKINSON}
ON_A_BELT = {
    "places": (Place.TREADMILL,),
    "start_speed_mps": 0.5,
    "top_speed_mps": 1.4,
    "top_incline_pct": 15.0,
    "variations": (Variation.SHOULDER_CHECKS, Variation.HANDS_FREE, Variation.DUAL_TASK),
}
Make = Callable[..., Programme]
Clear = Callable[..., Clearance]
Who = Callable[..., Person]


@pytest.fixture(scope="session")
def terms(a_programme: Make, a_clearance: Clear, a_person: Who) -> Terms:
    return Terms(a_programme(), a_clearance(), a_person())


levels = st.builds(
    Dose,
    backward_s=st.floats(1, 5000),
    bout_s=st.floats(1, 5000),
    speed_mps=st.none() | st.floats(0.1, 5.0),
    incline_pct=st.floats(0, 50),
    variation=st.none() | st.sampled_from(Variation),
)


limits = st.fixed_dictionaries(
    {
        "outcome": st.sampled_from(MAY),
        "support": st.sampled_from(Support),
        "effort": st.sampled_from(Effort),
        "clinician_agreed": st.booleans(),
    }
)
people = st.fixed_dictionaries(
    {
        "group": st.sampled_from([g for g in Group if g not in LED_GROUPS]),
        "max_heart_rate_bpm": st.none() | st.floats(100, 200),
    }
)


@given(dose=levels, limit=limits, who=people, belt=st.booleans())
def test_no_dose_whatever_becomes_a_prescription_beyond_the_clearance(
    terms: Terms, dose: Dose, limit: dict[str, Any], who: dict[str, Any], belt: bool
):
    rules = replace(terms.programme, **ON_A_BELT) if belt else terms.programme
    cleared = replace(terms.clearance, **limit)
    person = replace(terms.person, **who)
    told = prescribe(Terms(rules, cleared, person), dose, rules.places[0])
    assert violations(told, rules, cleared, person) == ()
    assert told.backward_s <= max(15, min(dose.backward_s, rules.target_backward_s))


@pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=PROGRAMMES)
def test_what_a_prescription_asks_for_is_asked_for_again_by_its_own_dose(
    a_clearance: Clear, a_person: Who, rules: Programme
):
    person = a_person(group=rules.groups[0])
    cleared = a_clearance(clinician_agreed=True, effort=Effort.VIGOROUS)
    terms = Terms(rules, cleared, person)
    told = prescribe(terms, start_dose(rules), rules.places[0])
    assert prescribe(terms, dose_of(told), rules.places[0]) == told


@pytest.mark.parametrize("outcome", [Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW])
def test_without_clearance_nothing_is_prescribed(terms: Terms, outcome: Outcome):
    refused = replace(terms, clearance=replace(terms.clearance, outcome=outcome))
    with pytest.raises(BadProgramme, match="expected cleared"):
        prescribe(refused, start_dose(terms.programme), Place.HALLWAY)


def test_a_place_the_programme_does_not_know_is_refused(terms: Terms):
    with pytest.raises(BadProgramme, match="cannot be walked at track; expected one of ha"):
        prescribe(terms, start_dose(terms.programme), Place.TRACK)


def test_whoever_needs_a_clinician_gets_no_session_without_one(
    terms: Terms, a_person: Who, a_clearance: Clear
):
    alone = replace(
        terms,
        person=a_person(group=Group.STROKE),
        clearance=a_clearance(clinician_agreed=True),
    )
    with pytest.raises(BadProgramme, match="has no clinician to lead it"):
        prescribe(alone, start_dose(terms.programme), Place.HALLWAY)


def test_how_hard_to_work_is_told_for_walking_backward_only(terms: Terms, a_person: Who):
    person = a_person(max_heart_rate_bpm=170.0)
    told = prescribe(
        replace(terms, person=person), start_dose(terms.programme), Place.HALLWAY
    )
    for interval in told.intervals:
        backward = interval.direction is Direction.BACKWARD
        aimed = (interval.rpe_cr10, interval.heart_rate_bpm)
        bands = (rpe_band(Effort.MODERATE), heart_rate_band(Effort.MODERATE, person))
        assert aimed == (bands if backward else (None, None))


@pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=lambda p: p.key)
def test_the_first_session_is_light_to_moderate_whatever_the_person_wants(
    a_clearance: Clear, rules: Programme
):
    wants_more = a_clearance(effort=Effort.VIGOROUS, clinician_agreed=True)
    for group in rules.groups:
        terms = Terms(rules, wants_more, Person("Kim", 40, group))
        told = prescribe(terms, start_dose(rules), rules.places[0])
        asked = [i.rpe_cr10 for i in told.intervals if i.rpe_cr10 is not None]
        assert set(asked) == {rpe_band(Effort.MODERATE)}


@pytest.mark.parametrize(
    ("dose", "effort"),
    [
        (Dose(600.0, 60.0, 1.3), Effort.VIGOROUS),
        (Dose(600.0, 60.0, 0.9, 8.0), Effort.VIGOROUS),
        (Dose(600.0, 60.0, 0.9), Effort.MODERATE),
        (Dose(600.0, 60.0, 0.5, 8.0), Effort.MODERATE),
        (Dose(300.0, 60.0, 1.3), Effort.MODERATE),
        (Dose(600.0, 60.0, None), Effort.MODERATE),
    ],
)
def test_strong_effort_is_told_only_for_a_speed_and_slope_that_may_be_strong(
    terms: Terms, dose: Dose, effort: Effort
):
    rules = replace(terms.programme, **ON_A_BELT)
    older = replace(terms.person, group=Group.OLDER_ADULT, max_heart_rate_bpm=170.0)
    wants_more = replace(terms.clearance, effort=Effort.VIGOROUS)
    told = prescribe(Terms(rules, wants_more, older), dose, Place.TREADMILL)
    backward = [i for i in told.intervals if i.direction is Direction.BACKWARD]
    assert {i.rpe_cr10 for i in backward} == {rpe_band(effort)}
    assert {i.heart_rate_bpm for i in backward} == {heart_rate_band(effort, older)}


def test_without_a_measured_highest_heart_rate_none_is_aimed_at(terms: Terms):
    told = prescribe(terms, start_dose(terms.programme), Place.HALLWAY)
    assert {None} == {i.heart_rate_bpm for i in told.intervals}


def test_the_top_of_the_speed_band_is_what_is_limited(a_clearance: Clear, a_person: Who):
    may = allowance(a_clearance(), a_person())
    dose = within(Dose(300.0, 60.0, speed_mps=1.4), may)
    assert dose.speed_mps == pytest.approx(may.speed_max_mps - SPEED_ROOM_MPS)


@pytest.mark.parametrize("least", [Support.RAIL_OR_WALL, Support.SECOND_PERSON])
@pytest.mark.parametrize("place", Place)
def test_whoever_needs_support_has_it_everywhere(place: Place, least: Support):
    order = list(Support)
    assert order.index(support_for(least, place)) >= order.index(least)
    if place not in (Place.TREADMILL, Place.HALLWAY):
        assert support_for(least, place) is Support.SECOND_PERSON


def test_where_there_is_a_rail_or_a_wall_everyone_uses_it():
    assert support_for(Support.NONE, Place.TREADMILL) is Support.RAIL_OR_WALL
    assert support_for(Support.NONE, Place.HALLWAY) is Support.RAIL_OR_WALL
    assert support_for(Support.NONE, Place.TRACK) is Support.NONE


def test_outdoors_everyone_has_a_second_person():
    outdoors = Place.OUTDOORS_WITH_PARTNER
    assert support_for(Support.NONE, outdoors) is Support.SECOND_PERSON
