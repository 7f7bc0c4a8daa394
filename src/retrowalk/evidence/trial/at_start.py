"""What people were like when they were allocated, by arm: to describe them, not to test."""

from dataclasses import dataclass

import numpy as np

from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.participants import BASELINE, Participants


@dataclass(frozen=True, slots=True)
class Described:
    """One line: what, and one text for each arm."""

    what: str
    arms: tuple[str, ...]


def at_start(people: Participants, design: Design) -> tuple[Described, ...]:
    """Return counts of stratum levels, and means (standard deviations) of all outcomes.

    No test of differences: allocation was random, so any difference is by chance.
    """
    places = [people.arm == a for a in range(len(design.arms))]
    lines = [
        Described(
            f"{factor.key}: {level}",
            tuple(
                str(int(np.sum(mine & (people.levels[factor.key] == k)))) for mine in places
            ),
        )
        for factor in design.factors
        for k, level in enumerate(factor.levels)
    ]
    for outcome in design.outcomes:
        values = people.of(outcome.key, BASELINE)
        texts = tuple(_text(values[mine & np.isfinite(values)].tolist()) for mine in places)
        lines.append(Described(f"{outcome.name}, {outcome.unit}: mean (SD), n", texts))
    return tuple(lines)


def _text(values: list[float]) -> str:
    if len(values) < 2:
        return f"not known, {len(values)}"
    return f"{np.mean(values):.3g} ({np.std(values, ddof=1):.3g}), {len(values)}"
