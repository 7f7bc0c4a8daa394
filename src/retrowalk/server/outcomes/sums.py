"""What each session adds up to: worked out from its record the first time it is asked for."""

from itertools import islice

from django.db import transaction

from retrowalk.directions import Direction
from retrowalk.server.outcomes.at_speed import walked_at_speed
from retrowalk.server.outcomes.models import SessionSums, WalkedAtSpeed
from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.session import Ending, SessionRecord

RULE = 2  # goes up with every change of what is worked out below; older rows are made anew


AT_ONCE = 50  # sessions; each brings along its gait report, which may be a megabyte


def sums_of(person: Person) -> list[SessionSums]:
    """Return a row for each session of a person, in order of the walks.

    Two queries, however many sessions; more only where sessions have come since.
    """
    new = person.walks.filter(record__isnull=False).exclude(sums__rule=RULE)
    coming = iter(new.values_list("pk", flat=True))
    while some := list(islice(coming, AT_ONCE)):
        _keep(list(person.walks.filter(pk__in=some)))
    return list(SessionSums.objects.filter(person=person))


@transaction.atomic
def _keep(walks: list[WalkedSession]) -> None:
    """Work some sessions out anew and keep what they add up to."""
    records = [record_from_json(walk.record) for walk in walks]
    SessionSums.objects.bulk_create(
        [_sums(walk, of) for walk, of in zip(walks, records, strict=True)],
        update_conflicts=True,
        unique_fields=["walk"],
        update_fields=[
            f.name for f in SessionSums._meta.concrete_fields if not f.primary_key
        ],
    )
    WalkedAtSpeed.objects.filter(walk__in=walks).delete()
    WalkedAtSpeed.objects.bulk_create(
        row
        for walk, of in zip(walks, records, strict=True)
        for row in walked_at_speed(walk, of)
    )


def seen_backward_s(record: SessionRecord) -> float | None:
    """Return the seconds of backward intervals whose steps were seen to go backward.

    None where the direction of none of them was seen: not seen is not 0 seconds.
    """
    told = [i for i in record.intervals if i.direction is Direction.BACKWARD]
    seen = [
        (i.done_s, i.measured.direction)
        for i in told
        if i.measured and i.measured.direction is not Direction.UNKNOWN
    ]
    return sum(s for s, way in seen if way is Direction.BACKWARD) if seen else None


def _sums(walk: WalkedSession, record: SessionRecord) -> SessionSums:
    prescribed_s = record.prescription.duration_s
    return SessionSums(
        walk=walk,
        person_id=walk.person_id,
        rule=RULE,
        day=record.started_at.date(),
        completed=record.ending is Ending.COMPLETED,
        prescribed_s=prescribed_s,
        done_s=record.adherence * prescribed_s,
        backward_s=record.backward_done_s,
        seen_backward_s=seen_backward_s(record),
        pain_before=record.pain_before,
        pain_after=record.pain_after,
        rpe_cr10=record.rpe_cr10,
        stumbles=record.stumbles,
        simulated=record.simulated,
    )
