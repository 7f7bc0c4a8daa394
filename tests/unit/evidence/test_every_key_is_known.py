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
from retrowalk.training.log import Log
from retrowalk.training.people_served import profile
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.programmes.places import ADVICE
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.programmes.variations import ADVICE as VARIATIONS
from retrowalk.training.programmes.variations import SLOPE
from retrowalk.training.progression.decide import decide
from retrowalk.training.screening.questions import QUESTION_KEYS, QUESTIONS
from retrowalk.training.screening.screen import screen
from retrowalk.training.session import Ending, IntervalDone, SessionRecord, Symptom


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
    everything["pregnant"] = "no"  # at 80 it would contradict the age
    person = Person("Al", 80, Group.OLDER_ADULT)
    clearance = screen(everything, person, date(2026, 11, 22), tuple(Symptom))
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
    for history in ((), (last,), (GOOD, last)):
        assert all(source(key) for key in decide(_log(history)).sources)


def test_variations_profiles_and_what_is_still_possible_name_known_sources():
    for told in (*VARIATIONS.values(), SLOPE):
        assert told.sources
        assert all(source(key) for key in told.sources)
    for group in Group:
        shown = profile(group)
        keys = [*shown.seen_sources, *(k for c in shown.cautions for k in c.sources)]
        assert all(source(key) for key in keys)


def _log(records: tuple[SessionRecord, ...]) -> Log:
    person = Person("Al", 60, Group.KNEE_OSTEOARTHRITIS)
    today = date(2026, 11, 20)
    answers = dict.fromkeys(QUESTION_KEYS, "no") | {"desired_effort": "moderate"}
    return Log(
        records=records,
        programme=PROGRAMMES["knee_10_min"],
        clearance=screen(answers, person, today),
        person=person,
        now=datetime(2026, 12, 24, tzinfo=UTC),
    )
