"""The session's stretches on one clock: walks, and the changes of direction between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.prescription import Interval


class Kind(StrEnum):
    """What a stretch of the session is for."""

    WALK = "walk"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch, half-open [start_s, end_s) on the script's clock.

    direction: the way to walk; of a change, the way to walk after it.
    interval: index of the prescribed interval; of a change, of the one after it.
    speed_most_mps, speed_least_mps: ends of the prescribed speed band, None where none is
        prescribed.
    """

    kind: Kind
    direction: Direction
    interval: int
    start_s: float
    duration_s: float
    speed_most_mps: float | None = None
    speed_least_mps: float | None = None

    def __post_init__(self) -> None:
        if self.direction not in (Direction.FORWARD, Direction.BACKWARD):
            raise BadProgramme(
                f"a script's segment goes {self.direction}; expected forward or backward"
            )
        if not (self.start_s >= 0.0 and self.duration_s > 0.0):
            raise BadProgramme(
                f"a script's segment starts at {self.start_s} s and lasts "
                f"{self.duration_s} s; expected a start of 0 or more and some duration"
            )

    @property
    def end_s(self) -> float:
        """First moment after the segment."""
        return self.start_s + self.duration_s


def laid_out(intervals: Sequence[Interval], change_s: float) -> tuple[Segment, ...]:
    """Lay intervals end to end, with a change wherever the direction turns."""
    segments: list[Segment] = []
    at_s = 0.0
    for index, interval in enumerate(intervals):
        if index and interval.direction is not intervals[index - 1].direction:
            segments.append(Segment(Kind.CHANGE, interval.direction, index, at_s, change_s))
            at_s = segments[-1].end_s
        segments.append(_walk(interval, index, at_s))
        at_s = segments[-1].end_s
    return tuple(segments)


def _walk(interval: Interval, index: int, at_s: float) -> Segment:
    band = interval.speed_mps
    return Segment(
        Kind.WALK,
        interval.direction,
        index,
        at_s,
        interval.duration_s,
        band.high if band else None,
        band.low if band else None,
    )


def walks(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return the segments that are walked, one for each prescribed interval."""
    return tuple(s for s in segments if s.kind is Kind.WALK)


def summed_s(seconds: Iterable[float]) -> float:
    """Return the sum, rounded at every addition as the player's twin rounds it.

    Not the built-in sum: from Python 3.12 on that one compensates rounding, and the two
    coaches, and the transcripts of any two Pythons, must agree to the last bit.
    """
    total_s = 0.0
    for part_s in seconds:
        total_s += part_s
    return total_s
