"""What came of a session at the terminal, for --keep: when each part was walked, readings."""

from dataclasses import dataclass, field
from datetime import datetime
from math import nan
from uuid import uuid4

import numpy as np

from retrowalk.coach.live import Live, Phase
from retrowalk.devices.guided import GuidedWalk
from retrowalk.files.watch.finished_session import FinishedSession, Span
from retrowalk.files.watch.readings import NO_READINGS, Readings, readings
from retrowalk.training.prescription import Prescription
from retrowalk.training.session import Ending, IntervalDone, SessionRecord

ROW_S = 1.0  # both sorts of device speak about once a second


@dataclass(slots=True)
class Notes:
    """Written down while the session goes on; its zero is the moment it began."""

    started_at: datetime | None = None
    _zero_s: float = 0.0
    _rows: list[tuple[float, float, float]] = field(default_factory=list)
    _spans: dict[int, list[Span]] = field(default_factory=dict)

    def look(self, walk: GuidedWalk, before: Live, before_s: float) -> None:
        """Note what a tick brought; before, before_s: the session and its clock before it."""
        if self.started_at is None:
            if walk.live.phase is Phase.READY:
                return
            self.started_at, self._zero_s = datetime.now().astimezone(), before_s
        start_s, end_s = before_s - self._zero_s, walk.at_s - self._zero_s
        if before.phase is Phase.WALKING and walk.live.at_s > before.at_s:
            self._walked(before.segment.interval, start_s, end_s)
        speed_mps, bpm = walk.speed_mps, walk.bpm
        due = not self._rows or end_s - self._rows[-1][0] >= ROW_S
        if due and not (speed_mps is None and bpm is None):
            self._rows.append((end_s, _or_nan(speed_mps), _or_nan(bpm)))

    def finished(
        self, name: str, prescription: Prescription, live: Live, *, simulated: bool
    ) -> FinishedSession | None:
        """Return the session; None where it never began."""
        if self.started_at is None:
            return None
        told = zip(prescription.intervals, live.done_s, strict=True)
        record = SessionRecord(
            session_id=str(uuid4()),
            started_at=self.started_at,
            prescription=prescription,
            ending=live.ending or Ending.STOPPED_BY_CHOICE,
            intervals=tuple(
                IntervalDone(one.direction, one.duration_s, done_s, None)
                for one, done_s in told
            ),
            pain_before=live.pain_before_nrs,
            pain_after=None,
            rpe_cr10=None,
            stumbles=live.stumbles,
            symptoms=live.symptoms,
            simulated=simulated,
            pain_during=live.pain_most_nrs,
        )
        spans_s = tuple(
            tuple(self._spans.get(i, ())) for i in range(len(prescription.intervals))
        )
        return FinishedSession(name, record, spans_s, self._readings())

    def _walked(self, interval: int, start_s: float, end_s: float) -> None:
        spans = self._spans.setdefault(interval, [])
        if spans and spans[-1][1] == start_s:
            start_s = spans.pop()[0]
        spans.append((start_s, end_s))

    def _readings(self) -> Readings:
        if not self._rows:
            return NO_READINGS
        t_s, speed_mps, bpm = np.array(self._rows).T
        return readings(t_s, speed_mps=speed_mps, heart_rate_bpm=bpm)


def _or_nan(value: float | None) -> float:
    return nan if value is None else value
