"""Bouts by direction, contacts, and stride lengths or cadence, each over time.

A panel takes what it needs of the height and says where it ends; one that has nothing to
show takes none.
"""

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.charts.axes import Scale, known, nice_top, value_axis
from retrowalk.charts.frame import LEFT, RIGHT, Frame
from retrowalk.charts.looks import COLOUR, LETTER, look
from retrowalk.charts.svg import Attributes, Svg, box, element, label, line
from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport

_BOUT_HIGH = 20.0
_ROOM_FOR_LETTER = 16.0
_TICK_HIGH = 9.0
_MOST_TICKS = 2000  # more would be one grey band, and a heavy file
_MOST_DOTS = 1500  # more are drawn bout by bout
_PACE_HIGH = 62.0
_LEAST_LENGTH_M, _LEAST_CADENCE_SPM = 1.0, 120.0
_DOT = 1.6
_EITHER = (Direction.FORWARD, Direction.BACKWARD)
_ROOM_FOR_DASHES = 6.0  # a shorter line is a dot


def bouts(report: GaitReport, frame: Frame, y: float) -> tuple[list[Svg], float]:
    """Return every bout as a box in the look of its direction, with its letter."""
    parts: list[Svg] = []
    for code, start_s, end_s in zip(
        report.bouts.direction, report.bouts.start_s, report.bouts.end_s, strict=True
    ):
        left, right = frame.span(float(start_s), float(end_s), 1.0)
        direction = CODES[code]
        parts.append(box(left, y, right - left, _BOUT_HIGH, look(direction, frame.key)))
        if right - left >= _ROOM_FOR_LETTER:
            parts.extend(_letter((left + right) / 2, y, LETTER[direction]))
    return parts, y + _BOUT_HIGH


def contacts(report: GaitReport, frame: Frame, y: float) -> tuple[list[Svg], float]:
    """Return a stroke under the bouts for each initial contact; backward ones are longer."""
    at_s, way = report.steps.initial_contact_s, report.steps.direction
    if not 0 < at_s.size <= _MOST_TICKS:
        return [], y
    parts = [label(LEFT - 4, y + 10.0, "steps", "end")]
    for code, direction in enumerate(CODES):
        mine = at_s[way == code]
        if mine.size:
            high = _TICK_HIGH * (1.0 if direction is Direction.BACKWARD else 0.6)
            strokes = [
                f"M{x:.2f} {y + 2.0:.1f}L{x:.2f} {y + 2.0 + high:.1f}"
                for x in (frame.place(float(one)) for one in mine)
            ]
            ink = {"stroke": COLOUR[direction], "fill": "none", "d": "".join(strokes)}
            parts.append(element("path", {**ink, "stroke-width": 0.6}))
    return parts, y + _TICK_HIGH + 6.0


def pace(report: GaitReport, frame: Frame, y: float) -> tuple[list[Svg], float]:
    """Return stride lengths over time; the cadence of each bout where none was measured."""
    length_m = report.steps.stride_length_m
    if np.isfinite(length_m).any():
        scale, parts, foot = _axis("stride length, m", length_m, _LEAST_LENGTH_M, y)
        if np.isfinite(length_m).sum() <= _MOST_DOTS:
            at_s, way = report.steps.initial_contact_s, report.steps.direction
            return [*parts, *_dots(at_s, length_m, way, frame, scale)], foot
        mean_m = report.bout_measures.stride_length_m
        return [*parts, *_lines(report, mean_m, frame, scale)], foot
    cadence_spm = report.bouts.cadence_spm
    if not np.isfinite(cadence_spm).any():
        return [], y
    scale, parts, foot = _axis("cadence, steps/min", cadence_spm, _LEAST_CADENCE_SPM, y)
    return [*parts, *_lines(report, cadence_spm, frame, scale)], foot


def hollow_entry(report: GaitReport) -> list[tuple[Svg, str]]:
    """Return the mark and the words for the legend, where a stride goes neither way."""
    steps = report.steps
    if np.isfinite(steps.stride_length_m).sum() > _MOST_DOTS:
        return []  # drawn bout by bout
    neither = ~np.isin(steps.direction, [CODES.index(way) for way in _EITHER])
    if not (neither & np.isfinite(steps.stride_length_m)).any():
        return []
    ring: Attributes = {"fill": "none", "stroke": "currentColor", "stroke-width": 0.8}
    mark = element("circle", {"cx": 6, "cy": 6, "r": 2.5, **ring})
    return [(mark, "stride in a turn, or unknown")]


def _axis(
    name: str, values: FloatArray, least: float, y: float
) -> tuple[Scale, list[Svg], float]:
    shown = [float(value) for value in values if known(float(value))]
    top = nice_top(shown, least)
    scale = Scale(0.0, top, y + 22.0 + _PACE_HIGH, y + 22.0)
    axis = value_axis(scale, top, LEFT, RIGHT)
    return scale, [label(4, y + 14.0, name), *axis], y + 22.0 + _PACE_HIGH


def _dots(
    at_s: FloatArray, values: FloatArray, way: CodeArray, frame: Frame, scale: Scale
) -> list[Svg]:
    """Return a mark for each stride: round forward, square backward, hollow else."""
    parts = []
    for row in np.flatnonzero(np.isfinite(values)):
        if known(float(values[row])):
            x = min(max(frame.place(float(at_s[row])), LEFT + _DOT), RIGHT - _DOT)
            parts.append(_mark(CODES[way[row]], x, scale.place(float(values[row]))))
    return parts


def _mark(direction: Direction, x: float, y: float) -> Svg:
    ink: Attributes = {"fill": COLOUR[direction], "class": f"chart-{direction.value}"}
    if direction is Direction.BACKWARD:
        return box(x - _DOT, y - _DOT, 2.0 * _DOT, 2.0 * _DOT, ink)
    if direction is not Direction.FORWARD:
        ink = {"fill": "none", "stroke": COLOUR[direction], "stroke-width": 0.6}
    return element("circle", {"cx": x, "cy": y, "r": _DOT, **ink})


def _lines(report: GaitReport, values: FloatArray, frame: Frame, scale: Scale) -> list[Svg]:
    """Return a line for each bout, as long as it lasted; a mark where that is too short."""
    parts, bouts_ = [], report.bouts
    for row in np.flatnonzero(np.isfinite(values)):
        if known(float(values[row])):
            span = frame.span(float(bouts_.start_s[row]), float(bouts_.end_s[row]), 1.0)
            direction, y = CODES[bouts_.direction[row]], scale.place(float(values[row]))
            parts.append(_line_or_mark(direction, span, y))
    return parts


def _line_or_mark(direction: Direction, span: tuple[float, float], y: float) -> Svg:
    left, right = span
    if right - left < _ROOM_FOR_DASHES:
        middle = min(max((left + right) / 2, LEFT + _DOT), RIGHT - _DOT)
        return _mark(direction, middle, y)
    ink: dict[str, str | float] = {"stroke": COLOUR[direction], "stroke-width": 3}
    if direction is Direction.BACKWARD:
        ink["stroke-dasharray"] = "3 1"
    return line(left, y, right, y, ink)


def _letter(middle: float, top: float, letter: str) -> tuple[Svg, Svg]:
    ink: Attributes = {
        "x": middle,
        "y": top + 14,
        "text-anchor": "middle",
        "fill": "#1a1a1a",
    }
    paper = box(middle - 7, top + 3, 14, 14, {"rx": 3, "fill": "#ffffff"})
    return paper, element("text", ink, Svg(letter))
