"""`retrowalk cohort run FOLDER`: many recordings to one table."""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console

from retrowalk.cli.progress import progress
from retrowalk.cli.worn import add_worn, worn
from retrowalk.cohort.engines.engine import Engine
from retrowalk.cohort.engines.processes import Processes
from retrowalk.cohort.engines.serial import Serial
from retrowalk.cohort.row import Row, Status
from retrowalk.cohort.run import Outcome, journal_path
from retrowalk.cohort.run import run as run_cohort
from retrowalk.errors import BadInput
from retrowalk.files.column_table import ENDINGS
from retrowalk.files.whole_file import check_target
from retrowalk.units import clock

_SHOWN = 10  # failures printed; the table has them all


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("cohort", help="many recordings to one table")
    runs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    run_parser = runs.add_parser(
        "run",
        help="measure every recording of a folder",
        description=(
            "Measure every .csv, .parquet and .cwa recording of a folder and what is below it, one "
            "row each. Run again to go on: finished recordings are skipped."
        ),
    )
    run_parser.add_argument("folder", type=Path, metavar="FOLDER")
    add_worn(run_parser)
    run_parser.add_argument(
        "--out", type=Path, required=True, metavar="TABLE", help="a .parquet or .csv table"
    )
    run_parser.add_argument(
        "--workers",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="recordings at once (default: one for each processor)",
    )
    run_parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure, write the table, and say what came of it."""
    out: Path = arguments.out
    if arguments.workers < 1:
        raise BadInput(f"--workers is {arguments.workers}; expected 1 or more")
    check_target(out, ENDINGS, arguments.folder)
    engine: Engine = Serial() if arguments.workers == 1 else Processes(arguments.workers)
    with progress() as stages:
        stages.begin("Measuring recordings")
        outcome = run_cohort(
            arguments.folder,
            worn(arguments),
            engine,
            out,
            lambda done, of: stages.share(done / of),
        )
    _print(outcome, out)
    return 0


def _print(outcome: Outcome, out: Path) -> None:
    console = Console(file=sys.stdout, highlight=False, markup=False)
    count = Counter(row.status for row in outcome.rows)
    failed = [row for row in outcome.rows if row.status is not Status.MEASURED]
    console.print(
        f"{len(outcome.rows)} recordings: {count[Status.MEASURED]} measured, "
        f"{count[Status.REFUSED]} refused, {count[Status.BROKE]} broke"
    )
    if outcome.skipped:
        console.print(
            f"  {outcome.skipped} were finished before and skipped; to measure them again, "
            f"remove {journal_path(out)}",
            soft_wrap=True,
        )
    _print_walking(console, outcome.rows)
    for row in failed[:_SHOWN]:
        console.print(f"  {row.status.value}: {_named(row)}", soft_wrap=True)
    if len(failed) > _SHOWN:
        console.print(
            f"  and {len(failed) - _SHOWN} more, each with its reason in the table"
        )
    console.print(f"Written: {out}", soft_wrap=True)


def _print_walking(console: Console, rows: tuple[Row, ...]) -> None:
    for word, steps, lasted_s in (
        ("forward", "forward_steps", "forward_s"),
        ("backward", "backward_steps", "backward_s"),
        ("turning", "turning_steps", "turning_s"),
        ("direction unknown", "unknown_steps", "unknown_s"),
    ):
        n = sum(getattr(row, steps) or 0 for row in rows)
        total_s = sum(getattr(row, lasted_s) or 0.0 for row in rows)
        if n or total_s:
            console.print(f"  {word}: {n} steps, {clock(total_s)}")
    made_up = sum(bool(row.simulated) for row in rows)
    if made_up:
        console.print(f"  SIMULATED: {made_up} of the recordings are made-up motion")


def _named(row: Row) -> str:
    """Return the reason with the recording's name in front, once."""
    reason = row.reason or ""
    name = Path(row.recording).name
    return (
        f"{row.recording}{reason.removeprefix(name)}"
        if reason.startswith(name)
        else (f"{row.recording}: {reason}")
    )
