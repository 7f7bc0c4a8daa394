"""One measure from test to test, with the band in which a change is too small to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrowalk.charts.axes import Scale, name_axis, tick_step
from retrowalk.charts.band import band_entry, change_band
from retrowalk.charts.looks import legend
from retrowalk.charts.svg import WIDTH, Svg, chart, element, label, line

_LEFT, _RIGHT = 44.0, WIDTH - 10.0
_PLOT_HEIGHT = 130.0
_INK = "#2f7de1"
_LEAST_SPAN = 0.3  # share of a value; less would draw a small change as a large one


@dataclass(frozen=True, slots=True)
class CourseWords:
    """What the chart says; a translated page hands in its own."""

    title: str = "From test to test"
    value: str = "each test"
    baseline: str = "mean of the first three"
    band: str = "too small a change to tell"
    described: str = (
        "{n} tests, from {first} to {last}: first {first_value}, latest {last_value}."
    )


def course_chart(
    labels: Sequence[str],
    values: Sequence[float],
    baseline: float | None,
    band: tuple[float, float] | None,
    words: CourseWords = CourseWords(),
) -> str:
    """Return a line over the tests; labels and values are of the same length, at least one.

    band: the range around the baseline in which a change is smaller than the test can
    detect; None where that is not known, and then none is drawn.
    """
    rows, top_y = legend(2.0, _legend(words, baseline, band), _LEFT, _RIGHT)
    top_y += 8.0
    foot_y = top_y + _PLOT_HEIGHT
    low, high, step = _range([*values, *(band or ())])
    scale = Scale(low, high, foot_y, top_y)
    across = Scale(-0.5, len(labels) - 0.5, _LEFT, _RIGHT)
    places = [across.place(float(k)) for k in range(len(labels))]
    points = [(x, scale.place(v)) for x, v in zip(places, values, strict=True)]
    return chart(
        words.title,
        words.described.format(
            n=len(values),
            first=labels[0],
            last=labels[-1],
            first_value=f"{values[0]:g}",
            last_value=f"{values[-1]:g}",
        ),
        foot_y + 22.0,
        rows,
        *change_band(band, scale, _LEFT, _RIGHT),
        *_axis(scale, low, high, step),
        *_baseline(baseline, scale),
        *(line(*a, *b, {"stroke": _INK, "stroke-width": 2}) for a, b in pairwise(points)),
        *(_mark(x, y) for x, y in points),
        *name_axis(places, labels, foot_y + 16, (0.0, WIDTH)),
    )


def _range(values: Sequence[float]) -> tuple[float, float, float]:
    """Return low and high on round numbers around all values, and the step between."""
    low, high = min(values), max(values)
    room = max(0.0, _LEAST_SPAN * abs(high) - (high - low), 1e-3 - (high - low)) / 2
    low, high = (low if low == 0.0 else low - room), high + room
    step = tick_step(high - low)
    first, last = int(low // step), -int(-high // step)
    return first * step, max(last, first + 1) * step, step


def _axis(scale: Scale, low: float, high: float, step: float) -> list[Svg]:
    parts = []
    for k in range(round((high - low) / step) + 1):
        value = low + k * step
        y = scale.place(value)
        parts.append(line(_LEFT, y, _RIGHT, y, {"stroke-opacity": 0.25 if k else 1.0}))
        parts.append(label(_LEFT - 5, y + 4, f"{round(value, 6):g}", "end"))
    return parts


def _baseline(baseline: float | None, scale: Scale) -> list[Svg]:
    if baseline is None:
        return []
    y = scale.place(baseline)
    return [line(_LEFT, y, _RIGHT, y, {"stroke-dasharray": "4 4"})]


def _mark(x: float, y: float) -> Svg:
    return element("circle", {"cx": x, "cy": y, "r": 5, "fill": _INK})


def _legend(
    words: CourseWords, baseline: float | None, band: tuple[float, float] | None
) -> list[tuple[Svg, str]]:
    entries = [(_mark(6, 6), words.value)]
    if baseline is not None:
        entries.append((line(0, 6, 12, 6, {"stroke-dasharray": "4 4"}), words.baseline))
    return entries + band_entry(band, words.band)
