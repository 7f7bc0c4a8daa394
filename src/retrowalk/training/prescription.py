"""One session's dose: what to walk, how long, with what support."""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme

# Backward, people change from walking to running at 1.63 m/s (hreljac2005); this keeps a
# margin below it (design_speed_limit). No prescription is ever built above it.
BACKWARD_SPEED_MAX_MPS = 1.5
# Below the steepest slope of training seen, 15 degrees or 27 % (shen2021), and half again
# as steep as the steepest of healthy adults, 10 % (cha2016); design_own_programme.
INCLINE_MAX_PCT = 15.0


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


_BACKWARD = Direction.BACKWARD


class Variation(StrEnum):
    """What is different from plain level walking; one at a time."""

    ARM_SWING = "arm_swing"
    SHOULDER_CHECKS = "shoulder_checks"
    HANDS_FREE = "hands_free"
    DUAL_TASK = "dual_task"
    LUNGES = "lunges"


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of walking in one told direction.

    direction: FORWARD or BACKWARD; nobody is told to walk in an unknown direction.
    duration_s: seconds, more than 0.
    speed_mps: belt or walking speed aimed at; None means "comfortable". Backward never
        above BACKWARD_SPEED_MAX_MPS.
    incline_pct: slope, 0 to INCLINE_MAX_PCT; walking uphill is positive in both directions.
    cadence_spm, heart_rate_bpm, rpe_cr10: aimed at; None where nothing is aimed at.
    variation: None for plain walking.
    """

    direction: Direction
    duration_s: float
    speed_mps: Band | None = None
    incline_pct: float = 0.0
    cadence_spm: Band | None = None
    heart_rate_bpm: Band | None = None
    rpe_cr10: Band | None = None
    variation: Variation | None = None

    def __post_init__(self) -> None:
        if self.direction not in (Direction.FORWARD, Direction.BACKWARD):
            raise BadProgramme(
                f"an interval was told to go {self.direction}; expected forward or backward"
            )
        if not self.duration_s > 0.0:
            raise BadProgramme(
                f"an interval lasts {self.duration_s} s; expected more than 0"
            )
        if not 0.0 <= self.incline_pct <= INCLINE_MAX_PCT:
            raise BadProgramme(
                f"an interval has a slope of {self.incline_pct:g} %; expected 0 to "
                f"{INCLINE_MAX_PCT:g} %"
            )
        if self.direction is Direction.BACKWARD and self._too_fast:
            raise BadProgramme(
                f"a backward interval goes up to {self.speed_mps and self.speed_mps.high:g} "
                f"m/s; expected at most {BACKWARD_SPEED_MAX_MPS} m/s"
            )

    @property
    def _too_fast(self) -> bool:
        return self.speed_mps is not None and self.speed_mps.high > BACKWARD_SPEED_MAX_MPS


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
        # A list: every decision asks for this several times, and a generator costs more.
        return sum([i.duration_s for i in self.intervals if i.direction is _BACKWARD])

    @property
    def longest_bout_s(self) -> float:
        """Seconds of the longest backward interval; 0 where nothing is walked backward."""
        return max(
            [i.duration_s for i in self.intervals if i.direction is _BACKWARD], default=0.0
        )

    @property
    def incline_pct(self) -> float:
        """The steepest slope of the session."""
        return max(i.incline_pct for i in self.intervals)
