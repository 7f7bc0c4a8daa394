"""Tables of trials of oneself: what each asks, and what each of its days is for."""

from collections.abc import Iterator
from datetime import date, timedelta

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at, of, person, simulated
from retrowalk.files.takeout.tables.table import Column, Kind, Table
from retrowalk.outcomes.single_case.design import Condition


def _days(row: Row) -> Iterator[Row]:
    first = date.fromisoformat(row["starts_on"])
    for place, condition in enumerate(row["order"]):
        day = first + timedelta(days=place)
        yield {"trial": row, "day": day.isoformat(), "condition": condition}


TRIALS = Table(
    "own_trials",
    "own_trials",
    "One row for each trial of oneself; its daily readings are tests.",
    (
        person("person"),
        Column("trial_id", Kind.TEXT, "Which trial.", at("id")),
        Column("measure", Kind.TEXT, "Key of the measure it asks about.", at("measure")),
        Column(
            "protocol", Kind.TEXT, "Key of the test that is done each day.", at("protocol")
        ),
        Column(
            "drawn_at", Kind.MOMENT, "When the days were drawn by chance.", at("drawn_at")
        ),
        Column("starts_on", Kind.DAY, "Its first day.", at("starts_on")),
        Column("ends_on", Kind.DAY, "Its last day, as it was planned.", at("ends_on")),
        Column(
            "state",
            Kind.TEXT,
            "Where it stands.",
            at("state"),
            allowed="running, finished, stopped",
        ),
        Column(
            "stopped_on",
            Kind.DAY,
            "When the person stopped it.",
            at("stopped_on"),
            empty="it was not stopped early",
        ),
        Column(
            "why_stopped",
            Kind.TEXT,
            "Why, in the person's words.",
            lambda row: row["why_stopped"] or None,
            empty="it was not stopped early, or nothing was written",
        ),
        simulated("simulated"),
    ),
)

DAYS = Table(
    "own_trial_days",
    "own_trials",
    "One row for each day of each trial, as it was drawn.",
    (
        person("trial", "person"),
        Column("trial_id", Kind.TEXT, "Which trial.", at("trial", "id")),
        Column("day", Kind.DAY, "The day.", at("day")),
        Column(
            "condition",
            Kind.TEXT,
            "What the day is for.",
            at("condition"),
            allowed=of(Condition),
        ),
    ),
    _days,
)

TABLES = (TRIALS, DAYS)
