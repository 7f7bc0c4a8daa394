"""What is offered: the usual programme first, and a reason wherever one is not open."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.people_served import profile
from retrowalk.training.person import Group, Person
from retrowalk.training.planning.first_plan import first_plan
from retrowalk.training.planning.offering import Offer, offer, offers, usual
from retrowalk.training.planning.prescribe import support_for
from retrowalk.training.prescription import Prescription, Support
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import (
    CLINICIAN_LED_GROUPS,
    Programme,
    start_dose,
)
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.screening.allowance import violations
from retrowalk.training.terms import Terms

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from level_sessions import level_sessions

MON = date(2026, 11, 23)
LEVEL = level_sessions(MON)  # what some programmes ask for first
every_group = pytest.mark.parametrize("group", Group)
A_Clearance = Callable[..., Clearance]
A_Person = Callable[..., Person]


def by_key(found: tuple[Offer, ...]) -> dict[str, Offer]:
    return {one.programme.key: one for one in found}


@every_group
def test_all_of_a_persons_programmes_are_offered_the_usual_one_first(
    group: Group, a_person: A_Person, a_clearance: A_Clearance
):
    person = a_person(group=group)
    found = offers(person, a_clearance(clinician_agreed=True), MON, LEVEL)
    assert tuple(one.programme.key for one in found) == profile(group).programmes
    assert found[0].programme == usual(person)
    assert found[0].allowed
    assert all((one.why_not is None) == one.allowed for one in found)


@every_group
@pytest.mark.parametrize("outcome", [Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW])
def test_without_a_clearance_nothing_is_open_and_the_reason_is_said(
    group: Group, outcome: Outcome, a_person: A_Person, a_clearance: A_Clearance
):
    found = offers(a_person(group=group), a_clearance(outcome=outcome), MON, LEVEL)
    assert found
    assert not any(one.allowed for one in found)
    word = "ask a clinician first" if outcome is Outcome.ASK_CLINICIAN_FIRST else "not now"
    assert all(word in (one.why_not or "") for one in found)


def test_a_screening_that_is_due_opens_nothing(
    a_person: A_Person, a_clearance: A_Clearance
):
    cleared = a_clearance()
    last, due = cleared.review_on - timedelta(days=1), cleared.review_on
    assert offers(a_person(), cleared, last, LEVEL)[0].allowed
    for one in offers(a_person(), cleared, due, LEVEL):
        assert not one.allowed
        assert "due again" in (one.why_not or "")


@pytest.mark.parametrize("group", sorted(CLINICIAN_LED_GROUPS))
def test_a_clinician_has_to_have_agreed_to_what_a_clinician_leads(
    group: Group, a_person: A_Person, a_clearance: A_Clearance
):
    supported = {
        "outcome": Outcome.CLEARED_WITH_SUPPORT,
        "support": Support.SECOND_PERSON,
    }
    alone = offers(a_person(group=group), a_clearance(**supported), MON, LEVEL)
    assert not any(one.allowed for one in alone)
    assert all("needs a clinician who leads it" in (one.why_not or "") for one in alone)
    agreed = a_clearance(**supported, clinician_agreed=True)
    led = offers(a_person(group=group), agreed, MON, LEVEL)
    assert all(one.allowed for one in led)


def test_a_brisk_programme_says_that_the_screening_allows_light_effort(
    a_person: A_Person, a_clearance: A_Clearance
):
    active = a_person(group=Group.ACTIVE_ADULT)
    found = by_key(offers(active, a_clearance(effort=Effort.LIGHT), MON, LEVEL))
    brisk = found["brisk_15_min"]
    assert brisk.why_not == "This programme is brisk; your screening allows light effort."
    assert found["beginner_intervals"].allowed
    assert found["two_by_two"].allowed


def test_a_slope_is_only_for_those_whose_screening_allows_it(
    a_person: A_Person, a_clearance: A_Clearance
):
    active = a_person(group=Group.ACTIVE_ADULT)
    held = by_key(
        offers(
            active,
            a_clearance(support=Support.RAIL_OR_WALL, outcome=Outcome.CLEARED_WITH_SUPPORT),
            MON,
            LEVEL,
        )
    )["slope_20_min"]
    assert held.why_not == (
        "This programme is on a slope; your screening allows light to moderate effort, with "
        "support, and level walking."
    )
    vigorous = by_key(offers(active, a_clearance(effort=Effort.VIGOROUS), MON, LEVEL))
    assert vigorous["slope_20_min"].allowed
    assert vigorous["brisk_15_min"].allowed


def test_what_the_screening_keeps_from_growing_is_said_beforehand(
    a_person: A_Person, a_clearance: A_Clearance
):
    active = a_person(group=Group.ACTIVE_ADULT)
    moderate = by_key(offers(active, a_clearance(effort=Effort.MODERATE), MON, LEVEL))
    assert moderate["brisk_15_min"].allowed
    assert "from growing: speed" in (moderate["brisk_15_min"].held or "")
    assert moderate["ten_in_one_go"].held is None
    vigorous = by_key(offers(active, a_clearance(effort=Effort.VIGOROUS), MON, LEVEL))
    assert vigorous["brisk_15_min"].held is None


def test_a_programme_for_others_is_not_open(a_person: A_Person, a_clearance: A_Clearance):
    back = PROGRAMMES["back_15_min"]
    said = offer(back, a_person(), a_clearance(), MON, LEVEL).why_not
    assert said == "This programme is for people who train for something else."


def test_a_programme_of_ones_own_is_judged_like_ours(
    a_programme: Callable[..., Programme], a_person: A_Person, a_clearance: A_Clearance
):
    own = a_programme(start_speed_mps=0.5, top_speed_mps=1.4)
    assert offer(own, a_person(), a_clearance(), MON, LEVEL).allowed
    fast = a_programme(start_speed_mps=1.4, top_speed_mps=1.4)
    assert "brisk" in (offer(fast, a_person(), a_clearance(), MON, LEVEL).why_not or "")


@given(
    group=st.sampled_from(Group),
    outcome=st.sampled_from(Outcome),
    effort=st.sampled_from(Effort),
    support=st.sampled_from(Support),
    agreed=st.booleans(),
)
def test_whatever_is_open_begins_within_the_clearance_at_one_of_its_places(
    *,
    group: Group,
    outcome: Outcome,
    effort: Effort,
    support: Support,
    agreed: bool,
    a_clearance: A_Clearance,
):
    cleared = a_clearance(
        outcome=outcome, effort=effort, support=support, clinician_agreed=agreed
    )
    person = Person("Lu", 50, group)
    for one in offers(person, cleared, MON, LEVEL):
        rules = one.programme
        firsts = [
            Prescription(
                rules.key,
                intervals(rules, start_dose(rules)),
                place,
                support_for(cleared.support, place),
                rules.sources,
            )
            for place in rules.places
        ]
        open_at = [p for p in firsts if not violations(p, rules, cleared, person)]
        assert one.allowed == bool(open_at)
        assert one.allowed or (one.why_not or "").endswith(".")


@given(
    group=st.sampled_from(Group),
    effort=st.sampled_from(Effort),
    support=st.sampled_from(Support),
    agreed=st.booleans(),
)
def test_whatever_is_open_can_be_begun_with_its_first_dose_at_all_of_its_places(
    *,
    group: Group,
    effort: Effort,
    support: Support,
    agreed: bool,
    a_clearance: A_Clearance,
):
    outcome = Outcome.CLEARED if support is Support.NONE else Outcome.CLEARED_WITH_SUPPORT
    cleared = a_clearance(
        outcome=outcome, effort=effort, support=support, clinician_agreed=agreed
    )
    person = Person("Lu", 50, group)
    for rules in (
        one.programme for one in offers(person, cleared, MON, LEVEL) if one.allowed
    ):
        for place in rules.places:
            plan = first_plan(Terms(rules, cleared, person), MON, place, walked=LEVEL)
            assert plan.ahead[0].prescription.backward_s == rules.start_backward_s
