"""The next plan: one version on, never more after trouble, never outside its block."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose, Lever, dose_of
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Decision, Move, Plan, PlanState
from retrowalk.training.planning.adapting import adjusted, after, rescheduled
from retrowalk.training.planning.closing import LESS_ALLOWED, OTHER_GOAL
from retrowalk.training.planning.deload import eased, is_deload
from retrowalk.training.prescription import Place, Support, Variation
from retrowalk.training.programmes.programme import Programme, start_dose
from retrowalk.training.screening.allowance import violations
from retrowalk.training.session import SessionRecord
from retrowalk.training.terms import Terms

MON = date(2026, 11, 23)
WED = MON + timedelta(days=2)
FRI = MON + timedelta(days=4)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
Build = Callable[..., SessionRecord]
BuildPlan = Callable[..., Plan]
Make = Callable[..., Programme]
Clear = Callable[..., Clearance]
Who = Callable[..., Person]


@pytest.fixture(scope="session")
def terms(a_programme: Make, a_clearance: Clear, a_person: Who) -> Terms:
    return Terms(a_programme(), a_clearance(), a_person())


def said(move: Move, lever: Lever | None = Lever.MINUTES) -> Decision:
    grows = move is Move.PROGRESS
    return Decision(
        move, "Because.", "test", ("design_progression",), lever if grows else None
    )


def doses_s(plan: Plan) -> set[float]:
    return {s.prescription.backward_s for s in plan.ahead}


def days(plan: Plan) -> list[date]:
    return [s.day for s in plan.ahead]


# What a decision does to the dose.


@pytest.mark.parametrize(
    ("move", "dose_s"), [(Move.PROGRESS, 375), (Move.HOLD, 300), (Move.REGRESS, 225)]
)
def test_the_move_sets_the_dose_of_all_sessions_ahead(
    a_plan: BuildPlan, a_session: Build, terms: Terms, move: Move, dose_s: float
):
    plan = after(a_plan(), said(move), a_session(MON), terms, MON)
    assert (doses_s(plan), plan.version, plan.reason) == ({dose_s}, 2, "Because.")
    assert plan.dose.backward_s == dose_s


def test_only_the_lever_that_was_decided_on_moves(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = after(
        a_plan(), said(Move.PROGRESS, Lever.CONTINUOUS), a_session(MON), terms, MON
    )
    assert plan.dose == replace(start_dose(terms.programme), bout_s=75.0)


def test_a_session_of_less_than_the_plan_asks_for_raises_nothing(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = a_plan(dose=Dose(450.0, 60.0))
    for less in (Dose(375.0, 60.0), Dose(450.0, 45.0)):
        new = after(plan, said(Move.PROGRESS), a_session(MON, dose=less), terms, MON)
        assert new.dose == plan.dose
        assert "asked for less than your plan does now" in new.reason


@pytest.mark.parametrize(
    "less",
    [
        {"speed_mps": 0.5},
        {"speed_mps": None},
        {"incline_pct": 1.0},
        {"variation": None},
        {"variation": Variation.SHOULDER_CHECKS},
    ],
)
def test_an_easier_session_of_any_kind_raises_nothing(
    a_plan: BuildPlan,
    a_session: Build,
    a_programme: Make,
    terms: Terms,
    less: dict[str, object],
):
    belt = a_programme(
        groups=(Group.ACTIVE_ADULT,),
        places=(Place.TREADMILL,),
        start_speed_mps=0.5,
        top_speed_mps=0.9,
        top_incline_pct=5.0,
        variations=(Variation.SHOULDER_CHECKS, Variation.DUAL_TASK),
    )
    active = replace(terms.person, group=Group.ACTIVE_ADULT)
    hard = replace(terms.clearance, effort=Effort.VIGOROUS)
    on_a_belt = Terms(belt, hard, active)
    full = Dose(300.0, 60.0, 0.8, 2.0, Variation.DUAL_TASK)
    plan = a_plan(belt, dose=full)
    for asked, grows in ((full, True), (replace(full, **less), False)):
        record = a_session(MON, rules=belt, dose=asked)
        new = after(plan, said(Move.PROGRESS), record, on_a_belt, MON)
        assert (new.dose.backward_s > plan.dose.backward_s) is grows


def test_a_session_from_the_future_raises_nothing(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    new = after(a_plan(), said(Move.PROGRESS), a_session(WED), terms, MON)
    assert (new.dose, "a date after today" in new.reason) == (a_plan().dose, True)


@pytest.mark.parametrize("number", [None, 1])
def test_a_session_that_came_in_late_raises_nothing_and_takes_no_session_away(
    a_plan: BuildPlan, a_session: Build, terms: Terms, number: int | None
):
    before = after(a_plan(), said(Move.HOLD), a_session(MON), terms, MON, 1)
    plan = after(before, said(Move.PROGRESS), a_session(MON), terms, MON + DAY, number)
    assert plan.dose == before.dose
    assert "came in late" in plan.reason
    assert plan.ahead[: len(before.ahead)] == before.ahead


def test_a_session_of_another_programme_raises_nothing(
    a_plan: BuildPlan, a_session: Build, a_programme: Make, terms: Terms
):
    other = a_session(MON, rules=a_programme(key="another"))
    plan = after(a_plan(), said(Move.PROGRESS), other, terms, MON)
    assert (plan.dose, "another programme" in plan.reason) == (a_plan().dose, True)


def test_an_old_record_never_raises_what_the_plan_holds_now(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    lowered = after(a_plan(), said(Move.REGRESS), a_session(MON), terms, MON, 1)
    for move in (Move.HOLD, Move.PROGRESS):
        plan = after(lowered, said(move), a_session(MON - WEEK), terms, WED, 0)
        assert doses_s(plan) == doses_s(lowered)


def test_a_painful_session_that_was_smaller_takes_the_plan_below_it(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = a_plan(dose=Dose(600.0, 60.0))
    new = after(plan, said(Move.REGRESS), a_session(MON, backward_s=300.0), terms, MON)
    assert doses_s(new) == {225.0}


# Rest and end.


def test_a_referral_lets_the_plan_rest_and_keeps_the_count(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = after(a_plan(), said(Move.REFER), a_session(MON), terms, MON)
    assert (plan.rests, plan.ahead, plan.version, plan.next_number) == (True, (), 2, 7)


@pytest.mark.parametrize("state", [PlanState.RESTING, PlanState.ENDED])
@pytest.mark.parametrize("move", [Move.PROGRESS, Move.HOLD, Move.REGRESS])
def test_a_plan_that_stopped_stays_stopped_for_its_own_reason(
    a_plan: BuildPlan, a_session: Build, terms: Terms, state: PlanState, move: Move
):
    stopped = a_plan(ahead=(), state=state, reason="Because of then.")
    plan = after(stopped, said(move), a_session(MON), terms, MON)
    assert (plan.state, plan.ahead, plan.version) == (state, (), 2)
    assert plan.reason == "Because of then."
    assert rescheduled(stopped, terms, MON + WEEK, MON) is stopped
    assert adjusted(stopped, said(move), terms, MON) is stopped


def test_a_symptom_told_after_the_end_lets_the_plan_rest(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    over = a_plan(ahead=(), state=PlanState.ENDED)
    assert after(over, said(Move.REFER), a_session(MON), terms, MON).rests
    assert adjusted(over, said(Move.REFER), terms, MON).rests


def test_a_clearance_that_no_longer_allows_training_lets_the_plan_rest(
    a_plan: BuildPlan, a_session: Build, a_clearance: Clear, terms: Terms
):
    refused = replace(terms, clearance=a_clearance(outcome=Outcome.ASK_CLINICIAN_FIRST))
    for plan in (
        after(a_plan(), said(Move.PROGRESS), a_session(MON), refused, MON),
        adjusted(a_plan(), said(Move.HOLD), refused, MON),
        rescheduled(a_plan(), refused, MON, None),
    ):
        assert (plan.rests, plan.version) == (True, 2)
        assert "does not allow backward walking now" in plan.reason


def test_a_group_that_needs_a_clinician_lets_a_plan_without_one_rest(
    a_plan: BuildPlan, a_session: Build, a_person: Who, terms: Terms
):
    changed = replace(terms, person=a_person(group=Group.STROKE))
    plan = after(a_plan(), said(Move.HOLD), a_session(MON), changed, MON)
    assert plan.rests
    assert "has no clinician to lead it" in plan.reason


def test_who_trains_for_something_else_now_does_not_go_on_with_the_old_programme(
    a_plan: BuildPlan, a_session: Build, a_person: Who, terms: Terms
):
    changed = replace(terms, person=a_person(group=Group.FOCUS_AND_COGNITION))
    for plan in (
        after(a_plan(), said(Move.PROGRESS), a_session(MON), changed, MON),
        rescheduled(a_plan(), changed, MON, None),
    ):
        assert plan.rests
        assert plan.reason == OTHER_GOAL


@pytest.mark.parametrize(
    "stricter",
    [
        {"outcome": Outcome.CLEARED_WITH_SUPPORT, "support": Support.SECOND_PERSON},
        {"outcome": Outcome.CLEARED_WITH_SUPPORT, "support": Support.RAIL_OR_WALL},
        {"effort": Effort.LIGHT},
    ],
)
def test_a_screening_in_mid_plan_that_allows_less_changes_the_sessions_ahead_at_once(
    a_programme: Make,
    a_plan: BuildPlan,
    a_clearance: Clear,
    a_person: Who,
    stricter: dict[str, object],
):
    rules = a_programme(
        groups=(Group.ACTIVE_ADULT,),
        places=(Place.TREADMILL,),
        start_speed_mps=0.8,
        top_speed_mps=0.9,
        top_incline_pct=5.0,
    )
    active = a_person(group=Group.ACTIVE_ADULT)
    free = Terms(rules, a_clearance(effort=Effort.VIGOROUS), active)
    first = a_plan(rules, dose=Dose(375.0, 60.0, 0.8, 5.0))
    plan = adjusted(first, said(Move.HOLD), free, MON)
    less = replace(free, clearance=replace(free.clearance, **stricter))
    new = rescheduled(plan, less, MON, None)
    assert (new.version, new.reason) == (plan.version + 1, LESS_ALLOWED)
    assert [(s.number, s.day) for s in new.ahead] == [(s.number, s.day) for s in plan.ahead]
    for session in new.ahead:
        assert not violations(session.prescription, rules, less.clearance, active)
    assert new.dose.incline_pct == 0.0
    assert new.dose.backward_s == plan.dose.backward_s
    assert rescheduled(new, less, MON, None) is new
    assert rescheduled(new, free, MON, None) is new


def test_after_the_last_session_the_plan_is_ended_and_says_what_was_done(
    a_programme: Make, a_plan: BuildPlan, a_session: Build, terms: Terms
):
    short = replace(terms, programme=a_programme(weeks=1))
    plan = a_plan(short.programme)
    for session in plan.ahead:
        record = a_session(session.day, rules=short.programme)
        plan = after(plan, said(Move.HOLD), record, short, session.day, session.number)
    assert plan.ended
    assert plan.ahead == ()
    assert plan.reason == (
        "You have come to the end of A programme to test with: 1 week, at last with "
        "5 minutes of backward walking in a session; it is time to test again."
    )


def test_a_plan_whose_last_day_is_over_is_ended_however_long_nobody_looked(
    a_plan: BuildPlan, terms: Terms
):
    plan = a_plan()
    for days_late in (0, 1, 13, 27, 400):
        today = plan.ends_on + days_late * DAY
        over = rescheduled(plan, terms, today, plan.ends_on - DAY)
        assert over.ended
        assert "time to test again" in over.reason
        assert over.ends_on == plan.ends_on


# Days and numbers.


def test_the_walked_session_goes_and_the_others_keep_day_and_number(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    before = a_plan()
    plan = after(before, said(Move.HOLD), a_session(MON), terms, MON)
    kept = [(s.number, s.day) for s in plan.ahead]
    assert kept[:5] == [(s.number, s.day) for s in before.ahead[1:]]
    plan = after(plan, said(Move.HOLD), a_session(WED), terms, WED)
    assert [(s.number, s.day) for s in plan.ahead][4:] == [(7, MON + 2 * WEEK)]


def test_a_session_walked_late_leaves_a_day_of_rest_before_the_next(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    tuesday = MON + DAY
    plan = after(a_plan(), said(Move.HOLD), a_session(tuesday), terms, tuesday, 1)
    assert [(s.number, s.day) for s in plan.ahead][:2] == [(3, FRI), (4, MON + WEEK)]
    assert WED not in days(rescheduled(plan, terms, WED, tuesday))


def test_days_in_a_row_that_the_person_chose_need_no_rest_between(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    before = rescheduled(a_plan(weekdays=(0, 1, 2)), terms, MON, None)
    plan = after(before, said(Move.HOLD), a_session(MON + DAY), terms, MON + DAY, 1)
    assert days(plan)[0] == WED


def test_a_session_walked_early_takes_its_own_day_with_it(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    sunday = MON - DAY
    plan = after(
        a_plan(today=MON, started_on=sunday),
        said(Move.HOLD),
        a_session(sunday),
        terms,
        sunday,
        1,
    )
    assert [(s.number, s.day) for s in plan.ahead][:2] == [(2, WED), (3, FRI)]


def test_nobody_walks_twice_on_a_day_even_if_an_older_session_comes_in(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = after(a_plan(), said(Move.HOLD), a_session(MON), terms, MON, 1)
    late = after(plan, said(Move.HOLD), a_session(MON - 3 * DAY), terms, MON, 0)
    assert MON not in days(late)
    assert MON not in days(rescheduled(late, terms, MON, MON))


def test_a_session_of_today_goes_when_one_was_walked_today(a_plan: BuildPlan, terms: Terms):
    plan = rescheduled(a_plan(), terms, MON, MON)
    assert days(plan)[:2] == [WED, FRI]


def test_missed_sessions_are_dropped_when_a_later_one_is_walked(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    fourth = a_plan().ahead[3]
    plan = after(a_plan(), said(Move.HOLD), a_session(fourth.day), terms, fourth.day)
    assert [s.number for s in plan.ahead] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize("year", [1, 9999])
def test_a_clock_that_is_far_off_does_not_move_the_plan(
    a_plan: BuildPlan, a_session: Build, terms: Terms, year: int
):
    wrong = a_session(date(year, 1, 1))
    plan = after(a_plan(), said(Move.HOLD), wrong, terms, MON, 1)
    assert days(plan)[:5] == days(a_plan())[1:]


# Missed days and breaks.


def test_a_plan_nobody_missed_comes_back_as_it_is(a_plan: BuildPlan, terms: Terms):
    plan = a_plan()
    assert rescheduled(plan, terms, MON, None) is plan


@pytest.mark.parametrize(
    ("day", "missed", "first"), [(1, "1 session", 2), (3, "2 sessions", 3)]
)
def test_after_missed_days_the_plan_goes_on_with_the_same_dose(
    a_plan: BuildPlan, terms: Terms, day: int, missed: str, first: int
):
    plan = rescheduled(a_plan(), terms, MON + day * DAY, MON - DAY)
    assert (plan.version, plan.ahead[0].number, doses_s(plan)) == (2, first, {300.0})
    assert plan.reason == f"You missed {missed}, so the plan goes on with the same amount."
    assert [s.number for s in plan.ahead] == list(range(first, plan.next_number))


@pytest.mark.parametrize(("ago", "less"), [(6, False), (13, False), (14, True), (27, True)])
def test_a_break_of_two_weeks_takes_one_step_back(
    a_plan: BuildPlan, terms: Terms, ago: int, less: bool
):
    plan = a_plan(dose=Dose(600.0, 120.0))
    back = rescheduled(plan, terms, MON + ago * DAY, MON)
    assert (back.dose.backward_s < 600.0) is less
    assert (f"It is {ago} days since your last session" in back.reason) is less


def test_one_break_is_one_step_back_however_often_somebody_looks(
    a_plan: BuildPlan, a_session: Build, a_programme: Make, terms: Terms
):
    long = replace(terms, programme=a_programme(weeks=12))
    plan = a_plan(long.programme, dose=Dose(600.0, 120.0))
    once = plan = rescheduled(plan, long, MON + 14 * DAY, MON)
    for day in range(15, 28):
        plan = rescheduled(plan, long, MON + day * DAY, MON)
        assert plan.dose == once.dose
    walked_on = plan.ahead[0].day
    plan = after(plan, said(Move.HOLD), a_session(walked_on), long, walked_on)
    again = rescheduled(plan, long, walked_on + 14 * DAY, walked_on)
    assert again.dose.backward_s < once.dose.backward_s


def test_a_break_of_four_weeks_ends_the_block(a_plan: BuildPlan, terms: Terms):
    plan = rescheduled(a_plan(), terms, MON + 28 * DAY, MON)
    assert (plan.ended, plan.ends_on) == (True, MON + 29 * DAY)
    assert "28 days since your last session" in plan.reason
    assert "time to test again" in plan.reason


def test_whoever_has_not_begun_starts_with_the_first_dose_or_the_block_ends(
    a_plan: BuildPlan, terms: Terms
):
    waiting = rescheduled(a_plan(), terms, MON + 20 * DAY, None)
    assert waiting.dose == a_plan().dose
    over = rescheduled(waiting, terms, MON + 28 * DAY, None)
    assert over.ended
    assert (
        "not walked on the first 28 days of this block, so this block ends" in over.reason
    )


def test_a_break_before_the_block_does_not_count_against_it(
    a_plan: BuildPlan, terms: Terms
):
    plan = a_plan()
    assert rescheduled(plan, terms, MON, MON - 30 * DAY) is plan
    back = rescheduled(plan, terms, MON + 14 * DAY, MON - 30 * DAY)
    assert back.dose.backward_s < plan.dose.backward_s
    assert "on the first 14 days of this block" in back.reason


def test_a_plan_that_runs_short_gets_more_days_with_the_same_dose(
    a_plan: BuildPlan, terms: Terms
):
    short = a_plan(ahead=a_plan().ahead[:1])
    plan = rescheduled(short, terms, MON, None)
    assert days(plan) == days(a_plan())
    assert [s.number for s in plan.ahead] == [1, 7, 8, 9, 10, 11]
    assert plan.dose == short.dose


def test_whoever_left_two_weeks_free_finds_the_first_day_after_them(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    free = tuple(MON + n * DAY for n in range(1, 18))
    plan = a_plan(ahead=a_plan().ahead[:1], days_off=free)
    plan = after(plan, said(Move.HOLD), a_session(MON), terms, MON, 1)
    assert [(s.number, s.day) for s in plan.ahead] == [(7, MON + 18 * DAY)]


def test_a_block_that_begins_tomorrow_has_no_session_today(a_plan: BuildPlan, terms: Terms):
    short = a_plan(today=MON, weekdays=(0, 2, 6))
    short = replace(short, ahead=short.ahead[:1])
    plan = rescheduled(short, terms, MON - DAY, None)
    assert days(plan)[:3] == [MON, WED, MON + 6 * DAY]


# The easier week.


def test_every_fourth_week_is_easier_but_never_the_last(
    a_plan: BuildPlan, a_programme: Make
):
    def easier(weeks: int) -> set[int]:
        plan = a_plan(a_programme(weeks=weeks))
        return {n + 1 for n in range(weeks) if is_deload(plan, MON + n * WEEK)}

    assert easier(4) == set()
    assert easier(6) == {4}
    assert easier(8) == {4}
    assert easier(12) == {4, 8}
    plan = a_plan()
    assert not is_deload(plan, plan.ends_on)
    assert not is_deload(plan, MON - DAY)


@given(backward_s=st.integers(1, 200).map(lambda n: 15.0 * n), bout_s=st.floats(15, 600))
def test_an_easier_session_asks_for_less_and_comes_back_within_a_weeks_growth(
    backward_s: float, bout_s: float
):
    dose = Dose(backward_s, min(bout_s, backward_s), 0.8, 2.0)
    less = eased(dose)
    assert less.backward_s < backward_s or backward_s == 15.0
    assert 0.0 < backward_s - less.backward_s <= 240.0 or backward_s == 15.0
    assert less.backward_s % 15 == 0
    assert less.bout_s <= less.backward_s
    assert (less.speed_mps, less.incline_pct) == (0.8, 2.0)


def test_the_fourth_week_asks_for_two_thirds_and_the_fifth_for_what_the_third_did(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan, asked = a_plan(), {}
    while plan.ahead:
        session = plan.ahead[0]
        asked.setdefault((session.day - MON).days // 7 + 1, set()).add(
            session.prescription.backward_s
        )
        record = a_session(session.day, dose=dose_of(session.prescription))
        plan = after(plan, said(Move.HOLD), record, terms, session.day, session.number)
    assert asked == {n: {195.0 if n == 4 else 300.0} for n in range(1, 7)}
    assert plan.ended


def test_nothing_is_added_into_or_within_an_easier_week(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    third_friday = FRI + 2 * WEEK
    plan = rescheduled(a_plan(), terms, third_friday, third_friday - 2 * DAY)
    new = after(plan, said(Move.PROGRESS), a_session(third_friday), terms, third_friday)
    assert (new.dose, "An easier week comes next" in new.reason) == (plan.dose, True)
    session = new.ahead[0]
    light = a_session(session.day, dose=dose_of(session.prescription))
    newer = after(new, said(Move.PROGRESS), light, terms, session.day, session.number)
    assert (newer.dose, "an easier week" in newer.reason) == (plan.dose, True)


# Decisions that come later than the session.


def test_pain_on_the_next_morning_takes_back_what_the_evening_added(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    record = a_session(MON)
    grown = after(a_plan(), said(Move.PROGRESS), record, terms, MON, 1)
    assert doses_s(grown) == {375.0}
    held = adjusted(grown, said(Move.HOLD), terms, MON + DAY, record)
    assert (doses_s(held), held.version) == ({300.0}, 3)
    back = adjusted(grown, said(Move.REGRESS), terms, MON + DAY, record)
    assert doses_s(back) == {225.0}
    assert [(s.number, s.day) for s in back.ahead] == [
        (s.number, s.day) for s in grown.ahead
    ]


def test_a_good_morning_changes_nothing_and_makes_no_version(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    record = a_session(MON)
    for move in (Move.PROGRESS, Move.HOLD, Move.REGRESS):
        evening = after(a_plan(), said(move), record, terms, MON, 1)
        assert adjusted(evening, said(move), terms, MON + DAY, record) is evening


def test_a_step_back_without_a_session_is_taken_from_the_plans_own_dose(
    a_plan: BuildPlan, terms: Terms
):
    plan = adjusted(a_plan(), said(Move.REGRESS), terms, MON)
    assert (doses_s(plan), plan.reason) == ({225.0}, "Because.")
    assert adjusted(a_plan(), said(Move.REFER), terms, MON).rests


def test_an_easier_session_that_is_held_does_not_lower_the_plan(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    fourth_monday = MON + 3 * WEEK
    plan = rescheduled(a_plan(), terms, fourth_monday, fourth_monday - 3 * DAY)
    light = a_session(fourth_monday, dose=eased(plan.dose))
    held = adjusted(plan, said(Move.HOLD), terms, fourth_monday + DAY, light)
    assert held.dose == plan.dose
    painful = adjusted(plan, said(Move.REGRESS), terms, fourth_monday + DAY, light)
    assert painful.dose.backward_s < eased(plan.dose).backward_s


def test_a_stricter_clearance_takes_the_speed_down_and_a_freer_one_does_not_bring_it_back(
    a_programme: Make, a_clearance: Clear, a_person: Who, a_plan: BuildPlan
):
    fast = a_programme(start_speed_mps=1.0, top_speed_mps=1.4)
    terms = Terms(fast, a_clearance(), a_person())
    plan = a_plan(fast)
    supported = replace(terms, clearance=a_clearance(outcome=Outcome.CLEARED_WITH_SUPPORT))
    slower = adjusted(plan, said(Move.PROGRESS), supported, MON)
    assert slower.dose.speed_mps < 0.9 < plan.dose.speed_mps
    assert adjusted(slower, said(Move.HOLD), terms, MON).dose == slower.dose


def test_whatever_was_decided_days_stay_apart_and_in_order(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = after(a_plan(), said(Move.PROGRESS), a_session(MON), terms, MON)
    assert all(a.day < b.day and a.number < b.number for a, b in pairwise(plan.ahead))
