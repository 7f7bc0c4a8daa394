"""No speed goes to a belt that somebody stopped, or that is running down; a stop always does."""

import pytest

from retrowalk.coach.belt import AskForControl, SetBeltSpeed, StopBelt
from retrowalk.devices import ftms_data, ftms_status, gatt
from retrowalk.devices.ftms_data import BeltReading
from retrowalk.devices.ftms_status import BeltStarted, BeltStopped, KeyPulled, Status
from retrowalk.devices.gate import Gate
from retrowalk.devices.transport import Gone, Kind, Notification

FASTER = SetBeltSpeed(0.5)


def status(what: Status) -> Notification:
    return Notification(gatt.MACHINE_STATUS, ftms_status.encode_status(what))


def speed(mps: float) -> Notification:
    return Notification(gatt.TREADMILL_DATA, ftms_data.encode(BeltReading(speed_mps=mps)))


def heard(*words: Notification) -> Gate:
    gate = Gate()
    for word in words:
        gate.hear(word)
    return gate


def test_a_belt_that_goes_evenly_takes_a_speed():
    assert heard(speed(0.4), speed(0.4)).lets(FASTER)


@pytest.mark.parametrize(
    "why", [BeltStopped(paused=False), BeltStopped(paused=True), KeyPulled()]
)
def test_after_a_hand_or_the_key_stopped_it_no_speed_goes_out_until_it_stood(why: Status):
    assert not heard(speed(0.4), status(why)).lets(FASTER)
    assert not heard(speed(0.4), status(why), status(BeltStarted()), speed(0.4)).lets(
        FASTER
    )
    assert heard(speed(0.4), status(why), speed(0.0), speed(0.3)).lets(FASTER)


def test_a_belt_that_runs_down_takes_no_speed():
    assert not heard(speed(0.4), speed(0.3)).lets(FASTER)
    assert heard(speed(0.4), speed(0.3), speed(0.3)).lets(FASTER)


def test_a_stop_and_the_question_for_control_always_go_out():
    gate = heard(speed(0.4), status(KeyPulled()))
    assert gate.lets(StopBelt())
    assert gate.lets(AskForControl())


def test_what_cannot_be_read_changes_nothing():
    gate = heard(
        Notification(gatt.MACHINE_STATUS, b""), Notification(gatt.TREADMILL_DATA, b"\x00")
    )
    gate.hear(Gone(Kind.TREADMILL))
    assert gate.lets(FASTER)
