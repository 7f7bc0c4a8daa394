"""A finished session as it goes out: its record, when each part was walked, and readings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from retrowalk.arrays import IntArray
from retrowalk.directions import Direction
from retrowalk.errors import BadRecording
from retrowalk.files.watch.lap_names import SIMULATED, lap_names
from retrowalk.files.watch.plain_text import plain
from retrowalk.files.watch.readings import NO_READINGS, Readings
from retrowalk.training.prescription import Place
from retrowalk.training.session import MeasuredWalk, SessionRecord

Span = tuple[float, float]  # seconds from the session's start, half-open


@dataclass(frozen=True, slots=True)
class LapDone:
    """One walked part as a lap.

    number: of the interval in the prescription, from 0. elapsed_s: from its start to its
    end, pauses counted; done_s: of it walked. told: what was prescribed; seen: what a sensor
    saw, None where nothing was measured.
    """

    number: int
    name: str
    told: Direction
    start_s: float
    elapsed_s: float
    done_s: float
    seen: MeasuredWalk | None

    @property
    def end_s(self) -> float:
        """First moment after the lap."""
        return self.start_s + self.elapsed_s


@dataclass(frozen=True, slots=True, eq=False)
class FinishedSession:
    """One session, ready to be written.

    name: as a watch shows it; control characters are left out.
    spans_s: for each interval of the record, when it was walked; empty for one without
        times, which then is taken to follow the one before without a gap.
    """

    name: str
    record: SessionRecord
    spans_s: tuple[tuple[Span, ...], ...] = ()
    readings: Readings = NO_READINGS

    def __post_init__(self) -> None:
        if self.spans_s and len(self.spans_s) != len(self.record.intervals):
            raise BadRecording(
                f"{len(self.spans_s)} intervals have times; expected "
                f"{len(self.record.intervals)}, as many as there are intervals"
            )

    @property
    def title(self) -> str:
        """The name, which says so where nobody walked."""
        name = plain(self.name) or "Session"
        return plain(f"{SIMULATED}{name}") if self.record.simulated else name

    @property
    def on_treadmill(self) -> bool:
        """Whether it was walked on a belt."""
        return self.record.prescription.place is Place.TREADMILL

    @property
    def laps(self) -> tuple[LapDone, ...]:
        """The parts that were walked, in order."""
        names = lap_names([i.direction for i in self.record.intervals])
        laps: list[LapDone] = []
        at_s = 0.0
        for number, done in enumerate(self.record.intervals):
            if done.done_s <= 0.0:
                continue
            spans = self.spans_s[number] if self.spans_s else ()
            start_s = max(at_s, spans[0][0] if spans else at_s)
            end_s = max(start_s + done.done_s, spans[-1][1] if spans else 0.0)
            laps.append(
                LapDone(
                    number,
                    names[number],
                    done.direction,
                    start_s,
                    end_s - start_s,
                    done.done_s,
                    done.measured,
                )
            )
            at_s = end_s
        return tuple(laps)

    @property
    def done_s(self) -> float:
        """Seconds walked."""
        return sum(lap.done_s for lap in self.laps)

    @property
    def elapsed_s(self) -> float:
        """Seconds from the start to the last lap's end or reading."""
        last_s = float(self.readings.t_s[-1]) if self.readings.t_s.size else 0.0
        return max([last_s, *(lap.end_s for lap in self.laps)])

    def at(self, t_s: float) -> datetime:
        """Return when something was, t_s after the start."""
        return self.record.started_at + timedelta(seconds=t_s)


def lap_of(session: FinishedSession) -> IntArray:
    """Return for each reading the lap it is in, counted from 0; -1 outside of all."""
    t_s = session.readings.t_s
    found = np.full(t_s.shape, -1, dtype=np.int64)
    for k, lap in enumerate(session.laps):
        found[(t_s >= lap.start_s) & (t_s < lap.end_s)] = k
    return found
