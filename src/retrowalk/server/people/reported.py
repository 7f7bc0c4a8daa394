"""What the person reported since they were last cleared: it counts in the next screening."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from retrowalk.server.people.models import Person, Screening
from retrowalk.training.clearance import Outcome
from retrowalk.training.session import UNNAMED, Ending, Reported, Symptom, reported_in

CLEARED = (Outcome.CLEARED.value, Outcome.CLEARED_WITH_SUPPORT.value)


def reported(person: Person) -> tuple[Reported, ...]:
    """Return the symptoms told in sessions and outside of them, each once.

    A session that was stopped by a symptom which nobody named counts as such.

    They count from the last screening that let the person train: one that said "ask first"
    because of a symptom does not settle it, so answering once more must not lose it. A
    session counts from when it reached us; the player may have kept it for days.
    """
    cleared = person.screenings.filter(outcome__in=CLEARED).first()
    walks, events = person.walks.all(), events_since(person, cleared)
    if cleared is not None:
        walks = walks.filter(received_at__gte=cleared.answered_at)
    documents = walks.values_list("document", flat=True)
    told = {one for document in documents for one in _told_in(document)}
    told |= set(map(Symptom, events.values_list("symptom", flat=True)))
    return tuple(one for one in (*Symptom, UNNAMED) if one in told)


def _told_in(document: Mapping[str, Any]) -> tuple[Reported, ...]:
    ending = Ending(document.get("ending", Ending.COMPLETED))
    return reported_in(ending, map(Symptom, document.get("symptoms", ())))


def events_since(person: Person, screening: Screening | None) -> QuerySet[Any]:
    """Return the adverse events told since a screening; all of them where there was none."""
    events = person.adverse_events.all()
    if screening is None:
        return events
    return events.filter(told_at__gte=screening.answered_at)
