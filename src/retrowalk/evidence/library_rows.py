"""Rows of the library's CSV files, read and checked cell by cell.

A blank cell means "not visible in what was read", never zero. Every refusal of a cell
begins with the name of its column and says what it holds and what was expected.
"""

import csv
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.resources import files
from math import isfinite
from typing import TypeVar

from retrowalk.errors import BadInput

FOLDER = "library"
_LARGEST = 1e12  # no figure of a study is beyond; a larger one is a slip of the keyboard

Row = Mapping[str, str]
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def table_text(table: str) -> str:
    """Return a table of the library as it is stored."""
    return (files("retrowalk.evidence") / FOLDER / table).read_text(encoding="utf-8")


def rows(table: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of one table; raise BadInput if its columns are not these."""
    reader = csv.DictReader(table_text(table).splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise BadInput(
            f"{table} has the columns {reader.fieldnames}; expected {', '.join(columns)}"
        )
    return tuple(reader)


def build_all(
    table: str, columns: tuple[str, ...], build: Callable[[Row], T]
) -> tuple[T, ...]:
    """Return every row of a table, built; raise BadInput naming the first bad one."""
    return tuple(
        _built(table, number, row, build) for number, row in _numbered(table, columns)
    )


def problems_of(
    table: str, columns: tuple[str, ...], build: Callable[[Row], object]
) -> tuple[str, ...]:
    """Return what is wrong with each bad row of a table, in one sentence each."""
    found: list[str] = []
    for number, row in _numbered(table, columns):
        try:
            _built(table, number, row, build)
        except BadInput as error:
            found.append(str(error))
    return tuple(found)


def filled(row: Row, column: str) -> str:
    """Return a cell that may not be blank."""
    if not row[column].strip():
        raise BadInput(f"{column} is blank; expected text")
    return row[column]


def word(row: Row, column: str, words: type[E]) -> E:
    """Return the member of an enumeration that a cell names."""
    for member in words:
        if row[column] == member.value:
            return member
    raise BadInput(f"{column} is {row[column]!r}; expected one of {', '.join(words)}")


def number(row: Row, column: str) -> float | None:
    """Return a finite number, or None where the cell is blank."""
    cell = row[column].strip()
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        expected = "a number with a point" if "," in cell else "a number"
        raise BadInput(f"{column} is {cell!r}; expected {expected} or a blank") from None
    if not isfinite(value) or abs(value) > _LARGEST:
        raise BadInput(f"{column} is {cell!r}; expected a finite number or a blank")
    return value


def whole(row: Row, column: str) -> int | None:
    """Return a whole number of 0 or more, or None where the cell is blank."""
    value = number(row, column)
    if value is None:
        return None
    if value < 0 or value != int(value):
        raise BadInput(f"{column} is {row[column]!r}; expected a whole number or a blank")
    return int(value)


def _numbered(table: str, columns: tuple[str, ...]) -> enumerate[Row]:
    return enumerate(rows(table, columns), start=2)  # line 1 is the head


def _built(table: str, line: int, row: Row, build: Callable[[Row], T]) -> T:
    if None in row or None in row.values():
        raise BadInput(f"{table}, line {line}: the number of cells does not fit the head")
    try:
        return build(row)
    except BadInput as error:
        raise BadInput(f"{table}, line {line}: {error}") from None
