"""Who is missing, and how much that could change the answer."""

from dataclasses import dataclass

import numpy as np

from retrowalk.evidence.study import Better
from retrowalk.evidence.trial.ancova import Contrast
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.participants import Participants


@dataclass(frozen=True, slots=True)
class Missing:
    """One arm's people without the primary outcome. share: of those allocated, 0 to 1."""

    arm: str
    allocated: int
    missing: int

    @property
    def share(self) -> float:
        """Share of the allocated."""
        return self.missing / self.allocated if self.allocated else 0.0


@dataclass(frozen=True, slots=True)
class Tipping:
    """What if those missing from the backward arm fared worse than people like them.

    shift: by how much the primary difference would move against backward walking if they
    were worse by the smallest difference that matters. tips_at: how much worse they would
    have to be for an interval in favour to reach 0, in the outcome's unit; None where the
    interval is not in favour, or nobody is missing.
    """

    shift: float
    tips_at: float | None


def missing(people: Participants, design: Design) -> tuple[Missing, ...]:
    """Return who lacks the primary outcome, by arm."""
    reading = people.of(design.primary.outcome.key, design.primary.week)
    return tuple(
        Missing(
            arm.key,
            int(np.sum(people.arm == a)),
            int(np.sum((people.arm == a) & ~np.isfinite(reading))),
        )
        for a, arm in enumerate(design.arms)
    )


def tipping(design: Design, primary: Contrast, backward: Missing) -> Tipping:
    """Return how far the missing could move the primary difference.

    A mean of everyone moves by the missing people's share of what they are off by; that the
    interval would also change its width a little is left out.
    """
    benefit = primary.difference
    if design.primary.outcome.better is Better.LOWER:
        benefit = benefit.times(-1.0)
    shift = backward.share * design.primary.difference.value
    if benefit.low <= 0.0 or not backward.missing:
        return Tipping(shift, None)
    return Tipping(shift, benefit.low / backward.share)
