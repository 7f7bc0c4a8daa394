"""How hard a recording moved, over time."""

from collections.abc import Iterator

import numpy as np

from retrowalk.arrays import BoolArray
from retrowalk.charts.axes import Scale, nice_top, value_axis
from retrowalk.charts.frame import LEFT, RIGHT
from retrowalk.charts.svg import Svg, element, label
from retrowalk.signals.envelope import Envelope

_HIGH = 66.0
_LEAST_ACC_MPS2 = 20.0


def motion(moved: Envelope, y: float) -> tuple[list[Svg], float]:
    """Return the acceleration's envelope drawn from y downwards, and where it ends."""
    top_y = y + 18.0
    seen = np.isfinite(moved.high)
    most = float(moved.high[seen].max()) if seen.any() else 0.0
    top = nice_top([most], _LEAST_ACC_MPS2)
    scale = Scale(0.0, top, top_y + _HIGH, top_y)
    wide = (RIGHT - LEFT) / max(len(moved.high), 1)
    parts = [label(4, y + 11.0, "acceleration, m/s²"), *value_axis(scale, top, LEFT, RIGHT)]
    for first, last in _runs(seen):
        columns = range(first, last)
        there = [_at(c, wide, scale.place(float(moved.high[c])) - 0.4) for c in columns]
        back = [
            _at(c, wide, scale.place(float(moved.low[c])) + 0.4) for c in reversed(columns)
        ]
        outline = "M" + "L".join(there + back) + "Z"
        ink = {"d": outline, "stroke": "currentColor", "class": "chart-motion"}
        parts.append(element("path", {**ink, "fill-opacity": 0.6, "stroke-width": 0.4}))
    return parts, top_y + _HIGH + 8.0


def _at(column: int, wide: float, y: float) -> str:
    return f"{LEFT + (column + 0.5) * wide:.1f} {y:.1f}"


def _runs(seen: BoolArray) -> Iterator[tuple[int, int]]:
    """Yield the half-open runs of columns that hold something."""
    change = np.flatnonzero(np.diff(np.concatenate([[0], seen.astype(np.int8), [0]])))
    for first, last in zip(change[::2], change[1::2], strict=True):
        yield int(first), int(last)
