"""Where a live session stands: everything the rules need, and nothing else."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from retrowalk.coach.script import Script
from retrowalk.coach.segments import Segment
from retrowalk.training.session import Ending, Symptom


class Phase(StrEnum):
    """What the person is doing now, as far as the coach was told."""

    READY = "ready"
    WALKING = "walking"
    CHANGING = "changing"
    PAUSED = "paused"
    OVER = "over"


MOVING = frozenset({Phase.WALKING, Phase.CHANGING})
# Members looked up once: every event asks for them, and an enum's lookup is slow.
_WALKING, _CHANGING = Phase.WALKING, Phase.CHANGING


@dataclass(frozen=True)  # without slots, so that `at` can copy it in a microsecond
class Live:
    """A session under way.

    at_s: the script's clock; it runs while walking and changing, never while paused.
    pain_before_nrs, pain_nrs: first and latest rating, None where not answered.
    pain_most_nrs: highest rating since the start, None where none was told.
    direction_said_s, speed_said_s, slow_said_s, heart_said_s: at_s of the latest
        correction of that sort, None before the first.
    heart_warnings: how often in a row the heart rate was above the limit when it was due
        to say so.
    """

    script: Script
    phase: Phase = Phase.READY
    at_s: float = 0.0
    ending: Ending | None = None
    pain_before_nrs: int | None = None
    pain_nrs: int | None = None
    pain_most_nrs: int | None = None
    stumbles: int = 0
    symptoms: tuple[Symptom, ...] = ()
    sensor_lost: bool = False
    screen_hidden: bool = False
    direction_said_s: float | None = None
    speed_said_s: float | None = None
    slow_said_s: float | None = None
    heart_said_s: float | None = None
    heart_warnings: int = 0

    @property
    def moving(self) -> bool:
        """Whether the clock runs: the person walks, or changes direction."""
        return self.phase is _WALKING or self.phase is _CHANGING

    def at(self, at_s: float) -> "Live":
        """Return the session at another moment, as dataclasses.replace would, but quickly."""
        later = object.__new__(Live)
        later.__dict__.update(self.__dict__)
        later.__dict__["at_s"] = at_s
        return later

    @property
    def index(self) -> int:
        """Row of the segment the clock is in; the last one once the script is over."""
        ends_s = self.script.ends_s
        return min(bisect_right(ends_s, self.at_s), len(ends_s) - 1)

    @property
    def segment(self) -> Segment:
        """The segment the clock is in; the last one once the script is over."""
        return self.script.segments[self.index]

    @property
    def left_s(self) -> float:
        """Seconds left of the segment the clock is in."""
        return self.segment.end_s - self.at_s

    @property
    def done_s(self) -> tuple[float, ...]:
        """Seconds walked of every prescribed interval; pauses and changes not counted.

        Derived from the clock, so that it cannot disagree with it.
        """
        return tuple(self._done_s(walk) for walk in self.script.walks)

    def _done_s(self, walk: Segment) -> float:
        if self.at_s >= walk.end_s:
            return walk.duration_s
        return min(max(self.at_s - walk.start_s, 0.0), walk.duration_s)


def begin(script: Script) -> Live:
    """Return a session that is ready to start."""
    return Live(script)
