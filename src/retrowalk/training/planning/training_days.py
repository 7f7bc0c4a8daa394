"""Which days are walked: weekdays spread over the week, and the days they fall on.

A week with three sessions or fewer has a day of rest after each, where the days that suit
the person allow it. That is Retrowalk's own design (design_training_days); the trials seen
print how often, never on which days.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from retrowalk.errors import BadProgramme

DAYS_PER_WEEK = 7
HORIZON_DAYS = 14  # days a plan looks ahead; design_first_dose
REST_AFTER_DAYS = (
    2  # from one session to the next, where the week has room; design_training_days
)

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday_name(weekday: int) -> str:
    """Return the name of a weekday, 0 for Monday."""
    return _NAMES[weekday]


def spread(start: date, per_week: int) -> tuple[int, ...]:
    """Return this many weekdays spread over the week, one of them that of the start."""
    days = (start + timedelta(days=DAYS_PER_WEEK * n // per_week) for n in range(per_week))
    return tuple(sorted(day.weekday() for day in days))


def chosen(suiting: Iterable[int], per_week: int) -> tuple[int, ...]:
    """Choose this many of the weekdays that suit the person, as far apart as they allow.

    Raises BadProgramme if there are too few of them, or one is no weekday.
    """
    days = sorted(set(suiting))
    if any(not 0 <= day < DAYS_PER_WEEK for day in days):
        raise BadProgramme(
            f"the weekdays are {days}; expected 0 for Monday to 6 for Sunday"
        )
    if len(days) < per_week:
        named = ", ".join(_NAMES[day] for day in days) or "no day"
        raise BadProgramme(
            f"you chose {named}; expected at least {per_week} different days of the week"
        )
    return min(combinations(days, per_week), key=_closeness)


def rest_days(weekdays: tuple[int, ...]) -> int:
    """Return the days from a walked session to the next one: the shortest way between two.

    At most REST_AFTER_DAYS, so that a session walked late does not push the next one out.
    """
    return min(REST_AFTER_DAYS, min(_gaps(weekdays), default=DAYS_PER_WEEK))


def training_days(
    weekdays: tuple[int, ...], start: date, end: date, off: Iterable[date] = ()
) -> Iterator[date]:
    """Yield the days in [start, end) that fall on the weekdays and are not off."""
    skipped = frozenset(off)
    for ordinal in range(start.toordinal(), end.toordinal()):
        day = date.fromordinal(ordinal)
        if day.weekday() in weekdays and day not in skipped:
            yield day


def _closeness(days: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
    """Order choices: the longest shortest gap first, then the most even, then the earliest."""
    gaps = _gaps(days)
    return -min(gaps), sum(gap * gap for gap in gaps), days


def _gaps(days: tuple[int, ...]) -> list[int]:
    """Return the days from each weekday to the next, around the week."""
    following = (*days[1:], *(day + DAYS_PER_WEEK for day in days[:1]))
    return [after - day for day, after in zip(days, following, strict=True)]
