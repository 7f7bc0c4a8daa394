"""Which session a brought file belongs to, among those that the person has."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from retrowalk.server.people.models import Person
from retrowalk.server.watches.models import BroughtFile
from retrowalk.server.watches.out import finished
from retrowalk.training.codec.plan import plan_from_json
from retrowalk.training.matching import NEAR, Candidate, Match, match

WALKED, PLANNED = "walked", "planned"


def belongs(brought: BroughtFile) -> Match:
    """Return the session a file belongs to, or those that it may belong to."""
    person, started_at = brought.person, timezone.localtime(brought.started_at)
    walk = brought.named_walk
    if walk is not None:
        one = next(one for one in _walked(person, started_at) if one.key == key_of(walk.pk))
        why = "The export was asked for the time of this session."
        return Match(one, (one,), why)
    known = (*_walked(person, started_at), *_planned(person, started_at))
    return match(started_at, brought.duration_s, known)


def key_of(pk: object) -> str:
    """Return the key under which a walked session is offered."""
    return f"{WALKED}:{pk}"


def _walked(person: Person, around: datetime) -> Iterator[Candidate]:
    near = person.walks.filter(
        record__isnull=False,
        started_at__gte=around - 2 * NEAR,
        started_at__lte=around + 2 * NEAR,
    )
    for walk in near:
        at = timezone.localtime(walk.started_at)
        elapsed_s = max(finished(walk).elapsed_s, 1.0)
        yield Candidate(key_of(walk.pk), walk.planned_number, at.date(), elapsed_s, at)


def _planned(person: Person, around: datetime) -> Iterator[Candidate]:
    """Yield what any version of the plan held for these days and was not walked."""
    walked = set(person.walks.values_list("planned_number", flat=True))
    days = (around.date() - NEAR, around.date() + NEAR)
    # No version that was made later can have told anybody what to walk then.
    until = around + NEAR + timedelta(days=1)
    seen: set[int] = set()
    for version in person.plans.filter(created_at__lte=until).order_by("-version"):
        for planned in plan_from_json(version.body).ahead:
            new = planned.number not in walked | seen and days[0] <= planned.day <= days[1]
            if new:
                seen.add(planned.number)
                key = f"{PLANNED}:{version.version}:{planned.number}"
                length_s = planned.prescription.duration_s
                yield Candidate(key, planned.number, planned.day, length_s)
