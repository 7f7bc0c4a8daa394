"""The log of a person, put together from what is stored: all that a decision looks at."""

from datetime import datetime

from django.utils import timezone

from retrowalk.server.people.clearing import clearance_of, last_screening
from retrowalk.server.people.models import Person
from retrowalk.server.people.reported import events_since
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme import plans
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.walked import by_decision
from retrowalk.training.log import AdverseEvent, Log
from retrowalk.training.session import SessionRecord, Symptom


def log_of(person: Person, *arrived: SessionRecord, now: datetime | None = None) -> Log:
    """Return the log, with the sessions that have just arrived as its last ones."""
    now = timezone.localtime(now)
    plan = plans.latest(person)
    return Log(
        records=(*by_decision(person), *arrived),
        programme=None if plan is None else programme_of(person, plan.programme),
        clearance=clearance_of(person),
        person=trainee(person, now.date()),
        now=now,
        events=_events(person),
        weekdays=() if plan is None else plan.weekdays,
        dose=None if plan is None else plan.dose,
        trial=None if plan is None else plan.trial,
    )


def _events(person: Person) -> tuple[AdverseEvent, ...]:
    """Return what was told outside of sessions since the newest screening."""
    told = events_since(person, last_screening(person))
    return tuple(AdverseEvent(event.day, Symptom(event.symptom)) for event in told)
