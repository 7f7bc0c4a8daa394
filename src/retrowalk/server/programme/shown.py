"""Plans in the words and units of the person who reads them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retrowalk.directions import Direction
from retrowalk.evidence.sources import Source
from retrowalk.server.people.clearance_shown import found
from retrowalk.server.people.models import Person
from retrowalk.server.people.words import PLACES, SUPPORTS
from retrowalk.server.programme.models import PlanVersion
from retrowalk.server.programme.words import MOVES
from retrowalk.training.codec.plan import decision_from_json
from retrowalk.training.plan import PlannedSession
from retrowalk.training.prescription import Band
from retrowalk.training.programmes.variations import ADVICE, VariationAdvice
from retrowalk.units import MPS_PER_MPH, clock, kmh_from_mps


@dataclass(frozen=True, slots=True)
class Stretch:
    """One interval of a session, as it is listed."""

    direction: Direction
    words: str
    length: str


@dataclass(frozen=True, slots=True)
class ShownSession:
    """One planned session. forward: all of it, on a forward day of a trial of oneself."""

    number: int
    day: date
    place: str | Promise
    support: str | Promise
    backward: str
    backward_clock: str
    whole: str
    whole_clock: str
    forward: bool
    bouts: str
    speed: str
    slope: str
    variation: VariationAdvice | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class SameSessions:
    """Sessions that follow each other and ask for the same."""

    first: ShownSession
    last_day: date


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version of a plan."""

    version: int
    move: str
    words: str | Promise
    reason: str
    sources: tuple[Source, ...]
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
        backward_clock=clock(dose.backward_s),
        whole=minutes(dose.duration_s),
        whole_clock=clock(dose.duration_s),
        forward=not backward,
        bouts=ngettext("%d bout", "%d bouts", backward) % backward,
        speed=_speed((i.speed_mps for i in dose.intervals), person),
        slope=_("%(pct)g %% slope") % {"pct": dose.incline_pct} if dose.incline_pct else "",
        variation=next((ADVICE[i.variation] for i in dose.intervals if i.variation), None),
        stretches=tuple(
            Stretch(i.direction, _way(i.direction), clock(i.duration_s))
            for i in dose.intervals
        ),
    )


def same_sessions(
    sessions: Sequence[PlannedSession], person: Person
) -> tuple[SameSessions, ...]:
    """Return the sessions in runs that ask for the same, so that each is told once."""
    runs = (list(run) for _dose, run in groupby(sessions, key=lambda s: s.prescription))
    return tuple(SameSessions(shown_session(run[0], person), run[-1].day) for run in runs)


def shown_version(version: PlanVersion) -> ShownVersion:
    """Return a version of a plan in words."""
    behind = decision_from_json(version.decision).sources if version.decision else ()
    return ShownVersion(
        version=version.version,
        move=version.move,
        words=MOVES.get(version.move, version.move),
        reason=_(version.reason),
        sources=found(behind),
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


def speeds(band: Band, person: Person) -> str:
    """Return a band of speeds in the person's units, its top never rounded up."""
    if person.units == Person.Units.IMPERIAL:
        low, high = band.low / MPS_PER_MPH, band.high / MPS_PER_MPH
        return _("%(low).1f to %(high).1f mph") % {"low": low, "high": _tenths_down(high)}
    low, high = kmh_from_mps(band.low), kmh_from_mps(band.high)
    return _("%(low).1f to %(high).1f km/h") % {"low": low, "high": _tenths_down(high)}


def _tenths_down(value: float) -> float:
    return math.floor(value * 10.0 + 1e-6) / 10.0  # 3.0 that floats hold as 2.9999999


def _way(direction: Direction) -> str:
    return _("backward") if direction is Direction.BACKWARD else _("forward")


def _speed(told: Iterable[Band | None], person: Person) -> str:
    band = next((speed for speed in told if speed is not None), None)
    if band is None:
        return _("at a comfortable speed")
    return _("at %(speeds)s") % {"speeds": speeds(band, person)}
