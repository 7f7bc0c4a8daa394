"""An axis for effects: both signs, no effect marked, ratios spaced as logarithms."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retrowalk.charts.axes import Scale, name_axis, tick_step
from retrowalk.charts.svg import Svg, line

_RATIOS = (
    (1.0,),
    (1.0, 3.0),
    (1.0, 2.0, 5.0),
    (1.0, 1.5, 2.0, 3.0, 5.0, 7.0),
    (1.0, 1.1, 1.2, 1.4, 1.6, 1.8, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0),
)
_MOST_TICKS = 5
_ROOM = 0.06  # of the span, left free at both ends
_HUGE, _TINY = 1e5, 5e-3  # beyond these, fixed decimals say nothing or do not fit
_FAR = 2.0  # spans of the estimates beyond which an interval is cut, with an arrow


@dataclass(frozen=True, slots=True)
class EffectAxis:
    """Where effects are drawn; what lies beyond the ends stops there."""

    scale: Scale
    ratios: bool

    def place(self, effect: float) -> float:
        """Return where an effect is drawn, never outside."""
        return self.scale.place(effect)

    def outside(self, effect: float) -> bool:
        """Say whether an effect lies beyond the ends."""
        return not self.scale.low <= effect <= self.scale.high

    def drawn(self, foot: float) -> list[Svg]:
        """Return the axis with its numbers below it."""
        values = _ticks(self.scale.low, self.scale.high, ratios=self.ratios)
        left, right = self.scale.at_low, self.scale.at_high
        parts = [line(left, foot, right, foot)]
        parts += [
            line(self.place(value), foot, self.place(value), foot + 4) for value in values
        ]
        names = [_said(f"{shown(value, ratios=self.ratios):.3g}") for value in values]
        places = [self.place(value) for value in values]
        return parts + name_axis(places, names, foot + 17, (left - 14, right + 14))

    def no_effect(self, top: float, foot: float) -> Svg:
        """Return a piece of the line of no effect."""
        x = self.place(0.0)
        return line(x, top, x, foot, {"stroke-dasharray": "2 2", "class": "chart-none"})


def effect_axis(
    estimates: Sequence[float],
    ends: Sequence[float],
    across: tuple[float, float],
    *,
    ratios: bool,
) -> EffectAxis:
    """Return an axis that holds all estimates and no effect, and the ends not too far off.

    estimates, ends: in one unit, logarithms for ratios. across: where it begins and ends.
    """
    low, high = min([0.0, *estimates]), max([0.0, *estimates])
    span = high - low or max([abs(end) for end in ends], default=1.0) or 1.0
    low = min([low, *(end for end in ends if end >= low - _FAR * span)])
    high = max([high, *(end for end in ends if end <= high + _FAR * span)])
    room = _ROOM * (high - low)
    return EffectAxis(Scale(low - room, high + room, *across), ratios)


def effect_text(value: float, size: float, *, ratios: bool) -> str:
    """Return an effect as people read it: exp of a logarithm, a true minus sign.

    size: of the greatest number beside it, as people read it, which sets the digits.
    """
    number = shown(value, ratios=ratios)
    if abs(number) >= _HUGE or (ratios and number < _TINY):
        return _said(f"{number:.2g}")
    digits = 0 if size >= 100.0 else 1 if size >= 10.0 else 2
    return _said(f"{number:.{digits}f}")


def shown(effect: float, *, ratios: bool) -> float:
    """Return the number that stands for an effect: exp of a logarithm."""
    return math.exp(min(effect, 700.0)) if ratios else effect


def _said(number: str) -> str:
    nought = number.startswith("-") and not number.strip("-0.")
    return number.lstrip("-" if nought else "").replace("-", "\N{MINUS SIGN}")


def _ticks(low: float, high: float, *, ratios: bool) -> list[float]:
    if ratios:
        return _ratio_ticks(low, high)
    step = tick_step(high - low)
    first, last = math.ceil(low / step), math.floor(high / step)
    every = max(1, math.ceil((last - first + 1) / _MOST_TICKS))
    return [k * step for k in range(first, last + 1) if k % every == 0]


def _ratio_ticks(low: float, high: float) -> list[float]:
    decades = range(math.floor(low / math.log(10.0)), math.ceil(high / math.log(10.0)) + 1)
    found: list[float] = []
    for wanted in _RATIOS:
        logs = [math.log(ratio) + k * math.log(10.0) for k in decades for ratio in wanted]
        inside = sorted(value for value in logs if low <= value <= high)
        if len(inside) > _MOST_TICKS + 2 and found:
            break
        found = inside
        if len(found) >= _MOST_TICKS:
            break
    every = max(1, math.ceil(len(found) / (_MOST_TICKS + 2)))
    return found[::every] or [0.0]
