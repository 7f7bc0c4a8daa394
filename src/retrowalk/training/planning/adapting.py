"""From a decision to the next version of the plan, and what becomes of missed days.

Whatever comes, the plan's own dose is the base: an old record that arrives late, one from
the future, or one of an easier week never raises anything. A session that was missed is
not made up for: its number is gone, and the plan goes on at the next chosen day with the
same amount (design_missed).
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from retrowalk.training.dose import Dose
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession, PlanState
from retrowalk.training.planning.breaks import break_of, break_since
from retrowalk.training.planning.closing import (
    LESS_ALLOWED,
    asks_too_much,
    ended,
    ended_early,
    resting,
    why_rest,
)
from retrowalk.training.planning.laying import Prescribe, days_ahead, laid
from retrowalk.training.planning.next_dose import dose_adjusted, dose_after, why_no_growth
from retrowalk.training.planning.prescribe import prescribe
from retrowalk.training.planning.training_days import (
    DAYS_PER_WEEK,
    rest_days,
    training_days,
)
from retrowalk.training.prescription import Place
from retrowalk.training.progression.returning import Comeback
from retrowalk.training.progression.returning import dose_after as dose_after_break
from retrowalk.training.screening.allowance import allowance
from retrowalk.training.session import SessionRecord
from retrowalk.training.terms import Terms

_DAY = timedelta(days=1)
_WEEK = timedelta(days=DAYS_PER_WEEK)


def after(  # noqa: PLR0913, PLR0917 - the number may be unknown, so it belongs to no other
    plan: Plan,
    decision: Decision,
    record: SessionRecord,
    terms: Terms,
    today: date,
    number: int | None = None,
) -> Plan:
    """Return the next version of the plan after one session.

    today: the day on the person's calendar. A record from a later day counts as walked
        today and raises nothing.
    number: of the planned session that was walked. None where it is not known: then it is
        the last one planned up to the day of the record, or the next one if it was walked
        today. A session that is no more ahead came late and raises nothing.

    Sessions before the next free day are dropped; the others keep their days and numbers
    and get the new dose. After a session that was walked late the next one leaves a day of
    rest, where the chosen weekdays have one. REFER, or a clearance that does not allow the
    plan any more, lets it rest; after the last day it is ended. A plan that rests or is
    ended stays so, for the reason it had.
    """
    stopped = _stopped(plan, decision, terms)
    if stopped is not None:
        return stopped
    walked_on = min(record.started_at.date(), today)
    walked = _walked(plan, walked_on, today, number)
    rest = timedelta(days=_rest(plan, walked, walked_on))
    first = max(today, walked_on + rest)
    kept = [s for s in plan.ahead if s is not walked and s.day >= first]
    freed = _freed(plan, walked, walked_on, today, first)
    days = days_ahead(freed, (s.day for s in kept), first, today)
    if not days:
        return ended(freed, terms.programme)
    grows = decision.move is Move.PROGRESS
    why_not = why_no_growth(plan, record, walked, today, days[0]) if grows else None
    may = allowance(terms.clearance, terms.person)
    dose = (
        plan.dose if why_not else dose_after(plan, decision, record, terms.programme, may)
    )
    told = _told(plan, terms)
    return laid(_next(freed, dose, why_not or decision.reason), kept, days, told)


def as_it_came_out(decision: Decision, before: Plan, plan: Plan) -> Decision:
    """Return the decision as the plan took it: PROGRESS that added nothing is a HOLD.

    before, plan: the versions before and after the session. An easier week, or a session of
    another programme, may keep the dose where the sessions alone would have let it grow;
    then nobody may be told that something was added.
    """
    if decision.move is not Move.PROGRESS or plan.dose != before.dose:
        return decision
    return Decision(
        Move.HOLD, plan.reason, "plan_holds", ("design_progression", "design_deload")
    )


def adjusted(
    plan: Plan,
    decision: Decision,
    terms: Terms,
    today: date,
    record: SessionRecord | None = None,
) -> Plan:
    """Return the next version after a decision that comes without a newly walked session.

    For an adverse event, an answer on the next morning, a screening that changed. It may
    hold, shrink or rest the sessions ahead; it never raises them. Days and numbers stay.

    record: the session that the decision speaks about, where it was decided on before:
        HOLD takes the plan back to at most its dose, REGRESS to a step below it.

    The plan itself comes back where nothing changes: after PROGRESS always, unless another
    clearance changes the sessions ahead.
    """
    if plan.state is not PlanState.RUNNING and decision.move is not Move.REFER:
        return plan
    stopped = _stopped(plan, decision, terms)
    if stopped is not None:
        return stopped
    kept = [s for s in plan.ahead if s.day >= today]
    days = [s.day for s in kept] or days_ahead(plan, (), today, today)
    if not days:
        return ended(plan, terms.programme)
    grows = decision.move is Move.PROGRESS
    dose = dose_adjusted(plan, decision, record, terms.programme)
    told = _told(plan, terms)
    new = laid(
        _next(plan, dose, plan.reason if grows else decision.reason), kept, days, told
    )
    same_dose = new.dose == plan.dose and all(s in plan.ahead for s in new.ahead)
    return plan if same_dose and new.reason == plan.reason else new


def rescheduled(
    plan: Plan,
    terms: Terms,
    today: date,
    last_walked_on: date | None,
) -> Plan:
    """Return the plan as it stands today: missed days dropped, breaks and the end seen.

    A screening that allows less than the one before changes the sessions ahead, too.

    last_walked_on: the day of the session walked last, on the person's calendar; None if
        there was none yet.

    The plan itself comes back where no session was missed, no break ends, at least a week
    is planned and nothing ahead is more than the clearance allows. The dose stays, or
    goes a step back once for a break of two weeks; after four weeks, and after its last
    day, the plan is ended.
    """
    if plan.state is not PlanState.RUNNING:
        return plan
    if (why := why_rest(plan, terms)) is not None:
        return resting(plan, why)
    broken = break_of(plan, today, last_walked_on)
    if broken is not None and broken.kind is Comeback.BEGIN_AGAIN:
        return ended_early(plan, today, broken.reason)
    first = today + _DAY if last_walked_on == today else today
    kept = [s for s in plan.ahead if s.day >= first]
    days = days_ahead(plan, (s.day for s in kept), first, today)
    if not days:
        return ended(plan, terms.programme)
    missed = sum(s.day < today for s in plan.ahead)
    if broken is not None:
        since = break_since(plan, last_walked_on)
        dose = dose_after_break(terms.programme, plan.dose, broken.kind)
        new = replace(_next(plan, dose, broken.reason), break_since=since)
    elif len(kept) < len(plan.ahead) or (days[-1] > kept[-1].day < today + _WEEK):
        new = _next(plan, plan.dose, _missed(missed))
    elif asks_too_much(plan, terms):
        new = _next(plan, plan.dose, LESS_ALLOWED)
    else:
        return plan
    told = _told(plan, terms)
    return laid(new, kept, days, told)


def _stopped(
    plan: Plan,
    decision: Decision,
    terms: Terms,
) -> Plan | None:
    """Return the next version of a plan that is not walked on; None if it is."""
    if decision.move is Move.REFER:
        return resting(plan, decision.reason)
    if plan.state is not PlanState.RUNNING:
        return replace(plan, version=plan.version + 1)
    why = why_rest(plan, terms)
    return None if why is None else resting(plan, why)


def _walked(
    plan: Plan, walked_on: date, today: date, number: int | None
) -> PlannedSession | None:
    """Return the planned session that was walked; None if it is no more ahead."""
    if number is not None:
        return next((s for s in plan.ahead if s.number == number), None)
    due = [s for s in plan.ahead if s.day <= walked_on]
    if due:
        return due[-1]
    return plan.ahead[0] if walked_on == today else None


def _rest(plan: Plan, walked: PlannedSession | None, walked_on: date) -> int:
    """Return the days to the next session: a day of rest after one that was walked late."""
    late = walked is not None and walked.day < walked_on
    return rest_days(plan.weekdays) if late else 1


def _freed(
    plan: Plan, walked: PlannedSession | None, walked_on: date, today: date, first: date
) -> Plan:
    """Return the plan with the days off on which no session may come back.

    They are today, once it was walked, a day of rest, and the day of a session that was
    walked early.
    """
    off = {*plan.days_off, *training_days(plan.weekdays, today, first)}
    if walked_on == today:
        off.add(today)
    if walked is not None and walked.day > walked_on:
        off.add(walked.day)
    return replace(plan, days_off=tuple(sorted(off)))


def _told(plan: Plan, terms: Terms) -> Prescribe:
    return partial(prescribe, terms, place=_place(plan))


def _place(plan: Plan) -> Place:
    return plan.ahead[0].prescription.place


def _next(plan: Plan, dose: Dose, reason: str) -> Plan:
    return replace(plan, version=plan.version + 1, dose=dose, reason=reason)


def _missed(sessions: int) -> str:
    if not sessions:
        return "The next sessions are planned, with the same amount."
    noun = "1 session" if sessions == 1 else f"{sessions} sessions"
    return f"You missed {noun}, so the plan goes on with the same amount."
