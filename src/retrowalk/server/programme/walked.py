"""The sessions that a person has walked, as the rules read them.

Their times are told on the clock that is active (people/zone), so that every day of a log
and of a plan is one of the same calendar.
"""

from dataclasses import replace

from django.utils import timezone

from retrowalk.server.people.models import Person
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.session import SessionRecord


def by_decision(person: Person) -> tuple[SessionRecord, ...]:
    """Return the person's records in the order in which they were decided on."""
    return _records(person, "plan_after")


def by_time(person: Person) -> tuple[SessionRecord, ...]:
    """Return the person's records by their own clocks."""
    return _records(person, "started_at")


def on_this_clock(record: SessionRecord) -> SessionRecord:
    """Return the record with its time told on the clock that is active."""
    return replace(record, started_at=timezone.localtime(record.started_at))


def _records(person: Person, order: str) -> tuple[SessionRecord, ...]:
    walks = person.walks.filter(record__isnull=False).order_by(order)
    return tuple(
        replace(on_this_clock(record_from_json(record)), pain_next_morning=morning)
        for record, morning in walks.values_list("record", "pain_next_morning")
    )
