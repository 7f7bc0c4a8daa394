"""A finished session as Retrowalk's own file: everything, without loss."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.watch.finished_session import FinishedSession, Span
from retrowalk.files.watch.readings import COLUMNS, Readings, readings
from retrowalk.files.watch.watch_session import MOST_READINGS
from retrowalk.files.whole_file import write_text
from retrowalk.training.codec.fields import (
    JsonObject,
    as_object,
    check_schema,
    each,
    text,
)
from retrowalk.training.codec.session import record_from_json, record_to_json

SCHEMA = 1
LARGEST = 64_000_000  # bytes


def session_json(session: FinishedSession) -> str:
    """Return the session as a JSON text."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "name": session.name,
            "record": record_to_json(session.record),
            "spans_s": [[list(span) for span in spans] for spans in session.spans_s],
            "readings": readings_to_json(session.readings),
        }
    )


def readings_to_json(found: Readings) -> dict[str, list[float | None]]:
    """Return readings as a JSON object of columns; those without a reading are left out."""
    columns = {"t_s": found.t_s}
    columns |= {name: found.column(name) for name in COLUMNS if found.has(name)}
    return {
        name: [None if math.isnan(value) else value for value in column.tolist()]
        for name, column in columns.items()
    }


def readings_from_json(value: object) -> Readings:
    """Return the readings of a JSON object; raise BadInput if it is none."""
    data = as_object("readings", value)
    t_s = _column(data, "t_s")
    if np.isnan(t_s).any():
        raise BadInput("t_s has a gap; expected a time for every reading")
    return readings(t_s, **{name: _column(data, name) for name in COLUMNS if name in data})


def write_session(session: FinishedSession, path: Path) -> None:
    """Write the session to a file, whole or not at all."""
    write_text(session_json(session), path)


def read_session(path: Path) -> FinishedSession:
    """Return the session of a file; raise BadInput in one sentence if it is none."""
    try:
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        raise BadInput(f"{path} cannot be read: {why}") from error
    if len(found) > LARGEST:
        raise BadInput(f"{path} has more than {LARGEST} bytes; expected one session")
    try:
        return _session(json.loads(found))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path} is not JSON; expected a session of Retrowalk") from error
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error


def _session(value: Any) -> FinishedSession:
    data = as_object("the session", value)
    check_schema("the session", data)
    return FinishedSession(
        name=text(data, "name"),
        record=record_from_json(data.get("record")),
        spans_s=each(data, "spans_s", _spans),
        readings=readings_from_json(data.get("readings")),
    )


def _spans(value: object) -> tuple[Span, ...]:
    return each({"spans": value}, "spans", _span)


def _span(value: object) -> Span:
    match value:
        case [int() | float() as start_s, int() | float() as end_s] if start_s <= end_s:
            return float(start_s), float(end_s)
    raise BadInput(f"a span is {str(value)[:40]}; expected its start and end in seconds")


def _column(data: JsonObject, name: str) -> FloatArray:
    cells = data.get(name)
    if not isinstance(cells, list) or len(cells) > MOST_READINGS:
        raise BadRecording(f"{name} is no list of at most {MOST_READINGS} readings")
    for cell in cells:
        if cell is not None and (
            isinstance(cell, bool) or not isinstance(cell, int | float)
        ):
            raise BadRecording(f"{name} holds {str(cell)[:40]}; expected numbers")
    return np.array(
        [math.nan if cell is None else cell for cell in cells], dtype=np.float64
    )
