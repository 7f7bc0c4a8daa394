"""What the numbers can be asked: one outcome, in some people, against some comparator.

Knee pain against usual treatment is another question than knee pain against walking
forward: every weak point of what is known is the choice of comparator.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from retrowalk.errors import BadInput
from retrowalk.evidence.study import Against, People, PooledEffect, StudyEffect

Effect = TypeVar("Effect", StudyEffect, PooledEffect)
E = TypeVar("E", People, Against)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. people, against: None asks about all of them together."""

    outcome: str
    people: People | None = None
    against: Against | None = None

    @property
    def words(self) -> str:
        """The question as it stands in a table: outcome | people | against."""
        return " | ".join((self.outcome, self.people or "", self.against or "")).rstrip(
            " |"
        )

    def holds(self, effect: StudyEffect | PooledEffect) -> bool:
        """Say whether an effect is an answer to it."""
        return (
            same_words(effect.outcome, self.outcome)
            and self.people in (None, effect.people)
            and self.against in (None, effect.against)
        )

    def among(self, effects: Iterable[Effect]) -> tuple[Effect, ...]:
        """Return the effects that answer it."""
        return tuple(effect for effect in effects if self.holds(effect))


def parse_questions(cell: str) -> tuple[Question, ...]:
    """Return the questions of a cell: outcome | people | against, several between ;."""
    return tuple(_question(part) for part in cell.split(";") if part.strip())


def same_words(one: str, other: str) -> bool:
    """Say whether two texts differ in case and blanks only."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> list[str]:
    return text.casefold().split()


def _question(text: str) -> Question:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > 3 or not parts[0]:
        raise BadInput(
            f"questions has {text.strip()!r}; expected outcome | people | against"
        )
    outcome, people, against = (*parts, "", "")[:3]
    return Question(outcome, _member(people, People), _member(against, Against))


def _member(text: str, words: type[E]) -> E | None:
    if not text:
        return None
    for member in words:
        if member.value == text:
            return member
    raise BadInput(f"questions has {text!r}; expected one of {', '.join(words)} or nothing")
