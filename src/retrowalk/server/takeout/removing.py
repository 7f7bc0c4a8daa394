"""What is left to do after a deletion: done at once, and again at each start until it is done."""

import logging
import time
from collections.abc import Iterable
from shutil import rmtree

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from retrowalk.files.shelf import Shelf
from retrowalk.files.shelf_door import DOOR
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.takeout.models import LeavingRecording
from retrowalk.server.takeout.waiting import KEPT_S, tidy

AT_ONCE = 200  # recordings, while no other writer gets its turn on SQLite

log = logging.getLogger(__name__)


def finish() -> None:
    """Do what was left when the server stopped.

    Sign-ins that ran out go, too: the answers of a screening that was begun lie in them.
    """
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    tidy()
    for door in Shelf(settings.SHELF).root.glob(f"{DOOR}*"):
        if time.time() - door.stat().st_mtime > KEPT_S:  # else another process may be at it
            rmtree(door, ignore_errors=True)
    remove_left()


def leave(digests: Iterable[str]) -> None:
    """Write down recordings that leave the shelf next, unless a session names them then."""
    rows = [LeavingRecording(digest=digest) for digest in sorted(set(digests))]
    LeavingRecording.objects.bulk_create(rows, ignore_conflicts=True)


def remove_left() -> int:
    """Take recordings off the shelf whose sessions were deleted; return how many are left."""
    waiting = list(LeavingRecording.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(waiting), AT_ONCE):
        _remove(waiting[start : start + AT_ONCE])
    return LeavingRecording.objects.filter(pk__in=waiting).count()


def _remove(digests: list[str]) -> None:
    """Remove recordings under the lock that bringing one back asks for, too."""
    with transaction.atomic():
        rows = LeavingRecording.objects.select_for_update().filter(pk__in=digests)
        leaving = {row.digest for row in rows}
        named = WalkedSession.objects.filter(recording__in=leaving)
        kept = set(named.values_list("recording", flat=True))
        stay = {digest for digest in leaving - kept if not _removed(digest)}
        LeavingRecording.objects.filter(pk__in=leaving - stay).delete()


def _removed(digest: str) -> bool:
    try:
        Shelf(settings.SHELF).remove(digest)
    except OSError as error:
        log.warning("a deleted recording could not be removed yet: %s", error.strerror)
        return False
    return True
