"""The journal of a cohort: one line a finished recording, so that a restart skips it.

Lines are only ever added. One cut off by a crash is no line, and its recording is measured
again. A line counts only for the same file (size and time of change), worn the same way,
under the same version of this program, and if its row has the columns of today.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from pathlib import Path

from retrowalk.cohort.row import Row, Status, Task

COLUMNS = {field.name for field in fields(Row)}


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal in one file, which is made with its first line."""

    path: Path

    def add(self, task: Task, mark: str, row: Row) -> None:
        """Write down that a recording is finished; mark is what it was when work began."""
        if row.status is Status.BROKE:
            return
        line = json.dumps({"recording": task.recording, "mark": mark, "row": asdict(row)})
        with self.path.open("a", encoding="utf-8") as handle:
            handle.write("\n" + line)  # in front: what a crash cut off ends there

    def finished(self, marks: Mapping[str, str]) -> dict[str, Row]:
        """Return the rows of recordings whose mark is still the same, by their names."""
        if not self.path.exists():
            return {}
        rows = {}
        for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            entry = _entry(line)
            if entry and marks.get(entry[0]) == entry[1]:
                rows[entry[0]] = entry[2]
        return rows


def mark(task: Task) -> str:
    """Return what a result depends on, short enough for a line; empty if there is no file."""
    try:
        state = task.path.stat()
    except OSError:
        return ""
    worn = json.dumps(asdict(task.worn), sort_keys=True)
    return f"{state.st_size} {state.st_mtime_ns} {version('retrowalk')} {worn}"


def _entry(line: str) -> tuple[str, str, Row] | None:
    try:
        entry = json.loads(line)
        if set(entry["row"]) != COLUMNS:
            return None
        row = Row(**entry["row"] | {"status": Status(entry["row"]["status"])})
        return str(entry["recording"]), str(entry["mark"]), row
    except (ValueError, KeyError, TypeError):
        return None
