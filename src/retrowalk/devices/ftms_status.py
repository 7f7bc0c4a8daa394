"""Machine status (0x2ADA) and training status (0x2AD3): what happened at the treadmill.

The machine status tells what a hand, a safety key or another app did to the belt. It is
how we learn that we are not the only one who writes.
"""

from dataclasses import dataclass
from enum import IntEnum

from retrowalk.errors import BadFrame
from retrowalk.units import kmh_from_mps, mps_from_kmh

STEPS_PER_KMH = 100
STEPS_PER_PCT = 10
TEXT_IS_TOLD = 1 << 0  # flag of the training status


class Op(IntEnum):
    """First byte of a machine status that concerns the belt."""

    RESET = 0x01
    STOPPED = 0x02
    STOPPED_BY_KEY = 0x03
    STARTED = 0x04
    NEW_SPEED = 0x05
    NEW_INCLINE = 0x06
    CONTROL_LOST = 0xFF


@dataclass(frozen=True, slots=True)
class MachineReset:
    """The treadmill began anew, and has forgotten who controls it."""


@dataclass(frozen=True, slots=True)
class BeltStopped:
    """Somebody stopped the belt, or paused it."""

    paused: bool


@dataclass(frozen=True, slots=True)
class KeyPulled:
    """The safety key was pulled: the belt stops."""


@dataclass(frozen=True, slots=True)
class BeltStarted:
    """Somebody started the belt, or let it go on."""


@dataclass(frozen=True, slots=True)
class NewSpeed:
    """The belt has a new target speed, m/s, whoever set it."""

    speed_mps: float


@dataclass(frozen=True, slots=True)
class NewIncline:
    """The belt has a new target incline, per cent, whoever set it."""

    incline_pct: float


@dataclass(frozen=True, slots=True)
class ControlLost:
    """The treadmill no longer lets us write."""


@dataclass(frozen=True, slots=True)
class OtherStatus:
    """Something that does not concern the belt: a target of time, distance or the like."""

    op: int


Status = (
    MachineReset
    | BeltStopped
    | KeyPulled
    | BeltStarted
    | NewSpeed
    | NewIncline
    | ControlLost
    | OtherStatus
)

# First byte, whole length and meaning of those that carry nothing more.
BARE: dict[int, Status] = {
    Op.RESET: MachineReset(),
    Op.STOPPED_BY_KEY: KeyPulled(),
    Op.STARTED: BeltStarted(),
    Op.CONTROL_LOST: ControlLost(),
}


def decode_status(frame: bytes) -> Status:
    """Read a machine status; raise BadFrame if it is too short for what it says."""
    if not frame:
        raise BadFrame("a machine status is empty; expected at least 1 byte")
    op = frame[0]
    if op in BARE:
        return BARE[op]
    if op == Op.STOPPED:
        _check(frame, 2)
        if frame[1] not in (1, 2):
            raise BadFrame(
                f"a machine status says stopped with {frame[1]}; "
                "expected 1 for a stop or 2 for a pause"
            )
        return BeltStopped(paused=frame[1] == 2)
    if op == Op.NEW_SPEED:
        _check(frame, 3)
        return NewSpeed(mps_from_kmh(int.from_bytes(frame[1:3], "little") / STEPS_PER_KMH))
    if op == Op.NEW_INCLINE:
        _check(frame, 3)
        steps = int.from_bytes(frame[1:3], "little", signed=True)
        return NewIncline(steps / STEPS_PER_PCT)
    return OtherStatus(op)


def encode_status(status: Status) -> bytes:
    """Write a machine status, as a simulated treadmill sends it."""
    match status:
        case MachineReset():
            return bytes([Op.RESET])
        case BeltStopped(paused):
            return bytes([Op.STOPPED, 2 if paused else 1])
        case KeyPulled():
            return bytes([Op.STOPPED_BY_KEY])
        case BeltStarted():
            return bytes([Op.STARTED])
        case NewSpeed(speed_mps):
            steps = round(kmh_from_mps(speed_mps) * STEPS_PER_KMH)
            return bytes([Op.NEW_SPEED]) + steps.to_bytes(2, "little")
        case NewIncline(incline_pct):
            steps = round(incline_pct * STEPS_PER_PCT)
            return bytes([Op.NEW_INCLINE]) + steps.to_bytes(2, "little", signed=True)
        case ControlLost():
            return bytes([Op.CONTROL_LOST])
        case OtherStatus(op):
            return bytes([op])


class Training(IntEnum):
    """What a treadmill says it is doing."""

    OTHER = 0x00
    IDLE = 0x01
    WARMING_UP = 0x02
    LOW_INTERVAL = 0x03
    HIGH_INTERVAL = 0x04
    RECOVERY = 0x05
    ISOMETRIC = 0x06
    HEART_RATE_CONTROL = 0x07
    FITNESS_TEST = 0x08
    TOO_SLOW = 0x09
    TOO_FAST = 0x0A
    COOL_DOWN = 0x0B
    POWER_CONTROL = 0x0C
    MANUAL = 0x0D
    BEFORE_WORKOUT = 0x0E
    AFTER_WORKOUT = 0x0F


@dataclass(frozen=True, slots=True)
class TrainingStatus:
    """What a treadmill says it is doing, and its own words for it, "" where it has none."""

    training: Training
    text: str = ""


def decode_training(frame: bytes) -> TrainingStatus:
    """Read a training status; raise BadFrame if it is too short. Later codes are OTHER."""
    if len(frame) < 2:
        raise BadFrame(f"a training status is {len(frame)} bytes; expected at least 2")
    known = frame[1] in tuple(Training)
    # A text may be cut in mid-letter by the frame's end; what can be read is enough.
    text = frame[2:].decode("utf-8", "replace") if frame[0] & TEXT_IS_TOLD else ""
    return TrainingStatus(Training(frame[1]) if known else Training.OTHER, text)


def encode_training(status: TrainingStatus) -> bytes:
    """Write a training status, as a simulated treadmill sends it."""
    text = status.text.encode()
    return bytes([TEXT_IS_TOLD if text else 0, status.training]) + text


def _check(frame: bytes, expected: int) -> None:
    if len(frame) < expected:
        raise BadFrame(
            f"machine status {frame.hex(' ')} is {len(frame)} bytes; expected {expected}"
        )
