"""A household to open pages in: somebody signed in, their person, and somebody else."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from retrowalk.server.people.clearing import clear
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.demo_stories import Told
from retrowalk.server.programme.demo_walk import walked
from retrowalk.server.sessions.log_of import log_of
from retrowalk.training.planning.adapting import after
from retrowalk.training.prescription import Place
from retrowalk.training.progression.decide import decide
from retrowalk.training.screening.questions import QUESTIONS, AnswerKind
from retrowalk.training.session import Symptom
from retrowalk.training.terms import Terms

Answers = Callable[..., dict[str, str]]


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
def resting(training: Person, today: date) -> Person:
    """Return somebody who reported dizziness yesterday, whose plan rests since."""
    _dizzy(training, today - timedelta(days=1))
    return training


def _dizzy(training: Person, day: date) -> None:
    plan = plans.latest(training)
    assert plan is not None
    told = Told(2, 2, 3.0, share=0.3, symptoms=(Symptom.DIZZINESS,))
    record = walked(uuid.uuid4(), plan.ahead[0], told, day)
    log = log_of(training, record)
    assert log.programme is not None
    assert log.clearance is not None
    decision, terms = decide(log), Terms(log.programme, log.clearance, log.person)
    grown = after(plan, decision, record, terms, log.now.date())
    plans.save(training, grown, decision.move.value, decision)
