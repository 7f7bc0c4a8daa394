"""`retrowalk coach` guides a session at a terminal, and without one."""

import argparse
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from retrowalk.cli import coach
from retrowalk.cli.coach_devices import choose
from retrowalk.cli.coach_screen import SIMULATED, Readings
from retrowalk.cli.coach_session import Session
from retrowalk.cli.simulated_hand import SimulatedHand
from retrowalk.coach.cues import Cue
from retrowalk.coach.live import Live, Phase, begin
from retrowalk.coach.script import script
from retrowalk.devices import bleak_radio, gatt
from retrowalk.devices.background import BackgroundRadio
from retrowalk.devices.radio import Found
from retrowalk.devices.simulated import SimulatedDevices
from retrowalk.devices.transport import Kind, Notification
from retrowalk.directions import Direction
from retrowalk.errors import RetrowalkError
from retrowalk.files.watch.session_json import read_session
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.session import Ending


class Shown:
    """A screen that remembers."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.notes: list[str] = []
        self.readings: list[tuple[float | None, float | None]] = []
        self.live: Live | None = None

    def say(self, live: Live, cues: Sequence[Cue]) -> None:
        self.live = live
        self.said += [cue.code.value for cue in cues]

    def note(self, text: str) -> None:
        self.notes.append(text)

    def look(self, live: Live, readings: Readings) -> None:
        self.live = live
        self.readings.append((readings.speed_mps, readings.bpm))

    def summary(self, live: Live, *, kept: bool) -> None:
        raise AssertionError(f"the session summed itself up at {live.at_s} s, {kept=}")


def ready(place: Place = Place.HALLWAY) -> Live:
    """Return a session of 30 s forward and 30 s backward."""
    walks = (Interval(Direction.FORWARD, 30.0), Interval(Direction.BACKWARD, 30.0))
    return begin(script(Prescription("test", walks, place, Support.NONE, ())))


def guided(
    *typed: str, devices: SimulatedDevices | None = None, place: Place = Place.HALLWAY
) -> tuple[Session, Shown]:
    """Guide a session of one-second looks; typed is what is pressed at each look."""
    shown, presses = Shown(), iter(typed)
    hand = SimulatedHand(devices) if devices else None
    session = Session(ready(place), shown, devices, hand, allowed=devices is not None)
    session.conduct(lambda: 1.0, (lambda: next(presses, "")) if typed else None)
    return session, shown


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    coach.register(parser.add_subparsers())
    arguments = parser.parse_args(["coach", *words])
    code: int = arguments.run(arguments)
    return code


def test_a_simulated_session_runs_to_its_end_and_every_line_says_simulated(
    capsys: pytest.CaptureFixture[str],
):
    assert run("--simulated", "--speed", "1000") == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("[SIMULATED] ") for line in lines)
    assert any("Walk backward for 30 seconds." in line for line in lines)
    assert any("The belt stands still." in line for line in lines)
    assert any("Walked 6:30 of 6:30" in line for line in lines)


def test_it_says_that_it_does_not_screen_and_where_to_do_that(
    capsys: pytest.CaptureFixture[str],
):
    run("--simulated", "--speed", "1000")
    assert "does not screen you" in (out := capsys.readouterr().out)
    assert out.index("retrowalk serve") < out.index("Walk forward")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--programme", "sing"], "there is no programme 'sing'; expected one of"),
        (["--speed", "2"], "--speed needs --simulated"),
        (["--simulated", "--speed", "0"], "--speed is 0; expected more than 0"),
        (["--simulated", "--speed", "nan"], "--speed is nan; expected more than 0"),
        (["--simulated", "--place", "hallway"], "--simulated brings a treadmill"),
        (["--simulated", "--programme", "ten_to_thirty"], "brings a treadmill"),
        (["--programme", "two_by_two", "--place", "track"], "not walked at 'track'"),
    ],
)
def test_what_cannot_be_walked_is_refused_before_anything_starts(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(RetrowalkError, match=sentence):
        run(*words)
    assert capsys.readouterr().out == ""


def test_what_a_clinician_has_to_lead_says_so(capsys: pytest.CaptureFixture[str]):
    run("--simulated", "--speed", "1000", "--programme", "with_a_clinician")
    assert coach.CLINICIAN_LED in capsys.readouterr().out


def test_without_a_keyboard_the_session_starts_by_itself():
    session, shown = guided()
    assert shown.said[0] == "walk_forward"
    assert session.live.ending is Ending.COMPLETED


def test_with_a_keyboard_it_waits_for_the_space_bar():
    session, shown = guided("", "", " ", "q")
    assert shown.said == ["walk_forward", "stopped"]
    assert session.live.at_s == 1.0


def test_the_space_bar_pauses_and_goes_on_and_a_paused_clock_stands():
    session, shown = guided(" ", " ", "", "", " ", "q")
    assert shown.said == ["walk_forward", "paused", "resumed", "walk_forward", "stopped"]
    assert session.live.at_s == 2.0


def test_time_that_passed_in_a_pause_is_not_walked_when_going_on():
    session = Session(ready(), Shown(), None)
    passed, typed = iter([1.0, 1.0, 60.0, 1.0]), iter([" ", " ", " ", "q"])
    session.conduct(lambda: next(passed), lambda: next(typed))
    assert session.live.at_s == 2.0


def test_the_stumble_key_is_heard():
    session, shown = guided(" ", "s", "q")
    assert session.live.stumbles == 1
    assert "slow_down" in shown.said


def test_pain_is_asked_before_the_start_and_too_much_does_not_begin():
    session, shown = guided("7", " ", " ", "2 ", "q")
    assert shown.notes[0].startswith("How much does it hurt now?")
    assert shown.said == ["pain_wait", "pain_wait", "walk_forward", "stopped"]
    assert session.live.pain_before_nrs == 2


def test_pain_while_walking_is_a_key_and_a_number_and_too_much_ends_the_walk():
    session, shown = guided(" ", "p", "4", "p6")
    assert shown.said[-1] == "pain_stop"
    assert session.live.ending is Ending.STOPPED_BY_PAIN
    assert session.live.pain_most_nrs == 6


def test_a_number_that_nobody_asked_for_is_no_rating():
    session = guided(" ", "9x", "p", "s", "5", "q")[0]
    assert session.live.pain_most_nrs is None
    assert session.live.stumbles == 1


def test_other_keys_do_nothing():
    shown = guided(" x\n\x1b", "q")[1]
    assert shown.said == ["walk_forward", "stopped"]


def test_an_interrupt_is_a_stop():
    def interrupted() -> float:
        raise KeyboardInterrupt

    session = Session(ready(), Shown(), None)
    session.conduct(interrupted, None)
    assert session.live.phase is Phase.OVER
    assert session.live.ending is Ending.STOPPED_BY_CHOICE


def test_simulated_readings_reach_the_screen_and_the_belt_comes_to_rest():
    session, shown = guided(devices=SimulatedDevices(), place=Place.TREADMILL)
    speeds = [speed_mps for speed_mps, _ in shown.readings if speed_mps is not None]
    assert max(speeds) > 0.3
    assert any(bpm is not None for _, bpm in shown.readings)
    assert shown.said[-1] == "belt_stands"
    assert shown.notes == ["Connected: Simulated treadmill.", "Connected: Simulated strap."]
    assert session.live.ending is Ending.COMPLETED


def test_a_garbled_frame_is_told_and_the_session_goes_on():
    class Garbled(SimulatedDevices):
        def heard(self) -> tuple[Notification, ...]:
            return (Notification(gatt.TREADMILL_DATA, b"\x00"), *super().heard())

    session, shown = guided(devices=Garbled(), place=Place.TREADMILL)
    assert shown.notes[0].startswith("Not understood, and left out: a treadmill frame is 1")
    assert session.live.ending is Ending.COMPLETED


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a POSIX thing")
def test_at_a_real_terminal_it_draws_a_clock_and_obeys_keys():
    program = (
        "import argparse; from retrowalk.cli import coach\n"
        "parser = argparse.ArgumentParser(); coach.register(parser.add_subparsers())\n"
        "arguments = parser.parse_args(['coach', '--simulated'])\n"
        "raise SystemExit(arguments.run(arguments))"
    )
    ours, theirs = os.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "40"}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    ) as process:
        os.close(theirs)
        seen = until("Press space when you are ready", ours)
        os.write(ours, b" ")
        seen += until("WALK FORWARD", ours)
        os.write(ours, b"q")
        seen += until("Nothing was kept.", ours)
        assert process.wait(timeout=60) == 0
    os.close(ours)
    assert SIMULATED in seen
    assert "██" in seen
    assert "Stopped before the end." in seen
    assert "highest pain told while walking: none" in " ".join(seen.split())


def until(text: str, terminal: int) -> str:
    """Read the terminal until the text stands there."""
    seen = ""
    for part in _parts(terminal):
        seen += part
        if text in seen:
            return seen
    raise AssertionError(f"{text!r} never came; the terminal says: {seen[-800:]}")


def _parts(terminal: int) -> Iterator[str]:
    patience_s = 60  # a busy machine; nothing is timed
    while select.select([terminal], [], [], patience_s)[0]:
        try:
            yield os.read(terminal, 65536).decode(errors="replace")
        except OSError:  # the other side is gone, as Linux says it
            return


def test_a_kept_session_can_be_read_back_with_its_readings_and_is_labelled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    kept = tmp_path / "session.json"
    run("--simulated", "--speed", "1000", "--keep", str(kept))
    session = read_session(kept)
    assert session.record.simulated
    assert session.record.ending is Ending.COMPLETED
    assert session.record.adherence == 1.0
    assert session.readings.has("speed_mps")
    assert session.readings.has("heart_rate_bpm")
    walked_s = [end - start for spans in session.spans_s for start, end in spans]
    assert sum(walked_s) == pytest.approx(390.0, abs=0.3 * len(walked_s))
    assert "Nothing was kept" not in capsys.readouterr().out


def found(number: int, kind: Kind) -> Found:
    return Found(f"AA:{number:02}", f"device {number}", kind, -40 - number)


class Air(BackgroundRadio):
    """A radio that finds what it is told to."""

    def __init__(self, *scans: tuple[Found, ...]) -> None:
        self._scans = iter(scans)

    def scan(self, seconds: float) -> tuple[Found, ...]:
        assert seconds > 0.0
        return next(self._scans)


BELT, STRAP = found(1, Kind.TREADMILL), found(2, Kind.STRAP)


@pytest.mark.parametrize(
    ("answers", "devices", "may_set"),
    [
        (["1 2", "y"], (BELT, STRAP), True),
        (["1,2", "n"], (BELT, STRAP), False),
        (["2"], (STRAP,), False),
        ([""], (), False),
        (["7", "one", "1 3", "r", "1", "perhaps"], (BELT,), False),
    ],
)
def test_a_person_chooses_what_to_connect_and_what_it_may_do(
    answers: list[str], devices: tuple[Found, ...], may_set: bool
):
    typed, said = iter(answers), list[str]()
    list_of_all = (BELT, STRAP, found(3, Kind.TREADMILL))
    chosen = choose(Air(list_of_all, list_of_all), lambda _: next(typed), said.append)
    assert (chosen.devices, chosen.may_set) == (devices, may_set)
    assert "  1  treadmill   device 1 (AA:01)" in said


def test_an_empty_room_says_what_may_help():
    said: list[str] = []
    assert choose(Air(()), lambda _: "", said.append).devices == ()
    assert any("end other apps" in one for one in said)


def test_without_the_bluetooth_package_one_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(bleak_radio, "HAS_BLEAK", False)
    with pytest.raises(RetrowalkError, match=r"pip install 'retrowalk\[bluetooth\]'"):
        run("--bluetooth")
