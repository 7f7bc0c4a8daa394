"""The table of gait: each measure of a session, for each direction that was walked."""

from collections.abc import Iterator

from retrowalk.directions import Direction
from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import (
    NOT_MEASURED,
    at,
    of,
    person,
    session,
    simulated,
)
from retrowalk.files.takeout.tables.table import Column, Kind, Table

OF_UNIT = {
    "s": "s",
    "spm": "steps per minute",
    "m": "m",
    "mps": "m/s",
    "mps2": "m/s2",
    "mps3": "m/s3",
    "deg": "degrees",
    "pct": "percent",
    "share": "0 to 1",
}


def gait(row: Row) -> Iterator[Row]:
    """Yield each measure of each direction that the gait report of a session holds."""
    report = row["gait"] or {}
    for way, measures in (report.get("directions") or {}).items():
        for name, value in measures.items():
            if value is not None and name != "strides":
                yield {
                    "walk": row,
                    "direction": way,
                    "measure": name,
                    "unit": OF_UNIT.get(name.rpartition("_")[2]),
                    "value": float(value),
                    "strides": measures.get("strides"),
                }


GAIT = Table(
    "gait_by_direction",
    "sessions",
    "One row for each measure of gait, for each direction of each session; what was not "
    "measured has no row. The whole report, step by step, stands in documents/sessions.jsonl.",
    (
        person("walk", "person"),
        session("walk", "id"),
        Column(
            "direction",
            Kind.TEXT,
            "Which way the steps went.",
            at("direction"),
            allowed=of(Direction),
        ),
        Column(
            "measure", Kind.TEXT, "Which measure; its name ends in its unit.", at("measure")
        ),
        Column(
            "value", Kind.NUMBER, "The mean over those steps.", at("value"), "as unit says"
        ),
        Column(
            "unit",
            Kind.TEXT,
            "Unit of the value.",
            at("unit"),
            empty="a number without a unit, such as a ratio",
        ),
        Column(
            "strides",
            Kind.WHOLE,
            "How many strides the direction rests on.",
            at("strides"),
            "strides",
            empty=NOT_MEASURED,
        ),
        simulated("walk", "simulated"),
    ),
    gait,
)
