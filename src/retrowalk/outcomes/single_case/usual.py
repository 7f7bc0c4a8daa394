"""The few schedules that were tried out beforehand: what they promise, they keep.

Any other design can be drawn as well; for these, validation/single_case shows how often they
alarm falsely, how often their intervals hold the truth, and that the power told is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from retrowalk.errors import Unknown
from retrowalk.outcomes.single_case.design import Condition, Design, Method


@dataclass(frozen=True, slots=True)
class Usual:
    """One schedule to choose.

    name: as it is offered. told: for whom it is, in one sentence.
    """

    key: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class _Size:
    method: Method
    periods: int = 0
    days_per_period: int = 0
    settle_days: int = 0
    days: int = 0


USUAL: tuple[Usual, ...] = (
    Usual(
        "twelve_by_four",
        "12 periods of 4 days",
        "The usual choice: seven weeks, and the first day of each period is not counted, because "
        "what you did before may still be felt.",
    ),
    Usual(
        "sixteen_by_three",
        "16 periods of 3 days",
        "Seven weeks and every day counts: for what is felt the same day, such as pain after "
        "walking.",
    ),
    Usual(
        "twenty_by_two",
        "20 periods of 2 days",
        "Six weeks, changing every few days: for what comes and goes within a day.",
    ),
    Usual(
        "abab",
        "Off, on, off, on in 8 weeks",
        "Four long stretches, and chance sets the days on which they change: for what needs a "
        "week or more to show. It compares two things only.",
    ),
)

_SIZES: Mapping[str, _Size] = MappingProxyType(
    {
        "twelve_by_four": _Size(Method.RANDOM_PERIODS, 12, 4, 1),
        "sixteen_by_three": _Size(Method.RANDOM_PERIODS, 16, 3),
        "twenty_by_two": _Size(Method.RANDOM_PERIODS, 20, 2),
        "abab": _Size(Method.RANDOM_CHANGES, days=56),
    }
)


def usual_design(
    key: str, measure: str, conditions: tuple[Condition, ...], starts_on: date
) -> Design:
    """Return one of the usual designs for what is measured and compared.

    With three conditions the periods are rounded up to a multiple of three, so that each
    comes equally often. Raises Unknown for another key, BadInput where the design cannot
    compare so many.
    """
    size = _SIZES.get(key)
    if size is None:
        raise Unknown(f"there is no schedule {key!r}; expected one of {', '.join(_SIZES)}")
    kinds = max(len(conditions), 1)
    return Design(
        measure,
        conditions,
        size.method,
        starts_on,
        periods=-(-size.periods // kinds) * kinds,
        days_per_period=size.days_per_period,
        settle_days=size.settle_days,
        days=size.days,
    )
