"""The first plan of a person, or the first after a rest or an ended block."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from retrowalk.errors import BadProgramme
from retrowalk.server.people.models import Person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme import plans
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.models import PlanVersion
from retrowalk.server.programme.standing import BEGINS, Standing, standing
from retrowalk.server.programme.walked import by_time
from retrowalk.training.plan import Plan
from retrowalk.training.planning.first_plan import first_plan, renewed, repeated
from retrowalk.training.prescription import Place
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.terms import Terms


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose to begin.

    weekdays: 0 for Monday; None: spread over the week from today on.
    again: go on at the dose that was reached, after an ended block of the same programme.
    """

    programme: str
    place: Place
    weekdays: tuple[int, ...] | None = None
    again: bool = False


@transaction.atomic
def begin(person: Person, choice: Choice, today: date) -> PlanVersion:
    """Store the first sessions of a programme as the person's next plan.

    Raises BadProgramme where the person has a plan that runs, or may not train: a running
    plan is changed by what was walked, not by starting it anew.
    """
    plans.locked(person)
    now = standing(person, today)
    programme = programme_of(person, choice.programme)
    if now.state not in BEGINS or now.clearance is None:
        raise BadProgramme(
            now.why_not or _("There is a plan already; it goes on as it is.")
        )
    if programme is None:
        raise BadProgramme(_("There is no such programme; choose one of those offered."))
    fresh = _fresh(person, now, programme, choice, today)
    return plans.save(person, renewed(now.plan, fresh) if now.plan else fresh, plans.BEGIN)


def _fresh(
    person: Person, now: Standing, programme: Programme, choice: Choice, today: date
) -> Plan:
    if now.clearance is None:
        raise BadProgramme(now.why_not)
    terms = Terms(programme, now.clearance, trainee(person, today))
    walked = by_time(person)
    if choice.again and walked and now.plan is not None and now.plan.ended:
        return repeated(terms, today, choice.place, walked, choice.weekdays)
    return first_plan(terms, today, choice.place, choice.weekdays, walked)
