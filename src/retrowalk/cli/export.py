"""`retrowalk export`: a finished session, or one that is planned, as a file for a watch."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.watch.finished_session import FinishedSession
from retrowalk.files.watch.fit_activity import fit_activity
from retrowalk.files.watch.fit_workout import fit_workout
from retrowalk.files.watch.gpx_writing import NO_TRACK, gpx
from retrowalk.files.watch.session_csv import session_csv
from retrowalk.files.watch.session_json import read_session
from retrowalk.files.watch.tcx_writing import tcx
from retrowalk.files.watch.zwo import zwo
from retrowalk.files.whole_file import check_target, whole_file
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import start_dose
from retrowalk.training.programmes.starters import programme

SESSIONS: dict[str, Callable[[FinishedSession], bytes]] = {
    "fit": fit_activity,
    "tcx": tcx,
    "gpx": gpx,
    "csv": session_csv,
}
WORKOUTS = ("fit", "zwo")
TO_HOLD_ON_TO = (Place.TREADMILL, Place.HALLWAY)


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export",
        help="a session as a file for a watch: FIT, TCX, GPX, CSV; a planned one as FIT, ZWO",
        description=(
            "Write a finished session, or the first session of a programme, as a file for "
            "watches and sports sites. A finished session is a file that 'retrowalk coach "
            "--keep' wrote, or that the site's session page calls 'Retrowalk'. Nothing that is "
            "there is written over."
        ),
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "session", metavar="SESSION", nargs="?", type=Path, help="a finished session, .json"
    )
    what.add_argument(
        "--programme", metavar="KEY", help="the first session of this programme, instead"
    )
    parser.add_argument(
        "--place",
        choices=[place.value for place in Place],
        help="with --programme: where it is walked (default: the programme's first place)",
    )
    parser.add_argument(
        "--format",
        required=True,
        choices=sorted({*SESSIONS, *WORKOUTS}),
        help="fit, tcx, gpx or csv of a finished session; fit or zwo of a planned one",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        help="where to write (default: beside SESSION, or here, with the format's ending)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say where it is."""
    kind: str = arguments.format
    source: Path | None = arguments.session
    target = arguments.output or _beside(source, arguments.programme, kind)
    check_target(target, (f".{kind}",), source or target)
    if target.exists():
        raise BadInput(f"{target} is there already; expected another name with --output")
    body = _workout(arguments) if source is None else _finished(source, arguments)
    with whole_file(target) as part:
        part.write_bytes(body)
    print(f"Written: {target}")
    return 0


def _beside(source: Path | None, key: str | None, kind: str) -> Path:
    return Path(f"{key}.{kind}") if source is None else source.with_suffix(f".{kind}")


def _finished(source: Path, arguments: argparse.Namespace) -> bytes:
    if arguments.format not in SESSIONS:
        raise BadInput(
            f"--format {arguments.format} is for planned sessions; expected one of "
            f"{', '.join(SESSIONS)}"
        )
    if arguments.place:
        raise BadInput("--place needs --programme: a finished session says where it was")
    session = read_session(source)
    if arguments.format == "gpx" and not session.readings.has_track:
        raise BadRecording(NO_TRACK.rstrip("."))
    return SESSIONS[arguments.format](session)


def _workout(arguments: argparse.Namespace) -> bytes:
    if arguments.format not in WORKOUTS:
        raise BadInput(
            f"--format {arguments.format} is for finished sessions; expected one of "
            f"{', '.join(WORKOUTS)}"
        )
    chosen = programme(arguments.programme)
    place = Place(arguments.place) if arguments.place else chosen.places[0]
    if place not in chosen.places:
        known = ", ".join(p.value for p in chosen.places)
        raise BadInput(f"{chosen.key} is not walked at {place}; expected one of {known}")
    # Nobody was screened here, so the support is the most that the place can give.
    support = Support.RAIL_OR_WALL if place in TO_HOLD_ON_TO else Support.SECOND_PERSON
    told = intervals(chosen, start_dose(chosen))
    dose = Prescription(chosen.key, told, place, support, chosen.sources)
    if arguments.format == "zwo":
        return zwo(dose, chosen.name)
    return fit_workout(dose, chosen.name, datetime.now(UTC))
