"""An account's sign-ins on every device, and the answers that wait in them."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from retrowalk.server.people import draft
from retrowalk.server.people.models import Account, Person

AT_ONCE = 500


def sign_ins_of(account: Account) -> "QuerySet[Session]":
    """Return an account's sign-ins, those that ran out too.

    Whose one is stands inside, so that all are read; a household has a handful.
    """
    own = [
        one.pk
        for one in Session.objects.iterator(chunk_size=AT_ONCE)
        if one.get_decoded().get(SESSION_KEY) == str(account.pk)
    ]
    return Session.objects.filter(pk__in=own)


def forget_drafts(sign_ins: "QuerySet[Session]", person: Person) -> None:
    """Remove the answers of a screening that was begun, on whichever device."""
    for one in sign_ins:
        kept = one.get_decoded()
        if kept.pop(draft.name(person), None) is not None:
            one.session_data = Session.objects.encode(kept)
            one.save(update_fields=["session_data"])
