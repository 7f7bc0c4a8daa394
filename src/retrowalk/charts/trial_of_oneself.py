"""One person's trial, day by day: what each day was for, its answer, and each period's mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import fmean

from retrowalk.charts.axes import Scale, known, name_axis, tick_step
from retrowalk.charts.looks import legend
from retrowalk.charts.svg import WIDTH, Attributes, Svg, box, chart, element, label, line

_LEFT, _RIGHT = 34.0, WIDTH - 8.0
_PLOT_HEIGHT, _STRIP = 140.0, 18.0
_INK = "#2f7de1"


class TrialKind(StrEnum):
    """What days of a trial are for."""

    BACKWARD = "backward"
    FORWARD = "forward"
    NEITHER = "neither"


# Each kind has its own letter, shade and line: none is told by colour alone.
_LETTER = {
    TrialKind.BACKWARD: "B",
    TrialKind.FORWARD: "F",
    TrialKind.NEITHER: "\N{EN DASH}",
}
_SHADE = {TrialKind.BACKWARD: 0.22, TrialKind.FORWARD: 0.09, TrialKind.NEITHER: 0.0}


@dataclass(frozen=True, slots=True)
class Span:
    """A period: days from first to end, half-open, counted from the trial's first day."""

    first: int
    end: int
    kind: TrialKind


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What the chart says; a translated page hands in its own."""

    title: str = "The trial, day by day"
    kinds: Mapping[TrialKind, str] = field(
        default_factory=lambda: {kind: kind.value for kind in TrialKind}
    )
    mean: str = "mean of the period"
    answer: str = "answer of a day"
    described: str = "{days} days, {answers} with an answer. Period means: {means}."


def trial_of_oneself_chart(
    values: Sequence[float | None],
    spans: Sequence[Span],
    ends: tuple[str, str],
    limits: tuple[float, float] | None = None,
    words: TrialWords = TrialWords(),
) -> str:
    """Return the answers over the days, on a ground that says what each period is for.

    values: one for each day, None where there is none; at least one is known. spans: the
    periods, in order. ends: labels of the first and the last day. limits: of the scale;
    None to fit it to the values.
    """
    entries = _legend(words, spans)
    rows, top_y = legend(2.0, entries, _LEFT, _RIGHT)
    top_y += 8.0 + _STRIP
    foot_y = top_y + _PLOT_HEIGHT
    low, high = limits or _around([v for v in values if v is not None])
    scale = Scale(low, high, foot_y, top_y)
    across = Scale(0.0, float(len(values)), _LEFT, _RIGHT)
    means = [_mean(values[span.first : span.end]) for span in spans]
    return chart(
        words.title,
        _described(values, spans, means, words),
        foot_y + 22.0,
        rows,
        *(part for span in spans for part in _ground(span, across, top_y, foot_y)),
        *_axis(scale),
        *(
            part
            for span, mean in zip(spans, means, strict=True)
            for part in _level(span, mean, across, scale)
        ),
        *(
            _mark(across.place(day + 0.5), scale.place(value))
            for day, value in enumerate(values)
            if value is not None and known(value)
        ),
        *name_axis([_LEFT + 20, _RIGHT - 20], ends, foot_y + 16, (0.0, WIDTH)),
    )


def _around(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    step = tick_step(max(high - low, abs(high) * 0.1, 1e-3))
    return (low // step) * step, -(-high // step) * step + (step if low == high else 0.0)


def _ground(span: Span, across: Scale, top_y: float, foot_y: float) -> list[Svg]:
    left, right = across.place(float(span.first)), across.place(float(span.end))
    look: Attributes = {
        "fill-opacity": _SHADE[span.kind],
        "class": f"trial-{span.kind.value}",
    }
    return [
        box(left, top_y - _STRIP, right - left, foot_y - top_y + _STRIP, look),
        line(left, top_y - _STRIP, left, foot_y, {"stroke-opacity": 0.35}),
        label((left + right) / 2, top_y - 5, _LETTER[span.kind], "middle"),
    ]


def _axis(scale: Scale) -> list[Svg]:
    step = tick_step(scale.high - scale.low)
    parts = []
    for k in range(int((scale.high - scale.low) / step + 1e-9) + 1):
        value = scale.low + k * step
        y = scale.place(value)
        parts.append(line(_LEFT, y, _RIGHT, y, {"stroke-opacity": 0.2 if k else 1.0}))
        parts.append(label(_LEFT - 5, y + 4, f"{round(value, 6):g}", "end"))
    return parts


def _level(span: Span, mean: float | None, across: Scale, scale: Scale) -> list[Svg]:
    if mean is None or not known(mean):
        return []
    y = scale.place(mean)
    left, right = across.place(float(span.first)), across.place(float(span.end))
    return [line(left + 1, y, right - 1, y, {"stroke-width": 2.5})]


def _mark(x: float, y: float) -> Svg:
    return element("circle", {"cx": x, "cy": y, "r": 3, "fill": _INK})


def _mean(values: Sequence[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return fmean(there) if there else None


def _legend(words: TrialWords, spans: Sequence[Span]) -> list[tuple[Svg, str]]:
    used = dict.fromkeys(span.kind for span in spans)
    kinds = [
        (
            box(0, 0, 12, 12, {"fill-opacity": _SHADE[kind], "stroke": "currentColor"}),
            f"{_LETTER[kind]} {words.kinds[kind]}",
        )
        for kind in TrialKind
        if kind in used
    ]
    return [
        *kinds,
        (_mark(6, 6), words.answer),
        (line(0, 6, 12, 6, {"stroke-width": 2.5}), words.mean),
    ]


def _described(
    values: Sequence[float | None],
    spans: Sequence[Span],
    means: Sequence[float | None],
    words: TrialWords,
) -> str:
    told = [
        f"{words.kinds[span.kind]} {mean:.3g}"
        for span, mean in zip(spans, means, strict=True)
        if mean is not None
    ]
    return words.described.format(
        days=len(values),
        answers=sum(value is not None for value in values),
        means=", ".join(told) or "-",
    )
