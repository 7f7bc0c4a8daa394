"""A brought file is confirmed: it joins a stored session, or becomes one with the answers."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from retrowalk.errors import BadInput, Conflict
from retrowalk.files.watch.lap_names import lap_names
from retrowalk.files.watch.readings import without_track
from retrowalk.files.watch.session_json import readings_from_json, readings_to_json
from retrowalk.server.content_digest import content_digest
from retrowalk.server.sessions.document import (
    IntervalWalked,
    SessionDocument,
)
from retrowalk.server.sessions.find import Upload
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.sessions.prescribed import prescribed
from retrowalk.server.sessions.receive_session import receive_session
from retrowalk.server.watches.belongs import PLANNED, WALKED
from retrowalk.server.watches.models import BroughtFile
from retrowalk.training.prescription import Interval
from retrowalk.training.session import Ending, Symptom

MS = 1000.0
# Makes the same identifier of the same brought file: a second tap finds the first one's session.
_SPACE = uuid.UUID("8a6f2c55-6a0e-4c8b-9d35-1f5f0f4c2b77")


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says of a session that only a watch recorded."""

    ending: Ending
    pain_before: int
    pain_after: int
    rpe_cr10: float
    stumbles: int
    symptoms: tuple[Symptom, ...] = ()


@transaction.atomic
def keep(
    brought: BroughtFile, key: str, told: Told | None, *, with_track: bool
) -> WalkedSession:
    """Keep a brought file with the session of that key; return the session.

    told: needed where the session becomes one only now. with_track: whether the way that was
    walked is kept, too.

    Raises BadInput for a key that is none, Conflict where the session has this file already.
    """
    walk = _walk(brought, key, told)
    if not with_track:
        kept = without_track(readings_from_json(brought.readings))
        brought.readings = readings_to_json(kept)
    brought.walk = walk
    try:
        with transaction.atomic():
            brought.save()
    except IntegrityError as error:
        raise Conflict(
            _("Session %(number)d has this file already.") % {"number": walk.planned_number}
        ) from error
    return walk


def _walk(brought: BroughtFile, key: str, told: Told | None) -> WalkedSession:
    kind, _colon, rest = key.partition(":")
    if kind == WALKED:
        walk = brought.person.walks.filter(pk=rest).first()
        if walk is not None:
            return walk
    elif kind == PLANNED and told is not None:
        version, _colon, number = rest.partition(":")
        return _made(brought, int(version), int(number), told)
    raise BadInput(_("Choose the session that this file belongs to."))


def _made(brought: BroughtFile, version: int, number: int, told: Told) -> WalkedSession:
    person = brought.person
    if person.walks.filter(planned_number=number).exists():
        raise Conflict(_("Session %(number)d was walked already.") % {"number": number})
    intervals = prescribed(person, version, number).intervals
    walked = parts_walked(intervals, brought.laps, brought.duration_s)
    upload = Upload(person, uuid.uuid5(_SPACE, f"{brought.pk}:{brought.digest}"))
    document = _document(brought, (version, number), told, walked)
    walk, _new = receive_session(upload, document)
    return walk


def parts_walked(
    told: Sequence[Interval], laps: Sequence[Mapping[str, object]], duration_s: float
) -> tuple[IntervalWalked, ...]:
    """Return how much of each prescribed part was walked.

    Laps with our own names say so themselves. Without them, the parts are taken to follow
    one another until the time that the watch recorded is used up.
    """
    names = lap_names([one.direction for one in told])
    spans: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for lap in laps:
        start_s, lasts_s = float(str(lap["start_s"])), float(str(lap["duration_s"]))
        if lap["name"] in spans and lasts_s > 0.0 and start_s >= 0.0:
            spans[str(lap["name"])].append((start_s, start_s + lasts_s))
    if any(spans.values()):
        return tuple(
            IntervalWalked(k, one.direction, _length(spans[name], one), tuple(spans[name]))
            for k, (name, one) in enumerate(zip(names, told, strict=True))
        )
    walked, left_s = [], duration_s
    for k, one in enumerate(told):
        done_s = max(0.0, min(one.duration_s, left_s))
        left_s -= done_s
        walked.append(IntervalWalked(k, one.direction, done_s, ()))
    return tuple(walked)


def _length(spans: Sequence[tuple[float, float]], told: Interval) -> float:
    return min(told.duration_s, sum(end - start for start, end in spans))


def _document(
    brought: BroughtFile,
    planned: tuple[int, int],
    told: Told,
    walked: Sequence[IntervalWalked],
) -> SessionDocument:
    """Return the session as the player would have sent it, without motion."""
    started_at = timezone.localtime(brought.started_at)  # its day is the person's
    device = " ".join(word for word in (brought.source_format, brought.device) if word)
    content: dict[str, object] = {
        "schema": 1,
        "planned_number": planned[1],
        "plan_version": planned[0],
        "started_at": started_at.isoformat(),
        "ended_at": (started_at + timedelta(seconds=brought.duration_s)).isoformat(),
        "ending": told.ending.value,
        "site": "none",
        "pain_before": told.pain_before,
        "pain_after": told.pain_after,
        "rpe_cr10": told.rpe_cr10,
        "stumbles": told.stumbles,
        "symptoms": [symptom.value for symptom in told.symptoms],
        "intervals": [
            {
                "index": part.index,
                "direction": part.direction.value,
                "done_s": part.done_s,
                "spans_ms": [[start * MS, end * MS] for start, end in part.spans_s],
            }
            for part in walked
        ],
        "chunk_count": 0,
        "samples": 0,
        "device": device,
        "simulated": brought.simulated,
    }
    return SessionDocument(
        planned_number=planned[1],
        plan_version=planned[0],
        started_at=started_at,
        ending=told.ending,
        site="none",
        pain_before=told.pain_before,
        pain_after=told.pain_after,
        rpe_cr10=told.rpe_cr10,
        stumbles=told.stumbles,
        pain_during=None,
        symptoms=told.symptoms,
        intervals=tuple(walked),
        chunk_count=0,
        samples=0,
        device=device,
        simulated=brought.simulated,
        content=content,
        digest=content_digest(content),
    )
