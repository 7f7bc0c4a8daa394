"""What is wrong with a CSV text, and on which line: asked only after the fast reader failed."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from retrowalk.errors import BadRecording
from retrowalk.files.clock_text import EXAMPLE, is_moment
from retrowalk.files.columns import TIME, printable

MAX_HEADER_BYTES = 1 << 16
_CHUNK_BYTES = 1 << 20
# The first bytes of files that are often taken for CSV text.
_MAGIC = {
    b"PAR1": "a Parquet file",
    b"PK\x03\x04": "a zip archive or spreadsheet",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
EMPTY_CELLS = ("", "NA", "N/A", "NaN", "nan", "NULL", "null", "None")  # "not delivered"


@dataclass(frozen=True, slots=True)
class Grammar:
    """How the lines of a CSV text are written.

    numeric: names of the columns that hold numbers. moment: name of the one that holds a
    date and time instead, if one does. head_lines: how many lines stand above the samples.
    """

    found: Sequence[str]
    numeric: Sequence[str]
    moment: str | None = None
    delimiter: str = ","
    decimal: str = "."
    head_lines: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and how many lines below the first one asked about."""

    line: int
    sentence: str


def header_names(handle: BinaryIO, source: str) -> list[str]:
    """Return the names on the first line, and leave the handle at the second."""
    line = handle.readline(MAX_HEADER_BYTES)
    if not line.strip():
        raise BadRecording(
            f"{source}: the first line is empty; expected the names of columns"
        )
    check_is_text(line, source)
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_text(source) from error
    if "," not in text and (";" in text or "\t" in text):
        mark = "semicolons" if ";" in text else "tabs"
        raise BadRecording(f"{source}: columns are parted by {mark}; expected commas")
    return [name.strip() for name in cells_of(text.rstrip("\r\n"))]


def check_is_text(line: bytes, source: str) -> None:
    """Raise BadRecording if a file's first line shows that it is no CSV text."""
    for magic, what in _MAGIC.items():
        if line.startswith(magic):
            raise BadRecording(f"{source}: is {what}; expected CSV text in UTF-8")
    if b"\0" in line or len(line) == MAX_HEADER_BYTES:
        raise BadRecording(
            f"{source}: is not CSV text; expected names of columns on line 1"
        )


def not_text(source: str) -> BadRecording:
    """Return the refusal of bytes that no program writes as text."""
    return BadRecording(f"{source}: is not text; expected CSV text in UTF-8")


def first_fault(text: bytes, grammar: Grammar) -> Fault | None:
    """Return the first line that has the wrong number of cells or a cell that is no number."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        sentence = _fault_of(line, grammar)
        if sentence is not None:
            cut_off = number == len(lines) - 1 and not text.endswith(b"\n")
            return Fault(
                number, sentence + ("; is the file cut off here?" if cut_off else "")
            )
    return None


def line_at_byte(path: Path, byte: int) -> int:
    """Return the number, from 1, of the line that begins at a byte of a file."""
    line, seen = 1, 0
    with path.open("rb") as handle:
        while seen < byte and (text := handle.read(min(_CHUNK_BYTES, byte - seen))):
            line += text.count(b"\n")
            seen += len(text)
    return line


def line_of_row(path: Path, head_lines: int, row: int) -> str:
    """Say on which line of a CSV file row `row` stands, as "line 5"; empty lines hold none."""
    with path.open("rb") as handle:
        for number, line in enumerate(handle, start=1):
            row -= number > head_lines and bool(line.strip(b"\r\n"))
            if row < 0:
                return f"line {number}"
    return "the last line"


def cells_of(line: str, delimiter: str = ",") -> list[str]:
    """Return the cells of one line, without the quotes around them."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def _fault_of(line: bytes, grammar: Grammar) -> str | None:
    if not line:
        return None
    cells = cells_of(line.decode("utf-8", errors="replace"), grammar.delimiter)
    found = grammar.found
    if len(cells) != len(found):
        return f"has {len(cells)} cells; expected {len(found)}, one for each column"
    for name, cell in zip(found, cells, strict=True):
        if name in grammar.numeric and not _number(cell, grammar.decimal):
            wish = "seconds" if name == TIME else "a number"
        elif name == grammar.moment and not (is_moment(cell) or cell in EMPTY_CELLS):
            wish = f"a date and time such as {EXAMPLE}"
        else:
            continue
        return f"{printable(name)} is '{printable(cell)}'; expected {wish}"
    return None


def _number(cell: str, decimal: str) -> bool:
    if decimal != ".":
        cell = cell.replace(".", "?").replace(decimal, ".")
    try:
        float(cell)
    except ValueError:
        return cell.strip() in EMPTY_CELLS
    return "_" not in cell  # Python's own liberty, not a number in a file
