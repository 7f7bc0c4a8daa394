"""From what a radio said to events of the live session, and from commands to frames."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from retrowalk.coach import belt
from retrowalk.coach.events import (
    BeltControlled,
    BeltFound,
    BeltLost,
    BeltRefused,
    BeltRight,
    BeltTaken,
    BeltTargetSeen,
    Event,
    HeartRateSeen,
    SpeedSeen,
)
from retrowalk.devices import (
    ftms_control,
    ftms_data,
    ftms_ranges,
    ftms_status,
    gatt,
    heart_rate,
)
from retrowalk.devices.ftms_control import Op, Result
from retrowalk.devices.ftms_status import ControlLost, MachineReset, NewSpeed
from retrowalk.devices.transport import Gone, Joined, Kind, Notification, Word
from retrowalk.errors import BadFrame

T = TypeVar("T")
RIGHTS = {
    Op.REQUEST_CONTROL: BeltRight.CONTROL,
    Op.SET_SPEED: BeltRight.SPEED,
    Op.STOP_OR_PAUSE: BeltRight.STOP,
}


def events(word: Word, *, allowed: bool) -> tuple[Event, ...]:
    """Return what a word means for the session, nothing where it means nothing.

    allowed: the person lets us change and stop the belt; else we only listen.
    Raises BadFrame if a frame does not follow its specification.
    """
    match word:
        case Joined(kind):
            return (_found(word, allowed=allowed),) if kind is Kind.TREADMILL else ()
        case Gone(kind):
            return (BeltLost(),) if kind is Kind.TREADMILL else ()
        case Notification(characteristic, frame):
            means = MEANINGS.get(characteristic)
            return means(frame) if means else ()


def frame(command: belt.Command) -> bytes:
    """Return what is written to the control point. No command starts a belt."""
    match command:
        case belt.AskForControl():
            return ftms_control.encode(ftms_control.RequestControl())
        case belt.SetBeltSpeed(speed_mps):
            return ftms_control.encode(ftms_control.SetSpeed(speed_mps))
        case belt.StopBelt():
            return ftms_control.encode(ftms_control.StopBelt())


def _found(joined: Joined, *, allowed: bool) -> BeltFound:
    feature = _read(joined.read, gatt.MACHINE_FEATURE, ftms_ranges.decode_feature)
    speeds = _read(joined.read, gatt.SPEED_RANGE, ftms_ranges.decode_speed_range)
    may_be_written = allowed and gatt.CONTROL_POINT in joined.has
    if feature is not None and not feature.speed_may_be_set:
        # Its speed cannot be set: no speed is in its range. It can still be stopped.
        return BeltFound(0.0, 0.0, None, may_be_written)
    if speeds is None:
        return BeltFound(None, None, None, may_be_written)
    return BeltFound(speeds.low_mps, speeds.high_mps, speeds.step_mps, may_be_written)


def _read(read: Mapping[str, bytes], name: str, decode: Callable[[bytes], T]) -> T | None:
    try:
        return decode(read[name]) if name in read else None
    except BadFrame:
        return None  # a machine that cannot say what it can do has not told


def _belt(told: bytes) -> tuple[Event, ...]:
    speed_mps = ftms_data.decode(told).speed_mps
    return () if speed_mps is None else (SpeedSeen(speed_mps),)


def _heart(told: bytes) -> tuple[Event, ...]:
    reading = heart_rate.decode(told)
    lost_touch = reading.contact is False or reading.bpm is None
    return () if lost_touch else (HeartRateSeen(float(reading.bpm or 0)),)


def _reply(told: bytes) -> tuple[Event, ...]:
    reply = ftms_control.decode_reply(told)
    right = RIGHTS.get(Op(reply.op)) if reply.op in tuple(Op) else None
    if right is None:
        return ()
    if reply.result is not Result.SUCCESS:
        return (BeltRefused(right),)
    return (BeltControlled(),) if right is BeltRight.CONTROL else ()


def _status(told: bytes) -> tuple[Event, ...]:
    match ftms_status.decode_status(told):
        case NewSpeed(speed_mps):
            return (BeltTargetSeen(speed_mps),)
        case ControlLost() | MachineReset():
            return (BeltTaken(),)
        case _:
            return ()


MEANINGS: dict[str, Callable[[bytes], tuple[Event, ...]]] = {
    gatt.TREADMILL_DATA: _belt,
    gatt.HEART_RATE_MEASUREMENT: _heart,
    gatt.CONTROL_POINT: _reply,
    gatt.MACHINE_STATUS: _status,
}
