"""What is said about energy: a range with its sources, or why nothing is known."""

from dataclasses import dataclass
from math import isfinite

from retrowalk.errors import BadProgramme


@dataclass(frozen=True, slots=True)
class NotKnown:
    """No figure can be given.

    why: one sentence a person can read. sources: keys of the evidence library behind it.
    """

    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vo2Range:
    """Oxygen uptake, standing included, in millilitres per kilogram and minute."""

    low_ml_kg_min: float
    high_ml_kg_min: float
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        _check("an oxygen uptake", self.low_ml_kg_min, self.high_ml_kg_min)


@dataclass(frozen=True, slots=True)
class MetRange:
    """Oxygen uptake as a multiple of 3.5 millilitres per kilogram and minute."""

    low_met: float
    high_met: float
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        _check("a cost in MET", self.low_met, self.high_met)


@dataclass(frozen=True, slots=True)
class KcalRange:
    """Energy in kilocalories per minute of walking, standing included."""

    low_kcal_min: float
    high_kcal_min: float
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        _check("a cost in kilocalories", self.low_kcal_min, self.high_kcal_min)


@dataclass(frozen=True, slots=True)
class CostRatio:
    """How much more backward costs than forward, at one speed on the level.

    low, high: oxygen uptake above standing backward, divided by that forward.
    """

    low: float
    high: float
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        _check("a cost ratio", self.low, self.high)


def _check(what: str, low: float, high: float) -> None:
    if not (isfinite(low) and isfinite(high) and 0.0 < low <= high):
        raise BadProgramme(
            f"{what} runs from {low:g} to {high:g}; expected figures above 0, in this order"
        )
