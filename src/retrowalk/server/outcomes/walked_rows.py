"""What is kept of a person's walking, read at once: at all speeds, and at the usual one.

Only sessions with the sensor at one site and on one kind of ground are read together: those
like the newest. What a sensor elsewhere felt is another quantity.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from retrowalk.directions import Direction
from retrowalk.outcomes.measures_gait import GAIT
from retrowalk.server.outcomes.at_speed import WAYS
from retrowalk.server.outcomes.models import ALL_SPEEDS, WalkedAtSpeed
from retrowalk.server.outcomes.spans import MOST_SESSIONS
from retrowalk.server.people.models import Person
from retrowalk.signals.recording import SensorSite

COLUMNS = tuple(GAIT)
Values = dict[str, list[float]]  # by figure, of the oldest session first
At = tuple[Direction, int]  # a direction, and a band of speed


@dataclass(frozen=True, slots=True)
class How:
    """Where the sensor was worn, and whether on a treadmill."""

    site: SensorSite
    treadmill: bool


@dataclass(slots=True)
class _Found:
    """What there is of one way of measuring: sessions by direction and band.

    rank: whether it can be compared at one speed, whether a speed is known at all, and
        when that was last so.
    """

    sessions: dict[Direction, dict[int, int]]
    rank: tuple[bool, bool, datetime]


@dataclass(frozen=True, slots=True)
class SpeedSeen:
    """The mean speeds of one session, m/s; forward None where not measured."""

    day: date
    backward_mps: float
    forward_mps: float | None


@dataclass(frozen=True, slots=True)
class Walked:
    """What was walked, and measured as in the newest session that can be compared.

    how: None where no sensor saw any walking. others: how else some sessions were
        measured; nothing of them is in here.
    most: the band of most sessions of each direction that has one. both: the band most
        often walked both ways, None where none was. sessions, values: of these bands.
        speeds: of the newest sessions whose speed backward was seen, oldest first.
    """

    how: How | None
    others: tuple[How, ...]
    most: Mapping[Direction, int]
    both: int | None
    sessions: Mapping[At, int]
    values: Mapping[At, Values]
    speeds: tuple[SpeedSeen, ...]
    ways: tuple[Direction, ...] = WAYS


def walked_rows(person: Person) -> Walked:
    """Return what is kept of a person's walking: four queries, however much it is."""
    found = _counts(person)
    order = sorted(found, key=lambda one: found[one].rank, reverse=True)
    how = order[0] if order else None
    counts = found[how].sessions if how else {way: {} for way in WAYS}
    matched = {
        way: {band: n for band, n in counts[way].items() if band != ALL_SPEEDS}
        for way in WAYS
    }
    most = {way: band for way in WAYS if (band := _most(matched[way])) is not None}
    forward, backward = (matched[way] for way in WAYS)
    both = _most(
        {b: min(forward[b], backward[b]) for b in forward.keys() & backward.keys()}
    )
    wanted = set(most.items()) | {(way, both) for way in WAYS if both is not None}
    rows = _measured(person, how)
    return Walked(
        how=how,
        others=tuple(order[1:]),
        most=most,
        both=both,
        sessions={(way, band): matched[way][band] for way, band in wanted},
        values=_values(rows, wanted),
        speeds=_speeds(rows),
    )


def _counts(person: Person) -> dict[How, _Found]:
    """Return how many sessions each direction has at each speed, by how it was measured."""
    rows = WalkedAtSpeed.objects.filter(person=person).order_by()
    groups = rows.values_list("site", "treadmill", "direction", "band").annotate(
        n=Count("pk"), speeds=Count("speed_mps"), newest=Max("walk__started_at")
    )
    found: dict[How, _Found] = {}
    for site, treadmill, way, band, n, speeds, newest in groups:
        rank = (band != ALL_SPEEDS, speeds > 0, newest)
        of = found.setdefault(
            How(SensorSite(site), treadmill), _Found({one: {} for one in WAYS}, rank)
        )
        of.sessions[Direction(way)][band] = n
        of.rank = max(of.rank, rank)
    return found


def _measured(person: Person, how: How | None) -> QuerySet[WalkedAtSpeed]:
    rows = WalkedAtSpeed.objects.filter(person=person)
    if how is None:
        return rows
    return rows.filter(site=how.site.value, treadmill=how.treadmill)


def _most(sessions: Mapping[int, int]) -> int | None:
    """Return the band of most sessions, the slower of two."""
    return max(sessions, key=lambda band: (sessions[band], -band), default=None)


def _values(rows: QuerySet[WalkedAtSpeed], wanted: set[At]) -> dict[At, Values]:
    these = Q(pk__in=())
    for way, band in wanted:
        these |= Q(direction=way.value, band=band)
    rows = rows.filter(these)
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


def _speeds(rows: QuerySet[WalkedAtSpeed]) -> tuple[SpeedSeen, ...]:
    """Return the speeds of the newest sessions whose speed backward was seen."""
    rows = rows.filter(band=ALL_SPEEDS, speed_mps__isnull=False).order_by(
        "-walk__started_at", "-walk__received_at"
    )
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
