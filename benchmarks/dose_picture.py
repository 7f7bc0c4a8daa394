"""A picture of what the dose rules do: one panel for each kind of simulated person."""

from collections.abc import Mapping

import numpy as np

from retrowalk.charts.axes import Scale, nice_top, value_axis
from retrowalk.charts.svg import WIDTH, Svg, chart, element, label, line, standalone

COLUMNS = 2
PANEL_HEIGHT, GAP_ABOVE, FOOT = 96.0, 30.0, 20.0
HEAD = 61.0
LEFT, BETWEEN, RIGHT = 30.0, 34.0, 12.0
MARKED_WEEKS = (1, 13, 26, 39, 52)
INK = "#c2570c"  # the colour of backward walking in every chart of the house


def picture(percentiles: Mapping[str, np.ndarray], person_years: int) -> str:
    """Return the drawing: the median of each week, in a band of the middle four fifths.

    percentiles: by the name of the people, shape (3, weeks): the 10th, 50th and 90th
        percentile of the backward minutes of each week.
    """
    top = nice_top([float(p.max()) for p in percentiles.values()], 10.0)
    panels = [
        panel
        for place, (name, of) in enumerate(percentiles.items())
        for panel in _panel(place, name, of, top)
    ]
    rows = -(-len(percentiles) // COLUMNS)
    height = HEAD + rows * (GAP_ABOVE + PANEL_HEIGHT + FOOT)
    title = "Backward minutes a week in a year, by the dose rules (simulated people)"
    drawing = chart(
        title,
        _described(percentiles, person_years),
        height,
        label(0, 14, "Backward minutes a week, over one year"),
        label(0, 31, f"{person_years:,} simulated person-years, real rules"),
        label(0, 48, "Line: the median. Band: 8 in 10 people. Across: weeks."),
        *panels,
    )
    return standalone(drawing)


def _panel(place: int, name: str, of: np.ndarray, top: float) -> list[Svg]:
    row, column = divmod(place, COLUMNS)
    width = (WIDTH - LEFT - RIGHT - BETWEEN * (COLUMNS - 1)) / COLUMNS
    left = LEFT + column * (width + BETWEEN)
    top_y = HEAD + row * (GAP_ABOVE + PANEL_HEIGHT + FOOT) + GAP_ABOVE
    foot_y = top_y + PANEL_HEIGHT
    weeks = of.shape[1]
    across = Scale(1.0, float(weeks), left, left + width)
    up = Scale(0.0, top, foot_y, top_y)
    low, middle, high = of
    there = [
        f"{across.place(w + 1.0):.1f},{up.place(float(high[w])):.1f}" for w in range(weeks)
    ]
    back = [
        f"{across.place(w + 1.0):.1f},{up.place(float(low[w])):.1f}"
        for w in reversed(range(weeks))
    ]
    median = [
        f"{across.place(w + 1.0):.1f},{up.place(float(middle[w])):.1f}"
        for w in range(weeks)
    ]
    band = {"points": " ".join(there + back), "fill": INK, "fill-opacity": 0.25}
    trace = {"points": " ".join(median), "fill": "none", "stroke": INK, "stroke-width": 2}
    names = [
        label(across.place(float(w)), foot_y + 14, str(w), "middle") for w in MARKED_WEEKS
    ]
    return [
        label(left, top_y - 8, name[:1].upper() + name[1:]),
        *value_axis(up, top, left, left + width),
        element("polygon", band),
        element("polyline", trace),
        line(left, foot_y, left + width, foot_y),
        *names,
    ]


def _described(percentiles: Mapping[str, np.ndarray], person_years: int) -> str:
    said = [
        f"{person_years:,} simulated person-years of the programme from ten to thirty minutes; "
        "a line for the median of each week, a band for the middle eighty percent."
    ]
    for name, (low, middle, high) in percentiles.items():
        said.append(
            f"{name[:1].upper() + name[1:]}: {middle[0]:.0f} min in week 1, {middle[-1]:.0f} "
            f"in the last ({low[-1]:.0f} to {high[-1]:.0f})."
        )
    return " ".join(said)
