"""The head of a CSV file: where the names of its columns are, and how its lines are written.

Programs put a block of other lines above: comments, the device, "sep=;". The names are the
first line that holds time and acceleration, be it a comment as NumPy writes it; where none
does, the first other line that says most.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from retrowalk.errors import BadRecording
from retrowalk.files.clock_text import is_moment
from retrowalk.files.columns import ToldColumns
from retrowalk.files.csv_faults import (
    MAX_HEADER_BYTES,
    cells_of,
    check_is_text,
    not_text,
)
from retrowalk.files.wanted import NEEDED, how_many

_MOST_LINES = 100  # above the names
_DELIMITERS = (",", ";", "\t")
_COMMENTS = ("#", "%", "//", "sep=")
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the samples, and what the first of them look like.

    lines: how many lines the head takes. first: the cells of the first sample.
    """

    found: Sequence[str]
    delimiter: str
    decimal: str
    lines: int
    first: Sequence[str]

    def has_moments(self, name: str) -> bool:
        """Say whether a column begins with a date and time."""
        place = self.found.index(name)
        return place < len(self.first) and is_moment(self.first[place])


@dataclass(frozen=True, slots=True)
class _Names:
    found: Sequence[str]
    delimiter: str
    lines: int
    end: int  # the byte after their line


def head_of(handle: BinaryIO, source: str, told: ToldColumns) -> Head:
    """Return the head of a file, and leave the handle at the first line of samples.

    Raises BadRecording if it is no text.
    """
    names = _names(handle, source, told)
    handle.seek(names.end)
    rows = _first_rows(handle, names.delimiter)
    handle.seek(names.end)
    comma = names.delimiter != "," and any(map(_DECIMAL_COMMA.fullmatch, chain(*rows)))
    first = rows[0] if rows else ()
    return Head(names.found, names.delimiter, "," if comma else ".", names.lines, first)


def _names(handle: BinaryIO, source: str, told: ToldColumns) -> _Names:
    """Return the first line that names all that is needed, else the one that names most."""
    best, most = None, -1
    for number in range(1, _MOST_LINES + 2):
        line = handle.readline(MAX_HEADER_BYTES)
        if not line:
            break
        if number == 1:
            check_is_text(line, source)
        text = _text(line, source).strip("\r\n")
        bare = text.lstrip("#%/ ")
        delimiter = max(_DELIMITERS, key=text.count)
        found = [name.strip() for name in cells_of(bare, delimiter)]
        names = _Names(found, delimiter, number, handle.tell())
        there = how_many(found, told)
        said = bool(text.strip()) and not text.startswith(_COMMENTS)
        if there == NEEDED or (said and there > most):
            best, most = names, there
        if there == NEEDED:
            break
    if best is None:
        raise BadRecording(
            f"{source}: no line says anything; expected the names of columns"
        )
    return best


def _text(line: bytes, source: str) -> str:
    """Return a line as text; old programs write "m/s²" in Windows' own letters."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = line.decode("cp1252", errors="replace")
    if not text.strip().replace("\t", "").isprintable():
        raise not_text(source)
    return text


def _first_rows(handle: BinaryIO, delimiter: str) -> list[list[str]]:
    """Return the cells of the first lines below that say anything."""
    lines = (handle.readline(MAX_HEADER_BYTES) for _ in range(_MOST_LINES))
    texts = (line.decode("utf-8", errors="replace").strip("\r\n") for line in lines)
    return [
        [cell.strip() for cell in cells_of(text, delimiter)]
        for text in texts
        if text.strip()
    ]
