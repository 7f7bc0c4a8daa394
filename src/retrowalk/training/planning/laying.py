"""On which days the sessions ahead fall, with which numbers and doses.

Days are kept where they are; new ones follow on the chosen weekdays, up to the horizon and
never outside the programme. Numbers rise with the days.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.plan import Plan, PlannedSession, PlanState
from retrowalk.training.planning.deload import eased, is_deload
from retrowalk.training.planning.training_days import HORIZON_DAYS, training_days
from retrowalk.training.prescription import Prescription

Prescribe = Callable[[Dose], Prescription]


def days_ahead(plan: Plan, kept: Iterable[date], first: date, today: date) -> list[date]:
    """Return the days of the next sessions: those kept, and the chosen weekdays.

    first: the first day that may be new. All days up to the horizon, 14 days from today;
    if none is left there, the next one after it. Empty once the programme has no more. Days
    that a trial keeps free are none of them.
    """
    free = list(
        training_days(plan.weekdays, max(first, plan.started_on), plan.ends_on, _off(plan))
    )
    horizon = today + timedelta(days=HORIZON_DAYS)
    days = sorted({*kept, *(day for day in free if day < horizon)})
    return days or free[:1]


def _off(plan: Plan) -> tuple[date, ...]:
    kept_free = () if plan.trial is None else plan.trial.free
    return (*plan.days_off, *kept_free)


def laid(
    plan: Plan, kept: Sequence[PlannedSession], days: Sequence[date], told: Prescribe
) -> Plan:
    """Return the plan with sessions on these days, at the plan's dose.

    The kept sessions keep their numbers, in order; more days get new numbers. Sessions in
    an easier week ask for less. The plan's dose becomes what a prescription makes of it.

    kept: at most as many sessions as there are days.
    """
    full = told(plan.dose)
    dose = dose_of(full)
    less = told(eased(dose))
    new = range(plan.next_number, plan.next_number + len(days) - len(kept))
    numbers = (*sorted(s.number for s in kept), *new)
    ahead = tuple(
        PlannedSession(number, day, less if is_deload(plan, day) else full)
        for number, day in zip(numbers, days, strict=True)
    )
    return replace(
        plan, ahead=ahead, next_number=new.stop, dose=dose, state=PlanState.RUNNING
    )
