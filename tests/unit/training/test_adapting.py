"""The next plan: one version on, never more than the target, never more after trouble."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import Unknown
from retrowalk.training.adapting import after, rescheduled
from retrowalk.training.plan import Decision, Move, Plan
from retrowalk.training.programmes import Programme
from retrowalk.training.progression import decide
from retrowalk.training.session import SessionRecord, Symptom
from retrowalk.training.starter_programmes import FIVE_DAILY, KNEE_10_MIN, PROGRAMMES

MON = date(2026, 11, 23)
WED = date(2026, 11, 25)
Build = Callable[..., SessionRecord]
BuildPlan = Callable[..., Plan]

programmes = st.sampled_from(list(PROGRAMMES.values()))
moods = st.fixed_dictionaries(
    {
        "pain_after": st.none() | st.integers(1, 6),
        "rpe_cr10": st.none() | st.sampled_from([2.0, 3.0, 4.4, 5.0, 8.0]),
        "stumbles": st.none() | st.integers(0, 3),
        "share": st.sampled_from([0.0, 0.5, 0.9, 1.0]),
        "seen": st.none() | st.sampled_from(Direction),
    }
)
good = st.just({})


def said(move: Move) -> Decision:
    return Decision(move, "Because.", "test")


def dose_s(plan: Plan) -> float:
    (dose,) = {s.prescription.backward_s for s in plan.ahead}
    return dose


def walked(
    plan: Plan, a_session: Build, rules: Programme, **changed: object
) -> SessionRecord:
    first = plan.ahead[0]
    backward_s = first.prescription.backward_s
    return a_session(first.day, backward_s=backward_s, rules=rules, **changed)


@pytest.mark.parametrize(
    ("move", "dose"), [(Move.PROGRESS, 375), (Move.HOLD, 300), (Move.REGRESS, 225)]
)
def test_the_move_sets_the_dose_of_all_sessions_ahead(
    a_plan: BuildPlan, a_session: Build, move: Move, dose: float
):
    plan = after(a_plan(), said(move), a_session(MON), MON)
    assert (dose_s(plan), plan.version, plan.reason) == (dose, 2, "Because.")


def test_a_referral_lets_the_plan_rest_and_keeps_the_count(
    a_plan: BuildPlan, a_session: Build
):
    plan = after(a_plan(), said(Move.REFER), a_session(MON), MON)
    assert (plan.rests, plan.version, plan.next_number) == (True, 2, 7)


def test_a_resting_plan_stays_at_rest_whatever_is_sent(a_plan: BuildPlan, a_session: Build):
    resting = replace(a_plan(), ahead=())
    assert after(resting, said(Move.PROGRESS), a_session(MON), MON).rests


def test_the_walked_session_goes_and_the_others_keep_day_and_number(
    a_plan: BuildPlan, a_session: Build
):
    before = a_plan()
    plan = after(before, said(Move.HOLD), a_session(MON), MON)
    kept = [(s.number, s.day) for s in plan.ahead]
    assert kept[:5] == [(s.number, s.day) for s in before.ahead[1:]]
    assert kept[5:] == [(7, MON + timedelta(days=14))]


def test_a_session_walked_late_moves_the_others_as_much(
    a_plan: BuildPlan, a_session: Build
):
    before = a_plan()
    plan = after(before, said(Move.HOLD), a_session(MON + timedelta(days=1)), WED)
    assert [s.day for s in plan.ahead[:5]] == [
        s.day + timedelta(days=1) for s in before.ahead[1:]
    ]


def test_missed_sessions_are_dropped_when_a_later_one_is_walked(
    a_plan: BuildPlan, a_session: Build
):
    before = a_plan()
    plan = after(
        before, said(Move.HOLD), a_session(before.ahead[3].day), before.ahead[3].day
    )
    assert [s.number for s in plan.ahead] == [5, 6, 7, 8, 9, 10]


def test_an_old_record_never_raises_what_the_plan_holds_now(
    a_plan: BuildPlan, a_session: Build
):
    lowered = after(a_plan(), said(Move.REGRESS), a_session(MON), MON)
    plan = after(lowered, said(Move.HOLD), a_session(MON, backward_s=300), WED)
    assert dose_s(plan) == dose_s(lowered)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_clock_that_is_far_off_does_not_move_the_plan(
    a_plan: BuildPlan, a_session: Build, year: int
):
    plan = after(a_plan(), said(Move.HOLD), a_session(date(year, 1, 1)), MON)
    assert [s.day for s in plan.ahead[:5]] == [s.day for s in a_plan().ahead[1:]]


def test_a_plan_of_an_unknown_programme_is_refused(a_plan: BuildPlan, a_session: Build):
    with pytest.raises(Unknown, match="no programme 'moonwalk'"):
        after(replace(a_plan(), programme="moonwalk"), said(Move.HOLD), a_session(MON), MON)


def test_a_plan_nobody_missed_comes_back_as_it_is(a_plan: BuildPlan):
    plan = a_plan()
    assert rescheduled(plan, MON) is plan


@pytest.mark.parametrize(("days", "missed"), [(1, "1 session"), (3, "2 sessions")])
def test_missed_days_move_on_from_today_with_the_same_dose(
    a_plan: BuildPlan, days: int, missed: str
):
    today = MON + timedelta(days=days)
    plan = rescheduled(a_plan(), today)
    assert (plan.version, plan.ahead[0].day, dose_s(plan)) == (2, today, 300)
    assert f"You missed {missed}, so" in plan.reason


def test_whoever_comes_back_after_months_finds_two_weeks_of_sessions(a_plan: BuildPlan):
    today = MON + timedelta(days=90)
    plan = rescheduled(a_plan(), today)
    assert [s.number for s in plan.ahead] == [7, 8, 9, 10, 11, 12]
    assert plan.ahead[0].day == today


@given(
    rules=programmes,
    weeks=st.lists(good | moods, min_size=1, max_size=20),
    lateness=st.lists(st.integers(0, 3), min_size=20, max_size=20),
)
def test_the_loop_keeps_its_promises(
    a_plan: BuildPlan,
    a_session: Build,
    rules: Programme,
    weeks: list[dict[str, object]],
    lateness: list[int],
):
    plan, history = a_plan(rules), []
    for number, (mood, late) in enumerate(zip(weeks, lateness, strict=False)):
        before = plan
        record = walked(before, a_session, rules, session_id=str(number), **mood)
        history.append(record)
        decision = decide(history)
        today = record.started_at.date() + timedelta(days=late)
        plan = after(before, decision, record, today)
        assert plan.version == before.version + 1
        if decision.move is not Move.PROGRESS:
            assert plan.rests or dose_s(plan) <= dose_s(before)
        assert plan.rests or dose_s(plan) <= min(
            rules.target_backward_s, dose_s(before) + rules.step_s
        )
        assert plan.rests or plan.ahead[0].day >= today
        assert len(plan.ahead) == 2 * rules.sessions_per_week
        assert all(a.day < b.day for a, b in pairwise(plan.ahead))
        assert all(a.number < b.number for a, b in pairwise(plan.ahead))
        assert plan.ahead[0].number > before.ahead[0].number


@given(mood=moods, first=st.booleans())
def test_never_more_backward_minutes_after_a_missed_painful_or_unsure_session(
    a_plan: BuildPlan, a_session: Build, mood: dict[str, object], first: bool
):
    troubled = mood | {"stumbles": 1} if first else mood | {"pain_after": None}
    plan = a_plan()
    history = [a_session(MON), a_session(WED, **troubled)]
    assert dose_s(after(plan, decide(history), history[-1], WED)) <= dose_s(plan)


def test_a_symptom_ends_the_plan_in_the_whole_loop(a_plan: BuildPlan, a_session: Build):
    history = [a_session(MON), a_session(WED, symptoms=(Symptom.FALL,))]
    plan = after(a_plan(), decide(history), history[-1], WED)
    assert plan.rests
    assert "a fall" in plan.reason


def test_twelve_good_sessions_reach_the_knee_target_and_no_more(
    a_plan: BuildPlan, a_session: Build
):
    plan, history, weekly = a_plan(), [], {}
    for _ in range(12):
        record = walked(plan, a_session, KNEE_10_MIN)
        history.append(record)
        week = (record.started_at.date() - MON).days // 7
        weekly.setdefault(week, []).append(record.prescription.backward_s)
        plan = after(plan, decide(history), record, record.started_at.date())
    assert dose_s(plan) == KNEE_10_MIN.target_backward_s
    assert max(max(doses) - min(doses) for doses in weekly.values()) <= 240


def test_every_day_stays_every_day(a_plan: BuildPlan, a_session: Build):
    plan = a_plan(FIVE_DAILY)
    plan = after(plan, said(Move.HOLD), walked(plan, a_session, FIVE_DAILY), MON)
    assert {1} == {(b.day - a.day).days for a, b in pairwise(plan.ahead)}
