"""Whose person is it? Asked before every page that shows one."""

import uuid

from django.http import Http404, HttpRequest

from retrowalk.server.people.models import Account, Person


def account_of(request: HttpRequest) -> Account:
    """Return who is signed in; raise Http404 if nobody is."""
    if isinstance(request.user, Account):
        return request.user
    raise Http404("nobody is signed in")


def own_person(request: HttpRequest, person_id: uuid.UUID) -> Person:
    """Return the account's person of that identifier.

    Raises Http404 for another account's person too: that it exists is nobody's business.
    """
    person = Person.objects.filter(pk=person_id, account=account_of(request)).first()
    if person is None:
        raise Http404("this account has no such person")
    return person
