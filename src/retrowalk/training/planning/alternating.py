"""A plan while its person tries out whether walking backward does anything for them.

The plan's own sessions and dose stay as they are made; a trial only decides what becomes of
them on its days. A forward day has the same minutes at the same speed, walked forward, and a
day for neither has no session. So no day of a trial ever asks for more than the plan does.
While a trial runs nothing is added, because two things that change at once cannot be told
apart (design_trial_of_oneself); every rule that holds, shrinks or rests the plan goes on.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.alternation import Alternation, DayFor
from retrowalk.training.plan import Plan, PlannedSession, PlanState
from retrowalk.training.planning.calendar import spoken_day
from retrowalk.training.planning.laying import days_ahead, laid
from retrowalk.training.planning.prescribe import prescribe
from retrowalk.training.planning.training_days import DAYS_PER_WEEK, training_days
from retrowalk.training.prescription import Interval, Prescription
from retrowalk.training.progression.returning import STEP_BACK_DAYS
from retrowalk.training.terms import Terms

SOURCES = ("design_trial_of_oneself", "design_single_case")
_DAY = timedelta(days=1)


def as_walked(plan: Plan) -> Plan:
    """Return the plan with its sessions ahead as they are walked, day by day of its trial."""
    trial = plan.trial
    if trial is None or not any(_is_forward(trial, s) for s in plan.ahead):
        return plan
    return replace(
        plan,
        ahead=tuple(
            replace(s, prescription=turned_round(s.prescription))
            if _is_forward(trial, s)
            else s
            for s in plan.ahead
        ),
    )


def turned_round(prescription: Prescription) -> Prescription:
    """Return the same walk, forward all the way: same minutes, speeds, slope and support.

    Nothing else is aimed at: a rating of exertion or a heart rate told for walking backward
    would make the forward walk a faster one. Stretches that are alike become one.
    """
    stretches: list[Interval] = []
    for told in prescription.intervals:
        if stretches and _alike(stretches[-1], told):
            longer_s = stretches[-1].duration_s + told.duration_s
            stretches[-1] = replace(stretches[-1], duration_s=longer_s)
        else:
            stretches.append(
                Interval(
                    Direction.FORWARD, told.duration_s, told.speed_mps, told.incline_pct
                )
            )
    return replace(prescription, intervals=tuple(stretches))


def begun(plan: Plan, trial: Alternation, terms: Terms, today: date) -> Plan:
    """Return the next version of the plan, walked as the trial says from its first day on.

    The block is made longer where it would be over before the trial is, with a week to
    spare, at the amount that it has: so the plan never ends in the middle.

    Raises BadProgramme where the plan does not run, has a trial that is not over, where the
    trial does not begin after today, or where it would leave two weeks without a walk.
    """
    if plan.state is not PlanState.RUNNING:
        raise BadProgramme(f"the plan is {plan.state}; expected one that is running")
    if plan.trial is not None and today <= plan.trial.ends_on:
        raise BadProgramme(
            f"a trial runs until {plan.trial.ends_on}; expected that to be over first"
        )
    if trial.starts_on <= today:
        raise BadProgramme(
            f"the trial begins on {trial.starts_on} and today is {today}; expected a later day, "
            "so that the draw is there before the first day"
        )
    weekly = timedelta(days=DAYS_PER_WEEK)
    ends_on = max(plan.ends_on, trial.ends_on + _DAY + weekly)
    if (without := longest_without(plan.weekdays, trial)) >= STEP_BACK_DAYS:
        raise BadProgramme(
            f"the trial would leave {without} days without a walk; expected fewer than "
            f"{STEP_BACK_DAYS}, because after those a plan goes a step back"
        )
    reason = (
        f"Your trial runs from {spoken_day(trial.starts_on)} to {spoken_day(trial.ends_on)}; "
        "until it is over the amount stays the same."
    )
    new = replace(
        plan, trial=trial, ahead=_open(plan, trial, today, ends_on), ends_on=ends_on
    )
    return _relaid(replace(new, reason=reason), terms, today)


def lifted(plan: Plan, terms: Terms | None, today: date) -> Plan:
    """Return the next version of the plan without its trial, from today on.

    The days it kept free are training days again; nothing is added for it. Without terms,
    where nobody may walk now, the sessions ahead stay as they are.
    """
    reason = "Your trial was stopped, so you walk by your plan again, with the same amount."
    bare = replace(plan, trial=None, reason=reason)
    if plan.state is not PlanState.RUNNING:
        return replace(bare, version=plan.version + 1, reason=plan.reason)
    if terms is None:
        return replace(bare, version=plan.version + 1)
    return _relaid(bare, terms, today)


def longest_without(weekdays: tuple[int, ...], trial: Alternation) -> int:
    """Return the most days from one session to the next that a trial makes of these weekdays.

    Counted as breaks are: from the day walked before to the day walked after.
    """
    span = timedelta(days=2 * DAYS_PER_WEEK)
    first, last = trial.starts_on - span, trial.ends_on + span
    days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    walked = [
        d for d in days if d.weekday() in weekdays and trial.on(d) is not DayFor.NEITHER
    ]
    return max(((b - a).days for a, b in pairwise(walked)), default=0)


def longest_possible(
    weekdays: tuple[int, ...], starts_on: date, lengths: Sequence[int], in_a_row: int
) -> int:
    """Return the longest_without of the worst draw, so that no draw is ever refused.

    lengths: days of each period, in order. in_a_row: periods without walking that may follow
    each other; 0 where every day is walked.
    """
    kinds = [[DayFor.BACKWARD] * len(lengths)] if in_a_row == 0 else []
    for first in range(len(lengths) - in_a_row + 1 if in_a_row else 0):
        chosen = range(first, first + in_a_row)
        kinds.append(
            [
                DayFor.NEITHER if k in chosen else DayFor.BACKWARD
                for k in range(len(lengths))
            ]
        )
    return max(
        longest_without(weekdays, Alternation(starts_on, _by_day(order, lengths)))
        for order in kinds
    )


def periods_without(
    weekdays: tuple[int, ...], starts_on: date, lengths: Sequence[int]
) -> int:
    """Return how many of a trial's periods would have no training day in them."""
    count, first = 0, starts_on
    for length in lengths:
        span = range(first.toordinal(), first.toordinal() + length)
        count += not any(date.fromordinal(day).weekday() in weekdays for day in span)
        first += timedelta(days=length)
    return count


def _by_day(order: Sequence[DayFor], lengths: Sequence[int]) -> tuple[DayFor, ...]:
    return tuple(
        kind for kind, days in zip(order, lengths, strict=True) for _ in range(days)
    )


def _is_forward(trial: Alternation, session: PlannedSession) -> bool:
    return trial.on(session.day) is DayFor.FORWARD


def _alike(one: Interval, other: Interval) -> bool:
    return (one.speed_mps, one.incline_pct) == (other.speed_mps, other.incline_pct)


def _relaid(plan: Plan, terms: Terms, today: date) -> Plan:
    """Return the next version with its sessions on the days that are open now."""
    kept = [s for s in plan.ahead if s.day >= today]
    days = days_ahead(plan, (s.day for s in kept), today, today)
    if not days:
        raise BadProgramme("no training day is left in this programme; expected one")
    place = plan.ahead[0].prescription.place
    told = partial(prescribe, terms, place=place)
    return laid(replace(plan, version=plan.version + 1), kept, days, told)


def _open(
    plan: Plan, trial: Alternation, today: date, ends_on: date
) -> tuple[PlannedSession, ...]:
    """Return the sessions ahead that a trial leaves; the next one on its next day if none."""
    left = tuple(s for s in plan.ahead if trial.on(s.day) is not DayFor.NEITHER)
    if left:
        return left
    off = (*plan.days_off, *trial.free)
    first = next(training_days(plan.weekdays, today, ends_on, off), None)
    if first is None:
        raise BadProgramme("no training day is left in this programme; expected one")
    return (replace(plan.ahead[0], day=first),)
