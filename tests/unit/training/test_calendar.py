"""The calendar: days change, doses never, and what cannot be is refused in a sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Clearance
from retrowalk.training.person import Person
from retrowalk.training.plan import Decision, Move, Plan, PlanState
from retrowalk.training.planning.adapting import after, rescheduled
from retrowalk.training.planning.calendar import (
    DayKind,
    days,
    moved,
    on_weekdays,
    skipped,
    spoken_day,
)
from retrowalk.training.planning.deload import WHY
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.session import SessionRecord
from retrowalk.training.terms import Terms

MON = date(2026, 11, 23)
TUE, WED, THU, FRI, SAT, SUN = (MON + timedelta(days=n) for n in range(1, 7))
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
HOLD = Decision(Move.HOLD, "Because.", "test", ("design_progression",))
BuildPlan = Callable[..., Plan]
Build = Callable[..., SessionRecord]


@pytest.fixture(scope="session")
def terms(
    a_programme: Callable[..., Programme],
    a_clearance: Callable[..., Clearance],
    a_person: Callable[..., Person],
) -> Terms:
    return Terms(a_programme(), a_clearance(), a_person())


def ahead(plan: Plan) -> list[tuple[int, date]]:
    return [(s.number, s.day) for s in plan.ahead]


def kinds(plan: Plan) -> dict[date, DayKind]:
    return {d.day: d.kind for d in days(plan)}


# Skipping.


def test_a_skipped_session_is_gone_and_its_day_stays_free(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = skipped(a_plan(), 2, MON)
    assert (plan.version, ahead(plan)[:2]) == (2, [(1, MON), (3, FRI)])
    assert plan.reason == (
        "You skipped the session of Wednesday 25 November; the amount stays the same."
    )
    assert {s.prescription for s in plan.ahead} == {s.prescription for s in a_plan().ahead}
    later = after(plan, HOLD, a_session(MON), terms, MON, 1)
    assert WED not in [s.day for s in later.ahead]


def test_the_last_planned_session_does_not_come_back_after_it_was_skipped(
    a_plan: BuildPlan, terms: Terms
):
    last = a_plan().ahead[-1]
    plan = skipped(a_plan(), last.number, MON)
    later = rescheduled(plan, terms, THU, MON)
    assert last.day not in [s.day for s in later.ahead]
    assert last.number not in [s.number for s in later.ahead]


def test_whoever_skips_the_only_session_ahead_gets_the_next_training_day(
    a_plan: BuildPlan,
):
    only = a_plan(ahead=a_plan().ahead[:1])
    plan = skipped(only, 1, MON)
    assert (ahead(plan), plan.next_number) == ([(7, WED)], 8)
    assert plan.ahead[0].prescription == only.ahead[0].prescription


def test_skipping_the_very_last_session_ends_the_programme(
    a_plan: BuildPlan, a_programme: Callable[..., Programme]
):
    week = a_plan(a_programme(weeks=1))
    for number in (1, 2, 3):
        week = skipped(week, number, MON)
    assert week.ended
    assert "the last one of this programme; it is time to test again" in week.reason


# Moving.


def test_a_moved_session_keeps_its_number_and_its_dose(a_plan: BuildPlan):
    plan = moved(a_plan(), 2, THU, MON)
    assert ahead(plan)[:3] == [(1, MON), (2, THU), (3, FRI)]
    assert plan.reason == (
        "You moved the session of Wednesday 25 November to Thursday 26 November; the "
        "amount stays the same."
    )
    assert plan.ahead[1].prescription == a_plan().ahead[1].prescription


def test_moved_past_others_the_numbers_still_rise_with_the_days(a_plan: BuildPlan):
    plan = moved(a_plan(), 2, SUN, MON)
    assert ahead(plan)[:4] == [(1, MON), (2, FRI), (3, SUN), (4, MON + WEEK)]


def test_the_day_a_session_moved_away_from_is_not_filled_again(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = moved(a_plan(), 2, THU, MON)
    later = after(plan, HOLD, a_session(MON), terms, MON, 1)
    assert [s.day for s in later.ahead][:2] == [THU, FRI]


def test_a_session_may_move_to_a_day_that_was_skipped(a_plan: BuildPlan):
    plan = moved(skipped(a_plan(), 2, MON), 3, WED, MON)
    assert ahead(plan)[:2] == [(1, MON), (3, WED)]
    assert plan.days_off == (FRI,)


def test_a_session_far_ahead_leaves_no_gap_before_it(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    far = moved(a_plan(), 6, MON + 29 * DAY, MON)
    plan = after(far, HOLD, a_session(MON), terms, MON, 1)
    later = rescheduled(plan, terms, MON + WEEK, MON)
    assert [s.day for s in later.ahead][-4:] == [
        MON + 2 * WEEK,
        WED + 2 * WEEK,
        FRI + 2 * WEEK,
        MON + 29 * DAY,
    ]


@pytest.mark.parametrize(
    ("number", "day", "message"),
    [
        (2, SUN - WEEK, "2026-11-22 is over; expected 2026-11-23 or a later day"),
        (2, FRI, "2026-11-27 has a session already; expected a day without one"),
        (2, WED, "2026-11-25 has a session already"),
        (2, MON + 6 * WEEK, "2027-01-04 lies outside the programme; expected a day from"),
        (9, THU, "there is no session 9 ahead from 2026-11-23 on; expected one of 1, 2, 3"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    a_plan: BuildPlan, number: int, day: date, message: str
):
    with pytest.raises(BadProgramme, match=message):
        moved(a_plan(), number, day, MON)


def test_a_session_that_was_missed_can_be_neither_moved_nor_skipped(a_plan: BuildPlan):
    with pytest.raises(BadProgramme, match="no session 1 ahead from 2026-11-24 on"):
        moved(a_plan(), 1, THU, TUE)
    with pytest.raises(BadProgramme, match="no session 1 ahead from 2026-11-24 on"):
        skipped(a_plan(), 1, TUE)


def test_nothing_moves_to_today_once_todays_session_was_walked(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    tuesday = after(a_plan(), HOLD, a_session(TUE), terms, TUE, 1)
    with pytest.raises(BadProgramme, match="was walked or skipped; expected a later day"):
        moved(tuesday, 3, TUE, TUE)


@pytest.mark.parametrize("state", [PlanState.RESTING, PlanState.ENDED])
def test_a_plan_that_stopped_has_no_days_to_change(a_plan: BuildPlan, state: PlanState):
    stopped = a_plan(ahead=(), state=state)
    for change in (
        lambda: skipped(stopped, 1, MON),
        lambda: moved(stopped, 1, THU, MON),
        lambda: on_weekdays(stopped, (0, 2, 4), MON),
    ):
        with pytest.raises(BadProgramme, match=f"the plan is {state}; expected one that"):
            change()


# Other days of the week.


def test_other_weekdays_hold_from_tomorrow_and_today_keeps_its_session(a_plan: BuildPlan):
    plan = on_weekdays(a_plan(), (1, 3, 5), MON)
    assert plan.weekdays == (1, 3, 5)
    assert [s.day for s in plan.ahead][:3] == [TUE, THU, SAT]
    plan = on_weekdays(a_plan(), (0, 3, 5), MON)
    assert [s.day for s in plan.ahead][:3] == [MON, THU, SAT]
    assert plan.reason == (
        "You walk on other days from now on: Monday, Thursday, Saturday; the amount stays "
        "the same."
    )


def test_the_running_week_gets_no_more_sessions_than_it_had_left(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = after(a_plan(), HOLD, a_session(MON), terms, MON, 1)
    plan = after(plan, HOLD, a_session(WED), terms, WED, 2)
    plan = on_weekdays(plan, (3, 5, 6), WED)
    assert [s.day for s in plan.ahead][:2] == [SUN, THU + WEEK]
    late = after(plan, HOLD, a_session(MON - 3 * DAY), terms, WED, 0)
    assert [s.day for s in late.ahead][:2] == [SUN, THU + WEEK]
    plan = after(plan, HOLD, a_session(SUN), terms, SUN, 3)
    assert plan.ahead[0].day == THU + WEEK


def test_too_few_weekdays_are_refused(a_plan: BuildPlan):
    with pytest.raises(
        BadProgramme, match="you chose Monday, Thursday; expected at least 3"
    ):
        on_weekdays(a_plan(), (0, 3), MON)


def test_of_more_weekdays_those_with_rest_between_are_taken(a_plan: BuildPlan):
    assert on_weekdays(a_plan(), tuple(range(7)), MON).weekdays == (0, 2, 4)


def test_sessions_that_find_no_day_before_the_end_are_dropped(
    a_plan: BuildPlan, a_programme: Callable[..., Programme]
):
    short = a_plan(a_programme(weeks=1))
    plan = on_weekdays(short, (0, 1, 2), TUE)
    assert ahead(plan) == [(2, WED)]
    over = on_weekdays(short, (0, 1, 2), FRI)
    assert over.ended
    assert "None of these days is left in this programme" in over.reason


@given(weekdays=st.sets(st.integers(0, 6), min_size=3), wait=st.integers(0, 11))
def test_whatever_days_are_chosen_the_doses_stay_what_they_were(
    a_plan: BuildPlan, weekdays: set[int], wait: int
):
    before, today = a_plan(), MON + wait * DAY
    left = [s for s in before.ahead if s.day >= today]
    plan = on_weekdays(before, tuple(weekdays), today)
    assert [s.prescription for s in plan.ahead] == [s.prescription for s in left]
    assert [s.number for s in plan.ahead] == [s.number for s in left]
    assert all(s.day.weekday() in weekdays and s.day >= today for s in plan.ahead)


def test_whoever_missed_all_sessions_may_still_choose_other_days(a_plan: BuildPlan):
    today = MON + 13 * DAY
    plan = on_weekdays(a_plan(), (1, 3, 5), today)
    assert (ahead(plan), plan.next_number) == ([(7, today + 2 * DAY)], 8)


# The whole programme, day by day.


def test_the_calendar_shows_every_day_once_and_the_tests_after_the_last(
    a_plan: BuildPlan,
):
    shown = days(a_plan())
    assert [d.day for d in shown] == [MON + n * DAY for n in range(6 * 7 + 1)]
    assert (shown[-1].kind, shown[-1].day) == (DayKind.RETEST, a_plan().ends_on)
    counted = [d.kind for d in shown]
    assert counted.count(DayKind.SESSION) == 6
    assert counted.count(DayKind.LATER) == 12
    assert counted.count(DayKind.REST) == 24


def test_days_after_the_horizon_are_planned_without_a_dose(a_plan: BuildPlan):
    later = [d for d in days(a_plan()) if d.kind is DayKind.LATER]
    assert {None} == {d.session for d in later}
    assert "the dose is decided by how it goes until then" in later[0].sentence


def test_a_day_with_a_session_holds_it(a_plan: BuildPlan):
    plan = moved(a_plan(), 2, THU, MON)
    held = [d.session for d in days(plan) if d.kind is DayKind.SESSION]
    assert tuple(held) == plan.ahead


def test_the_easier_week_says_why_on_the_days_that_are_walked(a_plan: BuildPlan):
    easier = [d for d in days(a_plan()) if d.deload]
    assert [d.day for d in easier] == [MON + 3 * WEEK + n * DAY for n in range(7)]
    assert [WHY in d.sentence for d in easier] == [not d.rest for d in easier]


def test_what_is_behind_what_is_off_and_what_is_rest(
    a_plan: BuildPlan, a_session: Build, terms: Terms
):
    plan = after(a_plan(), HOLD, a_session(MON), terms, MON, 1)
    plan = skipped(plan, 3, MON)
    shown = kinds(plan)
    assert [shown[d] for d in (MON, TUE, WED, THU, FRI)] == [
        DayKind.BEHIND,
        DayKind.REST,
        DayKind.SESSION,
        DayKind.REST,
        DayKind.OFF,
    ]


def test_a_resting_plan_shows_no_session_and_no_test(a_plan: BuildPlan):
    shown = days(a_plan(ahead=(), state=PlanState.RESTING))
    assert {d.kind for d in shown} == {DayKind.RESTING, DayKind.REST}
    assert all(d.rest for d in shown)


def test_an_ended_plan_has_only_the_tests_before_it(a_plan: BuildPlan):
    shown = days(replace(a_plan(), ahead=(), state=PlanState.ENDED))
    assert {d.kind for d in shown[:-1]} == {DayKind.BEHIND, DayKind.REST}
    assert shown[-1].kind is DayKind.RETEST


@pytest.mark.parametrize("kind", DayKind)
def test_every_kind_of_day_has_a_sentence(kind: DayKind, a_plan: BuildPlan):
    day = replace(days(a_plan())[0], kind=kind)
    assert day.sentence.endswith(".")


def test_a_day_is_said_as_people_say_it():
    assert spoken_day(date(2027, 1, 1)) == "Friday 1 January"
