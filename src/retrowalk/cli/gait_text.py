"""A gait report as text for people: it reads the same in colour, without, and in a pipe."""

from collections.abc import Iterator
from typing import TextIO

import numpy as np

from retrowalk.cli.gait_days_text import (
    print_days,
    print_quality,
    print_standing,
    print_turns,
)
from retrowalk.cli.gait_measures_text import print_measures
from retrowalk.cli.gait_page import Page
from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport
from retrowalk.units import clock

_AXES = {
    "told": "forward axis as told",
    "found": "forward axis found from the motion",
    "calibrated": "forward axis as learnt from a guided session",
    "assumed": "forward axis taken from most walking going forward",
    "unknown": "forward axis not known",
}
_LONG_S = 600.0  # from here on, moments read better on a clock
_NOT_KNOWN = "not known"
_MOST_BOUTS = 40  # more are no reading; a table on disk has them all
_ORDER = (Direction.FORWARD, Direction.BACKWARD, Direction.TURNING, Direction.UNKNOWN)
_HEADS = ("Bout", "Direction", "Start", "End", "Sure", "Steps", "Steps/min")


def print_report(report: GaitReport, source: str, stream: TextIO) -> None:
    """Print a report to a stream, as wide as that is."""
    page = Page(stream)
    _print_head(page, report, source)
    if report.bouts.start_s.size:
        _print_bouts(page, report)
        _print_totals(page, report)
        print_days(page, report.days)
        print_measures(page, report)
        print_turns(page, report.turns)
    else:
        page.text("No walking found.")
        page.blank()
    print_standing(page, report.quiet)
    print_quality(page, report.quality)
    if report.not_measured:
        page.head("Not measured")
        for gap in report.not_measured:
            page.text(f"{gap.what}: {gap.why}")


def _print_head(page: Page, report: GaitReport, source: str) -> None:
    page.head(source)
    if report.simulated:
        page.text("SIMULATED: made-up motion, not a person's walk")
    where = report.site.value.replace("_", " ")
    if report.side:
        where = f"{report.side.value} {where}"
    lasts = (
        f"{clock(report.duration_s)} ({report.duration_s:.1f} s) at {report.rate_hz:g} Hz"
    )
    for text in (lasts, f"worn at: {where}", _AXES.get(report.axes, report.axes)):
        page.text(text)
    page.blank()


def _print_bouts(page: Page, report: GaitReport) -> None:
    n = report.bouts.start_s.size
    page.head("Walking bouts")
    if n <= _MOST_BOUTS:
        page.table(_HEADS, list(_bout_rows(report)), left=2)
        return
    longest_s = float((report.bouts.end_s - report.bouts.start_s).max())
    page.text(
        f"{n} bouts, the longest {clock(longest_s)}; --bouts TABLE writes every one of them"
    )


def _bout_rows(report: GaitReport) -> Iterator[tuple[str, ...]]:
    bouts = report.bouts
    long = report.duration_s > _LONG_S
    for k in range(bouts.start_s.size):
        yield (
            str(k + 1),
            CODES[bouts.direction[k]].value,
            _moment(float(bouts.start_s[k]) - report.start_s, long=long),
            _moment(float(bouts.end_s[k]) - report.start_s, long=long),
            _or_not_known(float(bouts.direction_confidence[k]), "{:.0%}"),
            str(bouts.steps[k]),
            _or_not_known(float(bouts.cadence_spm[k]), "{:.0f}"),
        )


def _print_totals(page: Page, report: GaitReport) -> None:
    bouts = report.bouts
    ways = []
    for direction in _ORDER:
        mine = bouts.direction == CODES.index(direction)
        if mine.any():
            lasted = clock(float((bouts.end_s - bouts.start_s)[mine].sum()))
            page.text(f"{direction.value}: {bouts.steps[mine].sum()} steps in {lasted}")
        contacts = np.count_nonzero(report.steps.direction == CODES.index(direction))
        if contacts:
            ways.append(f"{contacts} {direction.value}")
    if len(ways) > 1:
        page.text(f"the contacts one by one: {', '.join(ways)}")
    page.blank()


def _moment(since_start_s: float, *, long: bool) -> str:
    return clock(since_start_s) if long else f"{since_start_s:.1f} s"


def _or_not_known(value: float, form: str) -> str:
    return form.format(value) if np.isfinite(value) else _NOT_KNOWN
