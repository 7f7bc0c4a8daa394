"""From a clearance and a programme to the first sessions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Clearance
from retrowalk.training.person import Person
from retrowalk.training.plan import Plan, PlannedSession
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes import Programme, intervals

HORIZON_DAYS = 14  # days a plan looks ahead; design_first_dose
DAYS_PER_WEEK = 7

_HAS_SOMETHING_TO_HOLD = (Place.TREADMILL, Place.HALLWAY)


def first_plan(
    person: Person, clearance: Clearance, programme: Programme, today: date, place: Place
) -> Plan:
    """Make version 1: the sessions of the next 14 days, the first one today.

    Raises BadProgramme if the clearance does not allow training or is due for review,
    if the programme is not for this person's group, or not for this place.
    """
    dose = _first_dose(person, clearance, programme, today, place)
    last_day = today + timedelta(days=HORIZON_DAYS - 1)
    rhythm = days_from(today, programme.sessions_per_week)
    days = takewhile(lambda day: day <= last_day, rhythm)
    ahead = tuple(PlannedSession(n, day, dose) for n, day in enumerate(days, start=1))
    minutes = f"{dose.backward_s / 60:g} minutes"
    reason = f"You start with {minutes} of backward walking in short bouts."
    return Plan(1, programme.key, ahead, reason, len(ahead) + 1)


def renewed(before: Plan, fresh: Plan) -> Plan:
    """Return the fresh first plan as the next version of the plan before.

    For a person who starts again, after a rest or with another programme: versions and
    session numbers go on where the plan before left them.
    """
    shift = before.next_number - 1
    ahead = tuple(replace(s, number=s.number + shift) for s in fresh.ahead)
    return replace(
        fresh,
        version=before.version + 1,
        ahead=ahead,
        next_number=fresh.next_number + shift,
    )


def support_for(clearance: Clearance, place: Place) -> Support:
    """Return what must keep the person upright there.

    Where there is a rail or a wall everyone uses it; outdoors everyone has a second
    person. On open ground a person who needs support has a second person.
    """
    if clearance.support is Support.SECOND_PERSON or place is Place.OUTDOORS_WITH_PARTNER:
        return Support.SECOND_PERSON
    if place in _HAS_SOMETHING_TO_HOLD:
        return Support.RAIL_OR_WALL
    return Support.NONE if clearance.support is Support.NONE else Support.SECOND_PERSON


def days_from(start: date, per_week: int) -> Iterator[date]:
    """Yield training days without end, the first on start, spread over each week."""
    number = 0
    while True:
        yield start + timedelta(days=DAYS_PER_WEEK * number // per_week)
        number += 1


def _first_dose(
    person: Person, clearance: Clearance, programme: Programme, today: date, place: Place
) -> Prescription:
    if not clearance.may_train:
        raise BadProgramme(
            f"the screening came to {clearance.outcome.value.replace('_', ' ')}; "
            "expected cleared, or cleared with support, before a plan is made"
        )
    if not clearance.stands_on(today):
        raise BadProgramme(
            f"the clearance stands from {clearance.screened_on} to {clearance.review_on} and "
            f"today is {today}; expected a screening that is still valid"
        )
    if person.group not in programme.groups:
        raise BadProgramme(
            f"programme {programme.key} is not for {person.group.value}; expected one of "
            f"{', '.join(programme.groups)}"
        )
    if place not in programme.places:
        raise BadProgramme(
            f"programme {programme.key} cannot be walked at {place.value}; expected one of "
            f"{', '.join(programme.places)}"
        )
    return Prescription(
        programme=programme.key,
        intervals=intervals(programme, programme.start_backward_s),
        place=place,
        support=support_for(clearance, place),
        sources=programme.sources,
    )
