"""Reading and writing plans: every version is kept, and made exactly once."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from retrowalk.errors import StalePlan
from retrowalk.server.people.clearing import clearance_of
from retrowalk.server.people.models import Person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.models import PlanVersion
from retrowalk.training.codec.plan import decision_to_json, plan_from_json, plan_to_json
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession
from retrowalk.training.planning.adapting import rescheduled
from retrowalk.training.planning.closing import LESS_ALLOWED
from retrowalk.training.terms import Terms

BEGIN = "begin"
RESCHEDULE = "reschedule"
RESCREENED = "rescreened"
MOVED = "moved"
SKIPPED = "skipped"
WEEKDAYS = "weekdays"
TRIAL = "trial"
# Longer ago, no version was made that holds a session of today or later.
STILL_AHEAD = timedelta(days=60)


def latest(person: Person) -> Plan | None:
    """Return the newest version of the person's plan as it is stored."""
    version = latest_version(person)
    return None if version is None else plan_from_json(version.body)


def latest_version(person: Person) -> PlanVersion | None:
    """Return the newest stored version with what led to it."""
    return person.plans.first()


def rests_since(person: Person) -> datetime | None:
    """Return when the plan was last told to rest; None where it does not rest.

    A session that comes in late makes a version of a resting plan without telling it anew.
    """
    since = None
    for version in person.plans.all():
        if not plan_from_json(version.body).rests:
            break
        since = version.created_at
        if version.move == Move.REFER.value:
            break
    return since


def current(person: Person, today: date, plan: Plan | None) -> Plan | None:
    """Return the plan as it stands today.

    plan: the newest one, as it is stored.

    Days that passed unwalked, a long break, an easier week and the end of the programme make
    the next version, and that is stored; a second look on the same day finds nothing to
    change.
    """
    if plan is None or _as_of(person, plan, today) is plan:
        return plan
    with transaction.atomic():
        locked(person)
        newest = latest(person) or plan
        moved = _as_of(person, newest, today)
        if moved is not newest:
            # Only new answers let a plan rest, or ask for less, without a session.
            by_answers = moved.rests or moved.reason == LESS_ALLOWED
            save(person, moved, RESCREENED if by_answers else RESCHEDULE)
        return moved


def _as_of(person: Person, plan: Plan, today: date) -> Plan:
    terms = terms_of(person, plan, today)
    return (
        plan if terms is None else rescheduled(plan, terms, today, last_walked_on(person))
    )


def terms_of(person: Person, plan: Plan, today: date) -> Terms | None:
    """Return what the plan is made under now; None where it cannot be followed any more."""
    programme, clearance = programme_of(person, plan.programme), clearance_of(person)
    if programme is None or clearance is None:
        return None
    return Terms(programme, clearance, trainee(person, today))


def last_walked_on(person: Person) -> date | None:
    """Return the day of the newest walk, None where there was none."""
    started_at = person.walks.aggregate(newest=Max("started_at"))["newest"]
    return None if started_at is None else timezone.localdate(started_at)


def sessions_held(person: Person, today: date) -> tuple[PlannedSession, ...]:
    """Return every session of today or later that some version held, each once."""
    made = person.plans.filter(created_at__gte=timezone.now() - STILL_AHEAD)
    held = {
        session.number: session
        for body in made.order_by("version").values_list("body", flat=True)
        for session in plan_from_json(body).ahead
        if session.day >= today
    }
    return tuple(held.values())


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
