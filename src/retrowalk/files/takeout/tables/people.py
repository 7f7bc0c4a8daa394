"""Tables of who trains, what they answered, and what went wrong."""

from collections.abc import Iterator

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at, number, of, person, simulated
from retrowalk.files.takeout.tables.table import Column, Kind, Table
from retrowalk.training.clearance import Effort, Outcome
from retrowalk.training.person import Group
from retrowalk.training.prescription import Support
from retrowalk.training.session import Ending, Symptom

NOT_TOLD = "not told"


def _answers(row: Row) -> Iterator[Row]:
    for question, answer in sorted(row["answers"].items()):
        yield {"screening": row, "question": question, "answer": answer}


def _reasons(row: Row) -> object:
    return " | ".join(one["sentence"] for one in row["clearance"]["reasons"]) or None


PERSONS = Table(
    "persons",
    "persons",
    "One row for each person who trains.",
    (
        person("id"),
        Column("name", Kind.TEXT, "What the person is called here.", at("name")),
        Column(
            "birth_year", Kind.WHOLE, "The year the person was born in.", at("birth_year")
        ),
        Column(
            "group",
            Kind.TEXT,
            "What the person trains for.",
            at("group"),
            allowed=of(Group),
        ),
        Column(
            "units",
            Kind.TEXT,
            "The units shown on the site; these tables are always metric.",
            at("units"),
            allowed="metric, imperial",
        ),
        Column("coach_language", Kind.TEXT, "Language of the coach.", at("coach_language")),
        Column("height_m", Kind.NUMBER, "Height.", number("height_m"), "m", empty=NOT_TOLD),
        Column(
            "weight_kg", Kind.NUMBER, "Weight.", number("weight_kg"), "kg", empty=NOT_TOLD
        ),
        Column(
            "max_heart_rate_bpm",
            Kind.NUMBER,
            "Highest heart rate, where it was measured once.",
            number("max_heart_rate_bpm"),
            "beats per minute",
            empty=NOT_TOLD,
        ),
        simulated("simulated"),
        Column("created_at", Kind.MOMENT, "When the person was added.", at("created_at")),
    ),
)

SCREENINGS = Table(
    "screenings",
    "screenings",
    "One row for each time the safety questions were answered, with what followed.",
    (
        person("person"),
        Column("answered_at", Kind.MOMENT, "When it was answered.", at("answered_at")),
        Column("outcome", Kind.TEXT, "What followed.", at("outcome"), allowed=of(Outcome)),
        Column(
            "effort",
            Kind.TEXT,
            "How hard the person may walk.",
            at("clearance", "effort"),
            allowed=of(Effort),
        ),
        Column(
            "support",
            Kind.TEXT,
            "What to hold on to, at least.",
            at("clearance", "support"),
            allowed=of(Support),
        ),
        Column(
            "clinician_agreed",
            Kind.TRUTH,
            "A clinician who knows of it said yes.",
            at("clearance", "clinician_agreed"),
        ),
        Column(
            "reasons",
            Kind.TEXT,
            "Why, in sentences, with a bar between two.",
            _reasons,
            empty="no reason to hold back",
        ),
        Column("review_on", Kind.DAY, "The day on which to ask again.", at("review_on")),
    ),
)

ANSWERS = Table(
    "screening_answers",
    "screenings",
    "One row for each safety question of each screening.",
    (
        person("screening", "person"),
        Column(
            "answered_at",
            Kind.MOMENT,
            "When it was answered.",
            at("screening", "answered_at"),
        ),
        Column("question", Kind.TEXT, "Key of the question.", at("question")),
        Column(
            "answer",
            Kind.TEXT,
            "Key of the answer.",
            at("answer"),
            allowed="yes, no; for some questions a word of their own such as light",
        ),
    ),
    _answers,
)

ADVERSE_EVENTS = Table(
    "adverse_events",
    "adverse_events",
    "One row for each time something went wrong outside a session.",
    (
        person("person"),
        Column("day", Kind.DAY, "The day it happened.", at("day")),
        Column(
            "symptom",
            Kind.TEXT,
            "What happened.",
            at("symptom"),
            allowed=of((*Symptom, Ending.STOPPED_BY_SYMPTOM)),
        ),
        Column(
            "note",
            Kind.TEXT,
            "The person's words.",
            lambda r: r["note"] or None,
            empty="nothing was written",
        ),
        Column("told_at", Kind.MOMENT, "When it was told.", at("told_at")),
    ),
)

TABLES = (PERSONS, SCREENINGS, ANSWERS, ADVERSE_EVENTS)
