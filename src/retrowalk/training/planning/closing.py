"""How a plan stops or gives way: to a screening that allows less, or to its own end."""

from dataclasses import replace
from datetime import date, timedelta

from retrowalk.errors import BadProgramme
from retrowalk.training.plan import Plan, PlanState
from retrowalk.training.planning.prescribe import prescribe
from retrowalk.training.planning.training_days import DAYS_PER_WEEK
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.screening.allowance import violations
from retrowalk.training.spoken_time import spoken_time
from retrowalk.training.terms import Terms

NOT_CLEARED = (
    "Your newest screening does not allow backward walking now, so your plan rests."
)

OTHER_GOAL = "Your programme is not for what you train for now, so your plan rests."
LESS_ALLOWED = (
    "Your newest answers allow less than before, so the sessions ahead now keep to that."
)


def resting(plan: Plan, reason: str) -> Plan:
    """Return the next version of the plan, with nothing ahead until a new screening."""
    return replace(
        plan,
        version=plan.version + 1,
        ahead=(),
        reason=reason,
        state=PlanState.RESTING,
    )


def ended(plan: Plan, programme: Programme) -> Plan:
    """Return the next version of a plan that has come to its end, ready for the tests."""
    weeks = -(-(plan.ends_on - plan.started_on).days // DAYS_PER_WEEK)
    noun = "week" if weeks == 1 else "weeks"
    reason = (
        f"You have come to the end of {programme.name}: {weeks} {noun}, at last with "
        f"{spoken_time(plan.dose.backward_s)} of backward walking in a session; it is time "
        "to test again."
    )
    return replace(
        plan, version=plan.version + 1, ahead=(), reason=reason, state=PlanState.ENDED
    )


def ended_early(plan: Plan, today: date, reason: str) -> Plan:
    """Return the next version of a plan that ends before its last day, for this reason."""
    day_after = max(today, plan.started_on) + timedelta(days=1)
    return replace(
        plan,
        version=plan.version + 1,
        ahead=(),
        reason=f"{reason} It is time to test again.",
        state=PlanState.ENDED,
        ends_on=min(plan.ends_on, day_after),
    )


def why_rest(plan: Plan, terms: Terms) -> str | None:
    """Return why a running plan may not go on under these terms; None if it may."""
    if not terms.clearance.may_train:
        return NOT_CLEARED
    place = plan.ahead[0].prescription.place
    try:
        prescribe(terms, plan.dose, place)
    except BadProgramme as error:
        return f"Your plan does not fit your newest answers, so it rests: {error}"
    return None if terms.person.group in terms.programme.groups else OTHER_GOAL


def asks_too_much(plan: Plan, terms: Terms) -> bool:
    """Say whether a session ahead is more than the clearance allows by now."""
    programme, clearance, person = terms.programme, terms.clearance, terms.person
    told = {id(s.prescription): s.prescription for s in plan.ahead}  # most are one object
    return any(violations(p, programme, clearance, person) for p in told.values())
