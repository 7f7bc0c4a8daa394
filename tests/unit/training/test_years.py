"""Whole years of whole plans: from a first plan through every decision to its end.

Seeded people with every programme that may begin with their screening: they walk, skip,
hurt, forget, go away and come back, answer the next morning, and begin again when a block
has ended. Everything runs through the same rules as a person's own plan.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from retrowalk.directions import Direction
from retrowalk.training.clearance import Clearance
from retrowalk.training.dose import dose_of
from retrowalk.training.log import AdverseEvent, Log
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession, PlanState
from retrowalk.training.planning.adapting import adjusted, after, rescheduled
from retrowalk.training.planning.first_plan import first_plan, renewed
from retrowalk.training.planning.level_first import asks_first
from retrowalk.training.planning.offering import offer
from retrowalk.training.prescription import BACKWARD_SPEED_MAX_MPS
from retrowalk.training.programmes.programme import GRID_S, WEEKLY_GROWTH_MAX_S
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.progression.decide import decide
from retrowalk.training.progression.growth import rank
from retrowalk.training.progression.returning import STEP_BACK_DAYS
from retrowalk.training.progression.session_rules import is_good
from retrowalk.training.screening.allowance import violations
from retrowalk.training.screening.questions import QUESTIONS
from retrowalk.training.screening.screen import screen
from retrowalk.training.session import Ending, IntervalDone, SessionRecord, Symptom
from retrowalk.training.terms import Terms

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from level_sessions import level_sessions

MON = date(2026, 1, 5)
DAY = timedelta(days=1)
DISEASES = {
    Group.DIABETIC_NEUROPATHY: ("metabolic_disease", "numb_feet"),
    Group.MULTIPLE_SCLEROSIS: ("neurological_disease",),
    Group.PARKINSON: ("neurological_disease",),
    Group.STROKE: ("neurological_disease", "heart_disease"),
}
PEOPLE = 26
DAYS = 240


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a plan: what it was, what it became, and under which terms.

    what: the name of the use case. record: the session that it was about, if any.
    """

    what: str
    today: date
    before: Plan
    then: Plan
    terms: Terms
    record: SessionRecord | None = None
    move: Move | None = None


def cleared(
    chance: Random, person: Person, today: date, reported: tuple[Symptom, ...]
) -> Clearance:
    """Return a screening that lets the person train, more or less freely."""
    answers = {q.key: "no" for q in QUESTIONS}
    answers |= {"clinician_agreed": "yes", "regularly_active": chance.choice(["yes", "no"])}
    answers["desired_effort"] = chance.choice(["light", "moderate", "vigorous"])
    if chance.random() < 0.4:
        answers[chance.choice(["fallen_past_year", "feels_unsteady", "dizziness"])] = "yes"
    answers |= dict.fromkeys(DISEASES.get(person.group, ()), "yes")
    return screen(answers, person, today, reported)


class Life:
    """One person's days; every method yields the changes of the plan that it brings."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = Random(seed)  # noqa: S311 - a seeded life, not a secret
        rules = list(PROGRAMMES.values())[seed % len(PROGRAMMES)]
        self.person = Person(
            "Kim", self.chance.randint(20, 85), self.chance.choice(rules.groups)
        )
        self.place = self.chance.choice(rules.places)
        self.careless = self.chance.uniform(0.0, 0.4)
        self.today = self.away_until = MON
        self.reported: tuple[Symptom, ...] = ()
        self.records: list[SessionRecord] = []
        self.terms = Terms(rules, self.screened(), self.person)
        while not self.may_begin:
            self.terms = replace(self.terms, clearance=self.screened())
        self.plan = first_plan(self.terms, self.today, self.place, walked=self.experience)

    def screened(self) -> Clearance:
        return cleared(self.chance, self.person, self.today, self.reported)

    @property
    def may_begin(self) -> bool:
        return offer(
            self.terms.programme,
            self.person,
            self.terms.clearance,
            self.today,
            self.experience,
        ).allowed

    @property
    def experience(self) -> list[SessionRecord]:
        """The sessions so far; before the first one, level ones where they are asked for."""
        if self.records or asks_first(self.terms.programme) is None:
            return self.records
        return level_sessions(self.today)

    def day(self) -> Iterator[Event]:
        self.today += DAY
        if self.chance.random() < 0.015:
            self.away_until = self.today + timedelta(days=self.chance.randint(5, 40))
        if self.plan.state is not PlanState.RUNNING:
            yield from self.beginning()
        if self.plan.state is not PlanState.RUNNING:
            return
        yield from self.looking()
        if self.chance.random() < 0.004:
            yield from self.hurting()
        due = next((s for s in self.plan.ahead if s.day <= self.today), None)
        stays_in = self.chance.random() < self.careless / 2
        if due is not None and self.today >= self.away_until and not stays_in:
            yield from self.walking(due)

    def beginning(self) -> Iterator[Event]:
        if self.today < self.away_until or self.chance.random() < 0.5:
            return
        if self.plan.rests or not self.terms.clearance.stands_on(self.today):
            self.terms = replace(self.terms, clearance=self.screened())
        if self.may_begin:
            begun = first_plan(self.terms, self.today, self.place, walked=self.experience)
            self.reported = ()
            yield self.change("begin", renewed(self.plan, begun))

    def looking(self) -> Iterator[Event]:
        last = self.records[-1] if self.records else None
        walked_on = last and last.started_at.date()
        then = rescheduled(self.plan, self.terms, self.today, walked_on)
        if then is not self.plan:
            yield self.change("rescheduled", then, last)

    def hurting(self) -> Iterator[Event]:
        event = AdverseEvent(self.today, self.chance.choice(list(Symptom)))
        self.reported = (event.symptom,)
        decision = self.decided(self.today, event)
        then = adjusted(self.plan, decision, self.terms, self.today)
        yield self.change("event", then, None, decision.move)

    def walking(self, due: PlannedSession) -> Iterator[Event]:
        name = f"{self.seed} {due.number}"
        record = session(self.chance, name, self.today, due, self.careless)
        self.records.append(record)
        self.reported = record.symptoms
        decision = self.decided(self.today)
        then = after(self.plan, decision, record, self.terms, self.today, due.number)
        yield self.change("after", then, record, decision.move)
        if self.chance.random() < 0.3:
            yield from self.answering()

    def answering(self) -> Iterator[Event]:
        pain = 2 if self.chance.random() < 0.7 else self.chance.randint(0, 9)
        self.records[-1] = record = replace(self.records[-1], pain_next_morning=pain)
        morning = self.today + DAY
        decision = self.decided(morning)
        then = adjusted(self.plan, decision, self.terms, morning, record)
        yield self.change("morning", then, record, decision.move)

    def decided(self, today: date, *events: AdverseEvent) -> Decision:
        terms, plan = self.terms, self.plan
        return decide(
            Log(
                records=tuple(self.records),
                programme=terms.programme,
                clearance=terms.clearance,
                person=terms.person,
                now=datetime(today.year, today.month, today.day, 20, tzinfo=UTC),
                events=events,
                weekdays=plan.weekdays,
                dose=plan.dose,
            )
        )

    def change(
        self,
        what: str,
        then: Plan,
        record: SessionRecord | None = None,
        move: Move | None = None,
    ) -> Event:
        before, self.plan = self.plan, then
        return Event(what, self.today, before, then, self.terms, record, move)


def life(seed: int) -> Iterator[Event]:
    """Live a person's days and yield every change of their plan."""
    one = Life(seed)
    for _ in range(DAYS):
        yield from one.day()
    yield one.change("last", one.plan)


def session(
    chance: Random, name: str, day: date, planned: PlannedSession, careless: float
) -> SessionRecord:
    told = planned.prescription
    share = chance.uniform(0.2, 1.0) if chance.random() < careless / 3 else 1.0
    hurts = chance.random() < careless / 2
    forgets = chance.random() < careless / 2
    symptoms = (chance.choice(list(Symptom)),) if chance.random() < 0.01 else ()
    return SessionRecord(
        session_id=name,
        started_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        prescription=told,
        ending=Ending.STOPPED_BY_SYMPTOM if symptoms else Ending.COMPLETED,
        intervals=tuple(
            IntervalDone(i.direction, i.duration_s, i.duration_s * share, None)
            for i in told.intervals
        ),
        pain_before=2,
        pain_after=chance.randint(3, 8) if hurts else 2,
        rpe_cr10=None if forgets else 2.0,
        stumbles=chance.randint(1, 2) if chance.random() < careless / 3 else 0,
        symptoms=symptoms,
    )


@pytest.fixture(scope="module")
def lives() -> list[list[Event]]:
    """Return most of a year of as many people, two of every programme."""
    return [list(life(seed)) for seed in range(PEOPLE)]


def every(lives: list[list[Event]]) -> Iterator[Event]:
    return (event for events in lives for event in events)


def test_the_lives_show_what_they_are_for(lives: list[list[Event]]):
    whats = {event.what for event in every(lives)}
    states = {event.then.state for event in every(lives)}
    moves = {event.move for event in every(lives)}
    keys = {event.then.programme for event in every(lives)}
    assert {"after", "rescheduled", "begin", "morning", "event"} <= whats
    assert states == set(PlanState)
    assert set(Move) <= moves
    assert keys == set(PROGRAMMES)


def test_no_session_ever_planned_is_more_than_the_clearance_allows(
    lives: list[list[Event]],
):
    for event in every(lives):
        terms = event.terms
        for told in {id(s.prescription): s.prescription for s in event.then.ahead}.values():
            assert violations(told, terms.programme, terms.clearance, terms.person) == ()


def test_nobody_is_ever_told_to_walk_backward_faster_than_one_and_a_half_metres_a_second(
    lives: list[list[Event]],
):
    for event in every(lives):
        for planned in event.then.ahead:
            for interval in planned.prescription.intervals:
                if interval.direction is Direction.BACKWARD and interval.speed_mps:
                    assert interval.speed_mps.high <= BACKWARD_SPEED_MAX_MPS


def test_every_plan_ends(lives: list[list[Event]]):
    for events in lives:
        for event in events:
            plan, rules = event.then, event.terms.programme
            assert plan.ends_on <= plan.started_on + timedelta(weeks=rules.weeks)
            assert all(s.day < plan.ends_on for s in plan.ahead)
        plan, terms = events[-1].then, events[-1].terms
        if plan.state is PlanState.RUNNING:
            over = rescheduled(plan, terms, plan.ends_on, plan.ends_on - DAY)
            assert over.state is PlanState.ENDED
            assert rescheduled(over, terms, plan.ends_on + DAY, None) is over


def test_the_same_life_makes_the_same_plans(lives: list[list[Event]]):
    for seed in range(0, PEOPLE, 6):
        assert list(life(seed)) == lives[seed]


def test_no_session_walked_asks_for_over_four_minutes_more_than_one_of_the_week_before(
    lives: list[list[Event]],
):
    for events in lives:
        told = [
            (e.today, e.record.prescription.backward_s) for e in events if e.what == "after"
        ]
        for k, (day, asked_s) in enumerate(told):
            for earlier, before_s in told[max(0, k - 8) : k]:
                if (day - earlier).days <= 7:
                    assert asked_s - before_s <= WEEKLY_GROWTH_MAX_S


def test_the_plans_dose_grows_only_after_a_good_session_and_in_one_lever(
    lives: list[list[Event]],
):
    for event in every(lives):
        if event.what == "begin":
            continue
        rules = event.terms.programme
        before, then = (
            (
                d.backward_s,
                d.bout_s,
                round((d.speed_mps or 0.0) * 1e6),
                d.incline_pct,
                rank(rules, d.variation),
            )
            for d in (event.before.dose, event.then.dose)
        )
        grew = sum(b > a for a, b in zip(before, then, strict=True))
        if event.what == "after" and event.move is Move.PROGRESS:
            assert grew <= 1
            assert is_good(event.record)
        else:
            assert grew == 0


def test_after_two_weeks_without_a_walk_the_next_session_asks_for_less(
    lives: list[list[Event]],
):
    seen = 0
    for event in every(lives):
        plan = event.then
        if event.what != "rescheduled" or event.record is None or not plan.ahead:
            continue
        off = (
            event.today - max(event.record.started_at.date(), event.before.started_on)
        ).days
        if (
            off >= STEP_BACK_DAYS
            and event.record.started_at.date() >= event.before.started_on
        ):
            if event.before.break_since == plan.break_since:
                continue
            seen += 1
            assert plan.dose.backward_s < event.before.dose.backward_s or (
                event.before.dose.backward_s == GRID_S
            )
            assert plan.ahead[0].prescription.backward_s <= event.before.dose.backward_s
    assert seen


def test_who_begins_again_begins_with_no_more_than_last_time(lives: list[list[Event]]):
    for events in lives:
        last = None
        for event in events:
            if event.what == "begin" and last is not None:
                asked = dose_of(last.prescription)
                assert event.then.dose.backward_s <= asked.backward_s
                assert event.then.dose.bout_s <= asked.bout_s
            last = event.record or last


def test_after_a_symptom_or_an_adverse_event_nothing_is_planned(lives: list[list[Event]]):
    for event in every(lives):
        hurt = event.what == "after" and event.record.symptoms
        if hurt or event.what == "event":
            assert event.then.ahead == ()
            assert event.then.state is PlanState.RESTING
