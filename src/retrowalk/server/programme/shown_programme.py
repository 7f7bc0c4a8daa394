"""Programmes in the words and units of the person who may choose them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retrowalk.evidence.sources import Source
from retrowalk.server.people.clearance_shown import found
from retrowalk.server.people.models import Person
from retrowalk.server.people.words import PLACES
from retrowalk.server.programme.shown import minutes, speeds
from retrowalk.server.programme.words import STATUSES
from retrowalk.training.planning.training_days import DAYS_PER_WEEK
from retrowalk.training.prescription import Band
from retrowalk.training.programmes.programme import SPEED_ROOM_MPS, Programme


@dataclass(frozen=True, slots=True)
class ShownProgramme:
    """One programme on offer; every figure in words."""

    programme: Programme
    status: str | Promise
    rhythm: str
    backward: str
    bouts: str
    speed: str
    slope: str
    places: tuple[str | Promise, ...]
    sources: tuple[Source, ...]


def shown_programme(programme: Programme, person: Person) -> ShownProgramme:
    """Return a programme in words."""
    weeks = ngettext("%d week", "%d weeks", programme.weeks) % programme.weeks
    return ShownProgramme(
        programme=programme,
        status=STATUSES[programme.status],
        rhythm=_("%(times)s for %(weeks)s") % {"times": _times(programme), "weeks": weeks},
        backward=_rise(
            minutes(programme.start_backward_s), minutes(programme.target_backward_s)
        ),
        bouts=_rise(minutes(programme.first_bout_s), minutes(programme.last_bout_s)),
        speed=_speeds(programme, person),
        slope=_slopes(programme),
        places=tuple(PLACES[place] for place in programme.places),
        sources=found(programme.sources),
    )


def _times(programme: Programme) -> str:
    per_week = programme.sessions_per_week
    if per_week == DAYS_PER_WEEK:
        return _("every day")
    return ngettext("%d time a week", "%d times a week", per_week) % per_week


def _speeds(programme: Programme, person: Person) -> str:
    start, top = programme.start_speed_mps, programme.top_speed_mps
    if start is None or top is None:
        return _("comfortable")
    return speeds(Band(start - SPEED_ROOM_MPS, top + SPEED_ROOM_MPS), person)


def _slopes(programme: Programme) -> str:
    if not programme.top_incline_pct:
        return ""
    return _rise(f"{programme.start_incline_pct:g} %", f"{programme.top_incline_pct:g} %")


def _rise(first: str, most: str) -> str:
    if first == most:
        return first
    return _("%(first)s at first, %(most)s at most") % {"first": first, "most": most}
