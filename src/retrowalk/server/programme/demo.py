"""The demo household: invented people, seeded relative to today."""

import uuid
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from retrowalk.errors import Conflict, Unknown
from retrowalk.server.content_digest import content_digest
from retrowalk.server.people.clearing import clear, last_screening
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.demo_stories import STORIES, Story, Told
from retrowalk.server.programme.demo_walk import document, walked
from retrowalk.training.codec.session import record_to_json
from retrowalk.training.log import Log
from retrowalk.training.plan import Plan
from retrowalk.training.planning.adapting import after, as_it_came_out
from retrowalk.training.planning.alternating import as_walked
from retrowalk.training.progression.decide import decide
from retrowalk.training.session import SessionRecord
from retrowalk.training.terms import Terms

NAME = "demo"
NAMESPACE = uuid.UUID("6f1c3c5e-7b0a-4c57-9c0d-6f3b0f2f7f11")


@transaction.atomic
def seed(today: date) -> Account:
    """Make the demo household anew; touch nobody else's data.

    Raises Conflict if somebody real has taken the account's name.
    """
    account, _ = Account.objects.get_or_create(username=NAME, defaults={"is_demo": True})
    if not account.is_demo:
        raise Conflict(f"the account name {NAME!r} is taken by somebody")
    account.set_unusable_password()
    account.save()
    Authenticator.objects.filter(user=account).delete()
    account.persons.all().delete()
    for story in STORIES:
        _tell(account, story, today)
    return account


def is_of(today: date) -> bool:
    """Whether the demo household is there, made for this day."""
    newest = Person.objects.filter(account__username=NAME, account__is_demo=True).last()
    return newest is not None and timezone.localdate(newest.created_at) == today


def _tell(account: Account, story: Story, today: date) -> None:
    person = begin_story(account, story, today)
    history: list[SessionRecord] = []
    for told in story.sessions:
        plan = plans.latest(person)
        if plan is not None and plan.ahead and plan.ahead[0].day < today:
            store_walk(person, plan, plan.ahead[0].day, told, history)


def begin_story(account: Account, story: Story, today: date) -> Person:
    """Make a person, and where the story has begun, their screening and first plan."""
    person = Person.objects.create(
        id=uuid.uuid5(NAMESPACE, story.name),
        account=account,
        name=story.name,
        birth_year=today.year - story.age_years,
        group=story.group,
        units=Person.Units.IMPERIAL if story.imperial else Person.Units.METRIC,
        simulated=True,
    )
    if story.started_days_ago is None:
        return person
    start = today - timedelta(days=story.started_days_ago)
    clear(person, story.answers, start)
    _backdate(last_screening(person), "answered_at", start)
    version = begin(person, Choice(story.programme, story.place), start)
    _backdate(version, "created_at", start)
    return person


def store_walk(
    person: Person, plan: Plan, day: date, told: Told, history: list[SessionRecord]
) -> None:
    """Walk the session of a day as it is told, and keep it with all that follows from it.

    history: the person's sessions before; this one is added.
    """
    planned = next(one for one in as_walked(plan).ahead if one.day == day)
    identifier = uuid.uuid5(NAMESPACE, f"{person.name} {planned.number}")
    record = walked(identifier, planned, told, day)
    history.append(record)
    terms = _terms(person, plan, planned.day)
    log = Log(
        records=tuple(history),
        programme=terms.programme,
        clearance=terms.clearance,
        person=terms.person,
        now=record.started_at,
        weekdays=plan.weekdays,
        dose=plan.dose,
        trial=plan.trial,
    )
    decided = decide(log)
    grown = after(plan, decided, record, terms, planned.day, planned.number)
    decision = as_it_came_out(decided, plan, grown)
    version = plans.save(person, grown, decision.move.value, decision)
    _backdate(version, "created_at", planned.day)
    sent = document(record, planned.number, plan.version)
    walk = person.walks.create(
        id=record.session_id,
        planned_number=planned.number,
        plan_before=plan.version,
        plan_after=grown.version,
        started_at=record.started_at,
        document=sent,
        document_digest=content_digest(sent),
        chunk_count=0,
        record=record_to_json(record),
        simulated=True,
    )
    _backdate(walk, "received_at", planned.day)


def _terms(person: Person, plan: Plan, day: date) -> Terms:
    terms = plans.terms_of(person, plan, day)
    if terms is None:
        raise Unknown(f"{person.name} of the demo has no programme or no clearance")
    return terms


def _backdate(row: Model | None, field: str, day: date) -> None:
    """Move the moment a row was made, which Django sets by itself, to that day's noon."""
    if row is None:
        return
    noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    type(row)._default_manager.filter(pk=row.pk).update(**{field: noon})
