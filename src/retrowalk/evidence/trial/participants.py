"""The people of a trial, in columns, from a table of text cells that is checked on the way.

One row a person. Columns: person, arm (blank: not randomised, then `excluded` says why), one
for each stratum factor, `<outcome>_baseline` and `<outcome>_week_<n>` for each outcome; if
there are any: adherence (share of the prescribed time, 0 to 1), received (the key of the arm
whose programme was really followed), withdrawn (why), adverse_events (how many), simulated
(yes for made-up people). A blank cell is "not known", never zero.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.evidence.trial.design import Design

BASELINE = 0  # the week of the readings before allocation
_YES = ("yes", "true", "1")
_NO = ("no", "false", "0", "")


@dataclass(frozen=True, slots=True, eq=False)
class Participants:
    """The randomised people.

    person: names. arm: shape (n,), places in design.arms. levels: by factor, shape (n,),
    places in factor.levels. readings: by outcome and week (0: baseline), shape (n,), NaN
    where not measured. adherence: shape (n,), NaN where not known. walked_backward:
    shape (n,), 1 for those who really did, 0 for those who did not, NaN where not known.
    withdrawn: why, or "". adverse_events: shape
    (n,), NaN where not recorded, or None without such a column. excluded: reasons of people
    who were never randomised, with how many. told_received: the table said who walked what;
    otherwise adherence decides in the first arm, and nobody else is taken to have.
    """

    person: tuple[str, ...]
    arm: IntArray
    levels: Mapping[str, IntArray]
    readings: Mapping[tuple[str, int], FloatArray]
    adherence: FloatArray
    walked_backward: FloatArray
    withdrawn: tuple[str, ...]
    adverse_events: FloatArray | None
    excluded: Mapping[str, int]
    told_received: bool
    simulated: bool

    def of(self, outcome: str, week: int) -> FloatArray:
        """Return the readings of an outcome in a week."""
        return self.readings[outcome, week]


def participants(
    columns: Mapping[str, Sequence[str]],
    design: Design,
    source: str,
    at: Callable[[int], str],
) -> Participants:
    """Return the people of a table; raise BadInput naming the first cell that does not fit.

    source, at: how a sentence calls the table and one of its rows.
    """
    return _Reading(columns, design, source, at).people()


class _Reading:
    """One table on its way in."""

    def __init__(
        self,
        columns: Mapping[str, Sequence[str]],
        design: Design,
        source: str,
        at: Callable[[int], str],
    ) -> None:
        self._columns = columns
        self._design = design
        self._source = source
        self._at = at
        lacking = [name for name in _wanted(design) if name not in columns]
        if lacking:
            raise BadInput(
                f"{source}: missing {'column' if len(lacking) == 1 else 'columns'} "
                f"{', '.join(lacking)}"
            )
        self._rows = [k for k, key in enumerate(columns["arm"]) if key]

    def people(self) -> Participants:
        """Return everybody with an arm; raise BadInput for the first cell that does not fit."""
        design = self._design
        if not self._rows:
            raise BadInput(f"{self._source}: nobody has an arm; expected randomised people")
        arm = self._places("arm", [a.key for a in design.arms])
        adverse = self._numbers("adverse_events", 0.0, 1e6)
        return Participants(
            person=self._people(),
            arm=arm,
            levels={f.key: self._places(f.key, f.levels) for f in design.factors},
            readings=self._readings(),
            adherence=self._numbers("adherence", 0.0, 2.0),
            walked_backward=self._walked_backward(),
            withdrawn=tuple(_reason(cell) for cell in self._texts("withdrawn")),
            adverse_events=adverse if "adverse_events" in self._columns else None,
            excluded=self._excluded(),
            told_received="received" in self._columns,
            simulated=self._simulated(),
        )

    def _people(self) -> tuple[str, ...]:
        names = list(self._columns["person"])
        for name, times in Counter(names).items():
            if not name or times > 1:
                row = [k for k, other in enumerate(names) if other == name][-1]
                raise self._bad(
                    row, "person", name, "a study number of their own for everyone"
                )
        return tuple(names[k] for k in self._rows)

    def _readings(self) -> dict[tuple[str, int], FloatArray]:
        found = {}
        for outcome in self._design.outcomes:
            for week in (BASELINE, *self._design.weeks):
                name = column_name(outcome.key, week)
                found[outcome.key, week] = self._numbers(name, -1e12, 1e12)
        return found

    def _walked_backward(self) -> FloatArray:
        keys = [a.key for a in self._design.arms]
        if "received" in self._columns:
            followed = self._places("received", [*keys, ""])
            told = np.where(followed == 0, 1.0, 0.0)
            found: FloatArray = np.where(followed == len(keys), np.nan, told)
            return found
        share = self._numbers("adherence", 0.0, 2.0)
        enough = np.where(share >= self._design.received_from.value, 1.0, 0.0)
        known = np.where(np.isnan(share), np.nan, enough)
        of_others: FloatArray = np.where(self._places("arm", keys) == 0, known, 0.0)
        return of_others

    def _excluded(self) -> dict[str, int]:
        reasons = self._columns.get("excluded", [""] * len(self._columns["arm"]))
        counted: Counter[str] = Counter()
        for row, (key, reason) in enumerate(
            zip(self._columns["arm"], reasons, strict=True)
        ):
            if key and reason:
                raise self._bad(
                    row, "excluded", reason, f"a blank, because the arm is {key}"
                )
            if not key:
                counted[_reason(reason) or "reason not recorded"] += 1
        return dict(sorted(counted.items()))

    def _simulated(self) -> bool:
        said = [cell.lower() for cell in self._texts("simulated")]
        for row, cell in zip(self._rows, said, strict=True):
            if cell not in (*_YES, *_NO):
                raise self._bad(row, "simulated", cell, "yes or no")
        return any(cell in _YES for cell in said)

    def _texts(self, name: str) -> list[str]:
        if name not in self._columns:
            return [""] * len(self._rows)
        return [self._columns[name][k] for k in self._rows]

    def _places(self, name: str, words: Sequence[str]) -> IntArray:
        known = {word: k for k, word in enumerate(words)}
        for row, cell in zip(self._rows, self._texts(name), strict=True):
            if cell not in known:
                raise self._bad(row, name, cell, f"one of {', '.join(words).rstrip(', ')}")
        return np.array([known[cell] for cell in self._texts(name)], dtype=np.int64)

    def _numbers(self, name: str, lowest: float, highest: float) -> FloatArray:
        found = np.full(len(self._rows), np.nan)
        for k, (row, cell) in enumerate(zip(self._rows, self._texts(name), strict=True)):
            if not cell:
                continue
            try:
                found[k] = float(cell)
            except ValueError:
                raise self._bad(row, name, cell, "a number or a blank") from None
            if not lowest <= found[k] <= highest:  # NaN and infinity are caught here too
                raise self._bad(row, name, cell, f"{lowest:g} to {highest:g} or a blank")
        return found

    def _bad(self, row: int, name: str, cell: str, expected: str) -> BadInput:
        shown = cell[:40] if cell.isprintable() else "unreadable"
        return BadInput(
            f"{self._source}, {self._at(row)}: {name} is '{shown}'; expected {expected}"
        )


def _reason(cell: str) -> str:
    """Return a reason on one line, fit for a report."""
    return " ".join("".join(c if c.isprintable() else " " for c in cell).split())[:80]


def column_name(outcome: str, week: int) -> str:
    """Return the name of the column of an outcome in a week; week 0 is the baseline."""
    return f"{outcome}_baseline" if week == BASELINE else f"{outcome}_week_{week}"


def _wanted(design: Design) -> list[str]:
    readings = [
        column_name(outcome.key, week)
        for outcome in design.outcomes
        for week in (BASELINE, *design.weeks)
    ]
    return ["person", "arm", *(f.key for f in design.factors), *readings]
