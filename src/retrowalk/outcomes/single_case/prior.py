"""What was known before, and what one person's trial adds to it.

A pooled effect of other people is a starting point, no more: this person may differ from
them by the spread that the pool itself shows (its prediction interval).
"""

from dataclasses import dataclass
from math import sqrt

from scipy.stats import norm

from retrowalk.errors import BadInput


@dataclass(frozen=True, slots=True)
class Belief:
    """A normal belief about a difference, in the measure's unit."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        if not self.sd > 0.0:
            raise BadInput(f"a belief's spread is {self.sd}; expected more than 0")

    def interval(self, share: float = 0.95) -> tuple[float, float]:
        """Return the middle that holds this share of the belief."""
        reach = float(norm.ppf(0.5 + share / 2.0)) * self.sd
        return self.mean - reach, self.mean + reach

    def below(self, limit: float) -> float:
        """Return the chance, 0 to 1, that the difference lies below a limit."""
        return float(norm.cdf((limit - self.mean) / self.sd))


def updated(before: Belief, difference: float, se: float) -> Belief:
    """Return the belief after a trial that found a difference with a standard error."""
    if not se > 0.0:
        raise BadInput(f"the standard error is {se}; expected more than 0")
    weight, own = 1.0 / before.sd**2, 1.0 / se**2
    return Belief(
        (before.mean * weight + difference * own) / (weight + own), 1.0 / sqrt(weight + own)
    )
