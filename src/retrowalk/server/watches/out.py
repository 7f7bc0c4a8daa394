"""A stored session put together for a file: record, times, and all readings there are."""

import numpy as np
from django.utils.translation import gettext as _

from retrowalk.errors import Unknown
from retrowalk.files.watch.finished_session import FinishedSession, Span
from retrowalk.files.watch.readings import Readings, joined, readings, shifted
from retrowalk.files.watch.session_json import readings_from_json
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.sessions.readings import readings_of
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.session import SessionRecord

MS = 1000.0


def finished(walk: WalkedSession) -> FinishedSession:
    """Return a stored session; raise Unknown while it has no record."""
    if walk.record is None:
        raise Unknown(f"session {walk.planned_number} has no record yet.")
    record = record_from_json(walk.record)
    return FinishedSession(
        name=_("Session %(number)d") % {"number": walk.planned_number},
        record=record,
        spans_s=_spans(walk, record),
        readings=all_readings(walk),
    )


def all_readings(walk: WalkedSession) -> Readings:
    """Return what devices told during the walk, and then what watches told."""
    told = readings_of(walk)
    found = readings(
        np.array(told.t_ms, dtype=np.float64) / MS,
        **{
            name: np.array(getattr(told, name), dtype=np.float64)
            for name in ("speed_mps", "heart_rate_bpm", "cadence_spm")
        },
    )
    for brought in walk.brought.all():
        late_s = (brought.started_at - walk.started_at).total_seconds()
        found = joined(found, shifted(readings_from_json(brought.readings), late_s))
    return found


def _spans(walk: WalkedSession, record: SessionRecord) -> tuple[tuple[Span, ...], ...]:
    """Return when each interval was walked; nothing where not all of them have times."""
    said = {}
    for interval in walk.document.get("intervals") or ():
        said[interval["index"]] = tuple((a / MS, b / MS) for a, b in interval["spans_ms"])
    spans = tuple(said.get(index, ()) for index in range(len(record.intervals)))
    timed = all(
        span
        for span, done in zip(spans, record.intervals, strict=True)
        if done.done_s > 0.0
    )
    return spans if timed else ()
