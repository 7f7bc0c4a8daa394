"""What watches told of a session, for the session's own page."""

from typing import Any

from django import template

from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.watches.out import all_readings
from retrowalk.server.watches.shown import shown, shown_readings

FORMATS = (
    ("fit", "FIT"),
    ("tcx", "TCX"),
    ("gpx", "GPX"),
    ("csv", "CSV"),
    ("json", "Retrowalk"),
)

register = template.Library()


@register.inclusion_tag("watches/of_session.html")
def files_of(walk: WalkedSession) -> dict[str, Any]:
    """Show readings, downloads and brought files of one session."""
    found = all_readings(walk)
    return {
        "person": walk.person,
        "formats": [one for one in FORMATS if one[0] != "gpx" or found.has_track],
        "walk": walk,
        "readings": shown_readings(found),
        "has_track": found.has_track,
        "brought": [shown(one) for one in walk.brought.all()],
    }
