"""One recording at a glance: how hard it moved, which way the bouts and their steps went.

Up to a day and a half it is one line of time, from ten seconds on; beyond, one row a day.
"""

from retrowalk.charts.axes import Scale, name_axis, tick_step
from retrowalk.charts.day_rows import away_entry, day_rows, short_day
from retrowalk.charts.frame import LEFT, RIGHT, Frame
from retrowalk.charts.looks import legend, patterns, swatch
from retrowalk.charts.motion_panel import motion
from retrowalk.charts.recording_words import described
from retrowalk.charts.silent_parts import silent_entry, silent_parts
from retrowalk.charts.svg import WIDTH, Svg, chart, chart_key, fitted, label, text_width
from retrowalk.charts.walk_panels import bouts, contacts, hollow_entry, pace
from retrowalk.directions import CODES, Direction
from retrowalk.gait.measures.days import day_name
from retrowalk.gait.report import GaitReport
from retrowalk.signals.envelope import Envelope
from retrowalk.units import clock

COLUMNS = int(RIGHT - LEFT)  # parts of the envelope that is drawn
_DAYS_FROM_S = 36 * 3600.0  # longer recordings are drawn day by day
_SHORTEST_S = 120.0  # below two minutes, seconds read better than a clock
_TITLE_Y = 16.0


def recording_plot(
    report: GaitReport,
    moved: Envelope | None = None,
    title: str = "Motion and walking bouts",
) -> str:
    """Return bouts by direction, contacts, and stride lengths or cadence over time.

    moved: how hard the recording moved, in COLUMNS parts; drawn where time is one line.
    """
    made_up = " (simulated)" if report.simulated else ""
    shown = fitted(title, WIDTH - 8.0 - text_width(made_up)) + made_up
    title += made_up
    description = described(report)
    key = chart_key(title, description)
    across = Scale(0.0, report.duration_s, LEFT, RIGHT)
    frame = Frame(key, across, report.start_s)
    draw = _by_day if report.duration_s > _DAYS_FROM_S else _in_line
    parts, foot = draw(report, moved, frame)
    entries = [(swatch(0, 0, way, key), way.value) for way in CODES if _has(report, way)]
    entries += hollow_entry(report)
    entries += silent_entry(report) if draw is _in_line else away_entry(report)
    rows, legend_height = legend(foot, entries, LEFT, RIGHT)
    return chart(
        title,
        description,
        foot + legend_height + 4.0,
        patterns(key),
        label(4, _TITLE_Y, shown),
        *parts,
        rows,
    )


def _in_line(
    report: GaitReport, moved: Envelope | None, frame: Frame
) -> tuple[list[Svg], float]:
    """Return a recording as one line of time, and where it ends below."""
    y, parts = _TITLE_Y + 8.0, list[Svg]()
    if moved is not None:
        drawn, y = motion(moved, y)
        parts += drawn
    parts += silent_parts(report, frame, y)
    for panel in (bouts, contacts, pace):
        drawn, y = panel(report, frame, y)
        parts += drawn
    return [*parts, *_times(frame, report.duration_s, y + 14.0)], y + 24.0


def _by_day(
    report: GaitReport, moved: Envelope | None, frame: Frame
) -> tuple[list[Svg], float]:
    """Return a recording of days, one row each, and where it ends below."""
    del moved  # a week of it in one line says nothing
    parts, y = day_rows(report, frame, _TITLE_Y + 8.0)
    drawn, y = pace(report, frame, y + 4.0)
    days = report.days
    names = [short_day(day_name(days, k)) for k in range(days.start_s.size)]
    places = [frame.place(float(at)) for at in days.start_s]
    axis = name_axis(places, names, y + 14.0, (0.0, WIDTH)) if drawn else []
    return [*parts, *drawn, *axis], y + (24.0 if drawn else 6.0)


def _times(frame: Frame, duration_s: float, y: float) -> list[Svg]:
    short = duration_s < _SHORTEST_S
    step_s = tick_step(duration_s) if short else _clock_step_s(duration_s)
    times = [k * step_s for k in range(int(duration_s / step_s) + 1)]
    names = [f"{t:g} s" if short else clock(t) for t in times]
    return name_axis([frame.across.place(t) for t in times], names, y, (0.0, WIDTH))


def _clock_step_s(duration_s: float) -> float:
    """Return a step of whole minutes or hours that parts the time in at most five."""
    for minutes in (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720):
        if duration_s <= minutes * 60.0 * 5:
            return minutes * 60.0
    return duration_s / 5


def _has(report: GaitReport, direction: Direction) -> bool:
    return bool((report.bouts.direction == CODES.index(direction)).any())
