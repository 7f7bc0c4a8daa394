"""Rooms that do not know each other share keys: here every key must lead to a source."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from retrowalk.directions import Direction
from retrowalk.evidence.sources import Kind, source
from retrowalk.outcomes.measures import MEASURES
from retrowalk.outcomes.norms import thresholds
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.progress import pain_change
from retrowalk.training.person import Group, Person
from retrowalk.training.places import ADVICE
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.progression import decide
from retrowalk.training.questions import QUESTION_KEYS, QUESTIONS
from retrowalk.training.screening import screen
from retrowalk.training.session import Ending, IntervalDone, SessionRecord, Symptom
from retrowalk.training.starter_programmes import PROGRAMMES


def test_questions_programmes_and_places_name_known_sources():
    for asked in (*QUESTIONS, *PROGRAMMES.values(), *ADVICE.values()):
        assert asked.sources
        assert all(source(key) for key in asked.sources)


def test_measures_and_thresholds_name_known_sources():
    for of in MEASURES.values():
        assert all(source(key) for key in of.sources)
    for threshold in thresholds():
        assert source(threshold.source).link


def test_the_reasons_of_a_clearance_name_known_sources():
    everything = dict.fromkeys(QUESTION_KEYS, "yes") | {
        "regularly_active": "no",
        "desired_effort": "vigorous",
        "back_red_flags": "no",
        "unstable_heart": "no",
        "swollen_joint": "no",
        "fever_or_infection": "no",
    }
    clearance = screen(everything, Person("Al", 80, Group.OLDER_ADULT), date(2026, 11, 22))
    assert len(clearance.reasons) > 20
    assert all(source(key) for reason in clearance.reasons for key in reason.sources)


def test_a_trend_names_known_sources():
    report = pain_change([5, 5, 5, 1, 1, 1], Population.KNEE_OSTEOARTHRITIS)
    assert all(source(key) for key in report.sources)


def test_a_tested_programme_rests_on_a_study():
    for programme in PROGRAMMES.values():
        kinds = {source(key).kind for key in programme.sources}
        assert Kind.DESIGN_RULE in kinds
        if programme.status != "untested":
            assert Kind.STUDY in kinds


DOSE = Prescription(
    "knee_10_min",
    (Interval(Direction.BACKWARD, 300.0),),
    Place.HALLWAY,
    Support.RAIL_OR_WALL,
    ("alghadir2019",),
)
GOOD = SessionRecord(
    session_id="a",
    started_at=datetime(2026, 11, 23, tzinfo=UTC),
    prescription=DOSE,
    ending=Ending.COMPLETED,
    intervals=(IntervalDone(Direction.BACKWARD, 300.0, 300.0, None),),
    pain_before=2,
    pain_after=2,
    rpe_cr10=3.0,
    stumbles=0,
)


@pytest.mark.parametrize(
    "changed",
    [
        {"symptoms": (Symptom.FALL,)},
        {"ending": Ending.STOPPED_BY_SYMPTOM},
        {"pain_after": 3},
        {"pain_after": 4},
        {"pain_before": 7, "pain_after": 7},
        {"stumbles": 1},
        {"stumbles": 2},
        {"rpe_cr10": 5.0},
        {"rpe_cr10": 8.0},
        {"rpe_cr10": None},
        {"intervals": ()},
        {"prescription": replace(DOSE, programme="of our own")},
        {"prescription": replace(DOSE, intervals=(Interval(Direction.BACKWARD, 600.0),))},
        {"started_at": datetime(2026, 12, 23, tzinfo=UTC)},
        {},
    ],
)
def test_every_decision_names_known_sources(changed: dict[str, object]):
    last = replace(GOOD, **{"session_id": "b"} | changed)
    for history in ([], [last], [GOOD, last]):
        assert all(source(key) for key in decide(history).sources)
