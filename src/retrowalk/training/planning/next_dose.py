"""What a decision makes of the plan's dose, and why a session may not raise it.

This stands behind the rules of progression as a second lock: whatever they decide, the dose
grows only by a session that was planned, that is not from the future, and that asked for
all of the plan's dose.
"""

from datetime import date

from retrowalk.training.alternation import WHY_HELD
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession
from retrowalk.training.planning.deload import is_deload
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.progression.growth import grown, lesser, shrunk
from retrowalk.training.screening.allowance import Allowance
from retrowalk.training.session import SessionRecord

ROUNDING = 1e-9  # m/s that the middle of a band may be off by


def dose_after(
    plan: Plan,
    decision: Decision,
    record: SessionRecord,
    programme: Programme,
    may: Allowance,
) -> Dose:
    """Return the dose after a session that was decided on."""
    match decision.move:
        case Move.PROGRESS if decision.lever is not None:
            return grown(programme, plan.dose, decision.lever, may)
        case Move.REGRESS:
            return shrunk(programme, lesser(programme, plan.dose, _asked(plan, record)))
        case _:
            return plan.dose


def dose_adjusted(
    plan: Plan, decision: Decision, record: SessionRecord | None, programme: Programme
) -> Dose:
    """Return the dose after a decision without a new session; never more than the plan's.

    A second decision on one session takes back what the first one added, and no session
    takes the dose back twice.
    """
    if decision.move is Move.PROGRESS:
        return plan.dose
    if record is None:
        return shrunk(programme, plan.dose) if decision.move is Move.REGRESS else plan.dose
    walked = _asked(plan, record)
    if decision.move is Move.REGRESS:
        return lesser(programme, plan.dose, shrunk(programme, walked))
    if is_deload(plan, record.started_at.date()):
        return plan.dose  # nothing was added on an easier week that could be taken back
    return lesser(programme, plan.dose, walked)


def why_no_growth(
    plan: Plan,
    record: SessionRecord,
    walked: PlannedSession | None,
    today: date,
    next_day: date,
) -> str | None:
    """Return why a session may not raise the dose, in a sentence; None if it may.

    walked: the planned session it was; None where it is no more ahead.
    next_day: the day of the next session.
    """
    if walked is None:
        return "This session came in late, so nothing is added for it."
    day = record.started_at.date()
    if day > today:
        return "This session has a date after today, so nothing is added for it."
    if plan.trial is not None and plan.trial.touches(*sorted((day, today))):
        return WHY_HELD
    if record.prescription.programme != plan.programme:
        return "This session was of another programme, so nothing is added for it."
    if _asked_for_less(dose_of(record.prescription), plan.dose):
        if is_deload(plan, day):
            return "This was a session of an easier week, so nothing is added for it."
        return "This session asked for less than your plan does now, so nothing is added."
    if is_deload(plan, next_day):
        return "An easier week comes next, so nothing is added yet."
    return None


def _asked(plan: Plan, record: SessionRecord) -> Dose:
    """Return what a session asked for; a forward one of a trial, what the plan asks for.

    It was walked in place of a backward session of that amount, so a step back from it is a
    step back from the plan, and never all the way down to nothing.
    """
    asked = dose_of(record.prescription)
    return asked if asked.backward_s else plan.dose


def _asked_for_less(asked: Dose, full: Dose) -> bool:
    slower = full.speed_mps is not None and (
        asked.speed_mps is None or asked.speed_mps < full.speed_mps - ROUNDING
    )
    return (
        asked.backward_s < full.backward_s
        or asked.bout_s < full.bout_s
        or slower
        or asked.incline_pct < full.incline_pct
        or (full.variation is not None and asked.variation is not full.variation)
    )
