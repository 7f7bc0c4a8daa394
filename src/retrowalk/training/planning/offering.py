"""Which programmes a person may choose from, the usual one first, and why one is not open.

Nothing is hidden: a programme that the screening does not allow is listed with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.people_served import profile
from retrowalk.training.person import Person
from retrowalk.training.planning.level_first import SOURCES, why_not_yet
from retrowalk.training.planning.prescribe import support_for
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import SPEED_ROOM_MPS, Programme, start_dose
from retrowalk.training.programmes.starters import programme
from retrowalk.training.screening.allowance import Allowance, allowance, violations
from retrowalk.training.session import SessionRecord

_NOT_OPEN = {
    Outcome.ASK_CLINICIAN_FIRST: (
        "Your screening says to ask a clinician first, so no programme begins yet."
    ),
    Outcome.NOT_NOW: "Your screening says not now, so no programme begins yet.",
}
_EFFORT = {
    Effort.LIGHT: "light effort",
    Effort.MODERATE: "light to moderate effort",
    Effort.VIGOROUS: "vigorous effort",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One programme as a person may choose it.

    allowed: whether it may begin. why_not: the reason in one sentence; None if allowed.
    why_sources: keys of the sources behind that reason, where it is a rule of ours.
    held: what the screening keeps below the programme's end, in one sentence; None if
        nothing, or if it may not begin.
    """

    programme: Programme
    allowed: bool
    why_not: str | None = None
    why_sources: tuple[str, ...] = ()
    held: str | None = None


def offers(
    person: Person, clearance: Clearance, today: date, walked: Sequence[SessionRecord]
) -> tuple[Offer, ...]:
    """Return all programmes for what the person trains for, the usual one first.

    today: a screening that is due for review by then opens nothing.
    walked: all sessions of the person so far, in any order.
    """
    keys = profile(person.group).programmes
    return tuple(offer(programme(key), person, clearance, today, walked) for key in keys)


def offer(
    rules: Programme,
    person: Person,
    clearance: Clearance,
    today: date,
    walked: Sequence[SessionRecord],
) -> Offer:
    """Return one programme as this person may choose it, ours or one of their own."""
    why_not = _why_not(rules, person, clearance, today)
    if why_not is not None:
        return Offer(rules, allowed=False, why_not=why_not)
    if (wait := why_not_yet(rules, walked, today)) is not None:
        return Offer(rules, allowed=False, why_not=wait, why_sources=SOURCES)
    return Offer(rules, allowed=True, held=_held(rules, allowance(clearance, person)))


def usual(person: Person) -> Programme:
    """Return the programme that people who train for the same usually begin with."""
    return programme(profile(person.group).programmes[0])


def _why_not(
    rules: Programme, person: Person, clearance: Clearance, today: date
) -> str | None:
    if not clearance.may_train:
        return _NOT_OPEN[clearance.outcome]
    if not clearance.stands_on(today):
        return "Your screening is due again, so please answer the questions first."
    if person.group not in rules.groups:
        return "This programme is for people who train for something else."
    may = allowance(clearance, person)
    if rules.clinician_led and not may.clinician_led:
        return "This programme needs a clinician who leads it, and none has agreed yet."
    if profile(person.group).clinician_led and not rules.clinician_led:
        return "You need a programme that a clinician leads, and this one has none."
    against = [_against(rules, person, clearance, place) for place in rules.places]
    if () in against:
        return None
    return _too_much(rules, may) or against[0][0]


def _against(
    rules: Programme, person: Person, clearance: Clearance, place: Place
) -> tuple[str, ...]:
    """Return what speaks against the first session of the programme at this place."""
    first = Prescription(
        rules.key,
        intervals(rules, start_dose(rules)),
        place,
        support_for(clearance.support, place),
        rules.sources,
    )
    return violations(first, rules, clearance, person)


def _too_much(rules: Programme, may: Allowance) -> str | None:
    allows = _EFFORT[may.effort]
    if may.support is not Support.NONE:
        allows = f"{allows}, with support"
    if rules.start_incline_pct > may.incline_max_pct:
        slope = "level walking" if may.incline_max_pct <= 0.0 else "gentler slopes"
        return f"This programme is on a slope; your screening allows {allows}, and {slope}."
    if rules.start_speed_mps is not None:
        return f"This programme is brisk; your screening allows {allows}."
    return None


def _held(rules: Programme, may: Allowance) -> str | None:
    top_mps = rules.top_speed_mps
    held = [
        name
        for name, is_held in {
            "speed": top_mps is not None and top_mps + SPEED_ROOM_MPS > may.speed_max_mps,
            "slope": rules.top_incline_pct > may.incline_max_pct,
            "variations": not may.variations.issuperset(rules.variations),
        }.items()
        if is_held
    ]
    if not held:
        return None
    return f"Your screening keeps a part of this programme from growing: {', '.join(held)}."
