"""A finished session as one CSV table: a row for every part, then one for every reading."""

import csv
import io
from collections.abc import Iterator

import numpy as np

from retrowalk.files.watch.finished_session import FinishedSession, lap_of
from retrowalk.files.watch.moments import iso
from retrowalk.files.watch.readings import COLUMNS

HEAD = (
    "row",
    "session",
    "simulated",
    "time",
    "t_s",
    "part",
    "name",
    "direction_told",
    "direction_seen",
    "prescribed_s",
    "elapsed_s",
    "done_s",
    "steps",
    *COLUMNS,
)
NOT_MEASURED = "not measured"


def session_csv(session: FinishedSession) -> bytes:
    """Return the table in UTF-8; an empty cell is "not measured", never zero."""
    text = io.StringIO()
    table = csv.DictWriter(text, HEAD, restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(_parts(session))
    table.writerows(_readings(session))
    return text.getvalue().encode("utf-8")


def _same(session: FinishedSession, row: str, t_s: float) -> dict[str, object]:
    return {
        "row": row,
        "session": session.record.session_id,
        "simulated": "yes" if session.record.simulated else "no",
        "time": iso(session.at(t_s)),
        "t_s": f"{t_s:.3f}",
    }


def _parts(session: FinishedSession) -> Iterator[dict[str, object]]:
    for lap in session.laps:
        seen = lap.seen
        cells = {
            "part": lap.number + 1,
            "name": lap.name,
            "direction_told": lap.told.value,
            "direction_seen": NOT_MEASURED if seen is None else seen.direction.value,
            "prescribed_s": f"{session.record.intervals[lap.number].prescribed_s:g}",
            "elapsed_s": f"{lap.elapsed_s:.3f}",
            "done_s": f"{lap.done_s:.3f}",
        }
        if seen is not None:
            cells["steps"] = seen.steps
            if seen.cadence_spm is not None:
                cells["cadence_spm"] = f"{seen.cadence_spm:.1f}"
        yield _same(session, "part", lap.start_s) | cells


def _readings(session: FinishedSession) -> Iterator[dict[str, object]]:
    found, inside, laps = session.readings, lap_of(session).tolist(), session.laps
    for row, t_s in enumerate(found.t_s.tolist()):
        cells: dict[str, object] = {
            name: f"{found.column(name)[row]:.10g}"
            for name in COLUMNS
            if np.isfinite(found.column(name)[row])
        }
        if inside[row] >= 0:
            lap = laps[inside[row]]
            cells |= {"part": lap.number + 1, "name": lap.name}
        yield _same(session, "reading", t_s) | cells
