"""The person who trains, as far as the rules need to know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from types import MappingProxyType

from retrowalk.errors import BadAnswer

ADULT_YEARS = 18  # years; Retrowalk serves adults
# Outside these a figure is taken for a slip of the finger or a mixed-up unit; design_limits.
OLDEST_YEARS = 120  # years
HEIGHT_M = (1.0, 2.5)  # m
WEIGHT_KG = (25.0, 350.0)  # kg
MAX_HEART_RATE_BPM = (80.0, 230.0)  # beats per minute

# What one of the other unit is in ours; exact by definition.
_M_PER: Mapping[str, float] = MappingProxyType(
    {"feet": 0.3048, "inches": 0.0254, "centimetres": 0.01, "millimetres": 0.001}
)
_KG_PER: Mapping[str, float] = MappingProxyType(
    {"pounds": 0.45359237, "stones": 6.35029318, "grams": 0.001}
)
_BPM_PER: Mapping[str, float] = MappingProxyType({"beats per second": 60.0})


class Group(StrEnum):
    """What the person mainly trains for."""

    ACTIVE_ADULT = "active_adult"
    OLDER_ADULT = "older_adult"
    KNEE_OSTEOARTHRITIS = "knee_osteoarthritis"
    LOW_BACK_PAIN = "low_back_pain"
    BALANCE_AND_FALLS = "balance_and_falls"
    AFTER_KNEE_INJURY = "after_knee_injury"
    WEIGHT_AND_FITNESS = "weight_and_fitness"
    FOCUS_AND_COGNITION = "focus_and_cognition"
    DIABETIC_NEUROPATHY = "diabetic_neuropathy"
    MULTIPLE_SCLEROSIS = "multiple_sclerosis"
    STROKE = "stroke"
    PARKINSON = "parkinson"


@dataclass(frozen=True, slots=True)
class Person:
    """The person who trains; an account logs in for one or more persons.

    age_years: whole years; Retrowalk serves adults.
    height_m, weight_kg: None where not told.
    max_heart_rate_bpm: the highest heart rate that a test has shown for this person; None
        where none was measured. It is never computed from the age.

    Raises BadAnswer for a figure that no adult has, naming the unit that it looks like.
    """

    name: str
    age_years: int
    group: Group
    height_m: float | None = None
    weight_kg: float | None = None
    max_heart_rate_bpm: float | None = None

    def __post_init__(self) -> None:
        _check_age(self.age_years)
        _check("the height", self.height_m, HEIGHT_M, "m", _M_PER)
        _check("the weight", self.weight_kg, WEIGHT_KG, "kg", _KG_PER)
        _check(
            "the highest heart rate",
            self.max_heart_rate_bpm,
            MAX_HEART_RATE_BPM,
            "beats per minute",
            _BPM_PER,
        )


def _check_age(age_years: int) -> None:
    if ADULT_YEARS <= age_years <= OLDEST_YEARS:
        return
    if 1000 <= age_years <= 9999:
        raise BadAnswer(
            f"the age is {age_years}, which looks like a year of birth; expected "
            f"{ADULT_YEARS} to {OLDEST_YEARS} years"
        )
    raise BadAnswer(
        f"the age is {age_years} years; expected {ADULT_YEARS} to {OLDEST_YEARS}, "
        "because Retrowalk serves adults"
    )


def _check(
    what: str,
    value: float | None,
    limits: tuple[float, float],
    unit: str,
    one_in_ours: Mapping[str, float],
) -> None:
    """Refuse a value outside its limits; name the first other unit in which it would fit."""
    low, high = limits
    if value is None or (isfinite(value) and low <= value <= high):
        return
    expected = f"expected {low:g} to {high:g} {unit}"
    for other, ours in one_in_ours.items():
        if low <= value * ours <= high:
            raise BadAnswer(f"{what} is {value:g}, which looks like {other}; {expected}")
    raise BadAnswer(f"{what} is {value:g} {unit}; {expected}")
