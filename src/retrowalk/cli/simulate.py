"""`retrowalk simulate`: a made-up recording, to try the programs without a sensor."""

import argparse
import re
from pathlib import Path

from retrowalk.cli.worn import SITES_HELP, side_of
from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.files.imu_writing import write_recording
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

EXAMPLE = "5 standing, 70 forward, 5 standing, 70 backward, 5 standing"
LONGEST_S = 7200.0  # s; two hours of samples fit any machine's memory
LOWEST_HZ, HIGHEST_HZ = 10.0, 400.0
_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*s?\s+(forward|backward|standing)\s*", re.I)


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "simulate",
        help="a made-up motion recording, to try the programs without a sensor",
        description=(
            "Write a recording of a made-up walker. It says in the file that it is simulated, "
            "and so does all that is worked out from it. It proves nothing about people."
        ),
    )
    parser.add_argument("out", type=Path, metavar="FILE", help="walk.csv or walk.parquet")
    parser.add_argument(
        "--walk",
        default=EXAMPLE,
        metavar="PARTS",
        help=f"in seconds; by default '{EXAMPLE}'",
    )
    parser.add_argument(
        "--site",
        default=SensorSite.FOOT.value,
        choices=[one.value for one in SensorSite],
        help=SITES_HELP + " (default: foot)",
    )
    parser.add_argument("--side", choices=["left", "right"], help="of a sensor on a limb")
    parser.add_argument(
        "--rate", type=float, default=100.0, metavar="HZ", help="samples a second"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the noise")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the recording and say how to look at it."""
    if not LOWEST_HZ <= arguments.rate <= HIGHEST_HZ:
        raise BadInput(
            f"--rate is {arguments.rate:g}; expected {LOWEST_HZ:g} to {HIGHEST_HZ:g} Hz"
        )
    if arguments.seed < 0:
        raise BadInput(f"--seed is {arguments.seed}; expected 0 or more")
    site, side = SensorSite(arguments.site), side_of(arguments.side)
    walk = simulate(
        _parts(arguments.walk), site, side, rate_hz=arguments.rate, seed=arguments.seed
    )
    write_recording(walk.recording, arguments.out)
    sided = f" --side {side.value}" if side else ""
    print(
        f"Written: {arguments.out}, {walk.recording.n_samples:,} samples, simulated: "
        f"{len(walk.initial_contact_s)} steps.\n"
        f"Look at it:  retrowalk analyse {arguments.out} --site {site.value}{sided} "
        "--axes up=+z,forward=+x"
    )
    return 0


def _parts(text: str) -> tuple[Interval, ...]:
    found = []
    for part in text.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise BadInput(
                f"--walk holds '{part.strip()}'; expected for example '{EXAMPLE}'"
            )
        seconds, way = match.groups()
        direction = None if way.lower() == "standing" else Direction(way.lower())
        found.append(Interval(float(seconds), direction))
    total_s = sum(one.duration_s for one in found)
    if total_s > LONGEST_S:
        raise BadInput(f"--walk lasts {total_s:g} s; expected at most {LONGEST_S:g}")
    return tuple(found)
