"""Days under each other, midnight to midnight: when was walked, and which way."""

import numpy as np

from retrowalk.charts.axes import Scale, name_axis
from retrowalk.charts.frame import LEFT, Frame
from retrowalk.charts.looks import look
from retrowalk.charts.svg import WIDTH, Attributes, Svg, box, label, line
from retrowalk.directions import CODES, Direction
from retrowalk.gait.measures.days import DAY_S, day_name
from retrowalk.gait.report import GaitReport
from retrowalk.signals.stretches import KINDS

_ROW = 20.0
_BAR = 14.0
_LOWER = 5.0  # backward stands out by its height, wherever a pattern has no room
_STEPS_X, _BACKWARD_X = WIDTH - 52.0, WIDTH - 4.0
_RIGHT = WIDTH - 96.0  # where the hours end and the numbers begin
_NOT_WORN = KINDS.index("not_worn")
_AWAY: Attributes = {
    "fill": "currentColor",
    "fill-opacity": 0.15,
    "class": "chart-not-worn",
}
_LEAST = 0.8  # a bout of a minute is a fifth of a unit wide; it must still be seen


def day_rows(report: GaitReport, frame: Frame, y: float) -> tuple[list[Svg], float]:
    """Return a row for each day with its bouts, steps and backward steps."""
    days = report.days
    head_y = y + 12.0
    parts = [
        label(_STEPS_X, head_y, "steps", "end"),
        label(_BACKWARD_X, head_y, "backw.", "end"),
    ]
    first_y = head_y + 6.0
    for row in range(days.start_s.size):
        top = first_y + row * _ROW
        parts += [
            label(2, top + 12.0, short_day(day_name(days, row))),
            line(LEFT, top + _BAR, _RIGHT, top + _BAR, {"stroke-opacity": 0.4}),
            label(_STEPS_X, top + 12.0, _count(int(days.steps[row])), "end"),
            label(_BACKWARD_X, top + 12.0, _count(int(days.backward_steps[row])), "end"),
            *_bars(report, frame, row, top),
        ]
    foot = first_y + days.start_s.size * _ROW
    hours = Scale(0.0, 24.0, LEFT, _RIGHT)
    names = [f"{hour} h" for hour in range(0, 25, 6)]
    places = [hours.place(hour) for hour in range(0, 25, 6)]
    return [*parts, *name_axis(places, names, foot + 10.0, (0.0, WIDTH))], foot + 14.0


def away_entry(report: GaitReport) -> list[tuple[Svg, str]]:
    """Return the mark and the word for the legend, where a sensor lay somewhere."""
    if not (report.quality.kind == _NOT_WORN).any():
        return []
    return [(box(0.0, 0.0, 12.0, 12.0, _AWAY), "not worn")]


def short_day(name: str) -> str:
    """Return a date without its year, or the day's number."""
    return name[5:] if name[:4].isdigit() else name


def _bars(report: GaitReport, frame: Frame, row: int, top: float) -> list[Svg]:
    """Return what of a day was not worn, and its bouts above that."""
    begin_s = _midnight_s(report, row)
    day = Frame(frame.key, Scale(0.0, DAY_S, LEFT, _RIGHT), begin_s)
    quality, bouts = report.quality, report.bouts
    parts = []
    away = (quality.kind == _NOT_WORN) & (quality.start_s < begin_s + DAY_S)
    for k in np.flatnonzero(away & (quality.end_s > begin_s)):
        left, right = day.span(float(quality.start_s[k]), float(quality.end_s[k]), _LEAST)
        parts.append(box(left, top, right - left, _BAR, _AWAY))
    inside = (bouts.start_s < begin_s + DAY_S) & (bouts.end_s > begin_s)
    for k in np.flatnonzero(inside):
        left, right = day.span(float(bouts.start_s[k]), float(bouts.end_s[k]), _LEAST)
        direction = CODES[bouts.direction[k]]
        ink = dict(look(direction, frame.key)) | {"stroke-width": 0.4}
        low = 0.0 if direction is Direction.BACKWARD else _LOWER
        parts.append(box(left, top + low, right - left, _BAR - low, ink))
    return parts


def _midnight_s(report: GaitReport, row: int) -> float:
    """Return when a row begins: midnight, or full days after the recording's start."""
    start_s = float(report.days.start_s[row])
    if not report.days.calendar:
        return start_s
    return float(np.floor(start_s / DAY_S) * DAY_S)


def _count(n: int) -> str:
    return str(n) if n < 100_000 else f"{n // 1000}k"
