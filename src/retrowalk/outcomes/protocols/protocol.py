"""What a guided test is: how it is set up, told, done, and what it gives.

Two ways to do a test are two protocols, however alike: their results are never averaged
or compared, because seconds of one are not seconds of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from retrowalk.directions import Direction

NO_PARAMETERS: Mapping[str, float] = MappingProxyType({})


class Way(StrEnum):
    """How a device takes a trial of the test."""

    STOPWATCH = "stopwatch"  # from a tone to a tap
    COUNTDOWN = "countdown"  # a fixed time, in which something is counted or walked
    HOLD = "hold"  # how long a position is kept, up to a limit
    SWAY = "sway"  # standing with the phone on the body; with hold_s a break is a result
    ANGLE = "angle"  # the phone as an inclinometer
    REACTION = "reaction"  # taps after something appears
    COLOURS = "colours"  # taps on the colour of a word
    TWO_BACK = "two_back"  # taps on a letter that came two before
    TOLD = "told"  # a number that is typed in


class Gives(StrEnum):
    """What of a trial makes the value of a measure."""

    TIME = "time"  # seconds
    SPEED = "speed"  # the protocol's distance by the time, m/s
    COUNT = "count"
    DISTANCE = "distance"  # m
    EXERTION = "exertion"  # CR10
    HEART_RATE = "heart_rate"  # beats/min
    VALUE = "value"  # as the device measured it or the person typed it
    STAGES = "stages"  # how many parts in a row were held to their limit
    SLOWER_PCT = "slower_pct"  # how much slower the second walked part is than the first
    FEWER_PCT = (
        "fewer_pct"  # how many fewer right answers a second than in the part at rest
    )


class Summary(StrEnum):
    """How several trials make one value."""

    MEAN = "mean"
    BEST = "best"
    ONLY = "only"  # there is one


@dataclass(frozen=True, slots=True)
class Part:
    """One position or task of a test; most tests have a single one.

    limit_s: a hold ends there; None where there is no limit.
    target: the angle to find, deg; None where there is none.
    counts: whether right answers are counted in it.
    """

    key: str
    told: str
    limit_s: float | None = None
    target: float | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure that the test gives.

    part: the part it comes from; empty for the only one, or for a comparison of parts.
    """

    measure: str
    gives: Gives
    part: str = ""


@dataclass(frozen=True, slots=True)
class Protocol:
    """One guided test.

    readings: what it gives, the principal measure first.
    needs, set_up, safety, told: short sentences; told is read out before each trial.
    checks: what has to be true right before it begins, in the person's words; ticked one by one.
    helper: whether somebody has to stand beside; alone it does not begin.
    practice_trials: done first and never counted. trials: counted ones, of each part.
    rest_s: at least so long between two trials.
    duration_s: of a countdown. distance_m: of a timed distance.
    marks_m: of a timed distance, where on the path the clock starts and stops, m from the
        start; None where it runs from the tone.
    direction: the way it is walked, None where nothing is walked.
    parameters: what else the device has to know, by names with their unit.
    practice_effect: what is known of doing better only for knowing the test.
    every_days: None where the usual days of a retest hold (retest.py).
    sources: keys of the evidence library.
    """

    key: str
    name: str
    way: Way
    readings: tuple[Reading, ...]
    set_up: tuple[str, ...]
    safety: tuple[str, ...]
    told: str
    sources: tuple[str, ...]
    needs: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    parts: tuple[Part, ...] = (Part("", ""),)
    helper: bool = False
    practice_trials: int = 0
    trials: int = 1
    rest_s: float = 0.0
    summary: Summary = Summary.ONLY
    duration_s: float | None = None
    distance_m: float | None = None
    marks_m: tuple[float, float] | None = None
    direction: Direction | None = None
    practice_effect: str = (
        "How much people gain only by knowing this test is not known; so the first results "
        "are a baseline, not progress."
    )
    every_days: int | None = None
    version: int = 1
    parameters: Mapping[str, float] = field(default_factory=lambda: NO_PARAMETERS)

    @property
    def principal(self) -> str:
        """The key of the measure it is done for."""
        return self.readings[0].measure
