"""An estimate never stands alone: it carries the interval that its data leave open."""

from dataclasses import dataclass

from retrowalk.errors import BadInput

CONFIDENCE = (
    0.95  # the field's habit for intervals; every function that uses it takes another
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the two ends of its confidence interval, all in one unit."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse an interval that does not hold its own estimate (or holds no number)."""
        if not self.low <= self.value <= self.high:
            raise BadInput(
                f"the estimate {self.value:g} lies outside its interval {self.low:g} to "
                f"{self.high:g}; expected low, value and high in order"
            )

    def excludes(self, value: float) -> bool:
        """Say whether a value lies outside the interval."""
        return not self.low <= value <= self.high

    def times(self, factor: float) -> "Estimate":
        """Return the same estimate in another unit, or mirrored by a negative factor."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Estimate(self.value * factor, low, high)


def checked_share(value: float, what: str) -> float:
    """Return a share strictly between 0 and 1; raise BadInput otherwise."""
    if not 0.0 < value < 1.0:
        raise BadInput(f"{what} is {value:g}; expected a share between 0 and 1")
    return value
