"""Scales and axes: from a value to a place in the drawing, with ticks that people count by."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrowalk.charts.svg import Svg, fitted, label, line, text_width

_STEPS = (1.0, 2.0, 5.0, 10.0)
_MOST = 1e5  # beyond it a number is a fault, and its tick would not fit
_GAP = 6.0  # between two labels side by side


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight way from values to places; what lies outside stops at the edge."""

    low: float
    high: float
    at_low: float
    at_high: float

    def place(self, value: float) -> float:
        """Return where a value is drawn, never outside the box."""
        if self.high == self.low:
            return self.at_low
        share = (value - self.low) / (self.high - self.low)
        return self.at_low + min(1.0, max(0.0, share)) * (self.at_high - self.at_low)


def known(value: float | None) -> bool:
    """Say whether there is a value that can be drawn."""
    return value is not None and abs(value) <= _MOST  # NaN compares false


def nice_top(values: Sequence[float], least: float) -> float:
    """Return a round number at or above all values and at or above `least`."""
    most = max([least, *values])
    return math.ceil(most / tick_step(most)) * tick_step(most)


def tick_step(top: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that parts 0..top in three to six."""
    power = 10.0 ** math.floor(math.log10(top / 4.0))
    return next(
        step * power for step in _STEPS if top / (step * power) <= 5.0 or step == 10.0
    )


def ticks(top: float) -> list[float]:
    """Return the values to mark from 0 to top."""
    step = tick_step(top)
    return [k * step for k in range(int(top / step + 1e-9) + 1)]


def value_axis(scale: Scale, top: float, left: float, right: float) -> list[Svg]:
    """Return horizontal lines with their values, which end just left of `left`."""
    parts = []
    for value in ticks(top):
        y = scale.place(value)
        parts.append(line(left, y, right, y, {"stroke-opacity": 0.25 if value else 1.0}))
        parts.append(label(left - 5, y + 4, _short(value), "end"))
    return parts


def _short(value: float) -> str:
    """Return a tick in at most four letters: 0.2, 150, 20k."""
    if value >= 1000:
        return f"{value / 1000:.4g}k"
    return f"{value:.3g}"


def name_axis(
    places: Sequence[float], names: Sequence[str], y: float, edges: tuple[float, float]
) -> list[Svg]:
    """Return names under their places: every name, or every second, third … as they fit.

    The last name always stands. One too long for half the width is cut with an ellipsis;
    edges are where names may begin and end.
    """
    texts = [fitted(name, (edges[1] - edges[0]) / 2) for name in names]
    spans = [_span(x, text, edges) for x, text in zip(places, texts, strict=True)]
    for stride in range(1, len(texts) + 1):
        shown = range(len(texts) - 1, -1, -stride)
        if all(spans[b][1] + _GAP <= spans[a][0] for a, b in pairwise(shown)):
            return [label(sum(spans[k]) / 2, y, texts[k], "middle") for k in shown]
    return []


def _span(place: float, text: str, edges: tuple[float, float]) -> tuple[float, float]:
    """Return from where to where a text reaches when pushed inside the edges."""
    half = text_width(text) / 2
    middle = min(max(place, edges[0] + half), edges[1] - half)
    return middle - half, middle + half
