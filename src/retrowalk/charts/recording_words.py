"""A recording's picture in words, for those who do not see it."""

from collections.abc import Iterator

import numpy as np

from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport
from retrowalk.units import clock

NO_WALKING = "no walking found"


def described(report: GaitReport) -> str:
    """Return what the picture shows: bouts, steps and stride lengths of each direction."""
    n = report.bouts.start_s.size
    lasted = f"{clock(report.duration_s)} of motion"
    silent = " ".join(_silent(report))
    if n == 0:
        return f"{lasted}; {NO_WALKING}. {silent}".strip()
    counts = ", ".join(
        f"{int((report.bouts.direction == code).sum())} {direction.value}"
        for code, direction in enumerate(CODES)
        if (report.bouts.direction == code).any()
    )
    head = f"{lasted} with {n} walking {'bout' if n == 1 else 'bouts'}: {counts}."
    ways = (_way(report, code, way) for code, way in enumerate(CODES))
    return " ".join([head, *filter(None, ways), *_silent(report)])


def _way(report: GaitReport, code: int, direction: Direction) -> str:
    """Return a sentence of one direction's bouts, empty where there are none."""
    bouts, of = report.bouts, report.direction_measures
    mine = bouts.direction == code
    if not mine.any():
        return ""
    said = [f"{int(bouts.steps[mine].sum())} steps"]
    for value, form in (
        (of.cadence_spm[code], "{:.0f} steps a minute"),
        (of.stride_length_m[code], "stride length {:.2f} m"),
    ):
        said += [form.format(value)] if np.isfinite(value) else []
    return f"{direction.value.capitalize()}: {', '.join(said)}."


def _silent(report: GaitReport) -> Iterator[str]:
    for kind, words in (("gap", "Nothing recorded"), ("not_worn", "Not worn")):
        lasted_s = report.quality.lasting_s(kind)
        if lasted_s > 0.0:
            yield f"{words} for {clock(lasted_s)} of it."
