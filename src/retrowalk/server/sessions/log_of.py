"""The log of a person, put together from what is stored: all that a decision looks at."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from retrowalk.server.people.clearing import clearance_of, last_screening
from retrowalk.server.people.models import Person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme import plans
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.log import AdverseEvent, Log
from retrowalk.training.session import SessionRecord, Symptom


def log_of(person: Person, *arrived: SessionRecord, now: datetime | None = None) -> Log:
    """Return the log, with the sessions that have just arrived as its last ones."""
    now = timezone.localtime(now)
    plan = plans.latest(person)
    return Log(
        records=(*history(person), *arrived),
        programme=None if plan is None else programme_of(person, plan.programme),
        clearance=clearance_of(person),
        person=trainee(person, now.date()),
        now=now,
        events=_events(person),
        weekdays=() if plan is None else plan.weekdays,
        dose=None if plan is None else plan.dose,
    )


def history(person: Person) -> tuple[SessionRecord, ...]:
    """Return the person's records in the order in which they were decided on."""
    walks = person.walks.filter(record__isnull=False).order_by("plan_after")
    return tuple(
        replace(record_from_json(record), pain_next_morning=morning)
        for record, morning in walks.values_list("record", "pain_next_morning")
    )


def _events(person: Person) -> tuple[AdverseEvent, ...]:
    """Return what was told outside of sessions since the newest screening."""
    told, screening = person.adverse_events.all(), last_screening(person)
    if screening is not None:
        told = told.filter(told_at__gte=screening.answered_at)
    return tuple(AdverseEvent(event.day, Symptom(event.symptom)) for event in told)
