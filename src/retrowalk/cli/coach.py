"""`retrowalk coach`: a guided session at the terminal, at a treadmill or beside a wall."""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from retrowalk.cli.coach_devices import choose
from retrowalk.cli.coach_keys import keys
from retrowalk.cli.coach_screen import screen
from retrowalk.cli.coach_session import Session
from retrowalk.cli.simulated_hand import SimulatedHand
from retrowalk.coach.live import begin
from retrowalk.coach.script import script
from retrowalk.devices.background import BackgroundRadio
from retrowalk.devices.bleak_radio import BleakRadio
from retrowalk.devices.simulated import SimulatedDevices
from retrowalk.devices.transport import Transport
from retrowalk.errors import BadInput, BadProgramme
from retrowalk.files.watch.session_json import write_session
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import Programme, start_dose
from retrowalk.training.programmes.starter_data.short_bouts import BEGINNER_INTERVALS
from retrowalk.training.programmes.starters import programme

NOT_SCREENED = (
    "This command does not screen you. If you have not answered the "
    "screening questions yet, do that first: retrowalk serve"
)
CLINICIAN_LED = "This programme is only for sessions that a clinician leads."
LOOK_EVERY_S = 0.1  # often enough for a clock and a key to feel immediate
FASTEST = 1000.0  # times the real clock
TO_HOLD_ON_TO = (Place.TREADMILL, Place.HALLWAY)


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "coach",
        help="a guided session at the terminal",
        description=f"A guided session at the terminal. {NOT_SCREENED}",
    )
    parser.add_argument(
        "--programme",
        metavar="KEY",
        default=BEGINNER_INTERVALS.key,
        help="walk the first session of this programme (default: %(default)s)",
    )
    parser.add_argument(
        "--place",
        choices=[place.value for place in Place],
        help="where you walk (default: a treadmill, if the programme may be walked there)",
    )
    parser.add_argument(
        "--heart-rate-limit",
        type=float,
        metavar="BPM",
        help="a limit that a clinician set for you, for a strap's readings",
    )
    devices = parser.add_mutually_exclusive_group()
    devices.add_argument(
        "--bluetooth",
        action="store_true",
        help="look for a treadmill and a heart-rate strap and let me choose",
    )
    devices.add_argument(
        "--simulated",
        action="store_true",
        help="nobody walks: a simulated treadmill and heart-rate strap take part",
    )
    parser.add_argument(
        "--speed",
        type=float,
        metavar="TIMES",
        help="with --simulated: how much faster than the clock on the wall (default: 1)",
    )
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FILE",
        help="write what was walked and measured to a file, for: retrowalk export FILE",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Guide one session and say how it ended."""
    times = _times(arguments)
    chosen = programme(arguments.programme)
    dose = _prescription(chosen, arguments.place, simulated=arguments.simulated)
    live = begin(script(dose, arguments.heart_rate_limit))
    with (
        _devices(arguments) as beside,
        keys() as pressed,
        screen(chosen.name, simulated=arguments.simulated) as shown,
    ):
        shown.note(NOT_SCREENED)
        if chosen.clinician_led:
            shown.note(CLINICIAN_LED)
        session = Session(live, shown, beside.radio, beside.hand, allowed=beside.may_set)
        session.conduct(_clock(times), pressed)
    shown.summary(session.live, kept=arguments.keep is not None)
    if arguments.keep:
        _keep(session, chosen.name, dose, arguments)
    return 0


def _keep(
    session: Session, name: str, dose: Prescription, arguments: argparse.Namespace
) -> None:
    finished = session.notes.finished(
        name, dose, session.live, simulated=arguments.simulated
    )
    if finished is None:
        print("The session never began, so no file was written.")
        return
    write_session(finished, arguments.keep)
    print(f"Written to {arguments.keep}. To use it elsewhere: retrowalk export")


@dataclass(frozen=True, slots=True)
class _Beside:
    """The devices beside a session, if any."""

    radio: Transport | None = None
    hand: SimulatedHand | None = None
    may_set: bool = False


@contextmanager
def _devices(arguments: argparse.Namespace) -> Iterator[_Beside]:
    if arguments.simulated:
        devices = SimulatedDevices()
        yield _Beside(devices, SimulatedHand(devices), may_set=True)
        return
    if not arguments.bluetooth:
        yield _Beside()
        return
    radio = BackgroundRadio(BleakRadio())
    try:
        chosen = choose(radio, input, print)
        radio.join(chosen.devices)
        yield _Beside(radio, None, may_set=chosen.may_set)
    finally:
        radio.close()


def _times(arguments: argparse.Namespace) -> float:
    if arguments.speed is None:
        return 1.0
    if not arguments.simulated:
        raise BadInput(
            "--speed needs --simulated: a person's session runs by the clock on the wall"
        )
    if not (isfinite(arguments.speed) and 0.0 < arguments.speed <= FASTEST):
        raise BadInput(
            f"--speed is {arguments.speed:g}; expected more than 0, at most {FASTEST:g}"
        )
    return float(arguments.speed)


def _prescription(
    chosen: Programme, place_key: str | None, *, simulated: bool
) -> Prescription:
    usual = Place.TREADMILL if Place.TREADMILL in chosen.places else chosen.places[0]
    place = Place(place_key) if place_key else usual
    if place not in chosen.places:
        known = ", ".join(p.value for p in chosen.places)
        raise BadProgramme(
            f"{chosen.key} is not walked at {place.value!r}; expected one of {known}"
        )
    if simulated and place is not Place.TREADMILL:
        raise BadProgramme(
            f"--simulated brings a treadmill, and this session is at {place.value!r}; "
            f"expected a programme and a place with a treadmill"
        )
    # Nobody was screened here, so the support is the most that the place can give.
    support = Support.RAIL_OR_WALL if place in TO_HOLD_ON_TO else Support.SECOND_PERSON
    told = intervals(chosen, start_dose(chosen))
    return Prescription(chosen.key, told, place, support, chosen.sources)


def _clock(times: float) -> Callable[[], float]:
    """Return a function that waits a little and returns the session seconds passed."""
    before_s = time.monotonic()

    def wait() -> float:
        nonlocal before_s
        time.sleep(LOOK_EVERY_S)
        now_s = time.monotonic()
        passed_s, before_s = now_s - before_s, now_s
        return passed_s * times

    return wait
