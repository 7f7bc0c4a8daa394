"""What a file told is kept, waiting, until the person has said what it belongs to."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from retrowalk.errors import BadRecording
from retrowalk.files.watch.apple_health import Window, read_apple_health
from retrowalk.files.watch.plain_text import plain
from retrowalk.files.watch.readings import Readings
from retrowalk.files.watch.session_json import readings_to_json
from retrowalk.files.watch.watch_file import Format, format_of, read_watch_file
from retrowalk.files.watch.watch_session import WatchSession
from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.watches.models import BroughtFile
from retrowalk.server.watches.out import all_readings, finished

WAITS = timedelta(days=1)
LONG_AGO = timedelta(days=92)  # sessions before that are not looked for in an export
_CHUNK = 1 << 20


def bring(person: Person, path: Path, file_name: str) -> list[BroughtFile]:
    """Read a file and keep what it told, waiting; all of it or nothing.

    Returns one for a watch's session; for Apple Health one for each stored session that has
    no heart rate yet and for which the export has some.

    Raises BadRecording or BadInput, in one sentence, for anything that cannot be used.
    """
    kind, digest = format_of(path), _digest(path)
    if kind is Format.APPLE_HEALTH:
        made = _from_apple(person, path)
    else:
        made = [_from_watch(person, read_watch_file(path, timezone.localdate()))]
    with transaction.atomic():
        person.brought.filter(walk=None, brought_at__lt=timezone.now() - WAITS).delete()
        person.brought.filter(walk=None, digest=digest).delete()
        for one in made:
            one.file_name, one.digest = plain(file_name) or _("a file"), digest
            one.save()
    return made


def _from_watch(person: Person, told: WatchSession) -> BroughtFile:
    if told.simulated and not person.simulated:
        raise BadRecording(
            _(
                "The file says that it is simulated: nobody walked it, so it is not taken in."
            )
        )
    return BroughtFile(
        person=person,
        source_format=told.source_format,
        device=told.device,
        name=told.name,
        started_at=told.started_at,
        duration_s=told.duration_s,
        laps=[
            {
                "name": lap.name,
                "start_s": lap.start_s,
                "duration_s": lap.duration_s,
                "direction": lap.direction.value,
            }
            for lap in told.laps
        ],
        readings=readings_to_json(told.readings),
        simulated=told.simulated,
    )


def _from_apple(person: Person, path: Path) -> list[BroughtFile]:
    walks = _without_heart_rate(person)
    if not walks:
        raise BadRecording(
            _(
                "This is Apple Health's export, and there is no session of the last three "
                "months that lacks a heart rate."
            )
        )
    windows = _windows(walks)
    found = read_apple_health(path, windows)
    made = [
        _heart_rate_of(walk, window, rates)
        for walk, window, rates in zip(walks, windows, found, strict=True)
        if rates.t_s.size
    ]
    if not made:
        raise BadRecording(
            _("The export holds no heart rate for the times of your sessions.")
        )
    return made


def _windows(walks: Sequence[WalkedSession]) -> list[Window]:
    """Return the time of each session; one that reaches into the next ends where that begins."""
    ends = [walk.started_at + timedelta(seconds=finished(walk).elapsed_s) for walk in walks]
    starts = [walk.started_at for walk in walks]
    return [
        Window(start, min(end, following))
        for start, end, following in zip(starts, ends, [*starts[1:], ends[-1]], strict=True)
    ]


def _heart_rate_of(walk: WalkedSession, window: Window, found: Readings) -> BroughtFile:
    return BroughtFile(
        person=walk.person,
        named_walk=walk,
        source_format=Format.APPLE_HEALTH.value,
        started_at=window.start,
        duration_s=(window.end - window.start).total_seconds(),
        laps=[],
        readings=readings_to_json(found),
    )


def _without_heart_rate(person: Person) -> list[WalkedSession]:
    since = timezone.now() - LONG_AGO
    walks = person.walks.filter(record__isnull=False, started_at__gte=since)
    return [
        walk
        for walk in walks.order_by("started_at")
        if finished(walk).elapsed_s > 0.0 and not all_readings(walk).has("heart_rate_bpm")
    ]


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            found.update(data)
    return found.hexdigest()
