"""The programme as days: skip one, move one, choose others, and see all of them.

Here days change and never a dose: a session takes its own with it, and the next version of
the plan brings that of its new week. Days of rest that a person gives up by moving are
theirs to give up; Retrowalk itself never plans two sessions on one day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from retrowalk.errors import BadProgramme
from retrowalk.training.alternation import DayFor
from retrowalk.training.plan import Plan, PlannedSession, PlanState
from retrowalk.training.planning.deload import WHY as DELOAD_WHY
from retrowalk.training.planning.deload import is_deload
from retrowalk.training.planning.training_days import (
    DAYS_PER_WEEK,
    chosen,
    training_days,
    weekday_name,
)

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class DayKind(StrEnum):
    """What a day of the programme is."""

    BEHIND = "behind"
    SESSION = "session"
    LATER = "later"
    REST = "rest"
    OFF = "off"
    RESTING = "resting"
    RETEST = "retest"


_SENTENCES = {
    DayKind.BEHIND: "Nothing is left to walk on this day.",
    DayKind.SESSION: "You walk on this day.",
    DayKind.LATER: "You walk on this day; the dose is decided by how it goes until then.",
    DayKind.REST: "You rest on this day.",
    DayKind.OFF: "This training day is left free.",
    DayKind.RESTING: "Your plan rests, so nothing is planned on this day.",
    DayKind.RETEST: "The programme is over: it is time to test again.",
}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the programme, or the day after it, on which the tests are repeated.

    session: planned with its dose; None where none is, or its dose is not decided yet.
    deload: whether it lies in an easier week.
    """

    day: date
    session: PlannedSession | None
    kind: DayKind
    deload: bool = False

    @property
    def rest(self) -> bool:
        """Whether there is nothing to walk by plan."""
        return self.kind in (DayKind.REST, DayKind.OFF, DayKind.RESTING, DayKind.RETEST)

    @property
    def sentence(self) -> str:
        """What the day is, and in an easier week why it asks for less."""
        said = _SENTENCES[self.kind]
        walks = self.kind in (DayKind.SESSION, DayKind.LATER)
        return f"{said} {DELOAD_WHY}" if self.deload and walks else said


def days(plan: Plan) -> tuple[CalendarDay, ...]:
    """Return all days of the programme in order, and the retest day after the last one.

    Days after the sessions ahead are shown as planned, without a dose. Whether a day that
    is behind was walked stands in the records, not here. A plan that rests has no retest.
    """
    planned = {s.day: s for s in plan.ahead}
    span = range(plan.started_on.toordinal(), plan.ends_on.toordinal())
    shown = [
        CalendarDay(day, planned.get(day), _kind(plan, day), is_deload(plan, day))
        for day in map(date.fromordinal, span)
    ]
    if not plan.rests:
        shown.append(CalendarDay(plan.ends_on, None, DayKind.RETEST))
    return tuple(shown)


def skipped(plan: Plan, number: int, today: date) -> Plan:
    """Return the next version of the plan without a session, whose day stays free.

    Where no other is ahead, the next training day takes its dose, under a new number; where
    there is no such day, the plan is ended.

    Raises BadProgramme if no session of that number is ahead.
    """
    session = _session(plan, number, today)
    left = tuple(s for s in plan.ahead if s is not session and s.day >= today)
    off = _with(plan.days_off, session.day)
    said = f"You skipped the session of {spoken_day(session.day)}"
    new = replace(
        plan,
        version=plan.version + 1,
        days_off=off,
        reason=f"{said}; the amount stays the same.",
    )
    if left:
        return replace(new, ahead=left)
    free = (*off, *(() if plan.trial is None else plan.trial.free))
    following = next(training_days(plan.weekdays, session.day, plan.ends_on, free), None)
    if following is None:
        reason = f"{said}, the last one of this programme; it is time to test again."
        return replace(new, ahead=(), state=PlanState.ENDED, reason=reason)
    instead = replace(session, number=plan.next_number, day=following)
    return replace(new, ahead=(instead,), next_number=plan.next_number + 1)


def moved(plan: Plan, number: int, day: date, today: date) -> Plan:
    """Return the next version of the plan with a session on another day.

    Numbers rise with the days: a session moved past others takes a later number and they
    take earlier ones.

    Raises BadProgramme if no session of that number is ahead, if the day is over, is taken,
    or lies outside the programme, and for today if its session was walked or skipped.
    """
    session = _session(plan, number, today)
    others = [s for s in plan.ahead if s is not session and s.day >= today]
    _check_day(plan, day, today, {s.day for s in plan.ahead})
    off = _with((d for d in plan.days_off if d != day), session.day)
    sessions = sorted([*others, replace(session, day=day)], key=lambda s: s.day)
    reason = (
        f"You moved the session of {spoken_day(session.day)} to {spoken_day(day)}; the "
        "amount stays the same."
    )
    return replace(
        plan,
        version=plan.version + 1,
        ahead=_numbered(sessions),
        days_off=off,
        reason=reason,
    )


def on_weekdays(plan: Plan, weekdays: Sequence[int], today: date) -> Plan:
    """Return the next version of the plan on other days of the week, from now on.

    weekdays: those that suit the person; as many of them as before are taken, as far apart
        as they allow. The week that runs gets no more sessions than it has left, and today
        keeps its session or gets none. Sessions that find no day before the end are dropped.

    Raises BadProgramme if too few weekdays suit, or the plan does not run.
    """
    _check_running(plan)
    fresh = chosen(weekdays, len(plan.weekdays))
    left = [s for s in plan.ahead if s.day >= today]
    next_number = plan.next_number
    if not left:  # all were missed: one goes on, under a new number
        left = [replace(plan.ahead[-1], number=next_number)]
        next_number += 1
    new_days, free = _days_on(plan, fresh, left, today)
    named = ", ".join(weekday_name(day) for day in fresh)
    new = replace(
        plan,
        version=plan.version + 1,
        weekdays=fresh,
        next_number=next_number,
        days_off=_with(plan.days_off, *free),
        reason=f"You walk on other days from now on: {named}; the amount stays the same.",
    )
    if not new_days:
        reason = (
            "None of these days is left in this programme, so it is time to test again."
        )
        return replace(new, ahead=(), state=PlanState.ENDED, reason=reason)
    sessions = [replace(s, day=d) for s, d in zip(left, new_days, strict=False)]
    return replace(new, ahead=tuple(sessions))


def spoken_day(day: date) -> str:
    """Return a day as people say it, such as "Monday 23 November"."""
    return f"{weekday_name(day.weekday())} {day.day} {_MONTHS[day.month - 1]}"


def _days_on(
    plan: Plan, weekdays: tuple[int, ...], left: Sequence[PlannedSession], today: date
) -> tuple[list[date], list[date]]:
    """Return the new days of the sessions left, and those of this week that stay free."""
    weeks = (today - plan.started_on).days // DAYS_PER_WEEK + 1
    week_end = plan.started_on + timedelta(weeks=weeks)
    first = today if any(s.day == today for s in left) else today + timedelta(days=1)
    off = (*plan.days_off, *(() if plan.trial is None else plan.trial.free))
    this_week = list(training_days(weekdays, first, min(week_end, plan.ends_on), off))
    still = sum(s.day < week_end for s in left)
    free = this_week[: len(this_week) - still] if still < len(this_week) else []
    later = training_days(weekdays, max(first, week_end), plan.ends_on, off)
    return [*this_week[len(free) :], *later], free


def _kind(plan: Plan, day: date) -> DayKind:
    if any(s.day == day for s in plan.ahead):
        return DayKind.SESSION
    if day.weekday() not in plan.weekdays:
        return DayKind.REST
    if plan.rests:
        return DayKind.RESTING
    if plan.ended or day < plan.ahead[0].day:
        return DayKind.BEHIND
    if day in plan.days_off or _kept_free(plan, day):
        return DayKind.OFF
    return DayKind.LATER if day > plan.ahead[-1].day else DayKind.REST


def _kept_free(plan: Plan, day: date) -> bool:
    return plan.trial is not None and plan.trial.on(day) is DayFor.NEITHER


def _session(plan: Plan, number: int, today: date) -> PlannedSession:
    _check_running(plan)
    ahead = [s for s in plan.ahead if s.day >= today]
    for session in ahead:
        if session.number == number:
            return session
    numbers = ", ".join(str(s.number) for s in ahead) or "none"
    raise BadProgramme(
        f"there is no session {number} ahead from {today} on; expected one of {numbers}"
    )


def _check_running(plan: Plan) -> None:
    if plan.state is not PlanState.RUNNING:
        raise BadProgramme(f"the plan is {plan.state}; expected one that is running")


def _check_day(plan: Plan, day: date, today: date, taken: set[date]) -> None:
    if day < today:
        raise BadProgramme(f"{day} is over; expected {today} or a later day")
    if not plan.started_on <= day < plan.ends_on:
        raise BadProgramme(
            f"{day} lies outside the programme; expected a day from {plan.started_on} and "
            f"before {plan.ends_on}"
        )
    if day in taken:
        raise BadProgramme(f"{day} has a session already; expected a day without one")
    if plan.trial is not None and plan.trial.on(day) is DayFor.NEITHER:
        raise BadProgramme(f"your trial keeps {day} free of walking; expected another day")
    if day == today and day in plan.days_off:
        raise BadProgramme(
            f"the session of today, {today}, was walked or skipped; expected a later day"
        )


def _numbered(sessions: Sequence[PlannedSession]) -> tuple[PlannedSession, ...]:
    numbers = sorted(s.number for s in sessions)
    return tuple(replace(s, number=n) for s, n in zip(sessions, numbers, strict=True))


def _with(days_off: Iterable[date], *more: date) -> tuple[date, ...]:
    return tuple(sorted({*days_off, *more}))
