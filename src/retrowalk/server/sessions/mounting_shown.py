"""What the phone knows of how it is worn, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import PhoneMounting

PLACES: dict[str, str | Promise] = {
    "pocket": gettext_lazy("in your pocket"),
    "lower_back": gettext_lazy("at your lower back"),
}


@dataclass(frozen=True, slots=True)
class ShownMounting:
    """How the phone is worn at one place. since: None where nothing is known yet."""

    site: str
    place: str | Promise
    since: date | None
    sessions: int


def shown_mounting(person: Person, site: object) -> ShownMounting | None:
    """Return what is known of a place; None where the phone was worn at none of ours."""
    if not isinstance(site, str) or site not in PLACES:
        return None
    stored = PhoneMounting.objects.filter(person=person, site=site).first()
    since = None if stored is None else timezone.localdate(stored.since)
    return ShownMounting(
        site, PLACES[site], since, 0 if stored is None else stored.sessions
    )
