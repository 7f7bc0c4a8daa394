"""Backward minutes, session by session, and how much of them a sensor confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrowalk.charts.axes import Scale, known, name_axis, nice_top, value_axis
from retrowalk.charts.looks import legend, look, patterns, swatch
from retrowalk.charts.svg import WIDTH, Svg, box, chart, chart_key, label
from retrowalk.directions import Direction

_LEFT, _RIGHT = 34.0, WIDTH - 4.0
_PLOT_HEIGHT = 130.0
_WIDEST_BAR = 34.0


@dataclass(frozen=True, slots=True)
class MinutesWords:
    """What the chart says; a translated page hands in its own."""

    title: str = "Backward walking, minutes in each session"
    confirmed: str = "backward, seen by the sensor"
    told: str = "walked as told, direction not seen"
    unit: str = "min"
    empty: str = "No session yet: the first one will stand here."
    described: str = (
        "{sessions} sessions, from {first} to {last}. Latest: {latest} min walked backward, "
        "{seen}. Most in one session: {most} min."
    )
    seen: str = "{minutes} min of it seen by a sensor"
    unseen: str = "none of it seen by a sensor"


def minutes_chart(
    labels: Sequence[str],
    walked_min: Sequence[float | None],
    confirmed_min: Sequence[float | None],
    words: MinutesWords = MinutesWords(),
) -> str:
    """Return one bar a session: minutes told backward and walked, and what a sensor confirmed.

    labels: what stands under each bar, oldest first. walked_min: minutes walked in backward
    intervals; None draws no bar. confirmed_min: minutes of them whose steps were measured
    to go backward; None where nothing measured them.
    """
    walked = [max(w, 0.0) if w is not None and known(w) else 0.0 for w in walked_min]
    seen = [
        min(max(c, 0.0), w) if c is not None and known(c) else 0.0
        for w, c in zip(walked, confirmed_min, strict=True)
    ]
    if not labels:
        return chart(
            words.title, words.empty, 60.0, label(WIDTH / 2, 34, words.empty, "middle")
        )
    description = _described(labels, walked, seen, words)
    key = chart_key(words.title, description)
    rows, top_y = legend(2.0, _legend(key, words), _LEFT, _RIGHT)
    top_y += 18.0
    foot_y = top_y + _PLOT_HEIGHT
    top = nice_top(walked, 1.0)
    scale = Scale(0.0, top, foot_y, top_y)
    slot = (_RIGHT - _LEFT) / len(labels)
    places = [_LEFT + (k + 0.5) * slot for k in range(len(labels))]
    bars = [
        bar
        for x, w, c in zip(places, walked, seen, strict=True)
        for bar in _bar(x, min(0.7 * slot, _WIDEST_BAR), (w, c), scale, key)
    ]
    return chart(
        words.title,
        description,
        foot_y + 22.0,
        patterns(key),
        rows,
        label(_LEFT - 5, top_y - 8, words.unit, "end"),
        *value_axis(scale, top, _LEFT, _RIGHT),
        *bars,
        *name_axis(places, labels, foot_y + 16, (0.0, WIDTH)),
    )


def _bar(
    x: float, width: float, minutes: tuple[float, float], scale: Scale, key: str
) -> list[Svg]:
    walked, seen = minutes
    foot, middle, top = scale.place(0.0), scale.place(seen), scale.place(walked)
    parts = []
    for direction, low, high in (
        (Direction.BACKWARD, foot, middle),
        (Direction.UNKNOWN, middle, top),
    ):
        if low - high > 0.0:
            parts.append(box(x - width / 2, high, width, low - high, look(direction, key)))
    return parts


def _legend(key: str, words: MinutesWords) -> list[tuple[Svg, str]]:
    return [
        (swatch(0, 0, Direction.BACKWARD, key), words.confirmed),
        (swatch(0, 0, Direction.UNKNOWN, key), words.told),
    ]


def _described(
    labels: Sequence[str],
    walked: Sequence[float],
    seen: Sequence[float],
    words: MinutesWords,
) -> str:
    latest_seen = words.seen.format(minutes=f"{seen[-1]:.1f}") if seen[-1] else words.unseen
    return words.described.format(
        sessions=len(labels),
        first=labels[0],
        last=labels[-1],
        latest=f"{walked[-1]:.1f}",
        seen=latest_seen,
        most=f"{max(walked):.1f}",
    )
