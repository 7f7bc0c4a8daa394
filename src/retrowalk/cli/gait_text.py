"""A gait report as text for people: it reads the same in colour, without, and in a pipe."""

import textwrap
from collections.abc import Iterator
from typing import TextIO

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport
from retrowalk.units import clock

_AXES = {
    "told": "forward axis as told",
    "found": "forward axis found from the motion",
    "unknown": "forward axis not known",
}
_LONG_S = 600.0  # from here on, moments read better on a clock
_NOT_KNOWN = "not known"
_TABLE_WIDTH = 76  # what the table needs so that no cell is cut
_ORDER = (Direction.FORWARD, Direction.BACKWARD, Direction.TURNING, Direction.UNKNOWN)


def print_report(report: GaitReport, source: str, stream: TextIO) -> None:
    """Print a report to a stream, as wide as that is."""
    console = Console(file=stream, highlight=False, markup=False)
    _print_head(console, report, source)
    if report.bouts.start_s.size:
        _print_bouts(console, report)
        _print_totals(console, report)
    else:
        console.print("No walking found.", end="\n\n")
    if report.not_measured:
        console.print("Not measured", style="bold")
        for gap in report.not_measured:
            _print_wrapped(console, f"  {gap.what}: {gap.why}")


def _print_head(console: Console, report: GaitReport, source: str) -> None:
    console.print(source, style="bold")
    if report.simulated:
        console.print("  SIMULATED: made-up motion, not a person's walk")
    where = report.site.value.replace("_", " ")
    if report.side:
        where = f"{report.side.value} {where}"
    lasts = (
        f"{clock(report.duration_s)} ({report.duration_s:.1f} s) at {report.rate_hz:g} Hz"
    )
    for text in (lasts, f"worn at: {where}", _AXES.get(report.axes, report.axes)):
        console.print(f"  {text}")
    console.print()


def _print_bouts(console: Console, report: GaitReport) -> None:
    console.print("Walking bouts", style="bold")
    rows = list(_bout_rows(report))
    if console.width < _TABLE_WIDTH:
        for number, start, end, direction, confidence, steps, cadence in rows:
            _print_wrapped(
                console,
                f"  {number}. {start} to {end}: {direction} (confidence {confidence}), "
                f"{steps} steps, {cadence} steps/min",
            )
        console.print()
        return
    table = Table(box=box.SIMPLE)
    for name in ("Bout", "Start", "End", "Direction", "Confidence", "Steps", "Steps/min"):
        table.add_column(name, justify="left" if name == "Direction" else "right")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _bout_rows(report: GaitReport) -> Iterator[tuple[str, ...]]:
    bouts = report.bouts
    long = report.duration_s > _LONG_S
    for k in range(bouts.start_s.size):
        yield (
            str(k + 1),
            _moment(float(bouts.start_s[k]) - report.start_s, long=long),
            _moment(float(bouts.end_s[k]) - report.start_s, long=long),
            CODES[bouts.direction[k]].value,
            _or_not_known(float(bouts.direction_confidence[k]), "{:.0%}"),
            str(bouts.steps[k]),
            _or_not_known(float(bouts.cadence_spm[k]), "{:.0f}"),
        )


def _print_totals(console: Console, report: GaitReport) -> None:
    bouts = report.bouts
    ways = []
    for direction in _ORDER:
        mine = bouts.direction == CODES.index(direction)
        if mine.any():
            lasted = clock(float((bouts.end_s - bouts.start_s)[mine].sum()))
            console.print(
                f"  {direction.value}: {bouts.steps[mine].sum()} steps in {lasted}"
            )
        contacts = np.count_nonzero(report.steps.direction == CODES.index(direction))
        if contacts:
            ways.append(f"{contacts} {direction.value}")
    if len(ways) > 1:
        _print_wrapped(console, f"  the contacts one by one: {', '.join(ways)}")
    console.print()


def _print_wrapped(console: Console, text: str) -> None:
    console.print(textwrap.fill(text, console.width, subsequent_indent="    "))


def _moment(since_start_s: float, *, long: bool) -> str:
    return clock(since_start_s) if long else f"{since_start_s:.1f} s"


def _or_not_known(value: float, form: str) -> str:
    return form.format(value) if np.isfinite(value) else _NOT_KNOWN
