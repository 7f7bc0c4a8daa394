"""A person's data as a FHIR bundle: valid, the same every time, and nothing unexplained."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.files.fhir import naming
from retrowalk.files.fhir.bundle import bundle_text
from retrowalk.files.fhir.own_codes import own_codes
from retrowalk.files.fhir.person import FhirPerson
from retrowalk.files.fhir.plan import FhirPlan
from retrowalk.files.fhir.units import LOINC_OF, UCUM_OF
from retrowalk.outcomes.measures import MEASURES
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.taken import Ended, TakenTest, Trial
from retrowalk.training.alternation import Alternation, DayFor
from retrowalk.training.plan import Plan, PlannedSession, PlanState
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.programmes.programme import start_dose
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.session import (
    Ending,
    IntervalDone,
    MeasuredWalk,
    SessionRecord,
    Symptom,
)


def as_text(*told: Any) -> str:
    return "".join(bundle_text(*told))


def as_bundle(*told: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_text(*told))
    return found


ANNA = FhirPerson("0b5f8a3c-1111-4222-8333-944455556666")
AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
PRESCRIBED = Prescription(
    "knee_10_min",
    (Interval(Direction.FORWARD, 60.0), Interval(Direction.BACKWARD, 90.0)),
    Place.TREADMILL,
    Support.RAIL_OR_WALL,
    ("alghadir2019",),
)
PROGRAMME = next(iter(PROGRAMMES.values()))
points = st.none() | st.integers(0, 10)
walks = st.none() | st.builds(
    MeasuredWalk,
    st.sampled_from(Direction),
    st.integers(0, 5_000),
    st.none() | st.floats(0.0, 250.0),
    st.none() | st.text(min_size=1, max_size=20),
)
intervals = st.builds(
    IntervalDone,
    st.sampled_from([Direction.FORWARD, Direction.BACKWARD]),
    st.floats(1.0, 1_000.0),
    st.floats(0.0, 1_000.0),
    walks,
)
moments = st.datetimes(
    datetime(2020, 1, 1),
    datetime(2040, 1, 1),
    timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(seconds=3208))]
    ),
)
sessions = st.builds(
    SessionRecord,
    session_id=st.text(min_size=1, max_size=20),
    started_at=moments,
    prescription=st.just(PRESCRIBED),
    ending=st.sampled_from(Ending),
    intervals=st.lists(intervals, max_size=6).map(tuple),
    pain_before=points,
    pain_after=points,
    rpe_cr10=st.none() | st.floats(0.0, 10.0),
    stumbles=st.none() | st.integers(0, 9),
    symptoms=st.lists(st.sampled_from(Symptom), max_size=3).map(tuple),
    simulated=st.booleans(),
    pain_during=points,
    pain_next_morning=points,
)


def a_session(**change: Any) -> SessionRecord:
    usual = SessionRecord(
        "s1",
        AT,
        PRESCRIBED,
        Ending.COMPLETED,
        (
            IntervalDone(Direction.FORWARD, 60.0, 60.0, None),
            IntervalDone(
                Direction.BACKWARD,
                90.0,
                75.0,
                MeasuredWalk(Direction.UNKNOWN, 118, 94.4, "too few steps"),
            ),
        ),
        pain_before=3,
        pain_after=2,
        rpe_cr10=4.0,
        stumbles=0,
    )
    return replace(usual, **change)


def a_plan(version: int = 1, state: PlanState = PlanState.RUNNING) -> FhirPlan:
    ahead = (PlannedSession(1, date(2026, 11, 3), PRESCRIBED),)
    return FhirPlan(
        Plan(
            version=version,
            programme=PROGRAMME.key,
            ahead=ahead if state is PlanState.RUNNING else (),
            reason="The first plan & a <careful> one.",
            next_number=2,
            started_on=date(2026, 11, 1),
            ends_on=date(2026, 12, 13),
            weekdays=(1,),
            dose=start_dose(PROGRAMME),
            state=state,
        ),
        PROGRAMME,
    )


def a_test(key: str = "up_and_go", *trials: Trial) -> TakenTest:
    return TakenTest(key, AT, trials or (Trial(time_s=9.0), Trial(time_s=10.0)))


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def coded(bundle: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [
        one
        for one in resources(bundle, "Observation")
        if code in [coding["code"] for coding in one["code"]["coding"]]
    ]


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(part, dict | list):
            yield from nodes(part)


@settings(max_examples=25, deadline=None)
@given(records=st.lists(sessions, max_size=2), simulated=st.booleans())
def test_any_sessions_make_a_bundle_that_fhir_reads_and_explains(
    records: list[SessionRecord], simulated: bool
) -> None:
    text = as_text(FhirPerson("p", simulated), [], records)
    text.encode()  # can be written to a file
    made = json.loads(text)
    assert text == json.dumps(made, ensure_ascii=False, allow_nan=False) + "\n"
    read = Bundle.model_validate(made)
    assert read.entry is not None
    assert len(read.entry) == len(made["entry"])
    known = {entry["fullUrl"] for entry in made["entry"]}
    for node in nodes(made):
        if "reference" in node:
            assert node["reference"] in known
        if node.get("system") == naming.OWN:
            assert own_codes()[node["code"]].display == node["display"]
        if "value" in node and "unit" in node:
            assert node["system"] == naming.UCUM


def test_the_same_data_give_the_same_bytes_and_other_people_other_identifiers() -> None:
    def text(person: FhirPerson) -> str:
        return as_text(person, [a_plan()], [a_session()], [a_test()])

    bruno = FhirPerson("another")
    assert text(ANNA) == text(ANNA)
    ours, theirs = (
        {entry["fullUrl"] for entry in json.loads(text(one))["entry"]}
        for one in (ANNA, bruno)
    )
    assert len(ours & theirs) == 1  # our code system is everybody's


def test_nothing_of_who_it_is_is_written() -> None:
    text = as_text(ANNA, [a_plan()], [a_session()], [a_test()])
    assert ANNA.key not in text
    patient = resources(json.loads(text), "Patient")[0]
    assert set(patient) == {"resourceType", "id", "identifier", "name", "gender"}
    assert "masked" in json.dumps(patient["name"])


def test_a_session_is_a_group_of_its_measures_after_the_guide() -> None:
    made = as_bundle(ANNA, [], [a_session()])
    group, *members = resources(made, "Observation")
    assert group["code"]["coding"][0]["code"] == "PAPanel"
    assert [one["reference"] for one in group["hasMember"]] == [
        f"urn:uuid:{one['id']}" for one in members
    ]
    assert not any(key.startswith("value") for key in group)
    for one in (group, *members):
        assert one["status"] == "final"
        assert one["effectiveDateTime"] == "2026-11-01T09:30:00+00:00"
        assert one["subject"] == one["performer"][0]
        assert [c["coding"][0]["code"] for c in one["category"]] == [
            "activity",
            "PhysicalActivity",
        ]
        assert sum(key.startswith("value") for key in one) == (one is not group)


def test_told_and_measured_direction_stand_beside_each_other() -> None:
    made = as_bundle(ANNA, [], [a_session()])
    steps = coded(made, "55423-8")
    assert [one["valueQuantity"]["value"] for one in steps] == [118]
    parts = {part["code"]["coding"][0]["code"]: part for part in steps[0]["component"]}
    told = parts["direction.told"]["valueCodeableConcept"]["coding"][0]["code"]
    seen = parts["direction.measured"]["valueCodeableConcept"]
    assert told == "direction.backward"
    assert seen["coding"][0]["code"] == "direction.unknown"
    assert seen["text"] == "too few steps"
    assert parts["session.cadence"]["valueQuantity"]["value"] == 94.4


def test_exercise_duration_is_there_once_a_session() -> None:
    made = as_bundle(ANNA, [], [a_session()])
    (whole,) = coded(made, "55411-3")
    assert whole["valueQuantity"] == {
        "value": 2.25,
        "unit": "minutes",
        "system": "http://unitsofmeasure.org",
        "code": "min",
    }
    assert [part["valueQuantity"]["value"] for part in whole["component"]] == [1.25, 1]
    assert len(coded(made, "session.interval_walked")) == 2
    assert len(coded(made, "73985-4")) == 1


def test_what_was_not_answered_is_not_there() -> None:
    made = as_bundle(ANNA, [], [a_session(pain_before=None, rpe_cr10=None, stumbles=None)])
    for code in ("session.pain_before", "session.exertion", "session.stumbles"):
        assert not coded(made, code)
    (after,) = coded(made, "session.pain_after")
    assert after["valueQuantity"]["value"] == 2
    assert "72514-3" in [one["code"] for one in after["code"]["coding"]]


def test_pain_of_the_next_morning_is_of_the_next_day() -> None:
    made = as_bundle(ANNA, [], [a_session(pain_next_morning=5)])
    Bundle.model_validate(made)
    (found,) = coded(made, "session.pain_next_morning")
    assert found["effectiveDateTime"] == "2026-11-02"


@pytest.mark.parametrize(
    ("key", "trials", "loinc", "value"),
    [
        ("up_and_go", (Trial(time_s=9.0), Trial(time_s=10.0)), "89423-8", 9.5),
        ("chair_stand_30s", (Trial(time_s=30.0, count=12),), "66247-8", 12),
        ("six_minute_walk", (Trial(time_s=360.0, distance_m=412.0),), "64098-7", 412),
        ("pain_week", (Trial(values={"pain_nrs": 4.0}),), "72514-3", 4),
    ],
)
def test_a_test_with_a_loinc_code_has_it_beside_ours(
    key: str, trials: tuple[Trial, ...], loinc: str, value: float
) -> None:
    needed = PROTOCOLS[key].trials
    taken = a_test(key, *(trials * needed)[: max(needed, len(trials))])
    made = as_bundle(ANNA, [], [], [taken])
    Bundle.model_validate(made)
    (found,) = coded(made, loinc)
    assert found["valueQuantity"]["value"] == value
    assert found["code"]["coding"][1]["system"] == naming.OWN
    assert found["method"]["coding"][0]["code"] == f"protocol.{key}"


def test_a_backward_test_has_no_code_of_a_forward_one() -> None:
    taken = a_test("six_minute_backward", Trial(time_s=360.0, distance_m=212.0))
    made = as_bundle(ANNA, [], [], [taken])
    assert "64098-7" not in as_text(ANNA, [], [], [taken])
    (found,) = coded(made, "measure.six_minute_backward_m")
    assert found["component"][-1]["valueCodeableConcept"]["coding"][0]["code"] == (
        "direction.backward"
    )
    assert set(LOINC_OF) <= set(MEASURES)


def test_a_test_without_a_value_says_why() -> None:
    broken = a_test("up_and_go", Trial(time_s=9.0, ended=Ended.INTERRUPTED))
    made = as_bundle(ANNA, [], [], [broken])
    Bundle.model_validate(made)
    (found,) = coded(made, "89423-8")
    assert "valueQuantity" not in found
    assert found["dataAbsentReason"]["text"]


@pytest.mark.parametrize("key", PROTOCOLS)
def test_every_guided_test_can_be_written(key: str) -> None:
    made = as_bundle(ANNA, [], [], [a_test(key, Trial(practice=True))])
    Bundle.model_validate(made)
    found = resources(made, "Observation")
    assert len(found) == len(PROTOCOLS[key].readings)


def test_every_unit_of_a_measure_is_known() -> None:
    assert {measure.unit for measure in MEASURES.values()} <= set(UCUM_OF)


def test_a_plan_has_its_goal_and_its_sessions_ahead() -> None:
    made = as_bundle(ANNA, [a_plan()])
    Bundle.model_validate(made)
    (plan,), (goal,) = resources(made, "CarePlan"), resources(made, "Goal")
    assert (plan["status"], plan["intent"]) == ("active", "plan")
    assert plan["period"] == {"start": "2026-11-01", "end": "2026-12-12"}
    assert plan["goal"] == [{"reference": f"urn:uuid:{goal['id']}"}]
    assert "forward 60 s, backward 90 s" in plan["activity"][0]["detail"]["description"]
    assert "&amp; a &lt;careful&gt; one" in plan["text"]["div"]
    target = goal["target"][0]
    assert target["detailQuantity"]["value"] == PROGRAMME.target_backward_s / 60
    assert target["dueDate"] == "2026-12-12"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PlanState.RUNNING, "active"),
        (PlanState.RESTING, "on-hold"),
        (PlanState.ENDED, "completed"),
    ],
)
def test_of_several_versions_of_a_plan_the_newest_is_written(
    state: PlanState, said: str
) -> None:
    made = as_bundle(ANNA, [a_plan(3, state), a_plan(1), a_plan(2)])
    Bundle.model_validate(made)
    (plan,), (goal,) = resources(made, "CarePlan"), resources(made, "Goal")
    assert plan["status"] == goal["lifecycleStatus"] == said
    assert ("activity" in plan) == (state is PlanState.RUNNING)


def test_a_forward_day_of_a_trial_of_oneself_is_planned_forward() -> None:
    of = a_plan()
    trial = Alternation(date(2026, 11, 1), (DayFor.FORWARD,) * 7)
    made = as_bundle(ANNA, [FhirPlan(replace(of.plan, trial=trial), of.programme)])
    detail = resources(made, "CarePlan")[0]["activity"][0]["detail"]
    assert detail["code"]["coding"][0]["display"] == "Forward walking"
    assert "backward" not in detail["description"].replace("0 min backward", "")


def test_a_session_walked_forward_only_is_not_called_backward() -> None:
    forward = IntervalDone(Direction.FORWARD, 60.0, 60.0, None)
    (said,) = coded(as_bundle(ANNA, [], [a_session(intervals=(forward,))]), "73985-4")
    codes = [one["code"] for one in said["valueCodeableConcept"]["coding"]]
    assert codes == ["LA11834-1", "session.forward"]
    (said,) = coded(as_bundle(ANNA, [], [a_session()]), "73985-4")
    assert said["valueCodeableConcept"]["coding"][1]["code"] == "session.backward"


def test_a_plan_of_an_unknown_programme_has_no_goal() -> None:
    made = as_bundle(ANNA, [replace(a_plan(), programme=None)])
    Bundle.model_validate(made)
    assert not resources(made, "Goal")
    assert "goal" not in resources(made, "CarePlan")[0]


def test_what_is_made_up_is_marked_and_nothing_else() -> None:
    made = as_bundle(ANNA, [], [a_session(simulated=True)], [a_test()])
    for one in resources(made, "Observation"):
        marked = "HTEST" in json.dumps(one.get("meta", {}))
        assert marked is ("test.protocol_version" not in json.dumps(one))
    everything = as_bundle(
        FhirPerson("made up", simulated=True), [a_plan()], [], [a_test()]
    )
    for kind in ("Patient", "CarePlan", "Goal", "Observation"):
        for one in resources(everything, kind):
            assert one["meta"]["security"][0]["code"] == "HTEST"
            assert one["meta"]["tag"][0]["code"] == "simulated"


def test_our_own_codes_are_explained_in_the_bundle() -> None:
    (system,) = resources(as_bundle(ANNA), "CodeSystem")
    assert system["url"] == naming.OWN
    assert [one["code"] for one in system["concept"]] == list(own_codes())
    for one in system["concept"]:
        assert one["display"]
        assert one["definition"]
        assert " " not in one["code"]


def test_a_note_is_kept_without_what_fhir_text_may_not_hold() -> None:
    taken = replace(a_test(), note=" wet floor\x00 \ud800 & windy ")
    made = as_bundle(ANNA, [], [], [taken])
    as_text(ANNA, [], [], [taken]).encode()
    assert coded(made, "89423-8")[0]["note"] == [{"text": "wet floor  & windy"}]
    blank = as_bundle(ANNA, [], [], [replace(a_test(), note=" \x00 ")])
    assert "note" not in coded(blank, "89423-8")[0]


def test_words_that_run_together_are_told_apart() -> None:
    assert naming.id_of("a", "bc") != naming.id_of("ab", "c")
