"""What the days of somebody's trial of themself are for: backward, forward, or no walking.

Chance decided the days beforehand. How much is walked stays with the plan: a trial only says
which way, and on which days nothing is walked at all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from retrowalk.errors import BadProgramme

WHY_HELD = (
    "Your trial runs, so nothing is added until it is over: only what the days are for may "
    "differ."
)
MOST_DAYS = 366  # of one trial; own choice, as in design_single_case


class DayFor(StrEnum):
    """What a day of a trial is for."""

    BACKWARD = "backward"
    FORWARD = "forward"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Alternation:
    """What each day of a trial is for.

    starts_on: the first day. kinds: one for each day from then on, in order.

    Raises BadProgramme where there is no day, or more than MOST_DAYS.
    """

    starts_on: date
    kinds: tuple[DayFor, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.kinds) <= MOST_DAYS:
            raise BadProgramme(
                f"a trial has {len(self.kinds)} days; expected 1 to {MOST_DAYS}"
            )

    @property
    def ends_on(self) -> date:
        """The last day of the trial."""
        return self.starts_on + timedelta(days=len(self.kinds) - 1)

    def on(self, day: date) -> DayFor | None:
        """Return what a day is for; None outside the trial."""
        number = (day - self.starts_on).days
        return self.kinds[number] if 0 <= number < len(self.kinds) else None

    def touches(self, first: date, last: date) -> bool:
        """Say whether a day from the first to the last, both included, lies in the trial."""
        return first <= self.ends_on and self.starts_on <= last

    @property
    def free(self) -> tuple[date, ...]:
        """The days on which nothing is walked, ascending."""
        return tuple(
            self.starts_on + timedelta(days=number)
            for number, kind in enumerate(self.kinds)
            if kind is DayFor.NEITHER
        )

    @property
    def runs(self) -> tuple[tuple[DayFor, int], ...]:
        """The kinds in runs, each with its number of days."""
        return tuple((kind, len(list(run))) for kind, run in groupby(self.kinds))
