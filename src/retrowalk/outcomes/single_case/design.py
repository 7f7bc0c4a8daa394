"""One person's own trial: which kind of walking in which days, decided by chance beforehand.

The order is drawn before the first day from all orders that were possible. That draw is what
makes the later answer trustworthy: whatever else goes up or down over the weeks, it did not
know the draw.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from retrowalk.errors import BadInput

MOST_DAYS = 366  # a trial of oneself for longer is a life, not a trial; own choice
MOST_PERIODS = 40  # own choice
LEAST_PHASE_DAYS = 3  # days; a phase of less has no level of its own (design_single_case)


class Condition(StrEnum):
    """What is done in a period."""

    BACKWARD = "backward"
    FORWARD = "forward"  # at the same speed and for as long: shows what the direction does
    NEITHER = "neither"


class Method(StrEnum):
    """How chance decides."""

    RANDOM_PERIODS = "random_periods"  # each period's condition is drawn
    RANDOM_CHANGES = "random_changes"  # A-B-A-B; the days on which it changes are drawn


@dataclass(frozen=True, slots=True)
class Design:
    """One person's trial, before its draw.

    conditions: what is compared, backward first. For random changes exactly two, and the
        order of phases is: the other one, backward, the other one, backward.
    periods, days_per_period: of random periods. phase_days_least, days: of random changes.
    settle_days: first days of each period that are not counted, because what was done
        before may still be felt.
    most_in_a_row: periods of one kind that may follow each other.
    """

    measure: str
    conditions: tuple[Condition, ...]
    method: Method
    starts_on: date
    periods: int = 0
    days_per_period: int = 0
    settle_days: int = 0
    most_in_a_row: int = 2
    days: int = 0
    phase_days_least: int = 7

    def __post_init__(self) -> None:
        if self.conditions[:1] != (Condition.BACKWARD,) or not 2 <= len(
            self.conditions
        ) == len(set(self.conditions)):
            raise BadInput(
                f"conditions are {', '.join(self.conditions) or 'none'}; expected backward and one "
                "or two others"
            )
        if self.method is Method.RANDOM_PERIODS:
            self._check_periods()
        else:
            self._check_changes()

    @property
    def n_days(self) -> int:
        """Number of days of the whole trial."""
        if self.method is Method.RANDOM_CHANGES:
            return self.days
        return self.periods * self.days_per_period

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.starts_on + timedelta(days=self.n_days - 1)

    def _check_periods(self) -> None:
        kinds = len(self.conditions)
        if not kinds * 2 <= self.periods <= MOST_PERIODS or self.periods % kinds:
            raise BadInput(
                f"periods are {self.periods}; expected a multiple of {kinds}, from {kinds * 2} to "
                f"{MOST_PERIODS}, so that each kind comes equally often"
            )
        if not 1 <= self.days_per_period <= MOST_DAYS // self.periods:
            raise BadInput(
                f"days per period are {self.days_per_period}; expected 1 to "
                f"{MOST_DAYS // self.periods}, {MOST_DAYS} days in all at most"
            )
        if not 0 <= self.settle_days < self.days_per_period:
            raise BadInput(
                f"settling takes {self.settle_days} days; expected fewer than the "
                f"{self.days_per_period} of a period"
            )
        if self.most_in_a_row < 1:
            raise BadInput(f"most in a row is {self.most_in_a_row}; expected 1 or more")

    def _check_changes(self) -> None:
        if len(self.conditions) != 2:
            raise BadInput(
                "random changes compare two conditions; expected backward and one"
            )
        least = self.phase_days_least
        if least < LEAST_PHASE_DAYS or not 4 * least <= self.days <= MOST_DAYS:
            raise BadInput(
                f"{self.days} days with phases of at least {least}; expected phases of "
                f"{LEAST_PHASE_DAYS} or more and {4 * least} to {MOST_DAYS} days for four of them"
            )
        if not 0 <= self.settle_days < least:
            raise BadInput(
                f"settling takes {self.settle_days} days; expected fewer than the {least} of the "
                "shortest phase"
            )


@dataclass(frozen=True, slots=True)
class Period:
    """Days in which one thing is done; both days belong to it."""

    condition: Condition
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Schedule:
    """A design with its draw: what is done on which day.

    order: the condition of each day, length n_days. seed: what it was drawn with.
    """

    design: Design
    order: tuple[Condition, ...]
    seed: int

    def __post_init__(self) -> None:
        if len(self.order) != self.design.n_days:
            raise BadInput(
                f"the schedule has {len(self.order)} days; expected {self.design.n_days}"
            )

    @property
    def periods(self) -> tuple[Period, ...]:
        """Unbroken runs of one condition, in order."""
        found: list[Period] = []
        for number, condition in enumerate(self.order):
            day = self.design.starts_on + timedelta(days=number)
            if found and found[-1].condition is condition:
                found[-1] = Period(condition, found[-1].first_on, day)
            else:
                found.append(Period(condition, day, day))
        return tuple(found)
