"""The table of intervals: each part of a session, as it was told, walked and seen."""

from collections.abc import Iterator

from retrowalk.directions import Direction
from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import (
    NOT_MEASURED,
    at,
    number,
    of,
    person,
    session,
    simulated,
)
from retrowalk.files.takeout.tables.table import Column, Kind, Table
from retrowalk.training.prescription import Variation

NO_BAND = "nothing was prescribed"


def intervals(row: Row) -> Iterator[Row]:
    """Yield each interval of a session with what was prescribed for it."""
    record = row["record"]
    if record is None:
        return
    told = record["prescription"]["intervals"]
    for index, (one, asked) in enumerate(zip(record["intervals"], told, strict=True)):
        yield {"walk": row, "number": index + 1, "done": one, "told": asked}


INTERVALS = Table(
    "intervals",
    "sessions",
    "One row for each part of each session: what was told, walked, and seen by the phone.",
    (
        person("walk", "person"),
        session("walk", "id"),
        Column("interval", Kind.WHOLE, "Which part, from 1 on.", at("number")),
        Column(
            "direction_told",
            Kind.TEXT,
            "Which way it was to be walked.",
            at("done", "direction"),
            allowed="forward, backward",
        ),
        Column(
            "prescribed_s",
            Kind.NUMBER,
            "How long it was to be.",
            number("done", "prescribed_s"),
            "s",
        ),
        Column(
            "done_s", Kind.NUMBER, "How long it was walked.", number("done", "done_s"), "s"
        ),
        *(
            Column(
                f"{name}_{end}_{unit}",
                Kind.NUMBER,
                f"The {word} {meaning} that was prescribed.",
                number("told", f"{name}_{unit}", end),
                shown,
                empty=NO_BAND,
            )
            for name, unit, shown, meaning in (
                ("speed", "mps", "m/s", "speed"),
                ("cadence", "spm", "steps per minute", "cadence"),
                ("heart_rate", "bpm", "beats per minute", "heart rate"),
            )
            for end, word in (("low", "lowest"), ("high", "highest"))
        ),
        Column(
            "incline_pct",
            Kind.NUMBER,
            "Slope that was prescribed.",
            number("told", "incline_pct"),
            "percent",
        ),
        Column(
            "variation",
            Kind.TEXT,
            "A way to walk that was prescribed.",
            at("told", "variation"),
            allowed=of(Variation),
            empty="plain walking",
        ),
        Column(
            "direction_seen",
            Kind.TEXT,
            "Which way most of the steps went, as the phone saw it.",
            at("done", "measured", "direction"),
            allowed=of(Direction),
            empty=NOT_MEASURED,
        ),
        Column(
            "steps",
            Kind.WHOLE,
            "Steps of both feet that the phone saw.",
            at("done", "measured", "steps"),
            "steps",
            empty=NOT_MEASURED,
        ),
        Column(
            "cadence_spm",
            Kind.NUMBER,
            "Mean cadence that the phone saw.",
            number("done", "measured", "cadence_spm"),
            "steps per minute",
            empty=NOT_MEASURED,
        ),
        Column(
            "why_unknown",
            Kind.TEXT,
            "Why the direction could not be told.",
            at("done", "measured", "why_unknown"),
            empty="it could be told, or nothing was measured",
        ),
        simulated("walk", "simulated"),
    ),
    intervals,
)
