"""Stored forms: nothing is lost on the way there and back, and bad ones are named."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.training.clearance import Clearance, Effort, Outcome, Reason
from retrowalk.training.codec.clearance import clearance_from_json, clearance_to_json
from retrowalk.training.codec.plan import (
    decision_from_json,
    decision_to_json,
    plan_from_json,
    plan_to_json,
)
from retrowalk.training.codec.prescription import (
    prescription_from_json,
    prescription_to_json,
)
from retrowalk.training.codec.session import record_from_json, record_to_json
from retrowalk.training.dose import Dose, Lever
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession, PlanState
from retrowalk.training.prescription import (
    BACKWARD_SPEED_MAX_MPS,
    INCLINE_MAX_PCT,
    Band,
    Interval,
    Place,
    Prescription,
    Support,
    Variation,
)
from retrowalk.training.session import (
    Ending,
    IntervalDone,
    MeasuredWalk,
    SessionRecord,
    Symptom,
)

seconds = st.floats(0.001, 1e6)
texts = st.text(max_size=20)
keys = st.lists(texts, max_size=3).map(tuple)
ways = st.sampled_from([Direction.FORWARD, Direction.BACKWARD])
pain = st.none() | st.integers(0, 10)


def bands_up_to(most: float) -> st.SearchStrategy[Band | None]:
    ends = st.tuples(st.floats(0, most), st.floats(0, most))
    return st.none() | ends.map(lambda pair: Band(min(pair), max(pair)))


intervals = st.builds(
    Interval,
    direction=ways,
    duration_s=seconds,
    speed_mps=bands_up_to(BACKWARD_SPEED_MAX_MPS),
    incline_pct=st.floats(0, INCLINE_MAX_PCT),
    cadence_spm=bands_up_to(250),
    heart_rate_bpm=bands_up_to(230),
    rpe_cr10=bands_up_to(10),
    variation=st.none() | st.sampled_from(Variation),
)
doses = st.builds(
    Prescription,
    programme=texts,
    intervals=st.lists(intervals, min_size=1, max_size=3).map(tuple),
    place=st.sampled_from(Place),
    support=st.sampled_from(Support),
    sources=keys,
)
measured = st.builds(
    MeasuredWalk,
    st.sampled_from(Direction),
    st.integers(0, 10_000),
    st.none() | st.floats(0, 300),
    st.none() | texts,
)
zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])
records = st.builds(
    SessionRecord,
    session_id=texts,
    started_at=st.datetimes(timezones=zones),
    prescription=doses,
    ending=st.sampled_from(Ending),
    intervals=st.lists(
        st.builds(IntervalDone, ways, seconds, st.floats(0, 1e6), st.none() | measured),
        max_size=3,
    ).map(tuple),
    pain_before=pain,
    pain_after=pain,
    rpe_cr10=st.none() | st.floats(0, 10),
    stumbles=st.none() | st.integers(0, 99),
    symptoms=st.lists(st.sampled_from(Symptom), max_size=3).map(tuple),
    simulated=st.booleans(),
    pain_during=pain,
    pain_next_morning=pain,
)
levels = st.builds(
    Dose,
    backward_s=seconds,
    bout_s=seconds,
    speed_mps=st.none() | st.floats(0, BACKWARD_SPEED_MAX_MPS),
    incline_pct=st.floats(0, INCLINE_MAX_PCT),
    variation=st.none() | st.sampled_from(Variation),
)
block_days = st.sets(st.integers(0, 363), max_size=3).map(sorted)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    started_on = draw(st.dates(max_value=date(9990, 1, 1)))
    days = [started_on + timedelta(days=n) for n in draw(block_days)]
    number = draw(st.integers(1, 10**6))
    stopped = st.sampled_from([PlanState.RESTING, PlanState.ENDED])
    return Plan(
        version=draw(st.integers(1, 10**6)),
        programme=draw(texts),
        ahead=tuple(PlannedSession(number + n, d, draw(doses)) for n, d in enumerate(days)),
        reason=draw(texts),
        next_number=number + len(days),
        started_on=started_on,
        ends_on=started_on + timedelta(days=364),
        weekdays=tuple(sorted(draw(st.sets(st.integers(0, 6))))),
        dose=draw(levels),
        state=PlanState.RUNNING if days else draw(stopped),
        days_off=tuple(started_on + timedelta(days=n) for n in draw(block_days)),
        break_since=draw(st.none() | st.dates()),
    )


decisions = st.builds(
    Decision,
    move=st.sampled_from(Move),
    reason=texts,
    rule=texts,
    sources=keys,
    lever=st.none() | st.sampled_from(Lever),
)
clearances = st.builds(
    Clearance,
    outcome=st.sampled_from(Outcome),
    support=st.sampled_from(Support),
    effort=st.sampled_from(Effort),
    reasons=st.lists(st.builds(Reason, texts, texts, keys), max_size=3).map(tuple),
    screened_on=st.dates(),
    review_on=st.dates(),
    still_possible=keys,
    clinician_agreed=st.booleans(),
)


def there_and_back(form: object) -> object:
    return json.loads(json.dumps(form, allow_nan=False))


@given(dose=doses)
def test_a_prescription_comes_back_as_it_was(dose: Prescription):
    assert prescription_from_json(there_and_back(prescription_to_json(dose))) == dose


@given(record=records)
def test_a_session_record_comes_back_as_it_was(record: SessionRecord):
    back = record_from_json(there_and_back(record_to_json(record)))
    assert back == record
    assert back.started_at.utcoffset() == record.started_at.utcoffset()


@given(plan=plans())
def test_a_plan_comes_back_as_it_was(plan: Plan):
    assert plan_from_json(there_and_back(plan_to_json(plan))) == plan


@given(decision=decisions)
def test_a_decision_comes_back_as_it_was(decision: Decision):
    assert decision_from_json(there_and_back(decision_to_json(decision))) == decision


@given(clearance=clearances)
def test_a_clearance_comes_back_as_it_was(clearance: Clearance):
    assert clearance_from_json(there_and_back(clearance_to_json(clearance))) == clearance


@pytest.fixture(scope="session")
def stored(a_session: Callable[..., SessionRecord]) -> dict[str, object]:
    return record_to_json(a_session(date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"schema": 2}, "session record has schema 2; expected 1"),
        ({"started_at": "2026-11-23T09:00"}, "without a time zone"),
        ({"started_at": "yesterday"}, "started_at is 'yesterday'"),
        ({"ending": "fell asleep"}, "ending is 'fell asleep'; expected one of completed"),
        ({"pain_after": 11}, "pain after is 11; expected 0 to 10"),
        ({"pain_after": 2.5}, "pain_after is 2.5; expected a whole number"),
        ({"pain_after": True}, "pain_after is True; expected a number"),
        ({"rpe_cr10": float("nan")}, "rpe_cr10 is nan"),
        ({"stumbles": 10**400}, "stumbles is 1000"),
        ({"symptoms": "fall"}, "symptoms is 'fall'; expected a list"),
        ({"symptoms": ["hiccups"]}, "symptom is 'hiccups'"),
        ({"simulated": "no"}, "simulated is 'no'; expected true or false"),
        ({"intervals": [7]}, "interval is 7; expected an object"),
        ({"prescription": None}, "prescription is None; expected an object"),
        ({"session_id": 5}, "session_id is 5; expected text"),
    ],
)
def test_a_record_that_cannot_be_is_refused_by_name(
    stored: dict[str, object], changed: dict[str, object], named: str
):
    with pytest.raises(BadInput, match=named):
        record_from_json(stored | changed)


@pytest.mark.parametrize(
    "key", ["session_id", "ending", "intervals", "symptoms", "simulated"]
)
def test_a_missing_field_is_named(stored: dict[str, object], key: str):
    with pytest.raises(BadInput, match=f"{key} is missing"):
        record_from_json({k: v for k, v in stored.items() if k != key})


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"weekdays": [7]}, "weekday is 7; expected 0 for Monday to 6 for Sunday"),
        ({"weekdays": "MO"}, "weekdays is 'MO'; expected a list"),
        ({"state": "asleep"}, "state is 'asleep'; expected one of running"),
        ({"days_off": ["never"]}, "day off is 'never'; expected a day"),
        ({"days_off": ["2026-11-25", "2026-11-24"]}, "days off are not in order"),
        ({"weekdays": [4, 2]}, "a plan is walked on weekdays .4, 2.; expected each once"),
        ({"ends_on": "2026-11-23"}, "from 2026-11-23 to 2026-11-23; expected at least a"),
        ({"state": "resting"}, "a plan that is resting has 6 sessions ahead"),
        ({"dose": None}, "dose is None; expected an object"),
        ({"ahead": []}, "a plan that is running has 0 sessions ahead"),
        ({"next_number": 3}, "a session has number 3; expected 1 to below the next number"),
        ({"ends_on": "2026-11-25"}, "session 2 is on 2026-11-25; expected a day from"),
        ({"ends_on": "Monday"}, "ends_on is 'Monday'; expected a day"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_by_name(
    a_plan: Callable[..., Plan], changed: dict[str, object], named: str
):
    with pytest.raises(BadInput, match=named):
        plan_from_json(plan_to_json(a_plan()) | changed)


@pytest.mark.parametrize("key", ["started_on", "ends_on", "weekdays", "state", "days_off"])
def test_a_plan_without_its_block_is_refused(a_plan: Callable[..., Plan], key: str):
    stored = plan_to_json(a_plan())
    del stored[key]
    with pytest.raises(BadInput, match=f"{key} is missing"):
        plan_from_json(stored)


@pytest.mark.parametrize(
    "interval",
    [
        {"direction": "backward", "prescribed_s": 60, "done_s": -1, "measured": None},
        {"direction": "backward", "prescribed_s": 0, "done_s": 1, "measured": None},
        {"direction": "sideways", "prescribed_s": 60, "done_s": 1, "measured": None},
        {
            "direction": "backward",
            "prescribed_s": 60,
            "done_s": 1,
            "measured": {"direction": "unknown", "steps": -2, "cadence_spm": None},
        },
    ],
)
def test_an_interval_that_cannot_be_is_refused(
    stored: dict[str, object], interval: dict[str, object]
):
    with pytest.raises(BadInput, match="expected"):
        record_from_json(stored | {"intervals": [interval]})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(value=json_values, key=st.sampled_from(["prescription", "intervals", "symptoms"]))
def test_nothing_sent_can_do_more_than_be_refused(
    stored: dict[str, object], value: object, key: str
):
    for form in (value, stored | {key: value}):
        with suppress(BadInput):  # anything else it raises fails the test
            assert isinstance(record_from_json(form), SessionRecord)
