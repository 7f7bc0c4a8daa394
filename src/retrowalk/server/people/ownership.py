"""Whose person is it? Asked before every page that shows one."""

import uuid

from django.http import Http404, HttpRequest
from django.utils import timezone

from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.zone import zone_of


def account_of(request: HttpRequest) -> Account:
    """Return who is signed in; raise Http404 if nobody is."""
    if isinstance(request.user, Account):
        return request.user
    raise Http404("nobody is signed in")


def own_person(request: HttpRequest, person_id: uuid.UUID) -> Person:
    """Return the account's person of that identifier.

    Raises Http404 for another account's person too: that it exists is nobody's business.
    """
    person = person_of(account_of(request), person_id)
    if person is None:
        raise Http404("this account has no such person")
    return person


def person_of(account: Account, person_id: uuid.UUID) -> Person | None:
    """Return the account's person of that identifier, and put the clock to theirs.

    What the request does from here on is done on the person's calendar.
    """
    person = Person.objects.filter(pk=person_id, account=account).first()
    if person is not None:
        timezone.activate(zone_of(person))
    return person
