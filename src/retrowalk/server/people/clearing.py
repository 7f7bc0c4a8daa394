"""Screening: the answers come in, the clearance is stored beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from retrowalk.server.people.models import Person, Screening
from retrowalk.server.people.reported import reported
from retrowalk.server.people.trainee import trainee
from retrowalk.training.clearance import Clearance
from retrowalk.training.codec.clearance import clearance_from_json, clearance_to_json
from retrowalk.training.screening.questions import QUESTIONS
from retrowalk.training.screening.screen import screen


@transaction.atomic
def clear(person: Person, answers: Mapping[str, str], today: date) -> Clearance:
    """Screen the person and store answers and clearance.

    What was reported since the last clearance counts, too. Raises BadAnswer if an answer is
    missing or contradicts another one.
    """
    clearance = screen(answers, trainee(person, today), today, reported(person))
    Screening.objects.create(
        person=person,
        answers=dict(answers),
        outcome=clearance.outcome,
        clearance=clearance_to_json(clearance),
        review_on=clearance.review_on,
    )
    return clearance


def last_screening(person: Person) -> Screening | None:
    """Return the newest screening, or None if there was none."""
    return person.screenings.first()


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a screening with its answer, in words.

    key: of the question. counts: whether it is a reason of the clearance.
    """

    key: str
    question: str
    answer: str
    counts: bool


def told(screening: Screening) -> tuple[Answer, ...]:
    """Return every question of a screening with its answer, in the order asked."""
    reasons = {reason.key for reason in clearance_from_json(screening.clearance).reasons}
    return tuple(
        Answer(asked.key, asked.text, choice.text, asked.key in reasons)
        for asked in QUESTIONS
        for choice in asked.choices
        if choice.key == screening.answers.get(asked.key)
    )


def clearance_of(person: Person) -> Clearance | None:
    """Return the clearance of the newest screening, or None if there was none."""
    screening = last_screening(person)
    return None if screening is None else clearance_from_json(screening.clearance)
