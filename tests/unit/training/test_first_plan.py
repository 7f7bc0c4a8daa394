"""First plans: the right days, the first dose, and after a rest never more than before."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Plan, PlanState
from retrowalk.training.planning.first_plan import first_plan, renewed, repeated
from retrowalk.training.planning.level_first import asks_first
from retrowalk.training.planning.starting_dose import walked_dose
from retrowalk.training.prescription import Place, Variation
from retrowalk.training.programmes.programme import Programme, start_dose
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.screening.allowance import violations
from retrowalk.training.session import Ending, SessionRecord, Symptom
from retrowalk.training.terms import Terms

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from level_sessions import level_sessions

MON = date(2026, 11, 23)
Build = Callable[..., SessionRecord]
Make = Callable[..., Programme]
Clear = Callable[..., Clearance]
Who = Callable[..., Person]

every_programme = pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=PROGRAMMES)


@pytest.fixture(scope="session")
def terms(a_programme: Make, a_clearance: Clear, a_person: Who) -> Terms:
    return Terms(a_programme(), a_clearance(), a_person())


@pytest.fixture(scope="session")
def terms_of(a_clearance: Clear, a_person: Who) -> Callable[[Programme], Terms]:
    def build(rules: Programme) -> Terms:
        cleared = a_clearance(clinician_agreed=True, effort=Effort.VIGOROUS)
        return Terms(rules, cleared, a_person(group=rules.groups[0]))

    return build


def planned(terms: Terms, **more: object) -> Plan:
    return first_plan(terms, MON, terms.programme.places[0], **more)


def before(rules: Programme) -> list[SessionRecord]:
    """Return the level sessions that a programme asks for first, if it does."""
    return level_sessions(MON) if asks_first(rules) else []


def is_no_more(one: Dose, other: Dose) -> bool:
    speeds = one.speed_mps, other.speed_mps
    return (
        one.backward_s <= other.backward_s
        and one.bout_s <= other.bout_s
        and (None in speeds or speeds[0] <= speeds[1])
        and one.incline_pct <= other.incline_pct
        and one.variation in (None, other.variation)
    )


@every_programme
def test_a_first_plan_begins_today_and_keeps_the_rhythm_for_two_weeks(
    terms_of: Callable[[Programme], Terms], rules: Programme
):
    terms = terms_of(rules)
    plan = planned(terms, walked=before(rules))
    days = [s.day for s in plan.ahead]
    assert days[0] == MON == plan.started_on
    assert days[-1] < MON + timedelta(days=14)
    assert len(days) == 2 * rules.sessions_per_week == plan.next_number - 1
    assert [s.number for s in plan.ahead] == list(range(1, plan.next_number))
    assert min((b - a).days for a, b in pairwise(days)) == 7 // rules.sessions_per_week
    assert plan.ends_on == MON + timedelta(weeks=rules.weeks)
    assert len(plan.weekdays) == rules.sessions_per_week
    assert {plan.dose} == {dose_of(s.prescription) for s in plan.ahead}
    assert is_no_more(plan.dose, start_dose(rules))
    for session in plan.ahead:
        told = session.prescription
        assert violations(told, rules, terms.clearance, terms.person) == ()


def test_a_one_week_programme_plans_no_day_after_it(terms: Terms, a_programme: Make):
    plan = planned(replace(terms, programme=a_programme(weeks=1)))
    assert [s.day for s in plan.ahead][-1] < plan.ends_on == MON + timedelta(days=7)


def test_chosen_weekdays_are_kept_from_the_first_one_on(terms: Terms):
    plan = planned(terms, weekdays=(1, 3, 5))
    assert plan.weekdays == (1, 3, 5)
    assert [s.day for s in plan.ahead][:3] == [date(2026, 11, d) for d in (24, 26, 28)]


def test_of_more_days_than_needed_those_with_rest_between_are_taken(terms: Terms):
    assert planned(terms, weekdays=(0, 1, 2, 3, 4)).weekdays == (0, 2, 4)


def test_too_few_weekdays_are_refused(terms: Terms):
    with pytest.raises(BadProgramme, match="expected at least 3 different days"):
        planned(terms, weekdays=(0, 2))


@pytest.mark.parametrize("outcome", [Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW])
def test_without_clearance_there_is_no_plan(
    terms: Terms, a_clearance: Clear, outcome: Outcome
):
    with pytest.raises(BadProgramme, match="expected cleared"):
        planned(replace(terms, clearance=a_clearance(outcome=outcome)))


@pytest.mark.parametrize("days", [-1, 365])
def test_a_clearance_from_the_future_or_due_for_review_gives_no_plan(
    terms: Terms, days: int
):
    today = MON + timedelta(days=days)
    with pytest.raises(BadProgramme, match="expected a screening that is still valid"):
        first_plan(terms, today, Place.HALLWAY)


def test_a_programme_for_others_gives_no_plan(terms: Terms, a_person: Who):
    back = replace(terms, person=a_person(group=Group.LOW_BACK_PAIN))
    with pytest.raises(BadProgramme, match="not for low_back_pain"):
        planned(back)


def test_a_programme_for_another_place_gives_no_plan(terms: Terms):
    with pytest.raises(BadProgramme, match="cannot be walked at track; expected one of ha"):
        first_plan(terms, MON, Place.TRACK)


@every_programme
@pytest.mark.parametrize("backward_s", [15.0, 90.0, 345.0, 600.0, 1800.0])
@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_a_fresh_start_is_below_the_first_dose_and_below_the_last_walk(
    a_session: Build,
    terms_of: Callable[[Programme], Terms],
    rules: Programme,
    backward_s: float,
    share: float,
):
    last = a_session(rules=rules, backward_s=backward_s, share=share)
    plan = planned(terms_of(rules), walked=(*before(rules), last))
    assert is_no_more(plan.dose, start_dose(rules))
    assert is_no_more(plan.dose, walked_dose(last))
    walked_s = walked_dose(last).backward_s
    assert plan.dose.backward_s < walked_s or walked_s == 15.0
    assert "You start again with" in plan.reason


def test_after_a_rest_a_dose_once_lowered_does_not_jump_back_to_the_first_one(
    terms: Terms, a_session: Build
):
    last = a_session(backward_s=90.0, symptoms=(Symptom.DIZZINESS,))
    assert (
        planned(terms, walked=(last,)).dose.backward_s
        < 90.0
        < start_dose(terms.programme).backward_s
    )


def test_a_session_that_was_cut_short_counts_for_what_was_walked(a_session: Build):
    half = a_session(backward_s=300.0, share=0.5)
    assert walked_dose(half) == Dose(backward_s=150.0, bout_s=30.0)


def test_a_variation_counts_as_walked_only_with_the_whole_session(
    a_session: Build, a_programme: Make
):
    varied = a_programme(variations=(Variation.DUAL_TASK,))
    dose = Dose(300.0, 60.0, variation=Variation.DUAL_TASK)
    assert walked_dose(a_session(rules=varied, dose=dose)) == dose
    cut = a_session(rules=varied, dose=dose, share=0.9)
    assert walked_dose(cut).variation is None


def test_a_speed_the_last_programme_did_not_name_is_the_new_programmes_first(
    a_session: Build, terms_of: Callable[[Programme], Terms]
):
    slope = PROGRAMMES["slope_20_min"]
    last = a_session(backward_s=900.0)
    hard = replace(last, rpe_cr10=8.0)
    after_a_good_one = planned(terms_of(slope), walked=(*before(slope), last))
    after_a_hard_one = planned(terms_of(slope), walked=(*before(slope), hard))
    assert after_a_good_one.dose.speed_mps == pytest.approx(slope.start_speed_mps)
    assert after_a_hard_one.dose.speed_mps is None


def test_whoever_walked_today_does_not_walk_again_today(terms: Terms, a_session: Build):
    for plan in (
        planned(terms, walked=(a_session(MON),)),
        repeated(terms, MON, Place.HALLWAY, (a_session(MON),)),
    ):
        assert plan.ahead[0].day > MON
        assert plan.started_on > MON


def test_after_a_good_block_it_is_repeated_at_the_dose_reached(
    terms: Terms, a_session: Build
):
    reached = Dose(backward_s=525.0, bout_s=90.0)
    last = a_session(MON - timedelta(days=2), dose=reached)
    plan = repeated(terms, MON, Place.HALLWAY, (last,))
    assert plan.dose == reached
    assert "You go on with 8 minutes 45 seconds" in plan.reason


@pytest.mark.parametrize(
    "changed",
    [
        {"pain_after": 5},
        {"stumbles": 2},
        {"rpe_cr10": 8.0},
        {"pain_next_morning": 7},
    ],
)
def test_after_a_last_session_that_was_too_much_the_block_is_repeated_a_step_below(
    terms: Terms, a_session: Build, changed: dict[str, object]
):
    last = a_session(MON - timedelta(days=2), backward_s=525.0, **changed)
    plan = repeated(terms, MON, Place.HALLWAY, (last,))
    assert start_dose(terms.programme).backward_s < plan.dose.backward_s < 525.0


@pytest.mark.parametrize(
    ("days_ago", "changed"),
    [
        (2, {"symptoms": (Symptom.FALL,)}),
        (2, {"ending": Ending.STOPPED_BY_SYMPTOM}),
        (28, {}),
    ],
)
def test_after_a_symptom_or_a_long_break_the_block_begins_low(
    terms: Terms, a_session: Build, days_ago: int, changed: dict[str, object]
):
    last = a_session(MON - timedelta(days=days_ago), backward_s=525.0, **changed)
    plan = repeated(terms, MON, Place.HALLWAY, (last,))
    assert plan.dose == start_dose(terms.programme)


def test_two_weeks_without_a_session_take_a_repeated_block_a_step_back(
    terms: Terms, a_session: Build
):
    last = a_session(MON - timedelta(days=14), backward_s=525.0)
    assert repeated(terms, MON, Place.HALLWAY, (last,)).dose.backward_s < 525.0


def test_another_programme_is_not_repeated_but_begun(
    terms: Terms, a_session: Build, a_programme: Make
):
    last = a_session(rules=a_programme(key="another"), backward_s=600.0)
    plan = repeated(terms, MON + timedelta(days=1), Place.HALLWAY, (last,))
    assert plan.dose == start_dose(terms.programme)


def test_whoever_keeps_what_they_have_may_walk_on_fewer_days(
    terms: Terms, a_session: Build
):
    last = a_session(MON - timedelta(days=2))
    plan = repeated(terms, MON, Place.HALLWAY, (last,), weekdays=(0, 3))
    assert plan.weekdays == (0, 3)
    with pytest.raises(BadProgramme, match="you chose no day"):
        repeated(terms, MON, Place.HALLWAY, (last,), weekdays=())


@given(backward_s=st.floats(1, 2000), bout_s=st.floats(1, 700), ago=st.integers(0, 60))
def test_no_block_ever_begins_above_the_last_walk(
    terms: Terms, a_session: Build, backward_s: float, bout_s: float, ago: int
):
    last = a_session(MON - timedelta(days=ago), dose=Dose(backward_s, bout_s))
    for plan in (
        repeated(terms, MON, Place.HALLWAY, (last,)),
        planned(terms, walked=(last,)),
    ):
        assert is_no_more(plan.dose, walked_dose(last))


def test_a_renewed_plan_goes_on_counting(terms: Terms):
    fresh = planned(terms)
    before = replace(fresh, version=4, ahead=(), state=PlanState.RESTING)
    again = renewed(before, fresh)
    assert again.version == 5
    assert [s.number for s in again.ahead] == list(range(7, 13))
    assert again.next_number == 13
