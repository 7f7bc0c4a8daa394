"""The first plan of a person, or the first after a rest."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from retrowalk.errors import BadProgramme
from retrowalk.server.people.models import Person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme import plans
from retrowalk.server.programme.models import PlanVersion
from retrowalk.server.programme.standing import State, standing
from retrowalk.training.first_plan import first_plan, renewed
from retrowalk.training.prescription import Place
from retrowalk.training.starter_programmes import programme


@transaction.atomic
def begin(person: Person, programme_key: str, place: Place, today: date) -> PlanVersion:
    """Store the first sessions of a programme as the person's next plan.

    Raises BadProgramme where the person stands at anything but "no plan yet": a running
    plan is changed by what was walked, not by starting it anew.
    """
    plans.locked(person)
    now = standing(person, today)
    if now.state is not State.NO_PLAN or now.clearance is None:
        raise BadProgramme(
            now.why_not or _("There is a plan already; it goes on as it is.")
        )
    fresh = first_plan(
        trainee(person, today), now.clearance, programme(programme_key), today, place
    )
    plan = renewed(now.plan, fresh) if now.plan else fresh
    return plans.save(person, plan, plans.BEGIN)
