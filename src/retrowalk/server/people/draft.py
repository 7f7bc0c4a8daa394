"""Screening answers not yet complete: kept in the login session, page by page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from retrowalk.server.people.models import Person
from retrowalk.training.screening.questions import QUESTION_KEYS, Section, page


def answers(request: HttpRequest, person: Person) -> dict[str, str]:
    """Return the answers given so far."""
    kept = request.session.get(name(person), {})
    return {key: kept[key] for key in QUESTION_KEYS if key in kept}


def keep(request: HttpRequest, person: Person, given: Mapping[str, Any]) -> None:
    """Add answers to those given so far."""
    request.session[name(person)] = answers(request, person) | dict(given)


def forget(request: HttpRequest, person: Person) -> None:
    """Forget the answers; they are stored, or no longer wanted."""
    request.session.pop(name(person), None)


def first_open(request: HttpRequest, person: Person) -> Section | None:
    """Return the first page with an unanswered question, None if all are answered."""
    given = answers(request, person)
    for section in Section:
        if any(question.key not in given for question in page(section)):
            return section
    return None


def resumes_at(request: HttpRequest, person: Person) -> Section | None:
    """Return the page where a screening that was begun goes on, None if none was begun."""
    if not answers(request, person):
        return None
    return first_open(request, person) or tuple(Section)[-1]


def name(person: Person) -> str:
    """Return under which name a sign-in keeps a person's answers."""
    return f"screening of {person.pk}"
