"""What a table and a column of it are: name, meaning, and where each cell comes from.

A column is described and worked out in one place, so a dictionary that is written from it
cannot say anything else than the table holds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from retrowalk.files.takeout.lines import Row

NEVER = "never empty"


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    of: the cell of what the table's rows yields; None for an empty one. A day is a text
        such as 2026-11-22, a moment one such as 2026-11-22T09:30:00+00:00.
    allowed: the values there are, or their range; empty where anything is.
    empty: what an empty cell means.
    """

    name: str
    kind: Kind
    meaning: str
    of: Callable[[Row], object]
    unit: str = ""
    allowed: str = ""
    empty: str = NEVER


def itself(row: Row) -> Iterable[Row]:
    """Return the row of a document as the only row of a table."""
    return (row,)


@dataclass(frozen=True, slots=True)
class Table:
    """One table, a file in CSV and one in Parquet.

    document: whose rows it is made of. rows: what a row of the document becomes.
    """

    name: str
    document: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Row], Iterable[Row]] = itself
