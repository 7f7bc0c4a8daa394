"""`retrowalk import`: what a watch's file tells, alone or joined to a finished session."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.watch.apple_health import Window, read_apple_health
from retrowalk.files.watch.finished_session import FinishedSession
from retrowalk.files.watch.readings import Readings, joined, shifted
from retrowalk.files.watch.session_json import read_session, write_session
from retrowalk.files.watch.watch_file import Format, format_of, read_watch_file
from retrowalk.files.watch.watch_session import WatchSession
from retrowalk.files.whole_file import check_target
from retrowalk.training.matching import Candidate, match
from retrowalk.units import clock, kmh_from_mps


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "import",
        help="a watch's file (FIT, TCX, GPX) or Apple Health's heart rate",
        description=(
            "Say what a watch's file tells. With --session, heart rate and speed are joined to "
            "that finished session, if the file was recorded at the same time."
        ),
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="FIT, TCX or GPX; or Apple Health's export.zip or export.xml, with --session",
    )
    parser.add_argument(
        "--session", metavar="SESSION", type=Path, help="a finished session, .json"
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        help="with --session: where the joined session is written, .json",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was read; write the joined session if asked to."""
    file: Path = arguments.file
    if arguments.session is None:
        if arguments.output is not None:
            raise BadInput("--output needs --session: alone, a file is only shown")
        print("\n".join(_told(read_watch_file(file, datetime.now(UTC).date()))))
        return 0
    if arguments.output is not None:
        check_target(arguments.output, (".json",), arguments.session)
    session = read_session(arguments.session)
    if format_of(file) is Format.APPLE_HEALTH:
        found = _from_apple(file, session)
    else:
        found = _from_watch(file, session)
    both = replace(session, readings=joined(session.readings, found))
    print("\n".join(_readings(both.readings)))
    if arguments.output is not None:
        write_session(both, arguments.output)
        print(f"Written: {arguments.output}")
    return 0


def _from_apple(file: Path, session: FinishedSession) -> Readings:
    start = session.record.started_at
    window = Window(start, start + timedelta(seconds=session.elapsed_s))
    (found,) = read_apple_health(file, (window,))
    if not found.t_s.size:
        raise BadRecording(f"{file}: holds no heart rate for the time of the session")
    print(f"{file.name}: {found.t_s.size} heart rates at the time of the session")
    return found


def _from_watch(file: Path, session: FinishedSession) -> Readings:
    told = read_watch_file(file, datetime.now(UTC).date())
    print("\n".join(_told(told)))
    if told.simulated != session.record.simulated:
        marked = "the file" if told.simulated else "the session"
        raise BadRecording(f"{marked} is simulated and the other is not; they do not join")
    start = session.record.started_at
    known = Candidate("", 1, start.date(), session.elapsed_s, start)
    found = match(told.started_at.astimezone(start.tzinfo), told.duration_s, (known,))
    if found.chosen is None:
        raise BadRecording(
            f"{file}: was recorded at {told.started_at:%Y-%m-%d %H:%M} UTC, and the session "
            f"at {start.astimezone(UTC):%Y-%m-%d %H:%M} UTC; expected the same time"
        )
    return shifted(told.readings, (told.started_at - start).total_seconds())


def _told(found: WatchSession) -> Iterator[str]:
    marked = " (simulated)" if found.simulated else ""
    device = found.device or "an unnamed device"
    yield f"{found.source_format} of {device}{marked}: {found.name or 'without a name'}"
    local = found.started_at.astimezone()
    yield f"Begun {local:%Y-%m-%d %H:%M:%S}, {clock(found.duration_s)} long"
    for number, lap in enumerate(found.laps, start=1):
        yield (
            f"  lap {number:>3}  {clock(lap.duration_s):>8}  direction {lap.direction.value}"
            f"{f'  ({lap.name})' if lap.name else ''}"
        )
    yield from _readings(found.readings)


def _readings(found: Readings) -> Iterator[str]:
    """Yield a line for each column; what is not there is said, never zero."""
    yield _line("Heart rate", found.heart_rate_bpm, "beats/min", 0)
    yield _line("Speed", found.speed_mps * kmh_from_mps(1.0), "km/h", 1)
    yield _line("Cadence", found.cadence_spm, "steps/min", 0)
    yield "Track: yes" if found.has_track else "Track: none"


def _line(what: str, column: FloatArray, unit: str, digits: int) -> str:
    said = column[np.isfinite(column)]
    if not said.size:
        return f"{what}: not measured"
    return (
        f"{what}: {said.min():.{digits}f} to {said.max():.{digits}f} {unit}, "
        f"{said.mean():.{digits}f} on average, {said.size} readings"
    )
