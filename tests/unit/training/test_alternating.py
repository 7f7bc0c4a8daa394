"""A plan under a trial of oneself: the draw says which way, the plan how much."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.alternation import WHY_HELD, Alternation, DayFor
from retrowalk.training.clearance import Clearance
from retrowalk.training.codec.plan import plan_from_json, plan_to_json
from retrowalk.training.log import Log
from retrowalk.training.person import Person
from retrowalk.training.plan import Decision, Move, Plan, PlanState
from retrowalk.training.planning.adapting import (
    adjusted,
    after,
    as_it_came_out,
    rescheduled,
)
from retrowalk.training.planning.alternating import (
    as_walked,
    begun,
    lifted,
    longest_possible,
    longest_without,
    periods_without,
    turned_round,
)
from retrowalk.training.planning.calendar import DayKind, days, moved, on_weekdays, skipped
from retrowalk.training.planning.first_plan import first_plan, renewed
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.progression.decide import decide
from retrowalk.training.screening.allowance import violations
from retrowalk.training.session import SessionRecord, Symptom
from retrowalk.training.terms import Terms

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
HOLD = Decision(Move.HOLD, "So.", "test", ("design_log",))
B, F, N = DayFor.BACKWARD, DayFor.FORWARD, DayFor.NEITHER
OPEN = [p for p in PROGRAMMES.values() if not p.clinician_led]
Build = Callable[..., SessionRecord]

orders = st.lists(st.sampled_from([B, F, N]), min_size=4, max_size=16)


def trial_of(
    order: list[DayFor], length: int = 4, start: date = MONDAY + DAY
) -> Alternation:
    return Alternation(start, tuple(kind for kind in order for _ in range(length)))


@pytest.fixture(scope="session")
def terms(
    a_programme: Callable[..., object],
    a_clearance: Callable[..., Clearance],
    a_person: Callable[..., Person],
) -> Terms:
    return Terms(a_programme(), a_clearance(MONDAY), a_person())


@pytest.fixture(scope="session")
def plan(terms: Terms) -> Plan:
    return first_plan(terms, MONDAY, terms.programme.places[0], (0, 2, 4))


@given(rules=st.sampled_from(OPEN), order=orders)
def test_a_day_of_a_trial_never_asks_for_more_than_the_plan_does(
    a_clearance: Callable[..., Clearance],
    a_person: Callable[..., Person],
    rules: object,
    order: list[DayFor],
):
    person = a_person(group=rules.groups[0])
    clearance = a_clearance(MONDAY, clinician_agreed=True)
    terms = Terms(rules, clearance, person)
    try:
        plan = first_plan(terms, MONDAY, rules.places[0])
    except BadProgramme:
        return  # level walking comes first
    whole = begun_or_none(plan, trial_of(order), terms)
    if whole is None:
        return
    told = {s.number: s.prescription for s in whole.ahead}
    for walked in as_walked(whole).ahead:
        asked, given_ = walked.prescription, told[walked.number]
        assert asked.duration_s == pytest.approx(given_.duration_s)
        assert asked.backward_s in (0.0, given_.backward_s)
        assert _fastest(asked) == _fastest(given_)
        assert asked.incline_pct == given_.incline_pct
        assert asked.support is given_.support
        assert not violations(asked, rules, clearance, person)
        assert whole.trial.on(walked.day) is not N
        assert (whole.trial.on(walked.day) is F) is (asked.backward_s == 0.0)
    assert plan_from_json(plan_to_json(whole)) == whole


def begun_or_none(plan: Plan, trial: Alternation, terms: Terms) -> Plan | None:
    if longest_without(plan.weekdays, trial) < 14:
        return begun(plan, trial, terms, MONDAY)
    with pytest.raises(BadProgramme, match="days without a walk"):
        begun(plan, trial, terms, MONDAY)
    return None


def _fastest(prescription: object) -> float:
    return max(
        (i.speed_mps.high for i in prescription.intervals if i.speed_mps), default=0.0
    )


def test_a_forward_day_has_the_same_minutes_forward_and_nothing_to_hurry_for(plan: Plan):
    told = plan.ahead[0].prescription
    forward = turned_round(told)
    assert {i.direction for i in forward.intervals} == {Direction.FORWARD}
    assert forward.duration_s == told.duration_s
    assert all(
        i.rpe_cr10 is None and i.heart_rate_bpm is None and i.variation is None
        for i in forward.intervals
    )


trial_steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 5)),
        st.tuples(st.just("walk"), st.integers(0, 7), st.sampled_from([2.0, 4.0, 9.0])),
        st.tuples(st.just("skip"), st.just(0), st.just(0.0)),
        st.tuples(st.just("move"), st.integers(0, 9), st.just(0.0)),
        st.tuples(st.just("weekdays"), st.just(0), st.just(0.0)),
        st.tuples(st.just("hold"), st.just(0), st.just(0.0)),
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(order=orders, told=trial_steps)
def test_while_a_trial_runs_the_dose_never_grows_and_its_days_are_kept(
    plan: Plan, terms: Terms, a_session: Build, order: list[DayFor], told: list[tuple]
):
    now = begun_or_none(plan, trial_of(order), terms)
    if now is None:
        return
    today, records, walked_on = MONDAY, (), None
    for what, *how in told:
        before = now
        try:
            if what == "wait":
                today += how[0] * DAY
            elif what == "walk":
                record = a_session(today, pain_after=how[0], rpe_cr10=how[1])
                now, records = _walk(now, terms, records, record)
                walked_on = records[-1].started_at.date() if records else None
            elif what == "skip" and now.ahead:
                now = skipped(now, now.ahead[0].number, today)
            elif what == "move" and now.ahead:
                now = moved(now, now.ahead[0].number, today + how[0] * DAY, today)
            elif what == "weekdays":
                now = on_weekdays(now, (1, 3, 5), today)
            elif what == "hold":
                now = adjusted(now, HOLD, terms, today)
        except BadProgramme:
            assert what in {"skip", "move", "weekdays"}
        now = rescheduled(now, terms, today, walked_on)
        if today > now.trial.ends_on:
            return
        assert now.trial == before.trial
        assert now.dose.backward_s <= before.dose.backward_s
        assert now.dose.bout_s <= before.dose.bout_s
        assert not [s for s in now.ahead if now.trial.on(s.day) is N]
        assert plan_from_json(plan_to_json(now)) == now
        if now.state is PlanState.RUNNING:
            shown = {d.day: d.kind for d in days(now)}
            assert all(
                shown.get(day) not in (DayKind.SESSION, DayKind.LATER)
                for day in now.trial.free
            )


def _walk(
    now: Plan, terms: Terms, records: tuple[SessionRecord, ...], record: SessionRecord
) -> tuple[Plan, tuple[SessionRecord, ...]]:
    today = record.started_at.date()
    due = next((s for s in as_walked(now).ahead if s.day == today), None)
    if due is None:
        return now, records
    walked = replace(record, prescription=due.prescription)
    decision = decide(log_of(terms, now, *records, walked))
    if now.trial.starts_on <= today <= now.trial.ends_on:
        assert decision.move is not Move.PROGRESS
    new = after(now, decision, walked, terms, today, due.number)
    return new, (*records, walked)


def log_of(terms: Terms, now: Plan, *records: SessionRecord) -> Log:
    return Log(
        records,
        terms.programme,
        terms.clearance,
        terms.person,
        records[-1].started_at,
        weekdays=now.weekdays,
        dose=now.dose,
        trial=now.trial,
    )


def test_after_a_good_session_of_a_trial_the_plan_says_why_nothing_is_added(
    plan: Plan, terms: Terms, a_session: Build
):
    now = begun(plan, trial_of([B, F, B, F]), terms, MONDAY)
    first, second = (s for s in now.ahead[1:3])
    record = a_session(second.day)
    decision = decide(log_of(terms, now, a_session(first.day), record))
    assert (decision.move, decision.reason) == (Move.HOLD, WHY_HELD)
    grown = Decision(Move.PROGRESS, "More.", "test", ("design_log",))
    again = after(now, grown, record, terms, second.day, second.number)
    assert again.reason == WHY_HELD
    assert again.dose == now.dose
    assert as_it_came_out(grown, now, again).move is Move.HOLD


def test_a_painful_forward_session_takes_one_step_back_from_the_plan(
    plan: Plan, terms: Terms, a_session: Build
):
    grown = replace(plan, dose=replace(plan.dose, backward_s=600.0))
    now = begun(grown, trial_of([F, B, F, B]), terms, MONDAY)
    due = next(s for s in as_walked(now).ahead if not s.prescription.backward_s)
    record = replace(a_session(due.day, pain_after=7), prescription=due.prescription)
    back = Decision(Move.REGRESS, "Less.", "test", ("design_log",))
    new = after(now, back, record, terms, due.day, due.number)
    assert 0.5 * now.dose.backward_s < new.dose.backward_s < now.dose.backward_s


def test_a_symptom_rests_the_plan_and_its_trial_goes_on_with_the_next_one(
    plan: Plan, terms: Terms, a_session: Build
):
    now = begun(plan, trial_of([B, N, B, F]), terms, MONDAY)
    record = a_session(MONDAY + 2 * DAY, symptoms=(Symptom.DIZZINESS,))
    decision = decide(log_of(terms, now, record))
    assert decision.move is Move.REFER
    rests = after(now, decision, record, terms, MONDAY + 2 * DAY, now.ahead[1].number)
    assert rests.rests
    assert rests.trial == now.trial
    fresh = first_plan(
        terms, MONDAY + 6 * DAY, terms.programme.places[0], (0, 2, 4), (record,)
    )
    again = renewed(rests, fresh)
    assert again.trial == now.trial
    assert all(now.trial.on(s.day) is not N for s in again.ahead)
    assert again.ends_on > now.trial.ends_on
    over = renewed(
        rests,
        replace(
            fresh,
            started_on=now.trial.ends_on + DAY,
            ahead=tuple(replace(s, day=s.day + 30 * DAY) for s in fresh.ahead),
            ends_on=fresh.ends_on + 30 * DAY,
        ),
    )
    assert over.trial is None


def test_a_trial_begins_after_today_and_one_at_a_time(plan: Plan, terms: Terms):
    with pytest.raises(BadProgramme, match="expected a later day"):
        begun(plan, trial_of([B, F, B, F], start=MONDAY), terms, MONDAY)
    now = begun(plan, trial_of([B, F, B, F]), terms, MONDAY)
    with pytest.raises(BadProgramme, match="over first"):
        begun(now, trial_of([B, F, B, F]), terms, MONDAY)


def test_a_block_lasts_until_the_trial_is_over(plan: Plan, terms: Terms):
    now = begun(plan, trial_of([B, F] * 8), terms, MONDAY)
    assert now.ends_on == now.trial.ends_on + 8 * DAY


def test_a_trial_that_is_stopped_gives_its_free_days_back(plan: Plan, terms: Terms):
    now = begun(plan, trial_of([N, B, F, B]), terms, MONDAY)
    bare = lifted(now, terms, MONDAY)
    assert bare.trial is None
    assert bare.dose == now.dose
    assert {s.day for s in plan.ahead} <= {s.day for s in bare.ahead}
    numbers = [s.number for s in bare.ahead]
    assert all(a < b for a, b in pairwise(numbers))


@given(
    order=st.lists(st.sampled_from([B, F, N]), min_size=6, max_size=12),
    length=st.integers(3, 5),
)
def test_the_worst_draw_is_known_before_any_is_drawn(order: list[DayFor], length: int):
    run = max(len(list(same)) for _, same in groupby(order))
    worst = longest_possible((0, 2, 4), MONDAY, [length] * len(order), run)
    assert longest_without((0, 2, 4), trial_of(order, length, MONDAY)) <= worst


def test_a_period_too_short_for_the_weekdays_is_counted(plan: Plan):
    assert periods_without((0, 2, 4), MONDAY, [3] * 12) == 0
    assert periods_without((0, 3), MONDAY, [2] * 6) > 0
    assert longest_possible((0, 2, 4), MONDAY, [4] * 12, 0) == 3
