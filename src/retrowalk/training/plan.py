"""The sessions ahead, and how a decision changes them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrowalk.training.prescription import Prescription


class Move(StrEnum):
    """What the next session does with the dose."""

    PROGRESS = "progress"
    HOLD = "hold"
    REGRESS = "regress"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the next session does, and why, in one sentence a person can read.

    rule: short key of the rule that decided, for tables and tests.
    sources: keys of the evidence library, or of a design rule, behind it.
    """

    move: Move
    reason: str
    rule: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session ahead.

    number: 1 for the person's first session ever planned; never reused.
    """

    number: int
    day: date
    prescription: Prescription


@dataclass(frozen=True, slots=True)
class Plan:
    """The sessions ahead.

    version: 1 for the first plan of a person; every decision makes the next one.
    programme: key of the programme.
    ahead: sessions still to walk, by day; empty while the plan rests after a REFER.
    reason: why this version differs from the one before, in one sentence.
    next_number: the number the next new session gets; kept while the plan rests, so
        that no number is ever used twice.
    """

    version: int
    programme: str
    ahead: tuple[PlannedSession, ...]
    reason: str
    next_number: int = 1

    @property
    def rests(self) -> bool:
        """Whether nothing is ahead until a screening is renewed."""
        return not self.ahead
