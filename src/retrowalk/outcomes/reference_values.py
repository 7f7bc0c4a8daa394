"""What is usual in people of an age: published values beside one's own, never a verdict."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrowalk.errors import BadInput
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.measures import measure

TABLE = "reference_values.csv"


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """What was seen in one group of people.

    who: "men" or "women". age_from, age_to: whole years, both included.
    low, high: in the measure's unit; of a limit only one of them is there.
    source: key of the evidence library. note: what low and high divide.
    """

    measure: str
    who: str
    age_from: int
    age_to: int
    low: float | None
    high: float | None
    source: str
    note: str


@cache
def reference_values() -> tuple[ReferenceValue, ...]:
    """Return every row; raise BadInput if one cannot be read."""
    table = (files("retrowalk.outcomes") / TABLE).read_text(encoding="utf-8")
    return tuple(_read(row) for row in csv.DictReader(table.splitlines()))


def usual(of: Measure, age_years: int) -> tuple[ReferenceValue, ...]:
    """Return what is published for people of an age; empty means not known."""
    return tuple(
        row
        for row in reference_values()
        if row.measure == of.key and row.age_from <= age_years <= row.age_to
    )


def _read(row: dict[str, str]) -> ReferenceValue:
    where = f"{TABLE}, {row['measure']} {row['who']} {row['age_from']}"
    low, high = (float(row[name]) if row[name] else None for name in ("low", "high"))
    if low is None and high is None:
        raise BadInput(f"{where}: neither a low nor a high value; expected one")
    if not row["source"]:
        raise BadInput(f"{where}: no source; expected the key of one")
    return ReferenceValue(
        measure=measure(row["measure"]).key,
        who=row["who"],
        age_from=int(row["age_from"]),
        age_to=int(row["age_to"]),
        low=low,
        high=high,
        source=row["source"],
        note=row["note"],
    )
