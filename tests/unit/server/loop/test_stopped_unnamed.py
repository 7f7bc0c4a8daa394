"""A stop by a symptom that nobody named is asked about in the next screening."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from phone import Phone, person_with_plan

from retrowalk.server.people.clearing import clear
from retrowalk.server.people.reported import reported
from retrowalk.server.programme import plans
from retrowalk.server.sessions.log_of import log_of
from retrowalk.training.clearance import Outcome
from retrowalk.training.progression.decide import decide
from retrowalk.training.screening.questions import QUESTIONS
from retrowalk.training.session import UNNAMED, Ending

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    phone = Phone(person_with_plan())
    answer = phone.walk(ending="stopped_by_symptom").json()
    assert answer["decision"]["move"] == "refer"
    return phone


def answered_again(phone, **changed):
    answers = {q.key: "no" for q in QUESTIONS} | {"desired_effort": "light"} | changed
    return clear(phone.person, answers, timezone.localdate())


def test_it_rests_the_plan_and_counts_in_the_next_screening(phone):
    assert plans.latest(phone.person).rests
    assert reported(phone.person) == (UNNAMED,)
    page = reverse("screening", args=[phone.person.pk])
    assert (
        "a symptom that made you stop a session" in phone.client.get(page).content.decode()
    )
    clearance = answered_again(phone)
    assert clearance.outcome is Outcome.ASK_CLINICIAN_FIRST
    assert clearance.reasons[0].key == "reported_stopped_by_symptom"
    shown = phone.client.get(reverse("clearance", args=[phone.person.pk])).content.decode()
    assert "you stopped a session because of a symptom" in shown


def test_a_clinicians_word_settles_it_on_the_same_day(phone):
    clearance = answered_again(phone, clinician_agreed="yes")
    assert clearance.outcome is Outcome.CLEARED_WITH_SUPPORT
    assert reported(phone.person) == ()
    later = decide(log_of(phone.person))
    assert later.rule == "symptom"  # of the session itself
    stopped = log_of(phone.person).records[0]
    walked = replace(stopped, session_id="next", ending=Ending.COMPLETED)
    assert decide(log_of(phone.person, walked)).rule != "symptom_before"
