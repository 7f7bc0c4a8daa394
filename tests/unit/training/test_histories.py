"""Any log and thousands of histories: what no run of sessions can ever make the rules do.

The first half draws logs in which anything may stand. The second half walks seeded people
through months and years of sessions, with pain, stumbles, forgotten answers, days away,
phones that send late and clocks that are wrong, and grows the dose as it is decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.evidence.sources import source
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.log import AdverseEvent, Log
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Decision, Move
from retrowalk.training.prescription import Place, Prescription, Support, Variation
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import (
    WEEKLY_GROWTH_MAX_S,
    EvidenceStatus,
    Oversight,
    Programme,
    start_dose,
)
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.progression.decide import decide
from retrowalk.training.progression.growth import grown, lesser, next_growth, rank, shrunk
from retrowalk.training.progression.returning import Comeback, after_break, dose_after
from retrowalk.training.progression.session_rules import is_good
from retrowalk.training.screening.allowance import allowance
from retrowalk.training.session import (
    Ending,
    IntervalDone,
    MeasuredWalk,
    SessionRecord,
    Symptom,
)

MON = date(2026, 1, 5)
LEVERS = Programme(
    key="levers",
    name="All five levers",
    groups=(Group.ACTIVE_ADULT,),
    places=(Place.TREADMILL,),
    sessions_per_week=3,
    weeks=52,
    start_backward_s=300,
    target_backward_s=450,
    step_s=75,
    first_bout_s=60,
    last_bout_s=105,
    bout_step_s=45,
    warm_up_s=60,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.OWN,
    dose_from_source="Nothing.",
    dose_from_us="All.",
    evidence="None.",
    sources=("design_first_dose",),
    start_speed_mps=0.3,
    top_speed_mps=0.4,
    top_incline_pct=3.0,
    variations=(Variation.SHOULDER_CHECKS, Variation.DUAL_TASK, Variation.ARM_SWING),
    oversight=Oversight.CLINICIAN_LED,
)
RULES = (LEVERS, *PROGRAMMES.values())


@lru_cache(maxsize=4000)
def prescribed(programme: Programme, dose: Dose) -> Prescription:
    return Prescription(
        programme.key,
        intervals(programme, dose),
        programme.places[0],
        Support.RAIL_OR_WALL,
        programme.sources,
    )


GOOD = {"pain_before": 2, "pain_after": 2, "rpe_cr10": 2.0, "stumbles": 0}


def walked(
    name: str, at: datetime, told: Prescription, share: float = 1.0, **changed: object
) -> SessionRecord:
    answers = {"ending": Ending.COMPLETED, **GOOD, **changed}
    return SessionRecord(
        session_id=name,
        started_at=at,
        prescription=told,
        intervals=done(told, share),
        **answers,
    )


@lru_cache(maxsize=4000)
def done(told: Prescription, share: float) -> tuple[IntervalDone, ...]:
    return tuple(
        IntervalDone(i.direction, i.duration_s, i.duration_s * share, None)
        for i in told.intervals
    )


def cleared(day: date, **changed: object) -> Clearance:
    free = Clearance(
        outcome=Outcome.CLEARED,
        support=Support.NONE,
        effort=Effort.VIGOROUS,
        reasons=(),
        screened_on=day,
        review_on=day + timedelta(days=365),
        still_possible=(),
        clinician_agreed=True,
    )
    return replace(free, **changed)


# ---- any log

pains = st.none() | st.integers(0, 10) | st.just(2)
zones = st.sampled_from(
    [UTC, timezone(timedelta(hours=13)), timezone(timedelta(hours=-11))]
)
any_rules = st.sampled_from(RULES[:4])
any_dose = st.builds(
    Dose,
    st.integers(1, 60).map(lambda n: 15.0 * n),
    st.integers(1, 20).map(lambda n: 15.0 * n),
    st.none() | st.floats(0.1, 1.4),
    st.floats(0, 15),
    st.none() | st.sampled_from(Variation),
)
any_record = st.builds(
    walked,
    name=st.uuids().map(str),
    at=st.datetimes(datetime(2025, 12, 20), datetime(2026, 1, 20), timezones=zones)
    | st.datetimes(timezones=zones),
    told=st.builds(prescribed, any_rules, any_dose),
    share=st.just(1.0) | st.floats(0, 1.2),
    ending=st.just(Ending.COMPLETED) | st.sampled_from(Ending),
    pain_before=pains,
    pain_during=pains,
    pain_after=pains,
    pain_next_morning=pains,
    rpe_cr10=st.just(2.0) | st.none() | st.floats(0, 10),
    stumbles=st.just(0) | st.none() | st.integers(0, 9),
    symptoms=st.just(()) | st.lists(st.sampled_from(Symptom), max_size=2).map(tuple),
    simulated=st.booleans(),
)
any_clearance = st.none() | st.builds(
    cleared,
    st.dates(date(2025, 12, 1), date(2026, 1, 20)),
    outcome=st.sampled_from(Outcome),
    effort=st.sampled_from(Effort),
    support=st.sampled_from(Support),
)
any_event = st.builds(AdverseEvent, st.dates(date(2025, 12, 1)), st.sampled_from(Symptom))


@st.composite
def any_log(draw: st.DrawFn) -> Log:
    records = draw(st.lists(any_record, max_size=4, unique_by=lambda r: r.session_id))
    copies = draw(st.lists(st.sampled_from(records), max_size=2)) if records else []
    return Log(
        records=(*copies, *records),
        programme=draw(st.none() | any_rules),
        clearance=draw(any_clearance),
        person=Person("Kim", 66, draw(st.sampled_from(Group))),
        now=draw(st.datetimes(datetime(2026, 1, 5), datetime(2026, 2, 5), timezones=zones)),
        events=draw(st.just(()) | st.lists(any_event, max_size=2).map(tuple)),
        weekdays=draw(
            st.just(()) | st.sets(st.integers(0, 6)).map(lambda d: tuple(sorted(d)))
        ),
        dose=draw(st.none() | any_dose),
    )


@st.composite
def good_log(draw: st.DrawFn) -> Log:
    """Draw a log whose sessions are all good and in rhythm, with one thing changed at most."""
    rules = draw(any_rules)
    dose, day, records = start_dose(rules), MON, []
    for n in range(draw(st.integers(2, 6))):
        records.append(walked(str(n), at_nine(day), prescribed(rules, dose)))
        day += timedelta(days=1 if rules.sessions_per_week > 3 else draw(st.integers(2, 3)))
    return Log(
        records=tuple(records),
        programme=rules,
        clearance=cleared(MON - timedelta(days=3)),
        person=Person("Kim", 40, Group.ACTIVE_ADULT),
        now=records[-1].started_at + timedelta(hours=2),
    )


def at_nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@given(log=any_log() | good_log())
def test_every_log_has_one_decision_with_a_reason_and_known_sources(log: Log):
    decision = decide(log)
    assert decision.reason.endswith(".")
    assert decision.reason[0].isupper() or decision.reason[0].isdigit()
    assert "\n" not in decision.reason
    assert decision.rule
    assert decision.sources
    assert all(source(key) for key in decision.sources)
    assert (decision.lever is not None) is (decision.move is Move.PROGRESS)
    assert decide(replace(log, records=tuple(log.records))) == decision


@given(
    log=any_log() | good_log(),
    hurt=any_record,
    symptoms=st.lists(st.sampled_from(Symptom), min_size=1),
)
def test_no_log_outweighs_a_symptom(log: Log, hurt: SessionRecord, symptoms: list[Symptom]):
    last = replace(hurt, session_id="the last", symptoms=tuple(symptoms))
    assert decide(replace(log, records=(*log.records, last))).move is Move.REFER


@given(log=any_log() | good_log(), event=any_event)
def test_no_log_outweighs_an_adverse_event(log: Log, event: AdverseEvent):
    assert decide(replace(log, events=(*log.events, event))).move is Move.REFER


@given(log=any_log() | good_log(), clearance=any_clearance)
def test_nothing_grows_without_a_clearance_that_stands(
    log: Log, clearance: Clearance | None
):
    decision = decide(replace(log, clearance=clearance))
    today = log.now.date()
    if clearance is None or not clearance.may_train or today >= clearance.review_on:
        assert decision.move is Move.REFER
    elif not clearance.stands_on(today):
        assert decision.move is not Move.PROGRESS


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "pain_after": st.none() | st.integers(3, 10),
        "pain_during": st.integers(3, 10),
        "pain_next_morning": st.integers(3, 10),
        "rpe_cr10": st.none() | st.floats(4.5, 10),
        "stumbles": st.none() | st.integers(1, 9),
    },
).filter(bool)


@given(log=good_log(), worse=CHANGES, back=st.integers(1, 2))
def test_nothing_grows_after_a_painful_or_unsure_session_or_the_one_after_it(
    log: Log, worse: dict[str, object], back: int
):
    records = list(log.records)
    records[-back] = replace(records[-back], **worse)
    assert decide(replace(log, records=tuple(records))).move is not Move.PROGRESS


@given(log=good_log(), share=st.floats(0, 0.79), back=st.integers(1, 2))
def test_nothing_grows_after_a_session_that_was_hardly_walked(
    log: Log, share: float, back: int
):
    records = list(log.records)
    bad = records[-back]
    records[-back] = walked(bad.session_id, bad.started_at, bad.prescription, share)
    assert decide(replace(log, records=tuple(records))).move is not Move.PROGRESS


@given(log=good_log())
def test_nothing_grows_when_the_sensor_saw_forward_walking(log: Log):
    last = log.records[-1]
    seen = tuple(
        replace(i, measured=MeasuredWalk(Direction.FORWARD, 30, 90.0))
        for i in last.intervals
    )
    records = (*log.records[:-1], replace(last, intervals=seen))
    assert decide(replace(log, records=records)).move is Move.HOLD


@given(log=good_log(), off=st.integers(8, 400))
def test_nothing_grows_after_missed_sessions(log: Log, off: int):
    away = timedelta(days=off)
    last = log.records[-1]
    records = (*log.records[:-1], replace(last, started_at=last.started_at + away))
    assert (
        decide(replace(log, records=records, now=log.now + away)).move is not Move.PROGRESS
    )


@given(log=good_log(), worse=CHANGES)
def test_a_worse_session_never_leads_to_a_bolder_move(log: Log, worse: dict[str, object]):
    bold = (Move.PROGRESS, Move.HOLD, Move.REGRESS, Move.REFER)
    worsened = (*log.records[:-1], replace(log.records[-1], **worse))
    before, then = decide(log), decide(replace(log, records=worsened))
    assert bold.index(then.move) >= bold.index(before.move)


LONG_AGO = tuple(
    walked(
        f"old {n}",
        at_nine(MON - timedelta(days=30 + n)),
        prescribed(LEVERS, start_dose(LEVERS)),
    )
    for n in range(500)
)


@given(log=good_log(), data=st.data())
def test_copies_and_years_before_change_nothing(log: Log, data: st.DataObject):
    copy = data.draw(st.sampled_from(log.records))
    assert decide(replace(log, records=(copy, *log.records))) == decide(
        replace(log, records=(copy, *(r for r in log.records if r is not copy)))
    )
    assert decide(replace(log, records=(*LONG_AGO, *log.records))) == decide(log)


# ---- seeded people through months and years


@dataclass(frozen=True, slots=True)
class Habit:
    """How likely a person is, each session, to …"""

    skips: float = 0.05
    leaves: float = 0.01
    hurts: float = 0.08
    stumbles: float = 0.04
    forgets: float = 0.06
    stops: float = 0.05
    falls: float = 0.004
    sends_late: float = 0.03
    wrong_clock: float = 0.01


HABITS = (
    Habit(),
    Habit(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    Habit(hurts=0.5),
    Habit(skips=0.3, leaves=0.1),
    Habit(forgets=0.4, sends_late=0.3, wrong_clock=0.1),
    Habit(stumbles=0.3, stops=0.3, falls=0.03),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: on which session, walked on which day, and the doses before and after.

    day: the true day; the record says another where its clock was wrong.
    """

    day: date
    log: Log
    decision: Decision
    asked: Dose
    then: Dose


def history(seed: int, sessions: int) -> Iterator[Step]:
    """Walk a person through as many sessions, with the dose that the rules give."""
    chance = Random(seed)  # noqa: S311 - a seeded walk, not a secret
    rules = chance.choice(RULES) if seed % 2 else LEVERS
    habit = chance.choice(HABITS)
    person = Person("Kim", chance.randint(18, 90), rules.groups[0])
    days = sorted(chance.sample(range(7), rules.sessions_per_week))
    dose, day, clearance = start_dose(rules), MON, cleared(MON)
    records: list[SessionRecord] = []
    waiting: list[tuple[date, SessionRecord]] = []
    last_on = MON
    while len(records) < sessions:
        day += timedelta(days=1)
        if chance.random() < habit.leaves:
            day += timedelta(days=chance.randint(7, 45))
        if day.weekday() not in days or chance.random() < habit.skips:
            continue
        if day >= clearance.review_on:
            clearance = cleared(day)
        if (
            pause := after_break(last_on, day)
        ) is not None and pause.kind is not Comeback.HOLD:
            dose = dose_after(rules, dose, pause.kind)
        last_on = day
        record = _session(
            chance,
            habit,
            f"{seed} {len(records) + len(waiting)}",
            day,
            prescribed(rules, dose),
        )
        if chance.random() < habit.sends_late:
            waiting.append((day, record))
            continue
        today = [(day, record)]
        for true_day, sent in waiting + today if chance.random() < 0.5 else today + waiting:
            records.append(sent)
            log = Log(
                records=tuple(records),
                programme=rules,
                clearance=clearance,
                person=person,
                now=at_nine(day) + timedelta(hours=3),
                weekdays=tuple(days),
            )
            decision = decide(log)
            base = lesser(rules, dose, dose_of(sent.prescription))
            then = base
            if decision.move is Move.PROGRESS and decision.lever is not None:
                then = grown(rules, base, decision.lever, allowance(clearance, person))
            if decision.move is Move.REGRESS:
                then = shrunk(rules, base)
            yield Step(true_day, log, decision, base, then)
            dose = then
            if decision.move is Move.REFER:
                day += timedelta(days=chance.randint(1, 20))
                clearance = cleared(day)
        waiting.clear()


def _session(
    chance: Random, habit: Habit, name: str, day: date, told: Prescription
) -> SessionRecord:
    changed: dict[str, object] = {}
    share = chance.uniform(0.0, 1.0) if chance.random() < habit.stops else 1.0
    if chance.random() < habit.hurts:
        what = chance.choice(
            ["pain_during", "pain_after", "pain_next_morning", "pain_before"]
        )
        changed[what] = chance.randint(3, 9)
    if chance.random() < habit.stumbles:
        changed["stumbles"] = chance.randint(1, 3)
    if chance.random() < habit.forgets:
        changed[chance.choice(["pain_before", "pain_after", "rpe_cr10", "stumbles"])] = None
    if chance.random() < habit.falls:
        changed["symptoms"] = (chance.choice(list(Symptom)),)
    at = at_nine(day)
    if chance.random() < habit.wrong_clock:
        at += timedelta(days=chance.choice([-4000, -3, 2, 40, 4000]))
    return walked(name, at, told, share, **changed)


def levers(rules: Programme, dose: Dose) -> tuple[float, ...]:
    speed = round((dose.speed_mps or 0.0) * 1e6)
    return (dose.bout_s, speed, dose.incline_pct, rank(rules, dose.variation))


MONTHS = [(seed, 10) for seed in range(1200)]
YEARS = [(seed, 150) for seed in range(10_000, 10_012)]


@pytest.fixture(scope="module")
def histories() -> list[list[Step]]:
    """Return 1,200 histories of weeks or months, and 12 of a year or more."""
    return [list(history(seed, sessions)) for seed, sessions in MONTHS + YEARS]


def test_the_histories_show_what_they_are_for(histories: list[list[Step]]):
    seen = {step.decision.rule for walked in histories for step in walked}
    grew = {step.decision.lever for walked in histories for step in walked}
    assert {"progress", "in_a_row", "at_target", "weekly_cap", "lever_week"} <= seen
    assert {"pain_rise", "pain_stayed", "some_pain", "stumbles", "unsure"} <= seen
    assert {"symptom", "adherence", "missed", "more_often", "same_day"} <= seen
    assert {"ahead", "late", "long_ago"} <= seen
    assert len(grew) == 6


def test_the_dose_grows_by_no_more_than_four_minutes_in_any_seven_days(
    histories: list[list[Step]],
):
    for told in histories:
        days = _by_day(told)
        for k, (day, dose) in enumerate(days):
            for earlier, before in days[max(0, k - 9) : k]:
                if (day - earlier).days <= 7:
                    assert dose.backward_s - before.backward_s <= WEEKLY_GROWTH_MAX_S


def test_the_minutes_of_a_week_grow_by_no_more_than_that_times_its_sessions(
    histories: list[list[Step]],
):
    for told in histories:
        rules, asked_s = told[0].log.programme, {}
        for day, dose in _by_day(told):
            asked_s.setdefault(day.toordinal() // 7, []).append(dose.backward_s)
        for (week, before_s), (next_week, then_s) in pairwise(sorted(asked_s.items())):
            full = len(before_s) == len(then_s) == rules.sessions_per_week
            if next_week == week + 1 and full:
                grown_s = sum(then_s) - sum(before_s)
                assert grown_s <= WEEKLY_GROWTH_MAX_S * rules.sessions_per_week


def test_the_other_levers_take_one_step_in_any_seven_days(histories: list[list[Step]]):
    for told in histories:
        rules, days = told[0].log.programme, _by_day(told)
        steps = [0]
        for (_, before), (_, then) in pairwise(days):
            pairs = zip(levers(rules, before), levers(rules, then), strict=True)
            steps.append(steps[-1] + sum(b > a for a, b in pairs))
        for k, (day, _) in enumerate(days):
            for n in range(max(0, k - 9), k):
                if (day - days[n][0]).days <= 7:
                    assert steps[k] - steps[n] <= 1


def test_nothing_grows_after_a_session_that_was_not_good(histories: list[list[Step]]):
    for told in histories:
        for step in told:
            last, rules = step.log.records[-1], step.log.programme
            if is_good(last) and step.decision.move is Move.PROGRESS:
                assert is_good(step.log.records[-2])
                continue
            assert step.then.backward_s <= step.asked.backward_s
            pairs = zip(levers(rules, step.then), levers(rules, step.asked), strict=True)
            assert all(a <= b for a, b in pairs)


def test_a_symptom_always_refers(histories: list[list[Step]]):
    for told in histories:
        for step in told:
            if step.log.records[-1].symptoms:
                assert step.decision.move is Move.REFER


def test_what_grows_is_one_lever_the_one_that_was_said_and_within_the_programme(
    histories: list[list[Step]],
):
    for told in histories:
        for step in told:
            if step.decision.move is not Move.PROGRESS:
                continue
            rules, log = step.log.programme, step.log
            may = allowance(log.clearance, log.person)
            wanted = next_growth(rules, dose_of(log.records[-1].prescription), may)
            assert wanted is not None
            assert wanted[0] is step.decision.lever
            assert step.then.backward_s <= rules.target_backward_s
            assert step.then.bout_s <= rules.last_bout_s


def test_the_same_log_gives_the_same_decision(histories: list[list[Step]]):
    for told in histories[::40]:
        for step in told:
            assert decide(replace(step.log)) == step.decision


def _by_day(told: list[Step]) -> list[tuple[date, Dose]]:
    """Return what the session of each day asked for, where its clock was right, by day."""
    records = [(step.day, step.log.records[-1]) for step in told]
    return sorted(
        (
            (day, dose_of(record.prescription))
            for day, record in records
            if record.started_at.date() == day
        ),
        key=lambda of: of[0],
    )
