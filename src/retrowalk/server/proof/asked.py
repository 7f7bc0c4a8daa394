"""What a person asks of a trial, as a design, and why it may not be one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from retrowalk.outcomes.single_case.design import Condition, Design, Method, Schedule
from retrowalk.server.proof.choices import CHOICES, Choice
from retrowalk.training.alternation import Alternation, DayFor
from retrowalk.training.plan import Plan
from retrowalk.training.planning.alternating import longest_possible, periods_without
from retrowalk.training.progression.returning import STEP_BACK_DAYS

WEEKS = (6, 7, 8, 10, 12)
DAYS_A_PERIOD = (3, 4, 5)
SETTLE_DAYS = 1  # the first day of each period; design_trial_of_oneself
AGAINST = {
    "forward": (Condition.FORWARD,),
    "neither": (Condition.NEITHER,),
    "both": (Condition.FORWARD, Condition.NEITHER),
}
LATEST_START = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks: which number, against what, for how long, how often it changes."""

    protocol: str
    against: str
    weeks: int
    days: int
    starts_on: date

    @property
    def choice(self) -> Choice:
        """What matters to the person."""
        return CHOICES[self.protocol]

    @property
    def design(self) -> Design:
        """The design: as many whole periods as the weeks hold, each kind equally often."""
        conditions = (Condition.BACKWARD, *AGAINST[self.against])
        kinds = len(conditions)
        return Design(
            measure=self.choice.measure,
            conditions=conditions,
            method=Method.RANDOM_PERIODS,
            starts_on=self.starts_on,
            periods=self.weeks * 7 // self.days // kinds * kinds,
            days_per_period=self.days,
            settle_days=SETTLE_DAYS,
        )

    @property
    def lengths(self) -> list[int]:
        """Days of each period."""
        return [self.days] * self.design.periods


def problems(asked: Asked, plan: Plan) -> Iterator[str]:
    """Yield why this cannot be tried with the plan as it is, a sentence each.

    It is asked before the draw, for the worst of all draws: no draw is ever refused.
    """
    empty = periods_without(plan.weekdays, asked.starts_on, asked.lengths)
    if empty:
        yield _(
            "With your training days, %(empty)d of the periods would hold no session; choose "
            "longer periods."
        ) % {"empty": empty}
    rests = "neither" in [one.value for one in asked.design.conditions]
    in_a_row = asked.design.most_in_a_row if rests else 0
    longest = longest_possible(
        plan.weekdays, asked.starts_on, asked.lengths, min(in_a_row, len(asked.lengths))
    )
    if longest >= STEP_BACK_DAYS:
        yield _(
            "The draw could leave you %(days)d days without a walk, and after %(most)d days a "
            "plan goes a step back; choose shorter periods, or compare with forward only."
        ) % {"days": longest, "most": STEP_BACK_DAYS}


def alternation(schedule: Schedule) -> Alternation:
    """Return a drawn schedule as the training rules know it."""
    return Alternation(
        schedule.design.starts_on, tuple(DayFor(kind.value) for kind in schedule.order)
    )
