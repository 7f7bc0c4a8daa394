"""From a dose to a prescription: the only place where prescriptions are made.

What the clearance allows is applied here once, so that no plan can exceed it: neither a
first one, nor one that grew, nor one whose screening became stricter since.
"""

from dataclasses import replace

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Effort
from retrowalk.training.dose import Dose
from retrowalk.training.effort.energy import hardest_effort
from retrowalk.training.effort.intensity import heart_rate_band, rpe_band
from retrowalk.training.person import Person
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import SPEED_ROOM_MPS, Programme
from retrowalk.training.screening.allowance import (
    HAS_SOMETHING_TO_HOLD,
    Allowance,
    allowance,
    speed_limit_mps,
    violations,
)
from retrowalk.training.terms import Terms


def prescribe(terms: Terms, dose: Dose, place: Place) -> Prescription:
    """Make one session of this dose, as far as the clearance allows it.

    Speed, slope and variation are taken down to what is allowed, minutes and bouts to what
    the programme has. How hard to work is told for the backward intervals only.

    Raises BadProgramme if the clearance does not allow training, or not this programme,
    and if the programme cannot be walked at this place.
    """
    programme, clearance, person = terms.programme, terms.clearance, terms.person
    if not clearance.may_train:
        raise BadProgramme(
            f"the screening came to {clearance.outcome.value.replace('_', ' ')}; "
            "expected cleared, or cleared with support, before a plan is made"
        )
    if place not in programme.places:
        raise BadProgramme(
            f"programme {programme.key} cannot be walked at {place.value}; expected one of "
            f"{', '.join(programme.places)}"
        )
    may = allowance(clearance, person)
    asked = within(dose, may)
    effort = effort_told(asked, programme, may)
    made = Prescription(
        programme=programme.key,
        intervals=tuple(
            _with_effort(i, effort, person) for i in intervals(programme, asked)
        ),
        place=place,
        support=support_for(may.support, place),
        sources=programme.sources,
    )
    if broken := violations(made, programme, clearance, person):
        raise BadProgramme(broken[0])
    return made


def within(dose: Dose, may: Allowance) -> Dose:
    """Return the dose with speed, slope and variation taken down to what is allowed.

    The upper end of the speed band stays within what is allowed on that slope, not only
    its middle.
    """
    incline_pct = min(dose.incline_pct, may.incline_max_pct)
    speed_mps = dose.speed_mps
    if speed_mps is not None:
        speed_mps = min(speed_mps, speed_limit_mps(may, incline_pct) - SPEED_ROOM_MPS)
    return replace(
        dose,
        speed_mps=speed_mps,
        incline_pct=incline_pct,
        variation=dose.variation if dose.variation in may.variations else None,
    )


def effort_told(dose: Dose, programme: Programme, may: Allowance) -> Effort:
    """Return how hard to work in a session of this dose, never harder than is allowed.

    Vigorous only where a told speed and slope may be that hard, and not in sessions as
    short as the first one: those are light to moderate for everybody, and nobody is to
    hurry backward at a pace of their own to reach a rating (design_first_dose).
    """
    if may.effort is not Effort.VIGOROUS:
        return may.effort
    if dose.speed_mps is None or dose.backward_s <= programme.start_backward_s:
        return Effort.MODERATE
    hardest = hardest_effort(dose.speed_mps + SPEED_ROOM_MPS, dose.incline_pct)
    return Effort.VIGOROUS if hardest is Effort.VIGOROUS else Effort.MODERATE


def support_for(least: Support, place: Place) -> Support:
    """Return what must keep the person upright there, at least this.

    Where there is a rail or a wall everyone uses it; outdoors everyone has a second
    person. On open ground a person who needs support has a second person.
    """
    if least is Support.SECOND_PERSON or place is Place.OUTDOORS_WITH_PARTNER:
        return Support.SECOND_PERSON
    if place in HAS_SOMETHING_TO_HOLD:
        return Support.RAIL_OR_WALL
    return Support.NONE if least is Support.NONE else Support.SECOND_PERSON


def _with_effort(interval: Interval, effort: Effort, person: Person) -> Interval:
    if interval.direction is not Direction.BACKWARD:
        return interval
    return replace(
        interval,
        rpe_cr10=rpe_band(effort),
        heart_rate_bpm=heart_rate_band(effort, person),
    )
