"""Bringing an archive back: everything that is new, in one transaction; nothing written over."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from retrowalk.errors import Conflict
from retrowalk.files.shelf import Shelf, check_stored
from retrowalk.files.shelf_door import Door, at_the_door
from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.unpacking import Unpacked, unpack
from retrowalk.server.learn.models import OwnStudy
from retrowalk.server.people.models import Account, Person
from retrowalk.server.takeout.catalogue import KEPT
from retrowalk.server.takeout.kept import Kept
from retrowalk.server.takeout.links import group_of
from retrowalk.server.takeout.looked import Looked
from retrowalk.server.takeout.looking import look, numbered
from retrowalk.server.takeout.models import LeavingRecording
from retrowalk.server.takeout.removing import leave
from retrowalk.server.takeout.rows import values_of
from retrowalk.server.takeout.waiting import UNPACKED, folder

_ONE_AT_A_TIME = Lock()  # each may need gigabytes, which the disk of the home has, not /tmp


@contextmanager
def opened(archive: Path) -> Iterator[Unpacked]:
    """Give an archive unpacked and checked against its manifest; raise BadInput for no archive."""
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix=UNPACKED, dir=folder()) as to:
        unpacked = unpack(archive, Path(to))
        for digest, path in unpacked.recordings.items():
            check_stored(path, digest)
        yield unpacked


def bring(account: Account, unpacked: Unpacked) -> Looked:
    """Store what is new of an archive, all of it or nothing; return what was found.

    Bringing the same archive twice changes nothing. Raises BadInput for a row that cannot
    be, Conflict where something else was written at the same moment.
    """
    # Recordings may be gigabytes: they are on the disk before the lock is asked for.
    with at_the_door(Shelf(settings.SHELF), unpacked.recordings) as door:
        try:
            looked = _brought(account, unpacked, door)
        except (IntegrityError, Account.DoesNotExist) as error:
            said = _("Something of it was stored at the same moment; please try again.")
            raise Conflict(said) from error
        else:
            door.taken.clear()
        finally:
            leave(door.taken)  # nothing is stored: they leave again
    return looked


def _brought(account: Account, unpacked: Unpacked, door: Door) -> Looked:
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        # What is about to leave the shelf, because it was deleted, stays; or has left.
        LeavingRecording.objects.filter(pk__in=list(unpacked.recordings)).delete()
        looked = look(account, unpacked)
        for kept in KEPT:
            for number, row in numbered(kept, unpacked):
                if looked.groups[group_of(kept, row)].conflicts:
                    continue
                if number in looked.new[kept.document]:
                    _store(kept, account, row)
                if kept.document == "sessions":
                    # A first archive may have come without its recordings.
                    door.take_in(str(row.get("recording") or ""))
    return looked


def _store(kept: Kept, account: Account, row: Row) -> None:
    values = values_of(kept, row)
    made = kept.model(**{_cell(kept, name): value for name, value in values.items()})
    if kept.model is Person or hasattr(made, "account_id"):
        made.account_id = account.pk  # type: ignore[attr-defined]  # both of them have it
    if "study" in values:
        made.study = OwnStudy.objects.get(account=account, key=values["study"])  # type: ignore[attr-defined]  # as above
    # Raw: moments that Django would set to now stay as they were written.
    models.Model.save_base(made, raw=True, force_insert=True)


def _cell(kept: Kept, name: str) -> str:
    field: Any = kept.model._meta.get_field(name)
    return str(field.attname)
