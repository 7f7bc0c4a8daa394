"""The session document: what the player says of one finished session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from retrowalk.directions import Direction
from retrowalk.training.session import Ending, Symptom


@dataclass(frozen=True, slots=True)
class IntervalWalked:
    """One prescribed interval as walked; spans in seconds of the recording's clock."""

    index: int
    direction: Direction
    done_s: float
    spans_s: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class SessionDocument:
    """What the player sends once a session is over.

    site: the player's word for where the phone was worn. samples: in all chunks together.
    pain_during: the highest pain while walking; None where it was not told.
    content: the document as it came, to be kept. digest: of that content.
    """

    planned_number: int
    plan_version: int
    started_at: datetime
    ending: Ending
    site: str
    pain_before: int | None
    pain_after: int | None
    rpe_cr10: float | None
    stumbles: int | None
    pain_during: int | None
    symptoms: tuple[Symptom, ...]
    intervals: tuple[IntervalWalked, ...]
    chunk_count: int
    samples: int
    device: str
    simulated: bool
    content: Mapping[str, object]
    digest: str
