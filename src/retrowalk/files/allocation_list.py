"""The list of a trial's allocations as a CSV file that only ever grows.

Columns: number, person, one for each stratum factor, arm, digest.
"""

import csv
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from retrowalk.errors import BadInput, Conflict
from retrowalk.evidence.trial.allocation import Allocated
from retrowalk.evidence.trial.design import Design
from retrowalk.files.participant_table import read_cells
from retrowalk.files.whole_file import write_text


def read_list(path: Path, design: Design) -> tuple[Allocated, ...]:
    """Return the lines of a list; none where the file is not there yet."""
    if not path.exists():
        return ()
    cells = read_cells(path)
    names = _names(design)
    if list(cells.columns) != names:
        raise BadInput(
            f"{path.name}: the columns are {', '.join(cells.columns)}; expected "
            f"{', '.join(names)}, as this design writes them"
        )
    rows = zip(*(cells.columns[name] for name in names), strict=True)
    return tuple(_line(row, f"{path.name}, {cells.at(k)}") for k, row in enumerate(rows))


def write_list(lines: Sequence[Allocated], design: Design, path: Path) -> None:
    """Write a whole list, or leave the old one as it was."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_names(design))
    for line in lines:
        writer.writerow([line.number, line.person, *line.levels, line.arm, line.digest])
    write_text(text.getvalue(), path)


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Hold a list for oneself; raise Conflict while somebody else does.

    Two people allocated at the same moment must not both become number 12.
    """
    lock = path.with_name(path.name + ".lock")
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise Conflict(
            f"somebody is allocating with {path.name} right now; try again, and if nobody is, "
            f"remove {lock}"
        ) from error
    except OSError as error:
        raise BadInput(f"cannot write {path}: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _names(design: Design) -> list[str]:
    return ["number", "person", *(f.key for f in design.factors), "arm", "digest"]


def _line(row: tuple[str, ...], where: str) -> Allocated:
    number, person, *levels, arm, digest = row
    if not number.isascii() or not number.isdigit():
        raise BadInput(f"{where}: the number is '{number[:20]}'; expected 1, 2, …")
    return Allocated(int(number), person, tuple(levels), arm, digest)
