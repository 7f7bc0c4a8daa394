"""Whole sessions over bumble's real Bluetooth stack: treadmill, strap and us in one process.

Virtual time passes only when a test says so; nothing here depends on how fast the machine is.
"""

import asyncio
import logging
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))

from bumble_radio import BumbleRadio
from faulty_treadmill import Faults, FaultyTreadmill

from retrowalk.cli.coach_devices import choose
from retrowalk.coach.belt import SetBeltSpeed, StopBelt
from retrowalk.coach.cues import CueCode
from retrowalk.coach.events import Start, StopPressed, Tick
from retrowalk.coach.live import Phase, begin
from retrowalk.coach.script import script
from retrowalk.devices import gatt
from retrowalk.devices.background import BackgroundRadio
from retrowalk.devices.guided import GuidedWalk
from retrowalk.devices.transport import Gone, Joined, Kind, Notification, Word
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support

TICK_S = 1.0
PATIENCE_S = 20.0  # of the wall's clock, for a machine that is busy; nothing is timed
MOST_MPS = 0.5


class Gym:
    """A room with a virtual treadmill and a strap, and a person who walks a session."""

    def __init__(self, faults: Faults) -> None:
        self.treadmill = FaultyTreadmill(faults=faults)
        self.bumble = BumbleRadio(self.treadmill)
        self.radio = BackgroundRadio(self.bumble, simulated=True)
        self.linked = False
        self.answers = iter(["1 2", "yes"])
        ways = (Direction.BACKWARD, Direction.FORWARD)
        walks = tuple(Interval(way, 50.0, Band(0.45, MOST_MPS)) for way in ways)
        dose = Prescription("test", walks, Place.TREADMILL, Support.RAIL_OR_WALL, ())
        chosen = choose(self.radio, lambda _: next(self.answers), lambda _: None)
        self.walk = GuidedWalk(
            begin(script(dose)), self, lambda *_: None, allowed=chosen.may_set
        )
        self.radio.join(chosen.devices)
        self._until(lambda: len(self.joined()) == 2)

    @property
    def simulated(self) -> bool:
        return True

    def heard(self) -> tuple[Word, ...]:
        """Return what came; a report that is under way is waited for."""
        words = list(self.radio.heard())
        until = time.monotonic() + PATIENCE_S
        while self.linked and not any(_is_report(word) for word in words):
            assert time.monotonic() < until, "the treadmill's report never came"
            time.sleep(0.001)
            words += self.radio.heard()
        return tuple(words)

    def write(self, characteristic: str, frame: bytes) -> None:
        count = len(self.treadmill.said)
        self.radio.write(characteristic, frame)
        until = time.monotonic() + PATIENCE_S
        while self.linked and len(self.treadmill.said) == count:
            assert time.monotonic() < until, "the treadmill never got the frame"
            time.sleep(0.001)

    def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds / TICK_S)):
            self.treadmill.at_s += TICK_S
            self._in_loop(self.bumble.speak(TICK_S))
            self.linked = True
            self.walk.listen()
            self.walk.tell(Tick(TICK_S))
            assert self.treadmill.by != "us" or self.treadmill.target_mps <= MOST_MPS

    def drop(self) -> None:
        self.linked = False
        self._in_loop(self.bumble.drop())
        self._until(lambda: any(isinstance(e.event, Gone) for e in self.walk.transcript))

    def come_back(self) -> None:
        before = len(self.joined())
        self._until(lambda: len(self.joined()) > before)

    def joined(self) -> list[Joined]:
        events = [entry.event for entry in self.walk.transcript]
        return [event for event in events if isinstance(event, Joined)]

    def said(self, code: CueCode) -> int:
        return sum(e.cue is not None and e.cue.code is code for e in self.walk.transcript)

    def speeds(self) -> list[float]:
        asked = [entry.command for entry in self.walk.transcript]
        return [one.speed_mps for one in asked if isinstance(one, SetBeltSpeed)]

    def _until(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_S
        while not true():
            assert time.monotonic() < until, "it never came to that"
            time.sleep(0.005)
            self.linked = False
            self.walk.listen()

    def _in_loop(self, work: object) -> None:
        asyncio.run_coroutine_threadsafe(work, self.radio._loop).result(PATIENCE_S)  # type: ignore[arg-type]


def _is_report(word: Word) -> bool:
    return isinstance(word, Notification) and word.characteristic == gatt.TREADMILL_DATA


@pytest.fixture
def gym() -> Iterator[Callable[..., Gym]]:
    logging.getLogger("bumble").setLevel(logging.CRITICAL)
    made: list[Gym] = []

    def make(**faults: object) -> Gym:
        made.append(Gym(Faults(**faults)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.radio.close()


def test_a_whole_session_over_the_air_the_hand_starts_and_the_coach_sets_and_stops(
    gym: Callable[..., Gym],
):
    here = gym()
    assert {one.kind for one in here.joined()} == {Kind.TREADMILL, Kind.STRAP}
    here.walk.tell(Start(0))
    here.pass_time(5.0)
    assert here.treadmill.speed_mps == 0.0  # connecting and starting moved nothing
    here.treadmill.press_start(0.35)
    here.pass_time(30.0)
    assert here.speeds() == pytest.approx(
        [1.4 / 3.6, 1.6 / 3.6]
    )  # in its steps of 0.1 km/h
    assert here.treadmill.speed_mps == pytest.approx(here.speeds()[-1])
    assert here.walk.bpm == 90.0
    here.pass_time(20.0)
    assert here.walk.live.phase is Phase.CHANGING
    assert here.said(CueCode.BELT_STANDS) == 1
    assert here.treadmill.speed_mps == 0.0
    here.pass_time(5.0)
    here.treadmill.press_start(0.47)
    here.pass_time(10.0)
    here.walk.tell(StopPressed())
    assert not here.treadmill.running
    here.pass_time(6.0)
    assert here.said(CueCode.BELT_STANDS) == 2
    assert here.walk.belt.stopping is None


def test_a_drop_in_mid_walk_is_told_never_makes_faster_and_a_later_stop_arrives(
    gym: Callable[..., Gym],
):
    here = gym()
    here.walk.tell(Start(0))
    here.treadmill.press_start(0.3)
    here.pass_time(4.0)
    here.drop()
    assert here.said(CueCode.BELT_LOST) == 1
    here.come_back()
    here.pass_time(10.0)
    assert here.said(CueCode.BELT_BACK) == 1
    assert here.speeds() == []
    here.walk.tell(StopPressed())
    assert not here.treadmill.running
    here.pass_time(5.0)
    assert here.said(CueCode.BELT_STANDS) == 1


def test_a_belt_that_does_not_stop_is_asked_again_and_the_person_is_told(
    gym: Callable[..., Gym],
):
    here = gym(deaf_s=6.0)
    here.walk.tell(Start(0))
    here.treadmill.press_start(0.4)
    here.pass_time(6.0)
    here.walk.tell(StopPressed())
    here.pass_time(5.0)
    assert here.treadmill.running
    assert here.said(CueCode.BELT_NOT_STOPPED) >= 1
    here.pass_time(8.0)
    assert not here.treadmill.running
    assert here.said(CueCode.BELT_STANDS) == 1
    stops = [e for e in here.walk.transcript if isinstance(e.command, StopBelt)]
    assert len(stops) >= 5


def test_control_that_is_refused_and_garbled_frames_leave_the_session_whole(
    gym: Callable[..., Gym],
):
    here = gym(refuses=frozenset({0}))
    count = 0

    def garble(word: Notification) -> Notification:
        nonlocal count
        count += _is_report(word)
        cut = _is_report(word) and count % 3 == 0
        return Notification(word.characteristic, word.frame[:1]) if cut else word

    here.bumble.garble = garble
    here.walk.tell(Start(0))
    here.treadmill.press_start(0.3)
    here.pass_time(12.0)
    assert here.said(CueCode.BELT_REFUSED) == 1
    assert here.speeds() == []
    assert any(
        "a treadmill frame is 1 bytes" in e.not_understood for e in here.walk.transcript
    )
    assert here.walk.speed_mps == pytest.approx(0.3, abs=0.01)
