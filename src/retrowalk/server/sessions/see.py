"""From the chunks to what was seen: recording on the shelf, gait report, each interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrowalk.errors import RetrowalkError
from retrowalk.files.gait_json import SCHEMA, gait_document
from retrowalk.files.shelf import Shelf
from retrowalk.gait.analyse import analyse
from retrowalk.server.sessions.assemble import assemble
from retrowalk.server.sessions.document import SessionDocument
from retrowalk.server.sessions.measure import measure
from retrowalk.training.session import MeasuredWalk

RECORDING = "recording"  # under not_measured: why nothing of the session was measured


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sensor saw of one session.

    recording: digest on the shelf, empty where none could be put together. gait: the
    report's JSON. measured: by index of the interval.
    """

    recording: str
    gait: Mapping[str, object]
    measured: Mapping[int, MeasuredWalk | None]


def see(bodies: Sequence[bytes], document: SessionDocument, shelf: Shelf) -> Seen:
    """Put the recording on the shelf and analyse it.

    A recording that cannot be used costs the measurement and never the session: what
    was refused, and why, stands in the report.
    """
    digest = ""
    try:
        recording = assemble(
            bodies, document.site, document.device, simulated=document.simulated
        )
        digest = shelf.put(recording)
        report = analyse(recording)
    except RetrowalkError as refused:
        return Seen(digest, _nothing(str(refused)), {})
    measured = {i.index: measure(report, recording, i.spans_s) for i in document.intervals}
    return Seen(digest, gait_document(report), measured)


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
