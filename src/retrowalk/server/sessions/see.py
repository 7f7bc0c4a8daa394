"""From the chunks to what was seen: recording on the shelf, gait report, each interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from retrowalk.errors import RetrowalkError
from retrowalk.files.gait_json import SCHEMA, gait_document
from retrowalk.files.shelf import Shelf
from retrowalk.gait.analyse import analyse
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.known import Known
from retrowalk.gait.report import GaitReport
from retrowalk.server.sessions.assemble import assemble
from retrowalk.server.sessions.document import SessionDocument
from retrowalk.server.sessions.measure import measure
from retrowalk.server.sessions.teach import (
    Measured,
    as_told,
    contradicted,
    lesson,
    worn_alike,
)
from retrowalk.signals.recording import Recording
from retrowalk.training.session import MeasuredWalk

RECORDING = "recording"  # under not_measured: why nothing of the session was measured
NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sensor saw of one session.

    recording: digest on the shelf, empty where none could be put together. gait: the
    report's JSON. measured: by index of the interval. learnt: how the phone was worn, as
    far as the intervals taught it.
    """

    recording: str
    gait: Mapping[str, object]
    measured: Mapping[int, MeasuredWalk | None]
    learnt: Calibration | None = None


def see(
    bodies: Sequence[bytes],
    document: SessionDocument,
    shelf: Shelf,
    known: Known = NOTHING_KNOWN,
) -> Seen:
    """Put the recording on the shelf and analyse it.

    known: what earlier sessions taught; it is left aside where this one contradicts it.

    A recording that cannot be used costs the measurement and never the session: what
    was refused, and why, stands in the report.
    """
    digest = ""
    try:
        recording = assemble(
            bodies, document.site, document.device, simulated=document.simulated
        )
        digest = shelf.put(recording)
        report, measured, learnt = _analysed(recording, document, known)
    except RetrowalkError as refused:
        return Seen(digest, _nothing(str(refused)), {})
    return Seen(digest, gait_document(report), measured, learnt)


def _analysed(
    recording: Recording, document: SessionDocument, known: Known
) -> tuple[GaitReport, Measured, Calibration | None]:
    """Return the report, each interval's measurement, and what the session taught."""
    taught = lesson(recording, document.intervals)
    before = known.calibration
    if before is not None and taught is not None and not worn_alike(before, taught):
        known = replace(known, calibration=None)
    report = analyse(recording, known=known)
    measured = _measured(report, recording, document)
    if known.calibration is not None and contradicted(document.intervals, measured):
        report = analyse(recording, known=replace(known, calibration=None))
        measured = _measured(report, recording, document)
    believed = as_told(document.intervals, measured)
    if taught is not None and len(believed) < len(document.intervals):
        taught = lesson(recording, believed)
    return report, measured, taught


def _measured(
    report: GaitReport, recording: Recording, document: SessionDocument
) -> Measured:
    return {i.index: measure(report, recording, i.spans_s) for i in document.intervals}


def why_nothing(gait: Mapping[str, object] | None) -> str | None:
    """Return why nothing of a session was measured, None where something was."""
    gaps = (gait or {}).get("not_measured")
    for gap in gaps if isinstance(gaps, list) else []:
        if gap["what"] == RECORDING:
            return str(gap["why"])
    return None


def _nothing(why: str) -> Mapping[str, object]:
    return {
        "schema": SCHEMA,
        "bouts": [],
        "steps": {},
        "not_measured": [{"what": RECORDING, "why": why}],
    }
