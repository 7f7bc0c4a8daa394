"""Programmes by their keys: the starter programmes, and those somebody wrote for a person."""

import hashlib

from django.utils.translation import gettext as _

from retrowalk.errors import BadProgramme
from retrowalk.server.people.models import Person
from retrowalk.server.programme.models import OwnProgramme
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.programmes.text import parse

OWN = "own-"  # how the key of an own programme starts; no starter programme's does
OWN_MOST = 20  # kept for one person; more is a slip, or somebody filling disks


def programme_of(person: Person, key: str) -> Programme | None:
    """Return the programme that a plan of this person names; None if there is none."""
    if not key.startswith(OWN):
        return PROGRAMMES.get(key)
    stored = person.own_programmes.filter(key=key).first()
    return None if stored is None else _read(stored)


def own_programmes(person: Person) -> tuple[Programme, ...]:
    """Return the programmes written for this person, the newest first."""
    return tuple(filter(None, map(_read, person.own_programmes.all())))


def _read(stored: OwnProgramme) -> Programme | None:
    """Return a stored programme; None where today's limits would not take it any more."""
    try:
        return parse(stored.text, stored.key)
    except BadProgramme:
        return None


def add_own(person: Person, text: str) -> Programme:
    """Keep a programme for this person; the same text twice is one programme.

    Raises BadProgramme if the text is not one, if it is for others than this person's
    group, or if there are too many already.
    """
    key = OWN + hashlib.sha256(text.strip().encode()).hexdigest()[:12]
    programme = _parsed(text, key)
    if person.group not in programme.groups:
        raise BadProgramme(
            _(
                "The programme is not for what this person trains for; expected “%(group)s” in "
                "its line “for”."
            )
            % {"group": person.group.replace("_", " ")}
        )
    stored = person.own_programmes
    if not stored.filter(key=key).exists() and stored.count() >= OWN_MOST:
        raise BadProgramme(
            _("There are %(count)d own programmes already; delete one first.")
            % {"count": OWN_MOST}
        )
    stored.get_or_create(key=key, defaults={"text": text})
    return programme


def _parsed(text: str, key: str) -> Programme:
    """Return the programme; a refusal does not speak of a key that nobody typed."""
    try:
        return parse(text, key)
    except BadProgramme as error:
        raise BadProgramme(str(error).replace(f"programme {key}", "it")) from error
