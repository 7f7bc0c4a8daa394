"""What was known before, and what one person's trial adds to it.

A pooled effect of other people is a starting point, no more: this person may differ from
their mean. So what is believed of one person is wider than the interval of the mean.
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


def of_one_person(mean: float, low: float, high: float, spread: float) -> Belief:
    """Return what a pooled effect lets believe of one person, before any reading.

    mean, low, high: of people on average, with the 95 % interval. spread: standard
    deviation of single people about that average. All in the measure's unit.

    It is the prediction for one more person: the doubt about the mean and the difference
    between people add up. Raises BadInput for an interval that does not hold its mean.
    """
    if not low <= mean <= high or not spread >= 0.0:
        raise BadInput(
            f"the pooled effect is {mean:g} from {low:g} to {high:g}, people differing by "
            f"{spread:g}; expected the effect inside, and people differing by 0 or more"
        )
    se = (high - low) / (2.0 * float(norm.ppf(0.975)))
    return Belief(mean, sqrt(se**2 + spread**2))


def updated(before: Belief, difference: float, se: float) -> Belief:
    """Return the belief after a trial that found a difference with a standard error."""
    if not se > 0.0:
        raise BadInput(f"the standard error is {se}; expected more than 0")
    weight, own = 1.0 / before.sd**2, 1.0 / se**2
    return Belief(
        (before.mean * weight + difference * own) / (weight + own), 1.0 / sqrt(weight + own)
    )
