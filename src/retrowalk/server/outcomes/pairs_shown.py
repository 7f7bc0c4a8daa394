"""The same test both ways, as its page shows it: today's order, and what each day said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retrowalk.directions import Direction
from retrowalk.outcomes.pairing import Compared, compared, first_way, seed_of
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.protocols.catalogue import Pair, pair_of
from retrowalk.outcomes.protocols.protocol import Protocol
from retrowalk.server.outcomes.receive_test import taken_of
from retrowalk.server.outcomes.said import saying_for
from retrowalk.server.outcomes.tests_shown import Done, done_of
from retrowalk.server.people.models import Person

MOST_DAYS = 5  # on the page; older days stand in the list of all tests


@dataclass(frozen=True, slots=True)
class PairShown:
    """Both ways of a test for one person.

    other: the way that this page is not about. backward_first: drawn for today.
    days: what each day on which both were done says, the newest first.
    """

    other: Protocol
    rest_minutes: int
    backward_first: bool
    days: tuple[tuple[date, Compared], ...]


def pair_shown(
    person: Person, of: Protocol, done: Sequence[Done], today: date
) -> PairShown | None:
    """Return both ways of a test, or None where it has only one."""
    pair = pair_of(of)
    if pair is None:
        return None
    other = pair.backward if of is pair.forward else pair.forward
    mine, theirs = _last_of_day(done), _last_of_day(done_of(person, other))
    days = sorted(mine.keys() & theirs.keys(), reverse=True)[:MOST_DAYS]
    first = first_way(pair, seed_of(str(person.pk), today))
    return PairShown(
        other=other,
        rest_minutes=round(pair.rest_s / 60),
        backward_first=first is Direction.BACKWARD,
        days=tuple(
            (day, _said(pair, (mine[day], theirs[day]), person, day)) for day in days
        ),
    )


def _last_of_day(done: Sequence[Done]) -> Mapping[date, Done]:
    return {one.day: one for one in done if not one.unseen}


def _said(pair: Pair, both: tuple[Done, Done], person: Person, day: date) -> Compared:
    taken = {one.stored.protocol: taken_of(one.stored) for one in both}
    return compared(
        pair,
        (taken[pair.forward.key], taken[pair.backward.key]),
        population_for(person.group),
        seed_of(str(person.pk), day),
        saying_for(person),
    )
