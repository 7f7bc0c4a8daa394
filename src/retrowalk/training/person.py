"""The person who trains, as far as the rules need to know them."""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What the person mainly trains for."""

    ACTIVE_ADULT = "active_adult"
    OLDER_ADULT = "older_adult"
    KNEE_OSTEOARTHRITIS = "knee_osteoarthritis"
    LOW_BACK_PAIN = "low_back_pain"


@dataclass(frozen=True, slots=True)
class Person:
    """The person who trains; an account logs in for one or more persons.

    age_years: whole years; Retrowalk serves adults.
    """

    name: str
    age_years: int
    group: Group
