"""One recording at a glance: how hard it moved, the bouts with their direction, the cadence."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.charts.axes import Scale, known, name_axis, nice_top, tick_step, value_axis
from retrowalk.charts.looks import COLOUR, LETTER, legend, look, patterns, swatch
from retrowalk.charts.svg import (
    WIDTH,
    Attributes,
    Svg,
    box,
    chart,
    chart_key,
    element,
    label,
    line,
)
from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport
from retrowalk.signals.recording import Recording
from retrowalk.units import clock

_LEFT, _RIGHT = 40.0, WIDTH - 8.0
_COLUMNS = int(_RIGHT - _LEFT)
_ACC = (46.0, 124.0)  # top and foot of the acceleration
_BOUTS = (132.0, 152.0)
_CADENCE = (182.0, 242.0)
_NAMES_Y, _LEGEND_Y = 260.0, 270.0
_LEAST_ACC_MPS2, _LEAST_CADENCE_SPM = 20.0, 120.0
_ROOM_FOR_LETTER = 16.0
_SHORTEST_S = 120.0  # below two minutes, seconds read better than a clock


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all parts of one plot share."""

    key: str
    across: Scale
    start_s: float


def recording_plot(
    recording: Recording, report: GaitReport, title: str = "Motion and walking bouts"
) -> str:
    """Return acceleration over time, the bouts by direction, and the cadence of each."""
    if report.simulated:
        title += " (simulated)"
    description = _described(report)
    key = chart_key(title, description)
    across = Scale(0.0, recording.duration_s, _LEFT, _RIGHT)
    frame = _Frame(key, across, recording.start_s)
    entries = [(swatch(0, 0, d, key), d.value) for d in CODES if _has(report, d)]
    rows, legend_height = legend(_LEGEND_Y, entries, _LEFT, _RIGHT)
    return chart(
        title,
        description,
        _LEGEND_Y + legend_height + 4.0,
        patterns(key),
        label(4, 16, title),
        label(4, 35, "acceleration, m/s²"),
        *_acceleration(recording),
        *_bouts(report, frame),
        label(4, 170, "cadence, steps/min"),
        *_cadence(report, frame),
        *_times(frame, recording.duration_s),
        rows,
    )


def _acceleration(recording: Recording) -> list[Svg]:
    low, high = envelope(recording, _COLUMNS)
    seen = np.isfinite(high)
    most = float(high[seen].max()) if seen.any() else 0.0
    top = nice_top([most], _LEAST_ACC_MPS2)
    scale = Scale(0.0, top, _ACC[1], _ACC[0])
    parts = value_axis(scale, top, _LEFT, _RIGHT)
    for first, last in _runs(seen):
        columns = range(first, last)
        there = [f"{_LEFT + c + 0.5:.1f} {scale.place(high[c]) - 0.4:.1f}" for c in columns]
        back = [
            f"{_LEFT + c + 0.5:.1f} {scale.place(low[c]) + 0.4:.1f}"
            for c in reversed(columns)
        ]
        outline = "M" + "L".join(there + back) + "Z"
        parts.append(
            element("path", {"d": outline, "fill-opacity": 0.6, "class": "chart-motion"})
        )
    return parts


def envelope(recording: Recording, n: int) -> tuple[FloatArray, FloatArray]:
    """Return the least and greatest size of acceleration in n equal parts, shape (n,) each.

    A part without a sample is NaN: nothing was measured there.
    """
    low, high = np.full(n, np.nan), np.full(n, np.nan)
    edges = np.linspace(0, recording.n_samples, n + 1).astype(np.int64)
    for k in range(n):
        # At least one sample each: a recording may have fewer than the plot has columns.
        rows = recording.acc_mps2[edges[k] : max(edges[k + 1], edges[k] + 1)]
        size = np.sqrt((rows * rows).sum(axis=1))
        size = size[np.isfinite(size)]
        if size.size:
            low[k], high[k] = size.min(), size.max()
    return low, high


def _bouts(report: GaitReport, frame: _Frame) -> list[Svg]:
    parts: list[Svg] = []
    top, foot = _BOUTS
    for direction, left, right in _places(report, frame):
        parts.append(box(left, top, right - left, foot - top, look(direction, frame.key)))
        if right - left >= _ROOM_FOR_LETTER:
            parts.extend(_letter((left + right) / 2, top, LETTER[direction]))
    return parts


def _letter(middle: float, top: float, letter: str) -> tuple[Svg, Svg]:
    ink: Attributes = {
        "x": middle,
        "y": top + 14,
        "text-anchor": "middle",
        "fill": "#1a1a1a",
    }
    paper = box(middle - 7, top + 3, 14, 14, {"rx": 3, "fill": "#ffffff"})
    return paper, element("text", ink, Svg(letter))


def _cadence(report: GaitReport, frame: _Frame) -> list[Svg]:
    cadence_spm = report.bouts.cadence_spm
    measured = [float(c) for c in cadence_spm if known(float(c))]
    top = nice_top(measured, _LEAST_CADENCE_SPM)
    scale = Scale(0.0, top, _CADENCE[1], _CADENCE[0])
    parts = value_axis(scale, top, _LEFT, _RIGHT)
    for (direction, left, right), spm in zip(
        _places(report, frame), cadence_spm, strict=True
    ):
        if known(float(spm)):
            y = scale.place(float(spm))
            ink: Attributes = {"stroke": COLOUR[direction], "stroke-width": 3}
            parts.append(line(left, y, right, y, ink))
    return parts


def _places(report: GaitReport, frame: _Frame) -> Iterator[tuple[Direction, float, float]]:
    """Yield every bout's direction and where it begins and ends across, a unit at least."""
    bouts = report.bouts
    for code, start_s, end_s in zip(
        bouts.direction, bouts.start_s, bouts.end_s, strict=True
    ):
        left = min(frame.across.place(float(start_s) - frame.start_s), _RIGHT - 1.0)
        right = frame.across.place(float(end_s) - frame.start_s)
        yield CODES[code], left, max(right, left + 1.0)


def _times(frame: _Frame, duration_s: float) -> list[Svg]:
    short = duration_s < _SHORTEST_S
    step_s = tick_step(duration_s) if short else _clock_step_s(duration_s)
    times = [k * step_s for k in range(int(duration_s / step_s) + 1)]
    names = [f"{t:g} s" if short else clock(t) for t in times]
    return name_axis([frame.across.place(t) for t in times], names, _NAMES_Y, (0.0, WIDTH))


def _clock_step_s(duration_s: float) -> float:
    """Return a step of whole minutes or hours that parts the time in at most five."""
    for minutes in (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720):
        if duration_s <= minutes * 60.0 * 5:
            return minutes * 60.0
    return duration_s / 5


def _runs(seen: FloatArray) -> Iterator[tuple[int, int]]:
    """Yield the half-open runs of columns that hold something."""
    change = np.flatnonzero(np.diff(np.concatenate([[0], seen.astype(np.int8), [0]])))
    for first, last in zip(change[::2], change[1::2], strict=True):
        yield int(first), int(last)


def _has(report: GaitReport, direction: Direction) -> bool:
    return bool((report.bouts.direction == CODES.index(direction)).any())


def _described(report: GaitReport) -> str:
    n = report.bouts.start_s.size
    if n == 0:
        return f"{clock(report.duration_s)} of motion; no walking found."
    counts = [
        f"{int((report.bouts.direction == code).sum())} {direction.value}"
        for code, direction in enumerate(CODES)
        if _has(report, direction)
    ]
    word = "bout" if n == 1 else "bouts"
    return f"{clock(report.duration_s)} of motion with {n} walking {word}: {', '.join(counts)}."
