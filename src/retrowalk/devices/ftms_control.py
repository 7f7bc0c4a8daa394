"""The fitness machine control point (0x2AD9): what may be asked of a treadmill.

Retrowalk never starts a belt: the person on it does, by hand. So START_OR_RESUME (07)
can be read here, which a simulated treadmill must do, but there is no way to write it.
"""

from dataclasses import dataclass
from enum import IntEnum

from retrowalk.errors import BadFrame
from retrowalk.units import kmh_from_mps, mps_from_kmh

STEPS_PER_KMH = 100
STEPS_PER_PCT = 10


class Op(IntEnum):
    """First byte of a frame."""

    REQUEST_CONTROL = 0x00
    SET_SPEED = 0x02
    SET_INCLINE = 0x03
    START_OR_RESUME = 0x07
    STOP_OR_PAUSE = 0x08
    REPLY = 0x80


class Result(IntEnum):
    """What the treadmill answered."""

    SUCCESS = 1
    NOT_SUPPORTED = 2
    OUT_OF_RANGE = 3
    FAILED = 4
    CONTROL_NOT_PERMITTED = 5


SENTENCES = {
    Result.SUCCESS: "The treadmill did what was asked.",
    Result.NOT_SUPPORTED: "The treadmill cannot do that.",
    Result.OUT_OF_RANGE: "The treadmill refused: the value is outside its range.",
    Result.FAILED: "The treadmill tried and failed.",
    Result.CONTROL_NOT_PERMITTED: "The treadmill refused: it has not granted control.",
}


@dataclass(frozen=True, slots=True)
class RequestControl:
    """Ask to be the one who writes; moves nothing."""


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Ask for a belt speed, m/s."""

    speed_mps: float


@dataclass(frozen=True, slots=True)
class SetIncline:
    """Ask for an incline, per cent."""

    incline_pct: float


@dataclass(frozen=True, slots=True)
class StopBelt:
    """Ask the belt to stop."""


@dataclass(frozen=True, slots=True)
class PauseBelt:
    """Ask the belt to pause."""


@dataclass(frozen=True, slots=True)
class StartBelt:
    """Somebody asks the belt to start. Retrowalk never does."""


Command = RequestControl | SetSpeed | SetIncline | StopBelt | PauseBelt


@dataclass(frozen=True, slots=True)
class Reply:
    """What the treadmill answered to the command with this op."""

    op: int
    result: Result

    @property
    def sentence(self) -> str:
        """The answer in words."""
        return SENTENCES[self.result]


def encode(command: Command) -> bytes:
    """Write a command; raise BadFrame if it starts a belt or does not fit its field."""
    match command:
        case RequestControl():
            return bytes([Op.REQUEST_CONTROL])
        case SetSpeed(speed_mps):
            steps = round(kmh_from_mps(speed_mps) * STEPS_PER_KMH)
            return bytes([Op.SET_SPEED]) + _two_bytes("speed", steps, signed=False)
        case SetIncline(incline_pct):
            steps = round(incline_pct * STEPS_PER_PCT)
            return bytes([Op.SET_INCLINE]) + _two_bytes("incline", steps, signed=True)
        case StopBelt():
            return bytes([Op.STOP_OR_PAUSE, 1])
        case PauseBelt():
            return bytes([Op.STOP_OR_PAUSE, 2])
        case _:
            raise BadFrame(
                f"{type(command).__name__} is not ours to send; "
                "the belt is started by the person on it"
            )


def decode(frame: bytes) -> Command | StartBelt:
    """Read a command, as a simulated treadmill receives it; raise BadFrame if it is none."""
    if frame == bytes([Op.REQUEST_CONTROL]):
        return RequestControl()
    if frame == bytes([Op.START_OR_RESUME]):
        return StartBelt()
    if frame == bytes([Op.STOP_OR_PAUSE, 1]):
        return StopBelt()
    if frame == bytes([Op.STOP_OR_PAUSE, 2]):
        return PauseBelt()
    if frame[:1] == bytes([Op.SET_SPEED]) and len(frame) == 3:
        return SetSpeed(mps_from_kmh(int.from_bytes(frame[1:], "little") / STEPS_PER_KMH))
    if frame[:1] == bytes([Op.SET_INCLINE]) and len(frame) == 3:
        steps = int.from_bytes(frame[1:], "little", signed=True)
        return SetIncline(steps / STEPS_PER_PCT)
    raise BadFrame(
        f"control point frame {frame.hex(' ') or '(empty)'} is no command we know; "
        "expected 00, 02 or 03 with two bytes, 07, 08 01 or 08 02"
    )


def encode_reply(reply: Reply) -> bytes:
    """Write an answer, as a simulated treadmill sends it."""
    return bytes([Op.REPLY, reply.op, reply.result])


def decode_reply(frame: bytes) -> Reply:
    """Read an answer; raise BadFrame if it is none."""
    if len(frame) < 3 or frame[0] != Op.REPLY:
        raise BadFrame(
            f"control point answer {frame.hex(' ') or '(empty)'} cannot be read; "
            "expected 80, the command, and a result"
        )
    if frame[2] not in tuple(Result):
        raise BadFrame(f"control point answer has result {frame[2]}; expected 1 to 5")
    return Reply(frame[1], Result(frame[2]))


def _two_bytes(what: str, steps: int, *, signed: bool) -> bytes:
    try:
        return steps.to_bytes(2, "little", signed=signed)
    except OverflowError as error:
        raise BadFrame(
            f"a {what} of {steps} steps does not fit the two bytes of its field"
        ) from error
