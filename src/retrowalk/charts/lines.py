"""Pain before and after each session, beside the change that is too small to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrowalk.charts.axes import Scale, known, name_axis, value_axis
from retrowalk.charts.band import band_entry, change_band
from retrowalk.charts.looks import legend
from retrowalk.charts.svg import WIDTH, Attributes, Svg, box, chart, element, label, line

_LEFT, _RIGHT = 34.0, WIDTH - 10.0
_PLOT_HEIGHT = 130.0
_NRS_TOP = 10.0  # the numeric rating scale of pain runs from 0 to 10
_BEFORE, _AFTER = "#2f7de1", "#c2570c"


@dataclass(frozen=True, slots=True)
class PainWords:
    """What the chart says; a translated page hands in its own."""

    title: str = "Pain before and after each session, 0 to 10"
    before: str = "before"
    after: str = "after"
    band: str = "too small a change to tell"
    empty: str = "No pain rating yet: the first one will stand here."
    described: str = (
        "{sessions} sessions, from {first} to {last}. Before: first {before_first}, latest "
        "{before_last}. After: first {after_first}, latest {after_last}."
    )
    unanswered: str = "not answered"


def pain_chart(
    labels: Sequence[str],
    before_nrs: Sequence[float | None],
    after_nrs: Sequence[float | None],
    band_nrs: tuple[float, float] | None = None,
    words: PainWords = PainWords(),
) -> str:
    """Return two lines over the sessions, 0 to 10; an unanswered rating is a gap.

    band_nrs: the range around the person's own baseline within which a change is smaller
    than the test can detect (its MDC); None where that is not known for this person.
    """
    if not any(known(value) for value in (*before_nrs, *after_nrs)):
        return chart(
            words.title, words.empty, 60.0, label(WIDTH / 2, 34, words.empty, "middle")
        )
    rows, top_y = legend(2.0, _legend(words, band_nrs), _LEFT, _RIGHT)
    top_y += 8.0
    foot_y = top_y + _PLOT_HEIGHT
    scale = Scale(0.0, _NRS_TOP, foot_y, top_y)
    across = Scale(-0.5, len(labels) - 0.5, _LEFT, _RIGHT)
    places = [across.place(float(k)) for k in range(len(labels))]
    return chart(
        words.title,
        _described(labels, before_nrs, after_nrs, words),
        foot_y + 22.0,
        rows,
        *change_band(band_nrs, scale, _LEFT, _RIGHT),
        *value_axis(scale, _NRS_TOP, _LEFT, _RIGHT),
        *_trace(places, before_nrs, scale, before=True),
        *_trace(places, after_nrs, scale, before=False),
        *name_axis(places, labels, foot_y + 16, (0.0, WIDTH)),
    )


def _trace(
    places: Sequence[float], values: Sequence[float | None], scale: Scale, *, before: bool
) -> list[Svg]:
    """Return a line and its marks; the line breaks where a rating is missing."""
    points = [
        (x, scale.place(v)) if v is not None and known(v) else None
        for x, v in zip(places, values, strict=True)
    ]
    parts = [line(*a, *b, _stroke(before=before)) for a, b in pairwise(points) if a and b]
    return parts + [_mark(*point, before=before) for point in points if point]


def _stroke(*, before: bool) -> Attributes:
    if before:
        return {"stroke": _BEFORE, "stroke-width": 2, "class": "chart-before"}
    return {
        "stroke": _AFTER,
        "stroke-width": 2,
        "stroke-dasharray": "5 3",
        "class": "chart-after",
    }


def _mark(x: float, y: float, *, before: bool) -> Svg:
    if before:
        return element("circle", {"cx": x, "cy": y, "r": 5, "fill": _BEFORE})
    return box(x - 3, y - 3, 6, 6, {"fill": _AFTER})


def _legend(
    words: PainWords, band_nrs: tuple[float, float] | None
) -> list[tuple[Svg, str]]:
    return [
        (_mark(6, 6, before=True), words.before),
        (_mark(6, 6, before=False), words.after),
        *band_entry(band_nrs, words.band),
    ]


def _described(
    labels: Sequence[str],
    before: Sequence[float | None],
    after: Sequence[float | None],
    words: PainWords,
) -> str:
    def said(value: float | None) -> str:
        return f"{value:g}" if value is not None and known(value) else words.unanswered

    return words.described.format(
        sessions=len(labels),
        first=labels[0],
        last=labels[-1],
        before_first=said(before[0]),
        before_last=said(before[-1]),
        after_first=said(after[0]),
        after_last=said(after[-1]),
    )
