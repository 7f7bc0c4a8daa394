"""A design as people write it: one small TOML file. docs/howto/run-a-trial.md shows one."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from retrowalk.errors import BadInput
from retrowalk.evidence.estimate import CONFIDENCE
from retrowalk.evidence.study import Better
from retrowalk.evidence.trial.arms import Allocation, Arm, Factor, Method, Role
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.figure import Figure
from retrowalk.evidence.trial.outcomes import Outcome, Primary

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
_MISSING = object()


def parse(text: str, source: str) -> Design:
    """Return the design a TOML text describes.

    source: what a sentence calls the text, for example the file's name. Raises BadInput,
    in one sentence with the place, for what is missing, unknown or does not fit.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{source}: is not TOML: {error}") from error
    try:
        return _design(_Table(found, ""))
    except BadInput as error:
        raise BadInput(f"{source}: {error}") from error


class _Table:
    """One table of the file: every key is asked for once, and none may be left over."""

    def __init__(self, found: Mapping[str, object], place: str) -> None:
        self._left = dict(found)
        self._place = place

    def take(self, key: str, kind: type[T], default: object = _MISSING) -> T:
        """Return a value of that kind; numbers may be written without a point."""
        value = self._left.pop(key, default)
        if value is _MISSING:
            raise BadInput(f"{self._named(key)} is missing; expected {_WORDS[kind]}")
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if value is not default and (
            not isinstance(value, kind) or (kind is int and isinstance(value, bool))
        ):
            raise BadInput(f"{self._named(key)} is {value!r}; expected {_WORDS[kind]}")
        return value  # type: ignore[return-value]  # checked, or the caller's own default

    def word(self, key: str, words: type[E]) -> E:
        """Return the member of an enumeration that a text names."""
        text = self.take(key, str)
        for member in words:
            if member.value == text:
                return member
        raise BadInput(
            f"{self._named(key)} is {text!r}; expected one of {', '.join(words)}"
        )

    def several(self, key: str, kind: type[T]) -> tuple[T, ...]:
        """Return a list of values of one kind; empty where there is none."""
        values = self.take(key, list, [])
        for value in values:
            if not isinstance(value, kind) or isinstance(value, bool):
                raise BadInput(
                    f"{self._named(key)} holds {value!r}; expected each to be {_WORDS[kind]}"
                )
        return tuple(values)

    def table(self, key: str) -> "_Table":
        """Return a table inside this one."""
        found: Mapping[str, object] = self.take(key, dict)
        return _Table(found, self._named(key))

    def tables(self, key: str) -> list["_Table"]:
        """Return a list of tables: [[key]]; empty where there is none."""
        found = self.several(key, dict)
        return [_Table(one, f"{self._named(key)} {k}") for k, one in enumerate(found, 1)]

    def figure(self, key: str) -> Figure:
        """Return a number with its grounds."""
        inside = self.table(key)
        value = inside.take("value", float)
        source, assumed = (inside.take(word, str, None) for word in ("source", "assumed"))
        inside.end()
        try:
            return Figure(value, source, assumed)
        except BadInput as error:
            raise BadInput(f"{self._named(key)}: {error}") from error

    def figure_if_any(self, key: str) -> Figure | None:
        """Return a number with its grounds, or None where there is none."""
        return self.figure(key) if key in self._left else None

    def end(self) -> None:
        """Refuse what nobody asked for: a slip of the pen must not pass in silence."""
        for key in self._left:
            raise BadInput(f"{self._named(key)} is not known here; is it misspelt?")

    def _named(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


_WORDS: Mapping[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    list: "a list in square brackets",
    dict: "a table",
}


def _design(found: _Table) -> Design:
    adherence = found.table("adherence")
    design = Design(
        name=found.take("name", str),
        arms=tuple(_arm(one) for one in found.tables("arms")),
        weeks=found.several("weeks", int),
        primary=_primary(found.table("primary")),
        secondary=tuple(_outcome(one, last=True) for one in found.tables("secondary")),
        factors=tuple(_factor(one) for one in found.tables("strata")),
        allocation=_allocation(found.table("allocation")),
        dropout=found.figure("dropout"),
        received_from=adherence.figure("received_from"),
        power=found.take("power", float),
        confidence=found.take("confidence", float, CONFIDENCE),
    )
    adherence.end()
    found.end()
    return design


def _arm(found: _Table) -> Arm:
    arm = Arm(
        found.take("key", str),
        found.take("name", str),
        found.word("role", Role),
        found.take("ratio", int, 1),
    )
    found.end()
    return arm


def _outcome(found: _Table, *, last: bool) -> Outcome:
    outcome = Outcome(
        found.take("outcome", str),
        found.take("name", str),
        found.take("unit", str),
        found.word("better", Better),
        found.figure_if_any("difference"),
    )
    if last:
        found.end()
    return outcome


def _primary(found: _Table) -> Primary:
    primary = Primary(
        outcome=_outcome(found, last=False),
        week=found.take("week", int),
        against=found.take("against", str),
        sd=found.figure("sd"),
        correlation=found.figure("correlation"),
        mcid=found.figure("mcid"),
    )
    found.end()
    return primary


def _factor(found: _Table) -> Factor:
    factor = Factor(
        found.take("factor", str),
        found.several("levels", str),
        found.take("weight", float, 1.0),
    )
    found.end()
    return factor


def _allocation(found: _Table) -> Allocation:
    allocation = Allocation(
        found.word("method", Method),
        found.take("certainty", float, None),
        found.several("blocks", int),
        found.take("commitment", str, None),
    )
    found.end()
    return allocation
