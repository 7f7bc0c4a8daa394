"""The bundle holds what a phone needs for 14 days without a network."""

from datetime import timedelta

import pytest
from django.utils import timezone
from phone import Phone, person_with_plan

from retrowalk.coach.cues import CueCode
from retrowalk.coach.script import from_json
from retrowalk.server.people.models import Person, Screening
from retrowalk.training.session import Symptom

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    return Phone(person_with_plan())


def test_every_session_ahead_brings_its_script_its_checklist_and_its_intervals(phone):
    answer = phone.bundle()
    assert answer["schema"] == 1
    sessions = answer["sessions"]
    assert [s["number"] for s in sessions] == [1, 2, 3, 4, 5, 6]
    first = sessions[0]
    assert first["day"] == timezone.localdate().isoformat()
    assert len(from_json(first["script"]).walks) == len(first["intervals"])
    assert first["checklist"]
    told_backward = [i for i in first["intervals"] if i["direction"] == "backward"]
    assert first["backward_s"] == sum(i["duration_s"] for i in told_backward)


def test_every_cue_and_every_symptom_has_its_words(phone):
    bundle = phone.bundle()

    assert {code.value for code in CueCode} <= set(bundle["words"])
    assert {s["key"] for s in bundle["symptoms"]} == {s.value for s in Symptom}
    assert all(s["text"] for s in bundle["symptoms"])


def test_days_that_passed_unwalked_are_moved_and_the_moved_plan_can_be_walked():
    phone = Phone(person_with_plan(today=timezone.localdate() - timedelta(days=3)))
    bundle = phone.bundle()

    assert bundle["plan_version"] == 2
    assert min(s["day"] for s in bundle["sessions"]) >= timezone.localdate().isoformat()
    assert phone.bundle()["plan_version"] == 2
    assert phone.walk(bundle=bundle).status_code == 201


def test_a_plan_that_rests_says_why_and_what_to_do(phone):
    phone.walk(symptoms=["chest_pain"], ending="stopped_by_symptom")
    bundle = phone.bundle()

    assert bundle["sessions"] == []
    assert "chest pain" in bundle["resting"]
    assert "screening" in bundle["resting"]


def test_without_a_standing_clearance_nothing_is_to_be_walked(phone):
    assert phone.bundle()["resting"] is None
    Screening.objects.update(clearance=_over(Screening.objects.get().clearance))

    assert phone.bundle()["sessions"] == []
    assert phone.bundle()["resting"]


def test_a_person_without_screening_or_plan_has_a_bundle_that_says_so(phone):
    fresh = Person.objects.create(
        account=phone.person.account, name="New", birth_year=1970, group="older_adult"
    )
    bundle = Phone(fresh).bundle()

    assert (bundle["plan_version"], bundle["sessions"]) == (0, [])
    assert "screening" in bundle["resting"]


def test_the_name_of_the_account_in_the_bundle_says_nothing_and_stays_the_same(phone):
    name = phone.bundle()["account"]

    assert name == phone.bundle()["account"]
    assert phone.person.account.username not in name
    assert name != Phone(person_with_plan("Bob")).bundle()["account"]


def _over(clearance):
    yesterday = timezone.localdate() - timedelta(days=1)
    before = yesterday - timedelta(days=10)
    return {
        **clearance,
        "screened_on": before.isoformat(),
        "review_on": yesterday.isoformat(),
    }


def test_the_next_session_is_there_even_when_it_is_far_away():
    phone = Phone(person_with_plan(today=timezone.localdate() + timedelta(days=20)))
    Screening.objects.update(clearance=_since_today(Screening.objects.get().clearance))

    assert [s["number"] for s in phone.bundle()["sessions"]] == [1]


def _since_today(clearance):
    return {**clearance, "screened_on": timezone.localdate().isoformat()}
