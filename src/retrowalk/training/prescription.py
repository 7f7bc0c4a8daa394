"""One session's dose: what to walk, how long, with what support."""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme


@dataclass(frozen=True, slots=True)
class Band:
    """A target with room on both sides."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise BadProgramme(f"a band runs from {self.low} down to {self.high}")


class Place(StrEnum):
    """Where the session is walked."""

    TREADMILL = "treadmill"
    HALLWAY = "hallway"
    GYM_FLOOR = "gym_floor"
    TRACK = "track"
    OUTDOORS_WITH_PARTNER = "outdoors_with_partner"


class Support(StrEnum):
    """What keeps the person upright if a step goes wrong."""

    NONE = "none"
    RAIL_OR_WALL = "rail_or_wall"
    SECOND_PERSON = "second_person"


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of walking in one told direction.

    direction: FORWARD or BACKWARD; nobody is told to walk in an unknown direction.
    duration_s: seconds, more than 0.
    speed_mps: belt or walking speed aimed at; None means "comfortable".
    """

    direction: Direction
    duration_s: float
    speed_mps: Band | None = None

    def __post_init__(self) -> None:
        if self.direction not in (Direction.FORWARD, Direction.BACKWARD):
            raise BadProgramme(
                f"an interval was told to go {self.direction}; expected forward or backward"
            )
        if not self.duration_s > 0.0:
            raise BadProgramme(
                f"an interval lasts {self.duration_s} s; expected more than 0"
            )


@dataclass(frozen=True, slots=True)
class Prescription:
    """One session's dose.

    programme: key of the programme it comes from.
    sources: keys of the evidence library behind its figures.
    """

    programme: str
    intervals: tuple[Interval, ...]
    place: Place
    support: Support
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.intervals:
            raise BadProgramme("a prescription has no intervals; expected at least one")

    @property
    def duration_s(self) -> float:
        """Seconds of walking in both directions, changes of direction not counted."""
        return sum(i.duration_s for i in self.intervals)

    @property
    def backward_s(self) -> float:
        """Seconds of backward walking."""
        return sum(
            i.duration_s for i in self.intervals if i.direction is Direction.BACKWARD
        )
