"""Answers that cannot all be true, said on the pages where they were given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from retrowalk.server.people.models import Person
from retrowalk.server.people.trainee import trainee
from retrowalk.training.screening.contradictions import contradictions
from retrowalk.training.screening.questions import Section, question


@dataclass(frozen=True, slots=True)
class Conflict:
    """One contradiction.

    questions: the keys it concerns. sections: the pages they stand on, in their order.
    with_the_person: what does not fit is what was told about the person, not an answer.
    """

    questions: tuple[str, ...]
    sections: tuple[Section, ...]
    sentence: str
    with_the_person: bool


def conflicts(
    answers: Mapping[str, str], person: Person, today: date
) -> tuple[Conflict, ...]:
    """Return every contradiction among the answers given so far."""
    return tuple(
        Conflict(
            questions=found.questions,
            sections=_sections(found.questions),
            sentence=_sentence(_(found.sentence)),
            with_the_person=len(found.questions) == 1,
        )
        for found in contradictions(answers, trainee(person, today))
    )


def _sections(questions: tuple[str, ...]) -> tuple[Section, ...]:
    theirs = {question(key).section for key in questions}
    return tuple(section for section in Section if section in theirs)


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:].rstrip(".") + "."
