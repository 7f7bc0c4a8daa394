"""What became of the days behind: where a session stood, and where one was walked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from retrowalk.server.people.models import Person
from retrowalk.server.programme import plans
from retrowalk.training.codec.plan import days_from_json
from retrowalk.training.plan import Plan


@dataclass(frozen=True, slots=True)
class Behind:
    """The days behind.

    walked: days with a walk. planned: days on which a session stood until their end; one
    that was skipped or moved away before is none of them.
    """

    walked: frozenset[date]
    planned: frozenset[date]


def behind(person: Person, plan: Plan, today: date) -> Behind:
    """Return what became of the days of this block so far."""
    starts = person.walks.values_list("started_at", flat=True)
    walked = frozenset(timezone.localdate(start) for start in starts)
    return Behind(walked, frozenset(_stood(_versions(person, plan), today)))


def _versions(person: Person, plan: Plan) -> list[tuple[date, tuple[date, ...]]]:
    """Return when each version of this block was made, and its days; oldest first."""
    begun = person.plans.filter(move=plans.BEGIN, version__lte=plan.version).first()
    rows = person.plans.filter(version__gte=begun.version if begun else 0)
    return [
        (timezone.localdate(made_at), days_from_json(body))
        for made_at, body in rows.order_by("version").values_list("created_at", "body")
    ]


def _stood(versions: list[tuple[date, tuple[date, ...]]], today: date) -> Iterable[date]:
    """Yield the days that the version in force at their end had a session on."""
    ends = [*(made_on for made_on, _days in versions[1:]), today]
    for (made_on, days), until in zip(versions, ends, strict=False):
        yield from (day for day in days if made_on <= day < min(until, today))
