"""What one outcome measure is: what it measures, in which unit, and which way is better."""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.errors import BadAnswer


class Better(StrEnum):
    """Which way a measure goes when things get better."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome measure.

    unit: as it is read out, in the plural.
    protocol: how it is done, in one sentence.
    lowest, highest: a value outside is a slip, in the measure's unit.
    sources: keys of the evidence library.
    """

    key: str
    name: str
    unit: str
    better: Better
    protocol: str
    lowest: float
    highest: float
    sources: tuple[str, ...]

    def check(self, value: float) -> float:
        """Return the value; raise BadAnswer if it cannot be one of this measure."""
        if not self.lowest <= value <= self.highest:
            raise BadAnswer(
                f"{self.name} is {value:g} {self.unit}; expected {self.lowest:g} to "
                f"{self.highest:g}"
            )
        return value
