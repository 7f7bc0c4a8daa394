"""Measure every recording of a folder into one table, and go on where an earlier run stopped."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from types import UnionType
from typing import get_args, get_type_hints

from retrowalk.cohort.engines.engine import Engine
from retrowalk.cohort.journal import Journal, mark
from retrowalk.cohort.row import Row, Task, measured
from retrowalk.errors import BadInput
from retrowalk.files import imu
from retrowalk.files.column_table import write_columns
from retrowalk.files.columns import Worn

Told = Callable[[int, int], None]  # recordings finished, recordings in all


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: every row, by name, and how many an earlier run had finished."""

    rows: tuple[Row, ...]
    skipped: int


def run(folder: Path, worn: Worn, engine: Engine, out: Path, told: Told) -> Outcome:
    """Measure the recordings of a folder that are not finished yet, and write the table.

    Raises BadInput if there is no recording. A recording that fails is a row.
    """
    tasks = _tasks(folder, worn, out)
    by_name = {task.recording: task for task in tasks}
    marks = {task.recording: mark(task) for task in tasks}
    journal = Journal(journal_path(out))
    rows = journal.finished(marks)
    skipped = len(rows)
    told(skipped, len(tasks))
    left = [task for task in tasks if task.recording not in rows]
    for row in engine.rows(measured, left):
        journal.add(by_name[row.recording], marks[row.recording], row)
        rows[row.recording] = row
        told(len(rows), len(tasks))
    ordered = tuple(rows[task.recording] for task in tasks)
    write_columns(_columns(ordered), out)
    return Outcome(ordered, skipped)


def journal_path(out: Path) -> Path:
    """Return where the journal of a table is kept: beside it."""
    return out.with_name(out.name + ".journal")


def _tasks(folder: Path, worn: Worn, out: Path) -> list[Task]:
    if not folder.is_dir():
        raise BadInput(f"there is no folder {folder}; expected one with recordings in it")
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in imu.ENDINGS
        and not path.name.startswith(".")
        and path.absolute() != out.absolute()
    )
    if not paths:
        raise BadInput(
            f"no recording in {folder}; expected files that end in {' or '.join(imu.ENDINGS)}"
        )
    return [Task(path.relative_to(folder).as_posix(), path, worn) for path in paths]


def _columns(rows: tuple[Row, ...]) -> dict[str, tuple[type, list[object]]]:
    hints = get_type_hints(Row)
    return {
        field.name: (_kind(hints[field.name]), [getattr(row, field.name) for row in rows])
        for field in fields(Row)
    }


def _kind(hint: type | UnionType) -> type:
    """Return the type of a cell that may also be None."""
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    return str if issubclass(kinds[0], str) else kinds[0]
