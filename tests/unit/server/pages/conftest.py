"""A household to open pages in: somebody signed in, their person, and somebody else."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from retrowalk.server.content_digest import content_digest
from retrowalk.server.people.clearing import clear
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.demo_stories import Told
from retrowalk.server.programme.demo_walk import document, walked
from retrowalk.server.sessions.log_of import log_of
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.codec.session import record_to_json
from retrowalk.training.planning.adapting import after, as_it_came_out
from retrowalk.training.prescription import Place
from retrowalk.training.progression.decide import decide
from retrowalk.training.screening.questions import QUESTIONS, AnswerKind
from retrowalk.training.session import Symptom
from retrowalk.training.terms import Terms

Answers = Callable[..., dict[str, str]]
Begun = Callable[..., Person]
Walk = Callable[..., WalkedSession]

WELL = Told(2, 2, 2.0)
DIZZY = Told(2, 2, 2.0, share=0.3, symptoms=(Symptom.DIZZINESS,))


@pytest.fixture(autouse=True)
def _nobody_has_tried_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def account() -> Account:
    return Account.objects.create_user("anna", password="a long walk home")  # noqa: S106 - a test account


@pytest.fixture
def stranger() -> Account:
    return Account.objects.create_user("boris", password="another long walk")  # noqa: S106 - a test account


@pytest.fixture
def person(account: Account, today: date) -> Person:
    return Person.objects.create(
        account=account,
        name="Ida",
        birth_year=today.year - 66,
        group="knee_osteoarthritis",
    )


@pytest.fixture
def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def answers() -> Answers:
    def made(*yes: str) -> dict[str, str]:
        return {
            q.key: "yes"
            if q.key in yes
            else ("no" if q.kind is AnswerKind.YES_NO else "light")
            for q in QUESTIONS
        }

    return made


@pytest.fixture
def cleared(person: Person, answers: Answers, today: date) -> Person:
    clear(person, answers(), today)
    return person


@pytest.fixture
def training(cleared: Person, today: date) -> Person:
    begin(cleared, Choice("knee_10_min", Place.HALLWAY), today)
    return cleared


@pytest.fixture
def begun(person: Person, answers: Answers) -> Begun:
    """Return a way to have begun a programme some days ago, screened on that day."""

    def made(programme: str, day: date, *, place: Place = Place.HALLWAY) -> Person:
        clear(person, answers(), day)
        _on(person.screenings.all(), "answered_at", day)
        begin(person, Choice(programme, place), day)
        _on(person.plans.all(), "created_at", day)
        return person

    return made


@pytest.fixture
def walk() -> Walk:
    """Return a way to have walked the next planned session on a day, and to have sent it."""

    def made(person: Person, day: date, told: Told = WELL) -> WalkedSession:
        plan = plans.latest(person)
        assert plan is not None
        planned = plan.ahead[0]
        record = walked(uuid.uuid4(), planned, told, day)
        log = log_of(person, record)
        assert log.programme is not None
        assert log.clearance is not None
        terms = Terms(log.programme, log.clearance, log.person)
        decided = decide(log)
        grown = after(plan, decided, record, terms, day, planned.number)
        decision = as_it_came_out(decided, plan, grown)
        version = plans.save(person, grown, decision.move.value, decision)
        _on(person.plans.filter(pk=version.pk), "created_at", day)
        sent = document(record, planned.number, plan.version)
        stored = person.walks.create(
            id=record.session_id,
            planned_number=planned.number,
            plan_before=plan.version,
            plan_after=grown.version,
            started_at=record.started_at,
            document=sent,
            document_digest=content_digest(sent),
            chunk_count=0,
            record=record_to_json(record),
        )
        _on(person.walks.filter(pk=stored.pk), "received_at", day)
        return stored

    return made


@pytest.fixture
def resting(begun: Begun, walk: Walk, today: date) -> Person:
    """Return somebody who reported dizziness yesterday, whose plan rests since."""
    person = begun("knee_10_min", today - timedelta(days=1))
    walk(person, today - timedelta(days=1), DIZZY)
    return person


@pytest.fixture
def ended(begun: Begun, walk: Walk, today: date) -> Person:
    """Return somebody whose programme of four weeks is over since yesterday, well walked."""
    first = today - timedelta(days=29)
    person = begun("beginner_intervals", first)
    for days in (0, 2, 4, 7, 9, 11, 14, 16, 18, 21, 23, 25):
        walk(person, first + timedelta(days=days))
    return person


def _on(rows: QuerySet[Any], field: str, day: date) -> None:
    """Say that rows were made on that day, at noon."""
    noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    rows.update(**{field: noon})
