"""Readings by day: a table with the columns day and value."""

from datetime import date
from math import isfinite
from pathlib import Path

from retrowalk.errors import BadInput
from retrowalk.files.participant_table import read_cells

COLUMNS = ("day", "value")


def read_day_readings(path: Path) -> dict[date, float]:
    """Return the readings of a .csv or .parquet table, by day, ascending.

    A day without a reading may be left out or left empty. Raises BadInput, in one sentence,
    for a day that is there twice, no date or no number.
    """
    cells = read_cells(path)
    for name in COLUMNS:
        if name not in cells.columns:
            raise BadInput(
                f"{cells.source}: column {name} is missing; expected day and value"
            )
    found: dict[date, float] = {}
    for row, (day, value) in enumerate(
        zip(cells.columns["day"], cells.columns["value"], strict=True)
    ):
        if not value:
            continue
        where = f"{cells.source}, {cells.at(row)}"
        on = _day(day, where)
        if on in found:
            raise BadInput(
                f"{where}: {on} is there twice; expected one reading for each day, so choose one"
            )
        found[on] = _value(value, where)
    return dict(sorted(found.items()))


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{where}: the day is {text[:40]!r}; expected a date such as 2026-12-01"
        ) from None


def _value(text: str, where: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise BadInput(f"{where}: the value is {text[:40]!r}; expected a number")
    return value
