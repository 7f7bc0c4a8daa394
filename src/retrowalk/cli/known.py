"""The arguments that say what is known of the person before a recording is looked at."""

import argparse
from pathlib import Path

from retrowalk.cli.told_intervals import EXAMPLE, told_intervals
from retrowalk.errors import BadInput
from retrowalk.files.calibration_json import read_calibration, write_calibration
from retrowalk.files.columns import Worn
from retrowalk.files.imu import read_imu
from retrowalk.files.whole_file import check_target
from retrowalk.gait.calibrate import NotLearnt, calibrate
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.known import Known


def add_known(parser: argparse.ArgumentParser) -> None:
    """Add --height, --calibration, --learn and --mostly-forward to a command."""
    parser.add_argument(
        "--height", type=float, metavar="M", help="the person's height in metres"
    )
    parser.add_argument(
        "--calibration",
        type=Path,
        metavar="FILE.json",
        help="how the sensor sits and how this person walks, learnt with --learn",
    )
    parser.add_argument(
        "--learn",
        metavar="TOLD",
        help=f"learn it from this recording and write it to --calibration: seconds from the "
        f"start and the direction walked, such as '{EXAMPLE}'",
    )
    parser.add_argument(
        "--mostly-forward",
        action="store_true",
        help="everyday life over days, in which most walking goes forward",
    )


def learn(arguments: argparse.Namespace, how: Worn) -> Calibration | None:
    """Learn from the recording and write what was learnt, if that is asked for.

    Raises BadInput if nothing could be learnt: a file from before stays as it was.
    """
    if not arguments.learn:
        return None
    target: Path | None = arguments.calibration
    if target is None:
        raise BadInput("--learn needs --calibration FILE.json to write to")
    check_target(target, (".json",), arguments.file)
    recording = read_imu(arguments.file, how)
    learnt = calibrate(recording, told_intervals(arguments.learn, recording.start_s))
    if isinstance(learnt, NotLearnt):
        raise BadInput(f"nothing was learnt from {arguments.file.name}: {learnt.why}")
    write_calibration(learnt, target)
    return learnt


def known(arguments: argparse.Namespace, learnt: Calibration | None) -> Known:
    """Return what the arguments say is known; learnt: from this very recording, if it was."""
    calibration = learnt
    if calibration is None and arguments.calibration:
        calibration = read_calibration(arguments.calibration)
    return Known(
        calibration=calibration,
        height_m=arguments.height,
        mostly_forward=arguments.mostly_forward,
    )
