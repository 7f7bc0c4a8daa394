"""The numbers a design rests on, each with its grounds; and keys fit to name a column."""

import re
from dataclasses import dataclass
from math import isfinite

from retrowalk.errors import BadInput
from retrowalk.evidence.sources import known_source

_KEY = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the design rests on, with its grounds: a source's key, or an assumption."""

    value: float
    source: str | None = None
    assumed: str | None = None

    def __post_init__(self) -> None:
        """Refuse a number without exactly one ground."""
        if not isfinite(self.value):
            raise BadInput(f"the value is {self.value}; expected a finite number")
        if bool(self.source) == bool(self.assumed):
            raise BadInput(
                f"{self.value:g} has {'two grounds' if self.source else 'no ground'}; expected "
                "either source = a key of the evidence library or assumed = why you think so"
            )
        if self.source:
            known_source(self.source)


def checked_key(key: str, what: str) -> None:
    """Refuse a key that cannot be the name of a column."""
    if not _KEY.match(key):
        raise BadInput(
            f"{what} has the key {key!r}; expected small letters, digits and underscores"
        )
