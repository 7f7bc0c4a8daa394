"""What can happen during a session, each a small frozen fact."""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.directions import Direction
from retrowalk.errors import BadAnswer
from retrowalk.training.session import NRS_MAX, Symptom


@dataclass(frozen=True, slots=True)
class Start:
    """The person begins; pain_nrs is the pain before walking, None if not answered."""

    pain_nrs: int | None = None

    def __post_init__(self) -> None:
        _check_pain(self.pain_nrs)


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed: seconds since the last tick, by timestamps, at any rate."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Pause:
    """The person wants to rest."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The person is ready to go on."""


@dataclass(frozen=True, slots=True)
class StopPressed:
    """The person ends the session."""


@dataclass(frozen=True, slots=True)
class StumbleReported:
    """The person stumbled or had to grab the rail."""


@dataclass(frozen=True, slots=True)
class SymptomReported:
    """The person reports a reason to stop."""

    symptom: Symptom


@dataclass(frozen=True, slots=True)
class PainReported:
    """The person rates the pain now, 0 to 10."""

    nrs: int

    def __post_init__(self) -> None:
        _check_pain(self.nrs)


@dataclass(frozen=True, slots=True)
class StepsSeen:
    """A sensor saw steps; direction is what it made of them, honestly UNKNOWN if so."""

    direction: Direction


@dataclass(frozen=True, slots=True)
class SpeedSeen:
    """A treadmill reports the speed of its belt, without a sign."""

    speed_mps: float


@dataclass(frozen=True, slots=True)
class HeartRateSeen:
    """A strap reports the heart rate."""

    bpm: float


@dataclass(frozen=True, slots=True)
class SensorLost:
    """The motion sensor fell silent."""


@dataclass(frozen=True, slots=True)
class SensorBack:
    """The motion sensor speaks again."""


@dataclass(frozen=True, slots=True)
class ScreenHidden:
    """The screen went dark or another window covers the coach."""


@dataclass(frozen=True, slots=True)
class ScreenShown:
    """The person sees the coach again."""


@dataclass(frozen=True, slots=True)
class BeltFound:
    """A treadmill's radio answers; comes again after every reconnect. Nothing moves by it.

    speed_low_mps, speed_high_mps, speed_step_mps: the machine's own range and grain, None
        where it does not tell.
    may_set_speed: the person lets us set and stop the belt; False: we only listen.
    """

    speed_low_mps: float | None = None
    speed_high_mps: float | None = None
    speed_step_mps: float | None = None
    may_set_speed: bool = False


@dataclass(frozen=True, slots=True)
class BeltControlled:
    """The treadmill granted us control."""


class BeltRight(StrEnum):
    """What a treadmill can refuse."""

    CONTROL = "control"
    SPEED = "speed"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class BeltRefused:
    """The treadmill refused."""

    to: BeltRight


@dataclass(frozen=True, slots=True)
class BeltTargetSeen:
    """The treadmill says that somebody set its speed; ours come back this way, too."""

    speed_mps: float


@dataclass(frozen=True, slots=True)
class BeltTaken:
    """The treadmill took control from us."""


@dataclass(frozen=True, slots=True)
class BeltLost:
    """The treadmill's radio is gone; the belt itself may well move on."""


Event = (
    Start
    | Tick
    | Pause
    | Resume
    | StopPressed
    | StumbleReported
    | SymptomReported
    | PainReported
    | StepsSeen
    | SpeedSeen
    | HeartRateSeen
    | SensorLost
    | SensorBack
    | ScreenHidden
    | ScreenShown
    | BeltFound
    | BeltControlled
    | BeltRefused
    | BeltTargetSeen
    | BeltTaken
    | BeltLost
)


def _check_pain(nrs: int | None) -> None:
    if nrs is not None and not 0 <= nrs <= NRS_MAX:
        raise BadAnswer(f"pain is {nrs}; expected 0 to {NRS_MAX}")
