"""What came of one session: the person's answers and what the sensors saw."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from retrowalk.directions import Direction
from retrowalk.errors import BadAnswer
from retrowalk.training.prescription import Prescription

NRS_MAX = 10  # numeric rating scale of pain, points
CR10_MAX = 10.0  # category-ratio scale of exertion, points


class Ending(StrEnum):
    """How the session ended."""

    COMPLETED = "completed"
    STOPPED_BY_CHOICE = "stopped_by_choice"
    STOPPED_BY_PAIN = "stopped_by_pain"
    STOPPED_BY_SYMPTOM = "stopped_by_symptom"


class Symptom(StrEnum):
    """A reason to stop that the person can report with one tap."""

    FALL = "fall"
    CHEST_PAIN = "chest_pain"
    DIZZINESS = "dizziness"
    BREATHLESSNESS = "breathlessness"
    NEW_NUMBNESS_OR_WEAKNESS = "new_numbness_or_weakness"
    KNEE_GAVE_WAY = "knee_gave_way"
    SHARP_PAIN = "sharp_pain"


# What may be reported: a symptom, or that one ended a session which nobody named.
Reported = Symptom | Literal[Ending.STOPPED_BY_SYMPTOM]
UNNAMED: Final = Ending.STOPPED_BY_SYMPTOM


def reported_in(ending: Ending, symptoms: Iterable[Symptom]) -> tuple[Reported, ...]:
    """Return what a session reported; a stop by a symptom that nobody named counts, too."""
    named = tuple(symptoms)
    if ending is Ending.STOPPED_BY_SYMPTOM and not named:
        return (UNNAMED,)
    return named


@dataclass(frozen=True, slots=True)
class MeasuredWalk:
    """What the sensor saw of one interval; None means not measured, never zero.

    direction: what most of the steps did, which may differ from what was told.
    steps: number of steps seen.
    """

    direction: Direction
    steps: int
    cadence_spm: float | None
    why_unknown: str | None = None

    def __post_init__(self) -> None:
        if self.steps < 0:
            raise BadAnswer(f"steps is {self.steps}; expected 0 or more")


@dataclass(frozen=True, slots=True)
class IntervalDone:
    """One prescribed interval and how much of it was walked."""

    direction: Direction
    prescribed_s: float
    done_s: float
    measured: MeasuredWalk | None

    def __post_init__(self) -> None:
        if not (self.prescribed_s > 0.0 and self.done_s >= 0.0):
            raise BadAnswer(
                f"an interval of {self.prescribed_s} s was walked for {self.done_s} s; "
                "expected more than 0 and at least 0"
            )


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """What came of one session.

    session_id: the client's identifier, the same in every retry.
    pain_before, pain_after: 0-10 numeric rating, None where not answered.
    pain_during: the highest rating reported while walking, None where none was reported.
    pain_next_morning: 0-10, asked the day after; None while it is not answered.
    rpe_cr10: 0-10 perceived exertion, None where not answered.
    stumbles: number reported; None where not answered.
    """

    session_id: str
    started_at: datetime
    prescription: Prescription
    ending: Ending
    intervals: tuple[IntervalDone, ...]
    pain_before: int | None
    pain_after: int | None
    rpe_cr10: float | None
    stumbles: int | None
    symptoms: tuple[Symptom, ...] = ()
    simulated: bool = False
    pain_during: int | None = None
    pain_next_morning: int | None = None

    def __post_init__(self) -> None:
        _check("pain before", self.pain_before, NRS_MAX)
        _check("pain during", self.pain_during, NRS_MAX)
        _check("pain after", self.pain_after, NRS_MAX)
        _check("pain on the next morning", self.pain_next_morning, NRS_MAX)
        _check("exertion (CR10)", self.rpe_cr10, CR10_MAX)
        if self.stumbles is not None and self.stumbles < 0:
            raise BadAnswer(f"stumbles is {self.stumbles}; expected 0 or more")
        if self.started_at.tzinfo is None:
            raise BadAnswer("the session's start has no time zone; expected one")

    @property
    def adherence(self) -> float:
        """Walked share of the prescribed time, 0 to 1."""
        return min(
            1.0, sum(i.done_s for i in self.intervals) / self.prescription.duration_s
        )

    @property
    def reported(self) -> tuple[Reported, ...]:
        """The symptoms, or that the session was stopped by one that nobody named."""
        return reported_in(self.ending, self.symptoms)

    @property
    def backward_done_s(self) -> float:
        """Seconds walked in intervals that were told backward."""
        return sum(i.done_s for i in self.intervals if i.direction is Direction.BACKWARD)


def _check(what: str, value: float | None, most: float) -> None:
    if value is not None and not 0 <= value <= most:
        raise BadAnswer(f"{what} is {value}; expected 0 to {most:g}")
