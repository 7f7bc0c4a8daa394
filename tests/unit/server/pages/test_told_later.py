"""The morning after, and what went wrong outside of a session: never more, often less."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from retrowalk.server.people.clearing import clear
from retrowalk.server.people.models import Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.standing import State, standing
from retrowalk.training.clearance import Outcome
from retrowalk.training.prescription import Place


def tell(client: Client, person: Person, walk, pain: object):
    return client.post(reverse("morning", args=[person.pk, walk.pk]), {"pain": pain})


def went_wrong(client: Client, person: Person, day: date, symptom: str = "fall"):
    return client.post(
        reverse("went_wrong", args=[person.pk]),
        {"symptom": symptom, "day": day.isoformat(), "note": ""},
    )


@pytest.fixture
def yesterday(begun, walk, today: date):
    """Return somebody who walked well yesterday, and that walk."""
    person = begun("knee_10_min", today - timedelta(days=1))
    return person, walk(person, today - timedelta(days=1))


def dose_s(person: Person) -> float:
    plan = plans.latest(person)
    assert plan is not None
    return plan.dose.backward_s


def test_the_morning_is_asked_about_until_it_is_answered(
    signed_in: Client, yesterday
) -> None:
    person, walked = yesterday
    address = reverse("morning", args=[person.pk, walked.pk])
    assert address in signed_in.get(reverse("person", args=[person.pk])).content.decode()
    tell(signed_in, person, walked, 2)
    walked.refresh_from_db()
    assert walked.pain_next_morning == 2
    shown = signed_in.get(reverse("person", args=[person.pk])).content.decode()
    assert address not in shown


@pytest.mark.parametrize("pain", [0, 2, 3, 6, 10])
def test_no_morning_ever_adds_anything(signed_in: Client, yesterday, pain: int) -> None:
    person, walked = yesterday
    before = dose_s(person)
    tell(signed_in, person, walked, pain)
    assert dose_s(person) <= before


def test_much_pain_in_the_morning_takes_the_dose_back(signed_in: Client, yesterday) -> None:
    person, walked = yesterday
    before = dose_s(person)
    tell(signed_in, person, walked, 10)
    assert dose_s(person) < before


@pytest.mark.parametrize("pain", ["", "11", "-1", "much"])
def test_a_morning_that_is_no_figure_is_asked_again(
    signed_in: Client, yesterday, pain: str
) -> None:
    person, walked = yesterday
    assert tell(signed_in, person, walked, pain).status_code == 200
    walked.refresh_from_db()
    assert walked.pain_next_morning is None


def test_a_fall_at_home_rests_the_plan_until_a_clinician_was_asked(
    signed_in: Client, yesterday, answers, today: date
) -> None:
    person, _ = yesterday
    walked_s = dose_s(person)
    went_wrong(signed_in, person, today)
    assert standing(person, today).state is State.RESTING

    assert clear(person, answers(), today).outcome is Outcome.ASK_CLINICIAN_FIRST
    assert standing(person, today).state is State.ASK_FIRST

    agreed = clear(person, answers("clinician_agreed"), today)
    assert agreed.outcome is Outcome.CLEARED_WITH_SUPPORT
    begin(person, Choice("knee_10_min", Place.HALLWAY), today)
    assert dose_s(person) < walked_s


def test_a_day_that_has_not_come_is_refused(signed_in: Client, yesterday, today) -> None:
    person, _ = yesterday
    answer = went_wrong(signed_in, person, today + timedelta(days=2))
    assert answer.status_code == 200
    assert not person.adverse_events.exists()
    assert standing(person, today).state is State.READY


def test_what_went_wrong_before_any_plan_counts_too(
    signed_in: Client, cleared: Person, today: date
) -> None:
    went_wrong(signed_in, cleared, today, "chest_pain")
    assert standing(cleared, today).state is State.REVIEW_DUE


def test_nobody_tells_the_morning_of_somebody_else(stranger, yesterday) -> None:
    person, walked = yesterday
    client = Client()
    client.force_login(stranger)
    assert tell(client, person, walked, 2).status_code == 404
    walked.refresh_from_db()
    assert walked.pain_next_morning is None
