"""When a person's day begins: on the clock of the place where they walk.

The player sends the local time of every walk. So the newest one tells where the person is,
without being asked. Whoever has not walked yet has the clock of the browser that asks, and
without one that of the installation.
"""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from retrowalk.server.people.models import Person

COOKIE = "zone"  # set by static/site/clock.js
# The clocks of the world; what is further off is a clock that is wrong.
FURTHEST_WEST, FURTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)


def zone_of(person: Person) -> tzinfo:
    """Return the time zone that the person's days are told in."""
    newest = person.walks.order_by("received_at")
    told = newest.values_list("document__started_at", flat=True).last()
    return zone_at(None if told is None else datetime.fromisoformat(told))


def zone_at(walked_at: datetime | None) -> tzinfo:
    """Return the time zone of a walk; the active one where that has the same clock.

    Only a named one knows of summer time; a walk's own is a fixed distance to Greenwich.
    """
    here = timezone.get_current_timezone()
    if walked_at is None or walked_at.tzinfo is None:
        return here
    offset = walked_at.utcoffset()
    if offset is None or not FURTHEST_WEST <= offset <= FURTHEST_EAST:
        return here
    same = walked_at.astimezone(here).utcoffset() == offset
    return here if same else walked_at.tzinfo


class ReadersClock:
    """Middleware: every request begins on its reader's clock, whoever came before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a person's page puts the clock to theirs until its end."""
        with timezone.override(_told_by(request)):
            return self._get_response(request)


def _told_by(request: HttpRequest) -> tzinfo | None:
    """Return the zone that the browser tells; None where it tells none that there is."""
    try:
        return ZoneInfo(unquote(request.COOKIES[COOKIE]))
    except (KeyError, ValueError, OSError, ZoneInfoNotFoundError):
        return None
