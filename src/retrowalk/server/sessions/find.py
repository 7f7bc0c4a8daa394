"""One's own walks, and nobody else's."""

import uuid
from dataclasses import dataclass

from retrowalk.errors import Unknown
from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.ownership import person_of
from retrowalk.server.sessions.models import WalkedSession


@dataclass(frozen=True, slots=True)
class Upload:
    """One session on its way here: the person it is of, and the identifier it carries."""

    person: Person
    session_id: uuid.UUID


def own_person(account: Account, person_id: uuid.UUID) -> Person:
    """Return a person of this account; another account's does not exist here."""
    person = person_of(account, person_id)
    if person is None:
        raise Unknown(f"there is no person {person_id} in your household.")
    return person


def own_walk(upload: Upload) -> WalkedSession | None:
    """Return the stored session; raise Unknown if the identifier is someone else's."""
    walk = WalkedSession.objects.filter(pk=upload.session_id).first()
    if walk is not None and walk.person_id != upload.person.pk:
        raise Unknown(f"{upload.person.name} has no session {upload.session_id}.")
    return walk
