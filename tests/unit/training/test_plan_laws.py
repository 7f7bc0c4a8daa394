"""Laws of plans: whatever is done to one, in whatever order, these hold."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.codec.plan import plan_from_json, plan_to_json
from retrowalk.training.dose import Dose, Lever, dose_of
from retrowalk.training.log import Log
from retrowalk.training.person import Person
from retrowalk.training.plan import Decision, Move, Plan, PlanState
from retrowalk.training.planning.adapting import adjusted, after, rescheduled
from retrowalk.training.planning.calendar import DayKind, days, moved, on_weekdays, skipped
from retrowalk.training.planning.first_plan import first_plan
from retrowalk.training.planning.level_first import asks_first
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.progression.decide import decide
from retrowalk.training.screening.allowance import violations
from retrowalk.training.session import SessionRecord, Symptom
from retrowalk.training.terms import Terms

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from level_sessions import level_sessions

START = date(2026, 3, 23)  # six days before the night the clocks change in Europe
DAY = timedelta(days=1)
HELD = ("design_progression",)
Build = Callable[..., SessionRecord]
Clear = Callable[..., Clearance]
Who = Callable[..., Person]
OPEN = [p for p in PROGRAMMES.values() if not p.clinician_led]

moves = st.sampled_from([Move.PROGRESS, Move.PROGRESS, Move.HOLD, Move.REGRESS])
decisions = st.builds(
    lambda move, lever: Decision(
        move, "Because.", "test", HELD, lever if move is Move.PROGRESS else None
    ),
    moves,
    st.sampled_from(Lever),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(0, 9)),
        st.tuples(st.just("walk"), decisions, st.booleans()),
        st.tuples(st.just("early"), decisions, st.booleans()),
        st.tuples(st.just("late"), decisions, st.integers(1, 20)),
        st.tuples(st.just("skip"), st.integers(0, 6)),
        st.tuples(st.just("move"), st.integers(0, 6), st.integers(-3, 20)),
        st.tuples(st.just("weekdays"), st.sets(st.integers(0, 6), min_size=1)),
        st.tuples(st.just("told"), decisions),
        st.tuples(st.just("screened"), st.sampled_from(Effort), st.booleans()),
    ),
    max_size=40,
)


@dataclass
class Life:
    """A plan, its day, and what happened to it."""

    terms: Terms
    plan: Plan
    today: date
    a_session: Build
    walked: list[date] = field(default_factory=list)
    moved_to: set[date] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    def step(self, what: str, *how: object) -> None:
        before = self.plan
        try:
            self.plan = getattr(self, what)(*how)
        except BadProgramme:
            assert what in {"skip", "move", "weekdays"}
        self._look()
        self._check(before, grows=what in {"walk", "early"})

    def wait(self, days_on: int) -> Plan:
        self.today += days_on * DAY
        return self.plan

    def walk(self, decision: Decision, known: bool) -> Plan:
        due = next((s for s in self.plan.ahead if s.day == self.today), None)
        return self._walked(due, decision, known)

    def early(self, decision: Decision, known: bool) -> Plan:
        free = self.today not in self.walked
        first = self.plan.ahead[0] if self.plan.ahead and free else None
        return self._walked(first, decision, known)

    def late(self, decision: Decision, days_ago: int) -> Plan:
        record = self.a_session(self.today - days_ago * DAY, rules=self.terms.programme)
        return after(self.plan, decision, record, self.terms, self.today, 0)

    def skip(self, nth: int) -> Plan:
        return skipped(self.plan, self._number(nth), self.today)

    def move(self, nth: int, days_on: int) -> Plan:
        day = self.today + days_on * DAY
        new = moved(self.plan, self._number(nth), day, self.today)
        self.moved_to.add(day)
        return new

    def weekdays(self, suiting: set[int]) -> Plan:
        return on_weekdays(self.plan, tuple(suiting), self.today)

    def told(self, decision: Decision) -> Plan:
        return adjusted(self.plan, decision, self.terms, self.today)

    def screened(self, effort: Effort, supported: bool) -> Plan:
        outcome = Outcome.CLEARED_WITH_SUPPORT if supported else Outcome.CLEARED
        cleared = replace(self.terms.clearance, outcome=outcome, effort=effort)
        self.terms = replace(self.terms, clearance=cleared)
        held = Decision(Move.HOLD, "You were screened again.", "screened", HELD)
        return adjusted(self.plan, held, self.terms, self.today)

    def _walked(self, due: object, decision: Decision, known: bool) -> Plan:
        if due is None:
            return self.plan
        self.walked.append(self.today)
        record = replace(
            self.a_session(self.today, rules=self.terms.programme),
            prescription=due.prescription,
        )
        number = due.number if known else None
        return after(self.plan, decision, record, self.terms, self.today, number)

    def _number(self, nth: int) -> int:
        return self.plan.ahead[nth].number if nth < len(self.plan.ahead) else 10**6

    def _look(self) -> None:
        last = self.walked[-1] if self.walked else None
        self.plan = rescheduled(self.plan, self.terms, self.today, last)
        again = rescheduled(self.plan, self.terms, self.today, last)
        assert again is self.plan

    def _check(self, before: Plan, *, grows: bool) -> None:
        plan = self.plan
        assert plan_from_json(plan_to_json(plan)) == plan
        assert plan.version >= before.version
        assert (plan == before) or plan.version > before.version
        assert all(a.day < b.day and a.number < b.number for a, b in pairwise(plan.ahead))
        ahead = {s.number for s in plan.ahead}
        was_ahead = {s.number for s in before.ahead}
        assert all(n in was_ahead or n >= before.next_number for n in ahead)
        self.gone |= was_ahead - ahead
        assert not ahead & self.gone
        for session in plan.ahead:
            assert max(self.today, plan.started_on) <= session.day < plan.ends_on
            assert session.day not in self.walked
            assert session.day.weekday() in plan.weekdays or session.day in self.moved_to
            told, terms = session.prescription, self.terms
            assert not violations(told, terms.programme, terms.clearance, terms.person)
            assert told.backward_s <= plan.dose.backward_s
        if not grows:
            assert is_no_more(plan.dose, before.dose)
        assert bool(plan.ahead) is (plan.state is PlanState.RUNNING)
        assert plan.reason
        if self.today >= plan.ends_on:
            assert plan.state is not PlanState.RUNNING


def is_no_more(one: Dose, other: Dose) -> bool:
    return (
        one.backward_s <= other.backward_s
        and one.bout_s <= other.bout_s
        and (one.speed_mps or 0.0) <= (other.speed_mps or 0.0) + 1e-9
        and one.incline_pct <= other.incline_pct
        and one.variation in (None, other.variation)
    )


@pytest.fixture(scope="session")
def a_life(
    a_session: Build, a_clearance: Clear, a_person: Who
) -> Callable[[Programme], Life]:
    def build(rules: Programme) -> Life:
        person = a_person(group=rules.groups[0])
        terms = Terms(rules, a_clearance(START, effort=Effort.VIGOROUS), person)
        walked = level_sessions(START) if asks_first(rules) else ()
        begun = first_plan(terms, START, rules.places[0], walked=walked)
        return Life(terms, begun, START, a_session)

    return build


@given(rules=st.sampled_from(OPEN), told=steps)
def test_whatever_is_done_to_a_plan_its_laws_hold(
    a_life: Callable[[Programme], Life], rules: Programme, told: list[tuple[object, ...]]
):
    life = a_life(rules)
    for what, *how in told:
        life.step(str(what), *how)


@settings(max_examples=25)  # each one lives through all days of its programme
@given(rules=st.sampled_from(OPEN), told=steps)
def test_a_plan_always_ends_whatever_is_done_to_it(
    a_life: Callable[[Programme], Life], rules: Programme, told: list[tuple[object, ...]]
):
    life = a_life(rules)
    for what, *how in told:
        life.step(str(what), *how)
    hold = Decision(Move.HOLD, "Because.", "test", HELD)
    for _ in range(7 * rules.weeks):
        life.step("walk", hold, True)
        life.step("wait", 1)
    assert life.plan.ended
    assert "time to test again" in life.plan.reason
    assert all(d.kind is not DayKind.SESSION for d in days(life.plan))


@pytest.mark.parametrize("rules", OPEN, ids=lambda p: p.key)
def test_no_week_has_more_sessions_than_the_programme_says(
    a_life: Callable[[Programme], Life], rules: Programme
):
    life = a_life(rules)
    hold = Decision(Move.HOLD, "Because.", "test", HELD)
    other = iter([(0, 1, 2, 3, 4, 5, 6), (1, 3, 4, 5, 6, 0), (0, 2, 4, 5, 6, 1)] * 60)
    while life.plan.ahead:
        life.step("walk", hold, True)
        life.step("wait", 1)
        life.step("weekdays", set(next(other)))
    weeks = [(day - START).days // 7 for day in life.walked]
    assert max(weeks.count(n) for n in set(weeks)) <= rules.sessions_per_week


moods = st.fixed_dictionaries(
    {},
    optional={
        "pain_after": st.none() | st.integers(0, 7),
        "rpe_cr10": st.none() | st.sampled_from([2.0, 4.4, 5.0, 8.0]),
        "stumbles": st.none() | st.integers(0, 3),
        "share": st.sampled_from([0.0, 0.5, 0.9, 1.0]),
        "symptoms": st.sampled_from([(), (), (), (Symptom.FALL,)]),
    },
)


@given(rules=st.sampled_from(OPEN), told=st.lists(moods | st.just({}), max_size=30))
def test_in_the_whole_loop_plan_and_decision_say_the_same(
    a_life: Callable[[Programme], Life],
    a_session: Build,
    rules: Programme,
    told: list[dict[str, object]],
):
    life = a_life(rules)
    plan, terms = life.plan, life.terms
    records: tuple[SessionRecord, ...] = ()
    for mood in told:
        if not plan.ahead:
            break
        session = plan.ahead[0]
        record = replace(
            a_session(session.day, rules=rules, dose=dose_of(session.prescription), **mood),
            session_id=str(session.number),
        )
        records = (*records, record)
        log = Log(
            records=records,
            programme=rules,
            clearance=terms.clearance,
            person=terms.person,
            now=record.started_at + timedelta(hours=1),
            weekdays=plan.weekdays,
            dose=plan.dose,
        )
        decision = decide(log)
        before, plan = (
            plan,
            after(plan, decision, record, terms, session.day, session.number),
        )
        if decision.move is Move.REFER:
            assert plan.rests
        elif decision.move is Move.PROGRESS:
            assert plan.dose != before.dose or plan.reason != decision.reason
        else:
            assert is_no_more(plan.dose, before.dose)
        for one in plan.ahead:
            weekly_s = one.prescription.backward_s - session.prescription.backward_s
            assert weekly_s <= 240.0 or (one.day - session.day).days > 7
