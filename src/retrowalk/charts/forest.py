"""A forest plot: every study, our pool of them, pools of others, and what was kept out.

Narrow enough for a telephone: a name and its numbers stand above each interval, not beside
it. Squares grow with a study's weight; the diamond is the average, the dashed line under it
where the true effect of a new study is expected. Nothing is told by colour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType

import numpy as np

from retrowalk.charts.effect_axis import EffectAxis, effect_axis, effect_text, shown
from retrowalk.charts.paragraphs import LINE, paragraph
from retrowalk.charts.svg import (
    WIDTH,
    Svg,
    box,
    chart,
    element,
    label,
    line,
    text_width,
)
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.poolable import Poolable
from retrowalk.evidence.pooled_picture import PooledPicture
from retrowalk.evidence.pooling import reach
from retrowalk.evidence.sources import source
from retrowalk.evidence.study import Better, PooledEffect
from retrowalk.evidence.synthesis import Pool

_LEFT, _RIGHT = 16.0, WIDTH - 16.0
_WIDE = _RIGHT - _LEFT
_HALF_BAND = 9.0  # half of the height in which an interval is drawn
_GAP = 10.0
_DIAMOND = 6.0
_SMALLEST, _LARGEST = 4.0, 12.0  # sides of a study's square
_MEASURES = MappingProxyType(
    {
        Measure.MEAN_DIFFERENCE: "difference of means, {unit}",
        Measure.STANDARDISED: "difference in standard deviations (Hedges' g)",
        Measure.LOG_RATIO_OF_MEANS: "ratio of means",
        Measure.LOG_ODDS_RATIO: "odds ratio",
        Measure.LOG_RISK_RATIO: "risk ratio",
    }
)


@dataclass(frozen=True, slots=True)
class ForestWords:
    """What the plot says; a translated page hands in its own."""

    title: str = "Backward walking against a comparison: {outcome}"
    measures: Mapping[Measure, str] = field(default_factory=lambda: _MEASURES)
    studies: str = "Single studies"
    people: str = "{backward} and {control} people"
    own: str = "your own study"
    simulated: str = "simulated: made up, no evidence"
    pool: str = "Our pool of {count} studies"
    average: str = "average"
    new_study: str = "true effect in a new study"
    spread: str = (
        "Spread that is not chance: I² {i2} % ({low} to {high} %), τ² {tau2} "
        "({tau2_low} to {tau2_high}); Q {q}, p {p}."
    )
    others: str = "Pools that others published"
    trials: str = "{count} trials; against {comparator}"
    against: str = "against {comparator}"
    interval_not_visible: str = "interval not visible"
    interval: str = "{estimate} ({low} to {high})"
    backward_better: str = "better with backward walking"
    control_better: str = "better with the comparison"
    kept_out: str = "Kept out, and why"
    because: str = "{study}: {why}."
    elsewhere: str = "Published in another measure, so not drawn"
    told: str = "{study}: {metric}, {numbers}."


class _Shape(Enum):
    SQUARE = auto()
    DIAMOND = auto()
    DASHED = auto()


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    note: str
    shape: _Shape
    estimate: float | None
    ends: tuple[float, float] | None
    side: float = (_SMALLEST + _LARGEST) / 2


def forest_plot(picture: PooledPicture, words: ForestWords = ForestWords()) -> str:
    """Return the forest plot of one outcome; it lists what could not be drawn."""
    plot = _Plot(picture, words)
    title = words.title.format(outcome=picture.outcome)
    return plot.drawn(title)


class _Plot:
    """Draws from the top down, and writes down what it drew for those who do not see it."""

    def __init__(self, picture: PooledPicture, words: ForestWords) -> None:
        self._picture = picture
        self._words = words
        self._ratios = picture.measure.is_log
        self._sections = _sections(picture, words)
        rows = [row for _, some in self._sections for row in some]
        ends = [end for row in rows for end in row.ends or ()]
        estimates = [row.estimate for row in rows if row.estimate is not None]
        sizes = [abs(shown(v, ratios=self._ratios)) for v in (*ends, *estimates)]
        self._size = float(np.median(sizes)) if sizes else 0.0
        self._axis = effect_axis(estimates, ends, (_LEFT, _RIGHT), ratios=self._ratios)
        self._parts: list[Svg] = []
        self._said: list[str] = []
        self._y = 2.0

    def drawn(self, title: str) -> str:
        words, picture = self._words, self._picture
        self._text(title, bold=True)
        measure = words.measures[picture.measure].format(unit=picture.unit)
        self._text(measure.rstrip(" ,"))
        self._y += _GAP
        for heading, rows in self._sections:
            self._section(heading, rows)
        if any(rows for _, rows in self._sections):
            self._parts += self._axis.drawn(self._y)
            self._y += 24.0
            self._directions()
        self._lists()
        return chart(title, " ".join(self._said), self._y + 6.0, *self._parts)

    def _section(self, heading: str, rows: Sequence[_Row]) -> None:
        self._text(heading, bold=True)
        if heading == self._words.studies:
            self._text(self._picture.synthesis.sentence)
        for row in rows:
            self._row(row)
        pool = self._picture.synthesis.pool
        if pool is not None and heading == _pool_heading(pool, self._words):
            self._text(_spread(pool, self._words))
        self._y += _GAP

    def _row(self, row: _Row) -> None:
        numbers = self._numbers(row)
        self._said.append(f"{row.name}: {numbers}{f', {row.note}' if row.note else ''}.")
        beside = text_width(row.name) + 8.0 + text_width(numbers) <= _WIDE
        name, height = paragraph(row.name, _LEFT, self._y, _WIDE)
        self._y += height - (LINE if beside else 0.0)
        self._parts += [name, label(_RIGHT, self._y + 11.0, numbers, "end")]
        note, height = paragraph(row.note, _LEFT, self._y + LINE, _WIDE)
        middle = self._y + LINE + height + _HALF_BAND
        self._parts += [
            note,
            self._axis.no_effect(middle - _HALF_BAND + 2.0, middle + _HALF_BAND - 2.0),
            *_interval(row, self._axis, middle),
        ]
        self._y = middle + _HALF_BAND + 2.0

    def _numbers(self, row: _Row) -> str:
        words = self._words

        def said(value: float) -> str:
            return effect_text(value, self._size, ratios=self._ratios)

        if row.ends is None:
            estimate = said(row.estimate or 0.0)
            return f"{estimate}, {words.interval_not_visible}"
        low, high = (said(end) for end in row.ends)
        if row.estimate is None:
            return f"{low} to {high}"
        return words.interval.format(estimate=said(row.estimate), low=low, high=high)

    def _directions(self) -> None:
        if self._picture.better is None:
            return
        sides = [self._words.backward_better, self._words.control_better]
        if self._picture.better is Better.HIGHER:
            sides.reverse()
        self._parts.append(label(_LEFT, self._y + 12.0, f"← {sides[0]}"))
        self._parts.append(label(_RIGHT, self._y + 12.0 + LINE, f"{sides[1]} →", "end"))
        self._said.append(f"Left of no difference: {sides[0]}; right: {sides[1]}.")
        self._y += 2.0 * LINE + _GAP

    def _lists(self) -> None:
        words, picture = self._words, self._picture
        told = [_told(one, words) for one in picture.elsewhere]
        because = [
            words.because.format(study=one.study, why=one.why)
            for one in picture.synthesis.kept_out
        ]
        for heading, sentences in ((words.elsewhere, told), (words.kept_out, because)):
            if sentences:
                self._text(heading, bold=True)
                for sentence in sentences:
                    self._text(sentence)
                self._y += _GAP

    def _text(self, text: str, *, bold: bool = False) -> None:
        drawn, height = paragraph(text, _LEFT, self._y, _WIDE, bold=bold)
        self._parts.append(drawn)
        self._said.append(text if text.endswith(".") else f"{text}.")
        self._y += height + 3.0


def _sections(picture: PooledPicture, words: ForestWords) -> list[tuple[str, list[_Row]]]:
    synthesis = picture.synthesis
    pool = synthesis.pool
    z = float(reach(synthesis.method.level, np.array([np.inf]))[0])
    weights = pool.weights_pct if pool else ()
    studies = [
        _study(study, z, weights[place] / max(weights) if weights else 0.25, words)
        for place, study in enumerate(synthesis.studies)
    ]
    found = [(words.studies, studies)]
    if pool is not None:
        found.append((_pool_heading(pool, words), _pool_rows(pool, words)))
    if picture.others:
        found.append((words.others, [_other(one, words) for one in picture.others]))
    return found


def _study(study: Poolable, z: float, share: float, words: ForestWords) -> _Row:
    notes = []
    if study.n_backward is not None and study.n_control is not None:
        sizes = {"backward": f"{study.n_backward:g}", "control": f"{study.n_control:g}"}
        notes.append(words.people.format(**sizes))
    if study.own:
        notes.append(words.own)
    if study.simulated:
        notes.append(words.simulated)
    return _Row(
        name=study.study,
        note="; ".join(notes),
        shape=_Shape.SQUARE,
        estimate=study.effect,
        ends=(study.effect - z * study.se, study.effect + z * study.se),
        side=_SMALLEST + (_LARGEST - _SMALLEST) * share**0.5,
    )


def _pool_heading(pool: Pool, words: ForestWords) -> str:
    return words.pool.format(count=pool.studies)


def _pool_rows(pool: Pool, words: ForestWords) -> list[_Row]:
    rows = [_Row(words.average, "", _Shape.DIAMOND, pool.effect, (pool.low, pool.high))]
    if pool.predicted_low is not None and pool.predicted_high is not None:
        ends = (pool.predicted_low, pool.predicted_high)
        rows.append(_Row(words.new_study, "", _Shape.DASHED, None, ends))
    return rows


def _other(one: PooledEffect, words: ForestWords) -> _Row:
    ends = None
    if one.ci_low is not None and one.ci_high is not None:
        ends = (one.ci_low, one.ci_high)
    text = words.against if one.trials is None else words.trials
    note = text.format(count=one.trials, comparator=one.comparator)
    return _Row(_short(one), note, _Shape.DIAMOND, one.estimate, ends)


def _told(one: PooledEffect, words: ForestWords) -> str:
    numbers = f"{one.estimate:g}"
    if one.ci_low is not None and one.ci_high is not None:
        numbers = words.interval.format(
            estimate=numbers, low=f"{one.ci_low:g}", high=f"{one.ci_high:g}"
        )
    return words.told.format(study=_short(one), metric=one.metric, numbers=numbers)


def _short(one: PooledEffect) -> str:
    return source(one.source).citation.split(",")[0]


def _spread(pool: Pool, words: ForestWords) -> str:
    return words.spread.format(
        i2=f"{pool.i2_pct:.0f}",
        low=f"{pool.i2_low_pct:.0f}",
        high=f"{pool.i2_high_pct:.0f}",
        tau2=f"{pool.tau2:.2g}",
        tau2_low=f"{pool.tau2_low:.2g}",
        tau2_high=f"{pool.tau2_high:.2g}",
        q=f"{pool.q:.1f}",
        p="< 0.001" if pool.q_p < 0.001 else f"{pool.q_p:.3f}",
    )


def _interval(row: _Row, axis: EffectAxis, y: float) -> list[Svg]:
    parts: list[Svg] = []
    if row.ends is not None:
        low, high = (axis.place(end) for end in row.ends)
        if row.shape is _Shape.DIAMOND and row.estimate is not None:
            middle = axis.place(row.estimate)
            corners = ((low, y), (middle, y - _DIAMOND), (high, y), (middle, y + _DIAMOND))
            points = " ".join(f"{x:.2f},{height:.2f}" for x, height in corners)
            return [element("polygon", {"points": points, "class": "chart-pool"})]
        dashes = {"stroke-dasharray": "5 3"} if row.shape is _Shape.DASHED else {}
        parts.append(line(low, y, high, y, {"stroke-width": 1.5, **dashes}))
        for end, x, way in ((row.ends[0], low, 1.0), (row.ends[1], high, -1.0)):
            parts += _end(x, y, way, cut=axis.outside(end))
    if row.estimate is not None:
        x, half = axis.place(row.estimate), row.side / 2.0
        parts.append(box(x - half, y - half, row.side, row.side, {"class": "chart-study"}))
    return parts


def _end(x: float, y: float, way: float, *, cut: bool) -> list[Svg]:
    """Return the end of an interval: a tick, or an arrow where it goes on."""
    if not cut:
        return [line(x, y - 3.0, x, y + 3.0)]
    return [line(x, y, x + 5.0 * way, y - 4.0), line(x, y, x + 5.0 * way, y + 4.0)]
