"""Where a treadmill's belt stands, as its radio tells it, and what it may be asked to do.

There is no command that starts a belt: the person on it does, by hand.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from retrowalk.coach.cues import Cue


class Change(StrEnum):
    """A change of speed that was announced and not yet made."""

    FASTER = "faster"
    SLOWER = "slower"


@dataclass(frozen=True, slots=True)
class Machine:
    """A treadmill's own range and grain of speed; None where it does not tell."""

    low_mps: float | None = None
    high_mps: float | None = None
    grain_mps: float | None = None


@dataclass(frozen=True, slots=True)
class Stopping:
    """A stop that was asked for and is not confirmed.

    stood: the belt already stood when it was asked for.
    least_mps: slowest reading since then, None before the first.
    due_s: when to ask first: at once, or once the person was warned.
    slower_s: when the belt last got slower than that, or the stop was due.
    zeros: readings of zero in a row.
    sent_s: latest stop command. told_s, told: when last and how often the person was told
        that the belt has not stopped.
    """

    stood: bool
    due_s: float
    slower_s: float
    least_mps: float | None = None
    zeros: int = 0
    sent_s: float | None = None
    told_s: float | None = None
    told: int = 0


@dataclass(frozen=True)  # without slots, so that `at` and `read` copy it in a microsecond
class Belt:
    """A belt; all moments are seconds of its own clock, which also runs while paused.

    may_set: the person lets us set and stop the belt.
    linked: its radio answers. controlled: the treadmill lets us set it.
    let_go: its speed is somebody else's for the rest of the session.
    was_lost: it was out of reach during the session; then it is never made faster.
    told_lost: the person was told so, and not yet that it is back.
    speed_mps: latest reading, heard at heard_s; None where not known.
    moving_s: since when it moves; None while it stands or nobody knows.
    top_mps: highest reading since it stood or was slowed by us; None before the first.
    segment: row of the script that left_alone is about.
    left_alone: the person made the belt slower by hand, so we do not make it faster.
    change, announced_s: the change that was announced, and when.
    asked: the speeds asked for of late, each with its moment; the last one always.
    stop_said_s: when it was said that the belt will stop as this walk ends, None before.
    stopping: the stop that is under way, None where none is.
    was_walking: the session was in a walk after the last event.
    """

    may_set: bool = False
    linked: bool = False
    controlled: bool = False
    let_go: bool = False
    was_lost: bool = False
    told_lost: bool = False
    machine: Machine = Machine()
    clock_s: float = 0.0
    speed_mps: float | None = None
    heard_s: float | None = None
    moving_s: float | None = None
    top_mps: float | None = None
    segment: int = -1
    left_alone: bool = False
    change: Change | None = None
    announced_s: float = 0.0
    asked: tuple[tuple[float, float], ...] = ()
    stop_said_s: float | None = None
    stopping: Stopping | None = None
    was_walking: bool = False

    def at(self, clock_s: float) -> "Belt":
        """Return the belt at another moment, as dataclasses.replace would, but quickly."""
        return self._with({"clock_s": clock_s})

    def read(
        self, speed_mps: float, moving_s: float | None, top_mps: float | None
    ) -> "Belt":
        """Return the belt with what it said now, quickly as well."""
        news = {"speed_mps": speed_mps, "moving_s": moving_s, "top_mps": top_mps}
        return self._with(news | {"heard_s": self.clock_s, "told_lost": False})

    def _with(self, news: dict[str, Any]) -> "Belt":
        other = object.__new__(Belt)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(news)
        return other


@dataclass(frozen=True, slots=True)
class AskForControl:
    """Ask to be the one whose commands count. Moves nothing."""


@dataclass(frozen=True, slots=True)
class SetBeltSpeed:
    """Ask a moving belt for another speed."""

    speed_mps: float


@dataclass(frozen=True, slots=True)
class StopBelt:
    """Ask the belt to stop."""


Command = AskForControl | SetBeltSpeed | StopBelt
Followed = tuple[Belt, tuple[Command, ...], tuple[Cue, ...]]
