"""A funnel plot: effects against how sure they are, the surest studies at the top."""

from dataclasses import dataclass

import numpy as np

from retrowalk.charts.axes import Scale, nice_top, value_axis
from retrowalk.charts.effect_axis import EffectAxis, effect_axis, effect_text, shown
from retrowalk.charts.paragraphs import paragraph
from retrowalk.charts.svg import WIDTH, Attributes, Svg, chart, element, label, line
from retrowalk.evidence.bias import LEAST_FOR_EGGER, Egger, egger
from retrowalk.evidence.pooling import reach
from retrowalk.evidence.synthesis import Pool, Synthesis

_LEFT, _RIGHT = 48.0, WIDTH - 16.0
_WIDE = WIDTH - 32.0
_HEIGHT = 210.0


@dataclass(frozen=True, slots=True)
class FunnelWords:
    """What the plot says; a translated page hands in its own."""

    se: str = "standard error"
    nothing: str = "{sentence} There is no funnel to draw."
    point: str = "{study}: {effect}, standard error {se}"
    about: str = (
        "Dashed: where {level} % of studies would lie about the average if chance alone "
        "set them apart."
    )
    too_few: str = (
        "Whether small studies tell another story cannot be tested with {count} studies; "
        "{least} are needed."
    )
    tested: str = (
        "Egger's test of an uneven funnel: t {t} on {df} degrees of freedom, p {p}. "
        "An uneven funnel may come from missing studies, from small studies that differ, "
        "or from chance."
    )


def funnel_plot(
    synthesis: Synthesis, title: str, words: FunnelWords = FunnelWords()
) -> str:
    """Return the funnel plot of the studies of a pool; without a pool, a sentence."""
    pool = synthesis.pool
    if pool is None:
        sentence = words.nothing.format(sentence=synthesis.sentence)
        text, height = paragraph(sentence, 16.0, 4.0, _WIDE)
        return chart(title, sentence, height + 10.0, text)
    head, top = paragraph(title, 16.0, 2.0, _WIDE, bold=True)
    top += 24.0
    foot = top + _HEIGHT
    largest = nice_top([study.se for study in synthesis.studies], 1e-9)
    down = Scale(0.0, largest, top, foot)
    z = float(reach(synthesis.method.level, np.array([np.inf]))[0])
    axis = _axis(synthesis, pool, z * largest)
    notes, said = [], _notes(synthesis, words)
    y = foot + 26.0
    for sentence in said:
        note, height = paragraph(sentence, 16.0, y, _WIDE)
        notes.append(note)
        y += height + 4.0
    return chart(
        title,
        " ".join((*_points_said(synthesis, words), *said)),
        y + 4.0,
        head,
        label(4.0, top - 8.0, words.se),
        *value_axis(down, largest, _LEFT, _RIGHT),
        *_funnel(axis, down, pool, z * largest),
        *_points(axis, down, synthesis),
        *axis.drawn(foot),
        *notes,
    )


def _axis(synthesis: Synthesis, pool: Pool, half: float) -> EffectAxis:
    ratios = synthesis.studies[0].measure.is_log
    effects = [study.effect for study in synthesis.studies]
    ends = (pool.effect - half, pool.effect + half)
    return effect_axis(effects, ends, (_LEFT, _RIGHT), ratios=ratios)


def _funnel(axis: EffectAxis, down: Scale, pool: Pool, half: float) -> list[Svg]:
    top, foot, middle = down.at_low, down.at_high, axis.place(pool.effect)
    parts = [line(middle, top, middle, foot, {"class": "chart-average"})]
    for side in (-half, half):
        # An end beyond the axis is cut, so the line is drawn to where it leaves.
        share = 1.0
        if axis.outside(pool.effect + side):
            edge = axis.scale.low if side < 0.0 else axis.scale.high
            share = (edge - pool.effect) / side
        x, y = axis.place(pool.effect + share * side), top + share * (foot - top)
        parts.append(line(middle, top, x, y, {"stroke-dasharray": "5 3"}))
    return parts


def _points(axis: EffectAxis, down: Scale, synthesis: Synthesis) -> list[Svg]:
    look: Attributes = {"r": 3.5, "fill-opacity": 0.7, "class": "chart-study"}
    return [
        element("circle", {"cx": axis.place(one.effect), "cy": down.place(one.se), **look})
        for one in synthesis.studies
    ]


def _points_said(synthesis: Synthesis, words: FunnelWords) -> list[str]:
    ratios = synthesis.studies[0].measure.is_log
    size = max(abs(shown(one.effect, ratios=ratios)) for one in synthesis.studies)
    return [
        words.point.format(
            study=one.study,
            effect=effect_text(one.effect, size, ratios=ratios),
            se=f"{one.se:.3g}",
        )
        + "."
        for one in synthesis.studies
    ]


def _notes(synthesis: Synthesis, words: FunnelWords) -> list[str]:
    effects = np.array([study.effect for study in synthesis.studies])
    variances = np.array([study.variance for study in synthesis.studies])
    test = egger(effects, variances, synthesis.method.level)
    about = words.about.format(level=f"{100.0 * synthesis.method.level:g}")
    return [about, _tested(test, len(synthesis.studies), words)]


def _tested(test: Egger | None, count: int, words: FunnelWords) -> str:
    if test is None or not test.advised:
        return words.too_few.format(count=count, least=LEAST_FOR_EGGER)
    p = "< 0.001" if test.p < 0.001 else f"{test.p:.3f}"
    t = f"{test.statistic:.2f}".replace("-", "\N{MINUS SIGN}")
    return words.tested.format(t=t, df=f"{test.df:g}", p=p)
