"""Where everyone of a trial went: boxes and arrows, as CONSORT draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrowalk.charts.svg import (
    TEXT_SIZE,
    WIDTH,
    Svg,
    box,
    chart,
    element,
    fitted,
    label,
    line,
    text_width,
)
from retrowalk.evidence.trial.flow import ArmFlow, Flow

_LINE = TEXT_SIZE + 3.0
_PAD = 6.0
_GAP = 18.0  # between two boxes, for an arrow
_BETWEEN = 8.0  # between two columns
_ACROSS = 3  # columns side by side; more would leave no room for words
_MOST_REASONS = 4  # named in a box; the others are counted together


@dataclass(frozen=True, slots=True)
class ConsortWords:
    """What the chart says; a translated page hands in its own."""

    title: str = "Flow of people through the trial"
    assessed: str = "Assessed: {n}"
    excluded: str = "Not randomised: {n}"
    randomised: str = "Randomised: {n}"
    allocated: str = "Allocated: {n}"
    did: str = "Walked backward: {n}"
    did_not: str = "Did not: {n}"
    not_known: str = "Not known: {n}"
    seen: str = "Measured"
    week: str = "· week {week}: {n}"
    stopped: str = "Left: {n}"
    reason: str = "· {reason}: {n}"
    others: str = "· other reasons: {n}"
    analysed: str = "Analysed: {n}"
    not_analysed: str = "Left out: {n}"
    simulated: str = "SIMULATED: made-up people"
    described: str = (
        "{assessed} people were assessed, {excluded} were not randomised and {randomised} were. "
        "{arms}"
    )
    arm: str = "{name}: {allocated} allocated, {analysed} in the primary analysis."


@dataclass(frozen=True, slots=True)
class _Box:
    """A box and its lines of text, drawn from its top left corner."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.left + self.width / 2.0

    @property
    def foot(self) -> float:
        return self.top + self.height


def consort_chart(flow: Flow, words: ConsortWords = ConsortWords()) -> str:
    """Return the flow of a trial's people; every number stands in the description too."""
    top = _LINE + 4.0 if flow.simulated else 1.0
    assessed, excluded, randomised = _head(flow, words, top)
    mark = [label(1.0, TEXT_SIZE, words.simulated)] if flow.simulated else []
    parts = [*mark, *_drawn(assessed), *_drawn(excluded), *_drawn(randomised)]
    parts.append(_arrow(assessed.middle, assessed.foot, randomised.top))
    turn = (excluded.top + excluded.foot) / 2.0
    parts.append(line(assessed.middle, turn, excluded.left, turn))
    foot = randomised.foot
    for k in range(0, len(flow.arms), _ACROSS):
        drawn, foot = _arms(flow.arms[k : k + _ACROSS], randomised.middle, foot, words)
        parts += drawn
    title = f"{words.title} ({words.simulated})" if flow.simulated else words.title
    return chart(title, _described(flow, words), foot + 4.0, *parts)


def _head(flow: Flow, words: ConsortWords, top: float) -> tuple[_Box, _Box, _Box]:
    """Return the three boxes above the arms."""
    half = (WIDTH - _GAP) / 2.0 - 1.0
    left = _boxed(1.0, top, half, [words.assessed.format(n=flow.assessed)])
    reasons = [
        words.excluded.format(n=sum(flow.excluded.values())),
        *_reasons(flow.excluded, words),
    ]
    right = _boxed(half + 1.0 + _GAP, left.foot + _GAP / 2.0, half, reasons)
    below = right.foot + _GAP / 2.0
    middle = _boxed(1.0, below, half, [words.randomised.format(n=flow.randomised)])
    return left, right, middle


def _arms(
    arms: Sequence[ArmFlow], from_x: float, from_y: float, words: ConsortWords
) -> tuple[list[Svg], float]:
    """Return up to three arms side by side, and where they end."""
    width = (WIDTH - 2.0 - _BETWEEN * (len(arms) - 1)) / len(arms)
    lefts = [1.0 + k * (width + _BETWEEN) for k in range(len(arms))]
    parts: list[Svg] = []
    top = from_y + 2.0 * _GAP
    bar = from_y + _GAP
    parts.append(line(from_x, from_y, from_x, bar))
    turns = [from_x, *(left + width / 2.0 for left in lefts)]
    parts.append(line(min(turns), bar, max(turns), bar))
    above = [bar] * len(arms)
    for stage in (_allocated, _followed, _analysed):
        texts = [_wrapped(stage(arm, words), width - 2.0 * _PAD) for arm in arms]
        height = max(map(len, texts)) * _LINE + 2.0 * _PAD - 3.0
        for left, lines, start in zip(lefts, texts, above, strict=True):
            one = _Box(left, top, width, height, tuple(lines))
            parts += [_arrow(one.middle, start, top), *_drawn(one)]
        above = [top + height] * len(arms)
        top += height + _GAP
    return parts, top - _GAP


def _allocated(arm: ArmFlow, words: ConsortWords) -> list[str]:
    lines = [arm.name, words.allocated.format(n=arm.allocated)]
    if arm.walked is not None:
        lines.append(words.did.format(n=arm.walked.did))
        lines.append(words.did_not.format(n=arm.walked.did_not))
        if arm.walked.not_known:
            lines.append(words.not_known.format(n=arm.walked.not_known))
    return lines


def _followed(arm: ArmFlow, words: ConsortWords) -> list[str]:
    lines = [words.seen]
    lines += [words.week.format(week=week, n=n) for week, n in arm.seen.items()]
    lines.append(words.stopped.format(n=sum(arm.stopped.values())))
    return lines + _reasons(arm.stopped, words)


def _analysed(arm: ArmFlow, words: ConsortWords) -> list[str]:
    return [
        words.analysed.format(n=arm.analysed),
        words.not_analysed.format(n=arm.not_analysed),
    ]


def _reasons(counted: Mapping[str, int], words: ConsortWords) -> list[str]:
    """Return the most frequent reasons, and how many others there were."""
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    lines = [words.reason.format(reason=r, n=n) for r, n in ordered[:_MOST_REASONS]]
    rest = sum(n for _, n in ordered[_MOST_REASONS:])
    return [*lines, words.others.format(n=rest)] if rest else lines


def _boxed(left: float, top: float, width: float, texts: Sequence[str]) -> _Box:
    lines = _wrapped(texts, width - 2.0 * _PAD)
    return _Box(left, top, width, len(lines) * _LINE + 2.0 * _PAD - 3.0, tuple(lines))


def _wrapped(texts: Sequence[str], width: float) -> list[str]:
    """Return texts broken into lines that fit; a word too long for a line is cut."""
    lines: list[str] = []
    for text in texts:
        current = ""
        for word in text.split():
            longer = f"{current} {word}".strip()
            if current and text_width(longer) > width:
                lines.append(current)
                current = word
            else:
                current = longer
            current = fitted(current, width)
        lines.append(current)
    return lines


def _drawn(one: _Box) -> list[Svg]:
    look = {"fill": "none", "stroke": "currentColor"}
    parts = [box(one.left, one.top, one.width, one.height, look)]
    for k, text in enumerate(one.lines):
        y = one.top + _PAD + TEXT_SIZE - 2.0 + k * _LINE
        parts.append(label(one.left + _PAD, y, text))
    return parts


def _arrow(x: float, from_y: float, to_y: float) -> Svg:
    shaft = line(x, from_y, x, to_y - 5.0)
    tip = f"M{x:.1f} {to_y:.1f} L{x - 4.0:.1f} {to_y - 7.0:.1f} L{x + 4.0:.1f} {to_y - 7.0:.1f} Z"
    return Svg(shaft + element("path", {"d": tip}))


def _described(flow: Flow, words: ConsortWords) -> str:
    arms = " ".join(
        words.arm.format(name=a.name, allocated=a.allocated, analysed=a.analysed)
        for a in flow.arms
    )
    return words.described.format(
        assessed=flow.assessed,
        excluded=sum(flow.excluded.values()),
        randomised=flow.randomised,
        arms=arms,
    )
