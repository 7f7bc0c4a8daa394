"""A test somebody did, trial by trial, as it came: nothing is averaged away here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import isfinite
from types import MappingProxyType

from retrowalk.errors import BadAnswer

MOST_TRIALS = 40  # of one test; four parts of ten
LONGEST_S = 3600.0  # s; no trial here lasts an hour
FARTHEST_M = 2000.0  # m
MOST_COUNT = 1000
MOST_NUMBERS = 4000  # of all series of one trial: 30 s at 60 Hz of two signals, and more
MOST_SERIES = 40  # of one trial
MOST_HAPPENED = 20  # things that went wrong in one trial
# What may go wrong beside the symptoms that training knows, see Trial.happened.
PAIN = "pain"
LOST_BALANCE = "lost_balance"
BY_CHOICE = "by_choice"  # nothing did: the person just stopped
NOTHING: Mapping[str, float] = MappingProxyType({})
NO_SERIES: Mapping[str, tuple[float, ...]] = MappingProxyType({})


class Ended(StrEnum):
    """How a test or a trial of it came to its end."""

    DONE = "done"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Trial:
    """One go at a test, or at one part of it.

    part: key of the protocol's part. practice: never counted.
    time_s, laps_s, count, distance_m, rpe_cr10, heart_rate_bpm: None or empty where not taken.
    values: what a device measured or a person typed, by key of the measure.
    series: what values are worked out from, number by number in the order it came, by name:
        moments and answers of a reaction test, in the unit that the name ends with.
    confirmed: the person was asked whether an unlikely result is right, and says yes.
    happened: what went wrong in it, as the person told it: keys of symptoms, PAIN, LOST_BALANCE,
        or BY_CHOICE alone; empty where nothing was told.

    Raises BadAnswer for a figure that nobody could have typed on purpose.
    """

    part: str = ""
    practice: bool = False
    ended: Ended = Ended.DONE
    time_s: float | None = None
    laps_s: tuple[float, ...] = ()
    count: int | None = None
    distance_m: float | None = None
    rpe_cr10: float | None = None
    heart_rate_bpm: float | None = None
    values: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    confirmed: bool = False
    series: Mapping[str, tuple[float, ...]] = field(default_factory=lambda: NO_SERIES)
    happened: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _within("the time", self.time_s, LONGEST_S, "seconds")
        _within("the distance", self.distance_m, FARTHEST_M, "metres")
        _within("the count", self.count, MOST_COUNT, "")
        _within("exertion", self.rpe_cr10, 10.0, "points")
        _within("the heart rate", self.heart_rate_bpm, 300.0, "beats per minute")
        for lap in self.laps_s:
            _within("a lap", lap, LONGEST_S, "seconds")
        for key, value in self.values.items():
            if not isfinite(value):
                raise BadAnswer(f"{key} is {value}; expected a number")
        _bounded(self.series)
        if len(self.happened) > MOST_HAPPENED:
            raise BadAnswer(
                f"{len(self.happened)} things went wrong in a trial; expected at most "
                f"{MOST_HAPPENED}"
            )


@dataclass(frozen=True, slots=True)
class TakenTest:
    """One test that was done.

    protocol: its key. version: of the protocol, as the device had it.
    taken_at: when it was begun. ended_at: when its last trial was over; None where not told.
    """

    protocol: str
    taken_at: datetime
    trials: tuple[Trial, ...]
    version: int = 1
    ended: Ended = Ended.DONE
    simulated: bool = False
    note: str = ""
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        if len(self.trials) > MOST_TRIALS:
            raise BadAnswer(
                f"the test has {len(self.trials)} trials; expected at most {MOST_TRIALS}"
            )
        if self.taken_at.utcoffset() is None:
            raise BadAnswer("the time of the test has no time zone; expected one")
        if self.ended_at is None:
            return
        if self.ended_at.utcoffset() is None:
            raise BadAnswer("the end of the test has no time zone; expected one")
        if self.ended_at < self.taken_at:
            raise BadAnswer("the test ended before it began; look at the clock once more")


def _within(name: str, value: float | None, highest: float, unit: str) -> None:
    if value is None or 0.0 <= value <= highest:
        return
    raise BadAnswer(f"{name} is {value:g} {unit}".rstrip() + f"; expected 0 to {highest:g}")


def _bounded(series: Mapping[str, tuple[float, ...]]) -> None:
    if len(series) > MOST_SERIES:
        raise BadAnswer(f"a trial has {len(series)} series; expected at most {MOST_SERIES}")
    numbers = sum(len(one) for one in series.values())
    if numbers > MOST_NUMBERS:
        raise BadAnswer(
            f"the series of a trial hold {numbers} numbers; expected at most {MOST_NUMBERS}"
        )
    for name, one in series.items():
        if odd := next((value for value in one if not isfinite(value)), None):
            raise BadAnswer(f"the series {name} holds {odd}; expected numbers")
