"""What is kept of a person's walking, read at once: at all speeds, and at the usual one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from retrowalk.directions import Direction
from retrowalk.outcomes.measures_gait import GAIT
from retrowalk.server.outcomes.at_speed import WAYS
from retrowalk.server.outcomes.models import ALL_SPEEDS, WalkedAtSpeed
from retrowalk.server.outcomes.spans import MOST_SESSIONS
from retrowalk.server.people.models import Person

COLUMNS = tuple(GAIT)
Values = dict[str, list[float]]  # by figure, of the oldest session first
At = tuple[Direction, int]  # a direction, and a band of speed


@dataclass(frozen=True, slots=True)
class SpeedSeen:
    """The mean speeds of one session, m/s; forward None where not measured."""

    day: date
    backward_mps: float
    forward_mps: float | None


@dataclass(frozen=True, slots=True)
class Walked:
    """What was walked.

    most: the band of most sessions of each direction that has one. both: the band most
        often walked both ways, None where none was. sessions, values: of these bands.
        seen: whether a sensor saw any walking. speeds: of the newest sessions whose
        speed backward was seen, oldest first.
    """

    most: Mapping[Direction, int]
    both: int | None
    sessions: Mapping[At, int]
    values: Mapping[At, Values]
    speeds: tuple[SpeedSeen, ...]
    seen: bool
    ways: tuple[Direction, ...] = WAYS


def walked_rows(person: Person) -> Walked:
    """Return what is kept of a person's walking: four queries, however much it is."""
    counts = _counts(person)
    seen = sum(by_band.pop(ALL_SPEEDS, 0) for by_band in counts.values()) > 0
    most = {way: _most(counts[way]) for way in WAYS}
    forward, backward = (counts[way] for way in WAYS)
    both = _most(
        {b: min(forward[b], backward[b]) for b in forward.keys() & backward.keys()}
    )
    wanted = {(way, band) for way, band in most.items() if band is not None}
    wanted |= {(way, both) for way in WAYS if both is not None}
    return Walked(
        most={way: band for way, band in most.items() if band is not None},
        both=both,
        sessions={(way, band): counts[way][band] for way, band in wanted},
        values=_values(person, wanted),
        speeds=_speeds(person),
        seen=seen,
    )


def _counts(person: Person) -> dict[Direction, dict[int, int]]:
    """Return how many sessions each direction has at each speed, and at all of them."""
    found: dict[Direction, dict[int, int]] = {way: {} for way in WAYS}
    rows = WalkedAtSpeed.objects.filter(person=person).order_by()
    for way, band, n in rows.values_list("direction", "band").annotate(n=Count("pk")):
        found[Direction(way)][band] = n
    return found


def _most(sessions: Mapping[int, int]) -> int | None:
    """Return the band of most sessions, the slower of two."""
    return max(sessions, key=lambda band: (sessions[band], -band), default=None)


def _values(person: Person, wanted: set[At]) -> dict[At, Values]:
    these = Q(pk__in=())
    for way, band in wanted:
        these |= Q(direction=way.value, band=band)
    rows = WalkedAtSpeed.objects.filter(these, person=person)
    found: dict[tuple[str, int], list[tuple[float | None, ...]]] = {}
    for way_name, band, *told in rows.values_list("direction", "band", *COLUMNS):
        found.setdefault((way_name, band), []).append(tuple(told))
    return {(way, band): _columns(found.get((way.value, band), [])) for way, band in wanted}


def _columns(rows: list[tuple[float | None, ...]]) -> Values:
    """Return the known values of each figure, in the order of the rows."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return {
        name: [
            known
            for value in column
            if value is not None and (known := GAIT[name].known(value)) is not None
        ]
        for name, column in zip(COLUMNS, columns, strict=True)
    }


def _speeds(person: Person) -> tuple[SpeedSeen, ...]:
    """Return the speeds of the newest sessions whose speed backward was seen."""
    rows = WalkedAtSpeed.objects.filter(
        person=person, band=ALL_SPEEDS, speed_mps__isnull=False
    ).order_by("-walk__started_at", "-walk__received_at")
    backward = rows.filter(direction=Direction.BACKWARD.value)
    newest = list(
        backward.values_list("walk_id", "walk__sums__day", "speed_mps")[:MOST_SESSIONS]
    )
    forward = dict(
        rows.filter(
            direction=Direction.FORWARD.value, walk__in=[walk for walk, _, _ in newest]
        ).values_list("walk_id", "speed_mps")
    )
    known = GAIT["speed_mps"].known
    return tuple(
        SpeedSeen(day, backward_mps, known(forward.get(walk)))
        for walk, day, told in reversed(newest)
        if (backward_mps := known(told)) is not None
    )
