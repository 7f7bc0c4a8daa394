"""Agreement of two ways of measuring: difference over mean, with bias and limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from retrowalk.charts.axes import Scale, known, name_axis, tick_step
from retrowalk.charts.svg import WIDTH, Attributes, Svg, box, chart, element, label, line
from retrowalk.evidence.bland_altman import Limits
from retrowalk.evidence.bland_altman_repeated import RepeatedLimits
from retrowalk.evidence.estimate import Estimate

_LEFT, _RIGHT = 56.0, WIDTH - 58.0
_TOP, _PLOT_HEIGHT = 24.0, 190.0
_BIAS, _LIMIT = "#2f7de1", "#c2570c"  # at least 3:1 on white and on near-black


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """What the chart says; a translated page hands in its own. unit: of both methods."""

    unit: str
    title: str = "Agreement of two methods"
    across: str = "mean of both, {unit}"
    up: str = "difference, {unit}"
    described: str = (
        "{n} pairs. Mean difference {bias} {unit} (interval {bias_low} to {bias_high}). Limits of "
        "agreement {lower} {unit} (interval {lower_low} to {lower_high}) and {upper} {unit} "
        "(interval {upper_low} to {upper_high}): {coverage:.0f} in 100 differences are expected "
        "between them."
    )


def bland_altman_chart(
    first: Sequence[float],
    second: Sequence[float],
    limits: Limits | RepeatedLimits,
    words: AgreementWords,
) -> str:
    """Return a dot for each pair, the bias as a line, the limits dashed, intervals shaded.

    first, second: the readings that the limits (of differences, not ratios) were found from.
    """
    pairs = [
        ((a + b) / 2.0, a - b) for a, b in zip(first, second, strict=True) if known(a - b)
    ]
    shown = (limits.bias, limits.lower, limits.upper)
    up = _scale([d for _, d in pairs] + [v for e in shown for v in (e.low, e.high)])
    across = _scale([mean for mean, _ in pairs])
    foot = _TOP + _PLOT_HEIGHT
    y_of = Scale(up[0], up[-1], foot, _TOP)
    x_of = Scale(across[0], across[-1], _LEFT + 6.0, _RIGHT - 6.0)
    solid: dict[str, str | float] = {"stroke": _BIAS}
    looks = (solid, _dashed(), _dashed())
    parts = [_band(e, y_of, look) for e, look in zip(shown, looks, strict=True)]
    parts += _value_axis(up, y_of)
    parts += [_level(e, y_of, look) for e, look in zip(shown, looks, strict=True)]
    parts += [_dot(x_of.place(mean), y_of.place(d)) for mean, d in pairs]
    parts += _levels_named(shown, y_of)
    names = [_short(v) for v in across]
    parts += name_axis([x_of.place(v) for v in across], names, foot + 16.0, (0.0, WIDTH))
    parts.append(label(2.0, 12.0, words.up.format(unit=words.unit)))
    parts.append(
        label(WIDTH / 2.0, foot + 34.0, words.across.format(unit=words.unit), "middle")
    )
    return chart(words.title, _described(len(pairs), limits, words), foot + 42.0, *parts)


def _scale(values: Sequence[float]) -> list[float]:
    """Return round values to mark, from at or below the lowest to at or above the highest."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = high - low or abs(high) or 1.0
    step = tick_step(span)
    first, last = floor(low / step), ceil(high / step)
    return [k * step for k in range(first, max(last, first + 1) + 1)]


def _value_axis(marks: Sequence[float], scale: Scale) -> list[Svg]:
    parts = []
    for value in marks:
        y = scale.place(value)
        parts.append(
            line(_LEFT, y, _RIGHT, y, {"stroke-opacity": 0.6 if value == 0.0 else 0.15})
        )
        parts.append(label(_LEFT - 5.0, y + 4.0, _short(value), "end"))
    return parts


def _short(value: float) -> str:
    """Return a number in at most seven letters: -0.025, 150, -1.2k, 3e-5."""
    size = abs(value)
    for power, unit in ((9, "G"), (6, "M"), (3, "k")):
        if size >= 10**power:
            return f"{value / 10**power:.3g}{unit}"
    if 0.0 < size < 0.01:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa.removesuffix('.0')}e{int(exponent)}"
    return f"{value:.3g}"


def _dashed() -> dict[str, str | float]:
    return {"stroke": _LIMIT, "stroke-dasharray": "6 4"}


def _band(found: Estimate, scale: Scale, look: Attributes) -> Svg:
    top, foot = scale.place(found.high), scale.place(found.low)
    fill = {"fill": look["stroke"], "fill-opacity": 0.15}
    return box(_LEFT, top, _RIGHT - _LEFT, foot - top, fill)


def _level(found: Estimate, scale: Scale, look: Attributes) -> Svg:
    y = scale.place(found.value)
    return line(_LEFT, y, _RIGHT, y, {"stroke-width": 2, **look})


def _levels_named(shown: Sequence[Estimate], scale: Scale) -> list[Svg]:
    """Return the values at the right, pushed apart where lines are close."""
    places = sorted((scale.place(e.value), _short(e.value)) for e in shown)
    parts, last = [], -100.0
    for y, text in places:
        y = max(y, last + 14.0)  # noqa: PLW2901  # the pushed place is what is drawn
        parts.append(label(_RIGHT + 4.0, y + 4.0, text))
        last = y
    return parts


def _dot(x: float, y: float) -> Svg:
    look: dict[str, str | float] = {
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": 1.5,
    }
    return element("circle", {"cx": x, "cy": y, "r": 3.5, **look})


def _described(n: int, limits: Limits | RepeatedLimits, words: AgreementWords) -> str:
    values = {
        f"{name}{end}": f"{number:.4g}"
        for name, e in (
            ("bias", limits.bias),
            ("lower", limits.lower),
            ("upper", limits.upper),
        )
        for end, number in (("", e.value), ("_low", e.low), ("_high", e.high))
    }
    coverage = limits.coverage * 100.0
    return words.described.format(n=n, unit=words.unit, coverage=coverage, **values)
