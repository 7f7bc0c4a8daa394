"""Reading and writing plans: every version is kept, and made exactly once."""

from datetime import date

from django.db import IntegrityError, transaction

from retrowalk.errors import StalePlan
from retrowalk.server.people.models import Person
from retrowalk.server.programme.models import PlanVersion
from retrowalk.training.adapting import rescheduled
from retrowalk.training.codec.plan import decision_to_json, plan_from_json, plan_to_json
from retrowalk.training.plan import Decision, Plan

BEGIN = "begin"
RESCHEDULE = "reschedule"


def latest(person: Person) -> Plan | None:
    """Return the newest version of the person's plan as it is stored."""
    version = latest_version(person)
    return None if version is None else plan_from_json(version.body)


def latest_version(person: Person) -> PlanVersion | None:
    """Return the newest stored version with what led to it."""
    return person.plans.first()


def current(person: Person, today: date) -> Plan | None:
    """Return the plan as it stands today.

    Days that passed unwalked are moved out of the past, and that is stored as the next
    version; a second look on the same day finds nothing to move.
    """
    plan = latest(person)
    if plan is None or rescheduled(plan, today) is plan:
        return plan
    with transaction.atomic():
        locked(person)
        newest = latest(person) or plan
        moved = rescheduled(newest, today)
        if moved is not newest:
            save(person, moved, RESCHEDULE)
        return moved


def save(
    person: Person, plan: Plan, move: str, decision: Decision | None = None
) -> PlanVersion:
    """Store the next version; raise StalePlan if that version is already there."""
    try:
        with transaction.atomic():
            return PlanVersion.objects.create(
                person=person,
                version=plan.version,
                programme=plan.programme,
                move=move,
                reason=plan.reason,
                decision=None if decision is None else decision_to_json(decision),
                body=plan_to_json(plan),
            )
    except IntegrityError as error:
        message = (
            f"version {plan.version} of the plan is already there; read it and try again"
        )
        raise StalePlan(message) from error


def locked(person: Person) -> None:
    """Hold the person's row until the transaction ends, so that plans are made one by one."""
    Person.objects.select_for_update().get(pk=person.pk)
