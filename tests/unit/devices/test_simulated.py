"""The simulated devices speak real bytes, and only a hand starts their belt."""

import pytest

from retrowalk.coach.events import HeartRateSeen, SpeedSeen
from retrowalk.devices import ftms_control, gatt, hearing
from retrowalk.devices.ftms_control import (
    Reply,
    RequestControl,
    Result,
    SetSpeed,
    StopBelt,
)
from retrowalk.devices.simulated import SimulatedDevices
from retrowalk.devices.transport import Joined, Notification
from retrowalk.errors import BadFrame

START = bytes([0x07])


def asked(devices: SimulatedDevices, *frames: bytes) -> list[Result]:
    """Write the frames and return the answers."""
    devices.heard()
    for frame in frames:
        devices.write(gatt.CONTROL_POINT, frame)
    return [ftms_control.decode_reply(frame).result for frame in answers(devices)]


def answers(devices: SimulatedDevices) -> list[bytes]:
    return [
        word.frame
        for word in devices.heard()
        if isinstance(word, Notification) and word.characteristic == gatt.CONTROL_POINT
    ]


def speeds(devices: SimulatedDevices) -> list[float]:
    events = [
        event for word in devices.heard() for event in hearing.events(word, allowed=True)
    ]
    return [event.speed_mps for event in events if isinstance(event, SpeedSeen)]


def test_it_says_that_it_is_simulated():
    assert SimulatedDevices().simulated


def test_both_devices_speak_once_a_second_however_time_passes():
    by_parts, at_once = SimulatedDevices(), SimulatedDevices()
    for _ in range(12):
        by_parts.pass_time(0.25)
    at_once.pass_time(3.0)
    said = by_parts.heard()
    assert [type(word) for word in said[:2]] == [Joined, Joined]
    assert [n.characteristic for n in said[2:] if isinstance(n, Notification)] == [
        gatt.TREADMILL_DATA,
        gatt.HEART_RATE_MEASUREMENT,
    ] * 3
    assert len(at_once.heard()) == 8


def test_the_belt_stands_until_a_hand_starts_it():
    devices = SimulatedDevices()
    frames = [ftms_control.encode(c) for c in (RequestControl(), SetSpeed(0.5))]
    assert asked(devices, *frames, START) == [
        Result.SUCCESS,
        Result.OUT_OF_RANGE,
        Result.NOT_SUPPORTED,
    ]
    devices.pass_time(10.0)
    assert set(speeds(devices)) == {0.0}
    devices.press_start(0.5)
    devices.pass_time(10.0)
    assert speeds(devices)[-1] == pytest.approx(0.5)


def test_nothing_is_obeyed_before_control_is_granted():
    devices = SimulatedDevices()
    devices.press_start(0.5)
    stop = ftms_control.encode(StopBelt())
    assert asked(devices, stop) == [Result.CONTROL_NOT_PERMITTED]


def test_an_asked_for_stop_brings_the_belt_to_rest():
    devices = SimulatedDevices()
    devices.press_start(0.5)
    devices.pass_time(10.0)
    asked(devices, ftms_control.encode(RequestControl()), ftms_control.encode(StopBelt()))
    devices.pass_time(10.0)
    assert speeds(devices)[-1] == 0.0


def test_a_garbled_command_is_answered_and_moves_nothing():
    devices = SimulatedDevices()
    assert asked(devices, b"", b"\x02\x01", b"\xff") == [Result.NOT_SUPPORTED] * 3
    devices.pass_time(2.0)
    assert set(speeds(devices)) == {0.0}


def test_nothing_but_the_control_point_can_be_written():
    with pytest.raises(BadFrame, match="nothing can be written to"):
        SimulatedDevices().write(gatt.TREADMILL_DATA, b"\x00")


def test_the_heart_rises_while_the_belt_moves():
    devices = SimulatedDevices()
    devices.pass_time(5.0)
    at_rest = devices.bpm
    devices.press_start(1.0)
    devices.pass_time(60.0)
    assert devices.bpm > at_rest


@pytest.mark.parametrize(
    ("characteristic", "frame", "meant"),
    [
        (gatt.TREADMILL_DATA, "00 00 68 01", SpeedSeen(1.0)),
        (gatt.TREADMILL_DATA, "01 01 78", None),
        (gatt.HEART_RATE_MEASUREMENT, "06 78", HeartRateSeen(120.0)),
        (gatt.HEART_RATE_MEASUREMENT, "00 78", HeartRateSeen(120.0)),
        (gatt.HEART_RATE_MEASUREMENT, "04 78", None),
        (gatt.HEART_RATE_MEASUREMENT, "06 00", None),
        (gatt.CONTROL_POINT, "80 08 01", None),
    ],
)
def test_a_frame_becomes_an_event_only_if_it_says_something(
    characteristic: str, frame: str, meant: object
):
    heard = Notification(characteristic, bytes.fromhex(frame))
    assert hearing.events(heard, allowed=True) == (() if meant is None else (meant,))


def test_a_short_frame_is_no_event_but_a_refusal():
    with pytest.raises(BadFrame):
        hearing.events(Notification(gatt.TREADMILL_DATA, b"\x00"), allowed=True)


def test_an_answer_names_the_command_it_answers():
    devices = SimulatedDevices()
    devices.write(gatt.CONTROL_POINT, START)
    (answer,) = answers(devices)
    assert ftms_control.decode_reply(answer) == Reply(0x07, Result.CONTROL_NOT_PERMITTED)


def test_a_uuid_is_spelled_in_full():
    assert gatt.TREADMILL_DATA == "00002acd-0000-1000-8000-00805f9b34fb"
