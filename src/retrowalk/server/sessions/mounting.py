"""How the phone is worn: kept with the person, used for the next session, forgotten on request."""

from datetime import datetime
from typing import Any

from retrowalk.errors import BadInput
from retrowalk.files.calibration_json import calibration_document, calibration_from
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.known import PEOPLE_M, Known
from retrowalk.server.people.models import Person
from retrowalk.server.sessions.assemble import SITES
from retrowalk.server.sessions.models import PhoneMounting
from retrowalk.server.sessions.teach import worn_alike


def known_of(person: Person, site: str) -> Known:
    """Return what is known beforehand of a person's phone at a place.

    site: the player's word for it. What was stored by another version is not known.
    """
    stored = _stored(person, site)
    height_m = person.height_m
    if height_m is not None and not PEOPLE_M[0] <= height_m <= PEOPLE_M[1]:
        height_m = None
    return Known(
        calibration=None if stored is None else _calibration(stored.body),
        height_m=height_m,
    )


def keep(
    person: Person, learnt: Calibration | None, started_at: datetime, *, simulated: bool
) -> None:
    """Keep what a session taught; call it within the session's own transaction.

    A session that was walked before the one last learnt from, and came late, changes
    nothing. Simulated motion teaches nothing about a real person.
    """
    if learnt is None or (simulated and not person.simulated):
        return
    site = next(word for word, place in SITES.items() if place is learnt.site)
    stored = _stored(person, site)
    if stored is not None and started_at <= stored.learnt_from:
        return
    before = None if stored is None else _calibration(stored.body)
    same = stored is not None and before is not None and worn_alike(before, learnt)
    PhoneMounting.objects.update_or_create(
        person=person,
        site=site,
        defaults={
            "body": calibration_document(learnt),
            "since": stored.since if stored and same else started_at,
            "learnt_from": started_at,
            "sessions": stored.sessions + 1 if stored and same else 1,
            "simulated": simulated,
        },
    )


def forget(person: Person, site: str) -> bool:
    """Forget how the phone is worn at a place; return whether anything was known."""
    gone, _ = PhoneMounting.objects.filter(person=person, site=site).delete()
    return gone > 0


def exported(person: Person) -> list[dict[str, Any]]:
    """Return all that is kept about how the person wears the phone, as plain data."""
    return [
        {
            "site": one.site,
            "since": one.since.isoformat(),
            "learnt_from": one.learnt_from.isoformat(),
            "sessions": one.sessions,
            "simulated": one.simulated,
            "calibration": one.body,
        }
        for one in PhoneMounting.objects.filter(person=person)
    ]


def _stored(person: Person, site: str) -> PhoneMounting | None:
    return PhoneMounting.objects.filter(person=person, site=site).first()


def _calibration(body: object) -> Calibration | None:
    try:
        return calibration_from(body)
    except BadInput:
        return None
