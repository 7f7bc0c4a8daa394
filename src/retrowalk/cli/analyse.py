"""`retrowalk analyse FILE`: a recording to a gait report."""

import argparse
import sys
from pathlib import Path

from retrowalk.charts.recording_plot import recording_plot
from retrowalk.charts.svg import standalone
from retrowalk.cli.gait_text import print_report
from retrowalk.cli.progress import progress
from retrowalk.cli.worn import add_worn, worn
from retrowalk.files.column_table import ENDINGS
from retrowalk.files.columns import Worn
from retrowalk.files.gait_json import gait_json
from retrowalk.files.gait_table import write_gait_table
from retrowalk.files.imu import read_imu
from retrowalk.files.whole_file import check_target, write_text
from retrowalk.gait.analyse import analyse
from retrowalk.gait.report import GaitReport
from retrowalk.signals.recording import Recording

_COLUMNS = """\
FILE is CSV or Parquet with the columns time_s, acc_x_mps2, acc_y_mps2, acc_z_mps2 (gravity
included) and, where there was a gyroscope, gyr_x_radps, gyr_y_radps, gyr_z_radps. Other
columns are passed over.
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "analyse",
        help="bouts, steps, cadence and direction of one recording",
        description="Say what a motion recording holds: bouts, steps, cadence, direction.",
        epilog=_COLUMNS,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the recording")
    add_worn(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="TABLE",
        help="write every step to a .parquet or .csv table",
    )
    parser.add_argument(
        "--plot", type=Path, metavar="PICTURE", help="draw it as a .svg picture"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, analyse, print; write what was asked for."""
    file: Path = arguments.file
    if arguments.out:
        check_target(arguments.out, ENDINGS, file)
    if arguments.plot:
        check_target(arguments.plot, (".svg",), file)
    recording, report = _analysed(file, worn(arguments))
    if arguments.out:
        write_gait_table(report, file.name, arguments.out)
    if arguments.plot:
        write_text(standalone(recording_plot(recording, report)), arguments.plot)
    if arguments.json:
        print(gait_json(report))
        return 0
    print_report(report, file.name, sys.stdout)
    for written in (arguments.out, arguments.plot):
        if written:
            print(f"Written: {written}")
    return 0


def _analysed(file: Path, how: Worn) -> tuple[Recording, GaitReport]:
    with progress() as stages:
        stages.begin("Reading")
        recording = read_imu(file, how, stages.share)
        stages.begin("Analysing")
        return recording, analyse(recording)
