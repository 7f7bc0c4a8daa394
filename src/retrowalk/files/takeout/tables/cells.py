"""Columns that many tables have, and short ways to say where a cell comes from."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.table import Column, Kind

NOT_ANSWERED = "not answered"
NOT_MEASURED = "not measured, which is not zero"


def at(*path: str) -> Callable[[Row], object]:
    """Return a way to the cell under these keys; None where one of them is not there."""
    if len(path) == 1:
        (only,) = path
        return lambda row: row.get(only)

    def cell(row: Row) -> object:
        found: object = row
        for key in path:
            if not isinstance(found, dict):
                return None
            found = found.get(key)
        return found

    return cell


def words(*path: str) -> Callable[[Row], object]:
    """Return a way to a list of words, written with spaces between; None where there is none."""
    listed = at(*path)

    def cell(row: Row) -> object:
        found = listed(row)
        return (
            " ".join(str(one) for one in found) or None if isinstance(found, list) else None
        )

    return cell


def text(*path: str) -> Callable[[Row], object]:
    """Return a way to a text; None where it is empty or not there."""
    told = at(*path)

    def cell(row: Row) -> object:
        return told(row) or None

    return cell


def number(*path: str) -> Callable[[Row], object]:
    """Return a way to a number, whole ones too, as a float."""
    told = at(*path)

    def cell(row: Row) -> object:
        found = told(row)
        return float(found) if isinstance(found, int | float) else None

    return cell


def of(values: Iterable[StrEnum]) -> str:
    """Return the values of an enumeration as a list of words."""
    return ", ".join(values)


def person(*path: str) -> Column:
    """Return the column that says whose row it is."""
    return Column(
        "person_id", Kind.TEXT, "Whose it is: the row of the table persons.", at(*path)
    )


def session(*path: str) -> Column:
    """Return the column that says of which session it is."""
    return Column(
        "session_id",
        Kind.TEXT,
        "Of which session: the row of the table sessions.",
        at(*path),
    )


def test(*path: str) -> Column:
    """Return the column that says of which test it is."""
    return Column(
        "test_id", Kind.TEXT, "Of which test: the row of the table tests.", at(*path)
    )


def simulated(*path: str) -> Column:
    """Return the column that says whether anybody walked at all."""
    return Column(
        "simulated", Kind.TRUTH, "Made up for a demonstration; nobody did it.", at(*path)
    )
