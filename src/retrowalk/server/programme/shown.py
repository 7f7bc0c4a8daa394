"""Plans and programmes in the words and units of the person who reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retrowalk.directions import Direction
from retrowalk.server.people.models import Person
from retrowalk.server.people.words import PLACES, SUPPORTS
from retrowalk.server.programme.models import PlanVersion
from retrowalk.server.programme.words import MOVES, STATUSES
from retrowalk.training.plan import PlannedSession
from retrowalk.training.prescription import Band
from retrowalk.training.programmes import Programme
from retrowalk.units import MPS_PER_MPH, clock, kmh_from_mps


@dataclass(frozen=True, slots=True)
class Stretch:
    """One interval of a session, as it is listed."""

    direction: Direction
    words: str
    length: str


@dataclass(frozen=True, slots=True)
class ShownSession:
    """One planned session."""

    number: int
    day: date
    place: str | Promise
    support: str | Promise
    backward: str
    whole: str
    bouts: str
    speed: str
    stretches: tuple[Stretch, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownProgramme:
    """One programme on offer."""

    programme: Programme
    status: str | Promise
    rhythm: str
    begins: str
    grows: str
    speed: str


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version of a plan."""

    version: int
    move: str
    words: str | Promise
    reason: str
    made_at: datetime


def shown_session(session: PlannedSession, person: Person) -> ShownSession:
    """Return a planned session in words."""
    dose = session.prescription
    backward = sum(i.direction is Direction.BACKWARD for i in dose.intervals)
    return ShownSession(
        number=session.number,
        day=session.day,
        place=PLACES[dose.place],
        support=SUPPORTS[dose.support],
        backward=minutes(dose.backward_s),
        whole=minutes(dose.duration_s),
        bouts=ngettext("%d bout", "%d bouts", backward) % backward,
        speed=_speed((i.speed_mps for i in dose.intervals), person),
        stretches=tuple(
            Stretch(i.direction, _way(i.direction), clock(i.duration_s))
            for i in dose.intervals
        ),
        sources=dose.sources,
    )


def shown_programme(programme: Programme, person: Person) -> ShownProgramme:
    """Return a programme in words."""
    per_week = programme.sessions_per_week
    times = ngettext("%d time a week", "%d times a week", per_week) % per_week
    weeks = ngettext("%d week", "%d weeks", programme.weeks) % programme.weeks
    return ShownProgramme(
        programme=programme,
        status=STATUSES[programme.status],
        rhythm=_("%(times)s for %(weeks)s") % {"times": times, "weeks": weeks},
        begins=minutes(programme.start_backward_s),
        grows=minutes(programme.target_backward_s),
        speed=_speed((programme.speed_mps,), person),
    )


def shown_version(version: PlanVersion) -> ShownVersion:
    """Return a version of a plan in words."""
    return ShownVersion(
        version=version.version,
        move=version.move,
        words=MOVES.get(version.move, version.move),
        reason=_(version.reason),
        made_at=version.created_at,
    )


def minutes(duration_s: float) -> str:
    """Return a duration as people say it: "5 minutes", "2 minutes 30 seconds"."""
    whole, rest = divmod(round(duration_s), 60)
    parts = []
    if whole:
        parts.append(ngettext("%d minute", "%d minutes", whole) % whole)
    if rest or not whole:
        parts.append(ngettext("%d second", "%d seconds", rest) % rest)
    return " ".join(parts)


def _way(direction: Direction) -> str:
    return _("backward") if direction is Direction.BACKWARD else _("forward")


def _speed(speeds: Iterable[Band | None], person: Person) -> str:
    band = next((speed for speed in speeds if speed is not None), None)
    if band is None:
        return _("at a comfortable speed")
    if person.units == Person.Units.IMPERIAL:
        low, high = band.low / MPS_PER_MPH, band.high / MPS_PER_MPH
        return _("at %(low).1f to %(high).1f mph") % {"low": low, "high": high}
    low, high = kmh_from_mps(band.low), kmh_from_mps(band.high)
    return _("at %(low).1f to %(high).1f km/h") % {"low": low, "high": high}
