"""What the person reported since they were last cleared: it counts in the next screening."""

from datetime import datetime

from retrowalk.server.people.models import Person
from retrowalk.training.clearance import Outcome
from retrowalk.training.session import Symptom

CLEARED = (Outcome.CLEARED.value, Outcome.CLEARED_WITH_SUPPORT.value)


def reported(person: Person) -> tuple[Symptom, ...]:
    """Return the symptoms told in sessions and outside of them, each once.

    They count from the last screening that let the person train: one that said "ask first"
    because of a symptom does not settle it, so answering once more must not lose it. A
    session counts from when it reached us; the player may have kept it for days.
    """
    since = _last_cleared(person)
    walks, events = person.walks.all(), person.adverse_events.all()
    if since is not None:
        walks = walks.filter(received_at__gte=since)
        events = events.filter(told_at__gte=since)
    documents = walks.values_list("document", flat=True)
    told = {word for document in documents for word in document.get("symptoms", ())}
    told |= set(events.values_list("symptom", flat=True))
    return tuple(symptom for symptom in Symptom if symptom in told)


def _last_cleared(person: Person) -> datetime | None:
    cleared = person.screenings.filter(outcome__in=CLEARED).first()
    return None if cleared is None else cleared.answered_at
