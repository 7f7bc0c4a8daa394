"""Screening: the answers come in, the clearance is stored beside them."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from retrowalk.server.people.models import Person, Screening
from retrowalk.server.people.trainee import trainee
from retrowalk.training.clearance import Clearance
from retrowalk.training.codec.clearance import clearance_from_json, clearance_to_json
from retrowalk.training.questions import QUESTIONS
from retrowalk.training.screening import screen


@transaction.atomic
def clear(person: Person, answers: Mapping[str, str], today: date) -> Clearance:
    """Screen the person and store answers and clearance; raise BadAnswer if one is missing."""
    clearance = screen(answers, trainee(person, today), today)
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


def told(screening: Screening) -> tuple[tuple[str, str], ...]:
    """Return every question of a screening with its answer, in words, in the order asked."""
    return tuple(
        (question.text, choice.text)
        for question in QUESTIONS
        for choice in question.choices
        if choice.key == screening.answers.get(question.key)
    )


def clearance_of(person: Person) -> Clearance | None:
    """Return the clearance of the newest screening, or None if there was none."""
    screening = last_screening(person)
    return None if screening is None else clearance_from_json(screening.clearance)
