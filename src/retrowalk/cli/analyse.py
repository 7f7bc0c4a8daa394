"""`retrowalk analyse FILE`: a recording to a gait report."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retrowalk.charts.recording_plot import COLUMNS, recording_plot
from retrowalk.charts.svg import standalone
from retrowalk.cli.gait_text import print_report
from retrowalk.cli.known import add_known, known, learn
from retrowalk.cli.progress import Stages, progress
from retrowalk.cli.worn import add_worn, worn
from retrowalk.errors import BadInput
from retrowalk.files.column_table import ENDINGS
from retrowalk.files.columns import Worn
from retrowalk.files.gait_json import gait_json
from retrowalk.files.gait_table import write_bout_table, write_day_table, write_gait_table
from retrowalk.files.imu import STREAMED, open_source, read_imu
from retrowalk.files.whole_file import check_target, write_text
from retrowalk.gait.analyse import analyse, analyse_stream
from retrowalk.gait.known import Known
from retrowalk.gait.report import GaitReport
from retrowalk.gait.settings import Settings
from retrowalk.signals.envelope import Envelope, envelope, envelope_of_source

_COLUMNS = """\
FILE is CSV or Parquet with time, three axes of acceleration (gravity included) and, where
there was a gyroscope, three of rotation, in columns whose names say what they are and in which
unit: time_s, acc_x_mps2, gyr_x_radps, or such as "timestamp_ms", "accX [g]", "Gyro-X (deg/s)".
Where they do not, --units and --column tell it; other columns are passed over. Or it is a .cwa
file of an Axivity AX3 or AX6, weeks of them too.
"""
_TABLES: dict[str, tuple[str, Callable[[GaitReport, str, Path], None]]] = {
    "out": ("write every step to a .parquet or .csv table", write_gait_table),
    "bouts": ("the same for every bout, with all its measures", write_bout_table),
    "days": ("the same for every day", write_day_table),
}


@dataclass(frozen=True, slots=True)
class _Analysed:
    """A report, and how hard the recording moved, where a picture wants to know."""

    report: GaitReport
    motion: Envelope | None


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "analyse",
        help="bouts, steps, direction and measures of one recording",
        description="Say what a motion recording holds: bouts, steps, which way they go, "
        "and what each direction was like.",
        epilog=_COLUMNS,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the recording")
    add_worn(parser)
    add_known(parser)
    for name, (told, _) in _TABLES.items():
        parser.add_argument(f"--{name}", type=Path, metavar="TABLE", help=told)
    parser.add_argument(
        "--plot", type=Path, metavar="PICTURE", help="draw it as a .svg picture"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, analyse, print; write what was asked for."""
    file: Path = arguments.file
    _check_targets(arguments)
    how = worn(arguments)
    learnt = learn(arguments, how)
    analysed = _analysed(file, how, known(arguments, learnt), drawn=bool(arguments.plot))
    report = analysed.report
    for name, (_, write) in _TABLES.items():
        if target := getattr(arguments, name):
            write(report, file.name, target)
    if arguments.plot:
        drawing = recording_plot(report, analysed.motion, file.name)
        write_text(standalone(drawing), arguments.plot)
    if arguments.json:
        print(gait_json(report))
        return 0
    print_report(report, file.name, sys.stdout)
    taught = arguments.calibration if learnt else None
    for written in (
        *(getattr(arguments, name) for name in _TABLES),
        arguments.plot,
        taught,
    ):
        if written:
            print(f"Written: {written}")
    return 0


def _check_targets(arguments: argparse.Namespace) -> None:
    asked: dict[Path, str] = {}
    for name in (*_TABLES, "plot"):
        target: Path | None = getattr(arguments, name)
        if target is None:
            continue
        check_target(target, ENDINGS if name in _TABLES else (".svg",), arguments.file)
        if first := asked.get(target.resolve()):
            raise BadInput(
                f"--{first} and --{name} both are {target}; expected a file for each"
            )
        asked[target.resolve()] = name


def _analysed(file: Path, how: Worn, beforehand: Known, *, drawn: bool) -> _Analysed:
    with progress() as stages:
        if file.suffix.lower() in STREAMED:
            return _streamed(file, how, beforehand, stages, drawn=drawn)
        stages.begin("Reading")
        recording = read_imu(file, how, stages.share)
        stages.begin("Analysing")
        motion = envelope(recording, COLUMNS) if drawn else None
        return _Analysed(analyse(recording, Settings(), beforehand), motion)


def _streamed(
    file: Path, how: Worn, beforehand: Known, stages: Stages, *, drawn: bool
) -> _Analysed:
    """Return what a file says that may be too long for memory."""
    stages.begin("Reading and analysing (a minute longer the first time on a machine)")
    source = open_source(file, how, stages.share)
    report = analyse_stream(source, Settings(), beforehand)
    if not drawn:
        return _Analysed(report, None)
    stages.begin("Drawing")
    return _Analysed(report, envelope_of_source(source, report.duration_s, COLUMNS))
