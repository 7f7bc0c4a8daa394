"""Deleting for good: one person with all that is theirs, or an account with everybody in it.

The database lets go of everything in one transaction, or of nothing. Motion recordings lie
beside the database: what has to leave is written down in the same transaction (models), and
removed after it.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from retrowalk.errors import Conflict
from retrowalk.server.people.models import Account, Person
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.takeout.documents import Whose
from retrowalk.server.takeout.removing import leave, remove_left
from retrowalk.server.takeout.sign_ins import forget_drafts, sign_ins_of
from retrowalk.server.takeout.waiting import forget

TRIES = 3  # a phone may send a session at the very moment; then it is deleted with the rest


def erase(whose: Whose) -> int:
    """Delete an account or a person for good; return how many recordings are still to go.

    Deleting what is gone already changes nothing. Raises Conflict, and leaves all as it was,
    where something was stored at the same moment again and again.
    """
    _overwrite()
    for _try in range(TRIES):
        try:
            _erase_rows(whose)
        except IntegrityError as error:
            found = error
        else:
            break
    else:
        said = _("Something was stored at the same moment; nothing is deleted. Try again.")
        raise Conflict(said) from found
    if whose.person is None:
        forget(whose.account.pk)
    left = remove_left()
    _empty_the_log()
    return left


def _erase_rows(whose: Whose) -> None:
    sign_ins = sign_ins_of(whose.account)
    with transaction.atomic(durable=True):
        # The locks that a session which comes in asks for, too.
        list(Account.objects.select_for_update().filter(pk=whose.account.pk))
        persons = Person.objects.filter(account=whose.account)
        if whose.person is not None:
            persons = persons.filter(pk=whose.person.pk)
        locked = [person.pk for person in persons.select_for_update()]
        _write_down_recordings(locked)
        if whose.person is None:
            Account.objects.filter(pk=whose.account.pk).delete()
            sign_ins.delete()
        else:
            Person.objects.filter(pk__in=locked).delete()
            forget_drafts(sign_ins, whose.person)


def _write_down_recordings(persons: Sequence[UUID]) -> None:
    walks = WalkedSession.objects.filter(person__in=persons).exclude(recording="")
    leave(walks.values_list("recording", flat=True))


def _overwrite() -> None:
    """Have SQLite write zeros over what is deleted; by itself it may only forget where it was."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _empty_the_log() -> None:
    """Have SQLite empty its log of writes, where what is deleted stood, too.

    While somebody reads, it stays until the next one is emptied.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
