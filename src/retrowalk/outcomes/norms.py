"""The published thresholds, from thresholds.csv.

Blank cells mean "not visible", never zero. Cut-offs for falls are not handed out one by
one: they run from 3.0 s to 10.3 s for the same test, so only their spread is.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import isfinite

from retrowalk.errors import BadInput
from retrowalk.outcomes.measures import Measure, measure
from retrowalk.outcomes.populations import Population, population_for, wider

TABLE = "thresholds.csv"


class Kind(StrEnum):
    """What a threshold divides."""

    MDC = "mdc"
    MCID = "mcid"
    SUBSTANTIAL = "substantial"
    CUTOFF = "cutoff"
    BAND = "band"


class In(StrEnum):
    """What a threshold is counted in."""

    UNIT = "unit"
    PERCENT_OF_BASELINE = "% of baseline"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One published figure.

    amount: the figure; of a range without one, the upper end, which is the careful one.
    low, high: the range, where one is published.
    counted_in: the measure's own unit, or percent of the value before.
    source: key of the evidence library.
    """

    measure: str
    population: Population
    kind: Kind
    amount: float
    low: float | None
    high: float | None
    counted_in: In
    source: str
    note: str

    def size(self, before: float) -> float:
        """Return the change it asks for, in the measure's unit.

        before: the value the change starts from, for thresholds in percent of it.
        """
        if self.counted_in is In.PERCENT_OF_BASELINE:
            return abs(before) * self.amount / 100.0
        return self.amount


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart the published cut-offs of one test are."""

    lowest: float
    highest: float
    sentence: str
    sources: tuple[str, ...]


@cache
def thresholds() -> tuple[Threshold, ...]:
    """Return every threshold; raise BadInput if a row of the table cannot be read."""
    table = (files("retrowalk.outcomes") / TABLE).read_text(encoding="utf-8")
    return tuple(_threshold(row) for row in csv.DictReader(table.splitlines()))


def change_threshold(of: Measure, population: Population, kind: Kind) -> Threshold | None:
    """Return the threshold of the narrowest population that has one, or None: not known.

    kind: MDC, MCID or SUBSTANTIAL; cut-offs and bands are no sizes of a change.
    """
    if kind in (Kind.CUTOFF, Kind.BAND):
        raise BadInput(f"a {kind.value} is not the size of a change; expected mdc or mcid")
    for people in wider(population):
        for row in thresholds():
            if (row.measure, row.population, row.kind) == (of.key, people, kind):
                return row
    return None


def cutoff_spread(of: Measure) -> Spread | None:
    """Return how far apart the published cut-offs are, or None where fewer than two are."""
    rows = [t for t in thresholds() if t.measure == of.key and t.kind is Kind.CUTOFF]
    values = sorted({t.amount for t in rows})
    if len(values) < 2:
        return None
    return Spread(
        values[0],
        values[-1],
        f"Published limits for this test run from {values[0]:g} to {values[-1]:g} {of.unit}, "
        "depending on the people, so no single one is used here.",
        tuple(dict.fromkeys(t.source for t in rows)),
    )


def _threshold(row: dict[str, str]) -> Threshold:
    where = f"{TABLE}, {row['measure']} {row['population']} {row['kind']}"
    of = measure(row["measure"])
    value, low, high = (_number(where, row[name]) for name in ("value", "low", "high"))
    amount = high if value is None else value
    if amount is None or (low is None) != (high is None):
        raise BadInput(f"{where}: no value and no full range; expected one of them")
    if row["unit"] not in (of.unit, In.PERCENT_OF_BASELINE):
        raise BadInput(f"{where}: the unit is {row['unit']!r}; expected {of.unit!r}")
    if not row["source"]:
        raise BadInput(f"{where}: no source; expected the key of one")
    return Threshold(
        measure=of.key,
        population=population_for(row["population"]),
        kind=Kind(row["kind"]),
        amount=amount,
        low=low,
        high=high,
        counted_in=In.UNIT if row["unit"] == of.unit else In.PERCENT_OF_BASELINE,
        source=row["source"],
        note=row["note"],
    )


def _number(where: str, cell: str) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise BadInput(f"{where}: {cell!r} is not a number") from None
    if not isfinite(value):
        raise BadInput(f"{where}: {cell!r} is not a finite number")
    return value
