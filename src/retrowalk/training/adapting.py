"""From a decision to the next version of the plan, and what becomes of missed days.

The walked session gives the base: the new dose starts from the smaller of what was
prescribed then and what the plan holds now, so an old record that arrives late can
never raise anything.
"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from retrowalk.training.first_plan import DAYS_PER_WEEK, HORIZON_DAYS, days_from
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession
from retrowalk.training.prescription import Prescription
from retrowalk.training.programmes import intervals
from retrowalk.training.session import SessionRecord
from retrowalk.training.starter_programmes import programme

REGRESS_SHARE = (
    0.75  # a step back leaves at most this share of the dose; design_progression
)


def after(plan: Plan, decision: Decision, record: SessionRecord, today: date) -> Plan:
    """Return the next version of the plan after one session.

    The session walked is the last one planned up to the day of the record, or the next
    one if it was walked early. Sessions before it are dropped; the others keep their
    numbers and get the new dose. Their days move as much as this session was late, and
    never stay before today. A record from the future, by a clock that is wrong, counts
    as walked today. REFER, or a plan that rests already, leaves nothing ahead.

    Raises Unknown if the plan's programme is not one of ours.
    """
    if decision.move is Move.REFER or plan.rests:
        return replace(plan, version=plan.version + 1, ahead=(), reason=decision.reason)
    walked_on = min(record.started_at.date(), today)
    due = [s for s in plan.ahead if s.day <= walked_on] or [plan.ahead[0]]
    left = [s for s in plan.ahead if s.number > due[-1].number]
    late = max(walked_on - due[-1].day, timedelta())
    if left:
        late = max(late, today - left[0].day)
    kept = [replace(s, day=s.day + late) for s in left]
    return _next_version(
        plan, kept, today, _next_dose(plan, decision, record), decision.reason
    )


def rescheduled(plan: Plan, today: date) -> Plan:
    """Move missed sessions out of the past, with the same dose; today may be a session.

    A plan without missed sessions, or a resting one, comes back as it is. Otherwise the
    version goes up by one and the reason says how many were missed.
    """
    left = [s for s in plan.ahead if s.day >= today]
    missed = len(plan.ahead) - len(left)
    if not missed:
        return plan
    days = days_from(today, programme(plan.programme).sessions_per_week)
    kept = [replace(s, day=day) for s, day in zip(left, days, strict=False)]
    noun = "session" if missed == 1 else "sessions"
    reason = (
        f"You missed {missed} {noun}, so the plan goes on from today with the same amount."
    )
    return _next_version(plan, kept, today, plan.ahead[0].prescription, reason)


def _next_dose(plan: Plan, decision: Decision, record: SessionRecord) -> Prescription:
    rules = programme(plan.programme)
    now = plan.ahead[0].prescription
    base_s = min(now.backward_s, record.prescription.backward_s)
    match decision.move:
        case Move.PROGRESS:
            aim_s = base_s + rules.step_s
        case Move.REGRESS:
            aim_s = min(base_s - rules.step_s, base_s * REGRESS_SHARE)
        case _:
            aim_s = base_s
    return replace(now, intervals=intervals(rules, aim_s))


def _next_version(
    plan: Plan, kept: list[PlannedSession], first: date, dose: Prescription, reason: str
) -> Plan:
    rhythm = programme(plan.programme).sessions_per_week
    wanted = HORIZON_DAYS * rhythm // DAYS_PER_WEEK
    days = _days([s.day for s in kept], first, rhythm, wanted)
    new = range(plan.next_number, plan.next_number + len(days) - len(kept))
    numbers = [*(s.number for s in kept), *new]
    ahead = tuple(
        PlannedSession(n, day, dose) for n, day in zip(numbers, days, strict=True)
    )
    return Plan(plan.version + 1, plan.programme, ahead, reason, new.stop)


def _days(kept: list[date], first: date, rhythm: int, wanted: int) -> list[date]:
    """Return the kept days, or the first, and days in the same rhythm, wanted in all."""
    if not kept:
        return list(islice(days_from(first, rhythm), wanted))
    days = list(kept)
    while len(days) < wanted:
        usual = days[-1] + timedelta(days=DAYS_PER_WEEK // rhythm)
        week_on = (
            days[-rhythm] + timedelta(days=DAYS_PER_WEEK) if len(days) >= rhythm else usual
        )
        days.append(max(week_on, usual))
    return days
