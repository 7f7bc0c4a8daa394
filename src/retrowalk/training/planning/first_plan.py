"""From a clearance and a programme to the first sessions, and to those of a next block."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from retrowalk.errors import BadProgramme
from retrowalk.training.alternation import Alternation, DayFor
from retrowalk.training.dose import dose_of
from retrowalk.training.plan import Plan, PlannedSession
from retrowalk.training.planning.level_first import why_not_yet
from retrowalk.training.planning.prescribe import prescribe
from retrowalk.training.planning.starting_dose import dose_reached, dose_to_start_again
from retrowalk.training.planning.training_days import (
    DAYS_PER_WEEK,
    HORIZON_DAYS,
    chosen,
    spread,
    training_days,
)
from retrowalk.training.prescription import Place, Prescription
from retrowalk.training.programmes.programme import Programme, start_dose
from retrowalk.training.session import SessionRecord
from retrowalk.training.spoken_time import spoken_time
from retrowalk.training.terms import Terms


def first_plan(
    terms: Terms,
    today: date,
    place: Place,
    weekdays: tuple[int, ...] | None = None,
    walked: Sequence[SessionRecord] = (),
) -> Plan:
    """Make version 1: the sessions of the next 14 days, from today on.

    weekdays: those that suit the person, at least as many as the programme has sessions a
        week; the ones furthest apart are taken. None: spread over the week from today on.
    walked: all sessions of the person so far, by time. Somebody who starts again after a
        rest or an ended block starts with the programme's first dose or a step below what
        they last walked, whichever is less.

    Raises BadProgramme if the clearance does not allow training or is due for review, if
    the programme is not for this person's group or not for this place, if it asks for level
    walking first, and if fewer weekdays suit than it needs.
    """
    _check(terms, today, walked)
    programme = terms.programme
    last = _last_backward(walked)
    per_week = programme.sessions_per_week
    days = spread(today, per_week) if weekdays is None else chosen(weekdays, per_week)
    dose = start_dose(programme) if last is None else dose_to_start_again(programme, last)
    told = prescribe(terms, dose, place)
    minutes = spoken_time(told.backward_s)
    if last is None:
        said = f"You start with {minutes} of backward walking in short bouts."
    else:
        said = (
            f"You start again with {minutes} of backward walking, no more than last time"
            f"{_new_slope(told, last)}."
        )
    return _block(programme, _first_day(today, walked), days, told, said)


def repeated(
    terms: Terms,
    today: date,
    place: Place,
    walked: Sequence[SessionRecord],
    weekdays: tuple[int, ...] | None = None,
) -> Plan:
    """Make version 1 of the same programme again, at the dose that was reached.

    Never above what was last walked. If the last session was a good one and not long ago,
    that is its dose; after pain, a stumble, a very hard session or two weeks it is a step
    below, and after a symptom, four weeks or another programme that of `first_plan`.

    walked: all sessions of the person so far, by time; at least one.
    weekdays: those to walk on; fewer than the programme has sessions a week are allowed
        here, for a person who keeps what they have. None: as in `first_plan`.

    Raises BadProgramme as `first_plan` does.
    """
    _check(terms, today, walked)
    programme, last = terms.programme, _last_backward(walked) or walked[-1]
    per_week = programme.sessions_per_week
    if weekdays is None:
        days = spread(today, per_week)
    else:
        days = chosen(weekdays, max(1, min(per_week, len(set(weekdays)))))
    dose = dose_reached(programme, last, today)
    told = prescribe(terms, dose, place)
    minutes = spoken_time(told.backward_s)
    said = f"You go on with {minutes} of backward walking, no more than last time."
    return _block(programme, _first_day(today, walked), days, told, said)


def renewed(before: Plan, fresh: Plan) -> Plan:
    """Return the fresh first plan as the next version of the plan before.

    For a person who starts again, after a rest, an ended block or with another programme:
    versions and session numbers go on where the plan before left them. A trial that is not
    over goes on, too: its days were drawn beforehand, and a rest does not draw them anew.
    """
    shift = before.next_number - 1
    ahead = tuple(replace(s, number=s.number + shift) for s in fresh.ahead)
    new = replace(
        fresh,
        version=before.version + 1,
        ahead=ahead,
        next_number=fresh.next_number + shift,
    )
    if before.trial is None or before.trial.ends_on < fresh.started_on:
        return new
    return _with_trial(new, before.trial)


def _with_trial(plan: Plan, trial: Alternation) -> Plan:
    """Return the plan with the days of a trial that goes on, and a week after its end."""
    ends_on = max(plan.ends_on, trial.ends_on + timedelta(days=1 + DAYS_PER_WEEK))
    ahead = tuple(s for s in plan.ahead if trial.on(s.day) is not DayFor.NEITHER)
    if ahead:
        return replace(plan, ahead=ahead, ends_on=ends_on, trial=trial)
    first = next(training_days(plan.weekdays, plan.started_on, ends_on, trial.free))
    return replace(
        plan, ahead=(replace(plan.ahead[0], day=first),), ends_on=ends_on, trial=trial
    )


def _last_backward(walked: Sequence[SessionRecord]) -> SessionRecord | None:
    """Return the last session that asked for backward walking; any last one where none did.

    A forward session of a trial says nothing about how much somebody can walk backward.
    """
    backward = (r for r in reversed(walked) if r.prescription.backward_s)
    return next(backward, walked[-1] if walked else None)


def _first_day(today: date, walked: Sequence[SessionRecord]) -> date:
    """Return today, or tomorrow where a session was walked today already."""
    walked_today = bool(walked) and walked[-1].started_at.date() == today
    return today + timedelta(days=1) if walked_today else today


def _block(
    programme: Programme,
    first: date,
    weekdays: tuple[int, ...],
    told: Prescription,
    reason: str,
) -> Plan:
    ends_on = first + timedelta(weeks=programme.weeks)
    horizon = min(ends_on, first + timedelta(days=HORIZON_DAYS))
    days = tuple(training_days(weekdays, first, horizon))
    return Plan(
        version=1,
        programme=programme.key,
        ahead=tuple(PlannedSession(n, day, told) for n, day in enumerate(days, start=1)),
        reason=reason,
        next_number=len(days) + 1,
        started_on=first,
        ends_on=ends_on,
        weekdays=weekdays,
        dose=dose_of(told),
    )


def _new_slope(told: Prescription, last: SessionRecord) -> str:
    """Say that the programme's first slope is new, where it is."""
    if told.incline_pct <= last.prescription.incline_pct:
        return ""
    return f", and new is a slope of {told.incline_pct:g} %"


def _check(terms: Terms, today: date, walked: Sequence[SessionRecord]) -> None:
    programme, clearance, person = terms.programme, terms.clearance, terms.person
    if clearance.may_train and not clearance.stands_on(today):
        raise BadProgramme(
            f"the clearance stands from {clearance.screened_on} to {clearance.review_on} and "
            f"today is {today}; expected a screening that is still valid"
        )
    if person.group not in programme.groups:
        raise BadProgramme(
            f"programme {programme.key} is not for {person.group.value}; expected one of "
            f"{', '.join(programme.groups)}"
        )
    if (wait := why_not_yet(programme, walked, today)) is not None:
        raise BadProgramme(wait)
