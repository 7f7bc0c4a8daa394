"""Why somebody is cleared or not: reasons, sources, what would change it, and the sheet."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.evidence.sources import source, sources
from retrowalk.server.people.asks_of_body import DEMANDS
from retrowalk.server.people.changes import CHANGES
from retrowalk.server.people.clearance_shown import limits
from retrowalk.server.people.clearing import clear, clearance_of
from retrowalk.server.people.models import Person
from retrowalk.server.people.trainee import trainee
from retrowalk.training.clearance import Outcome
from retrowalk.training.screening.allowance import allowance
from retrowalk.training.screening.questions import QUESTIONS
from retrowalk.training.screening.rules import DISEASES, RED_FLAGS, REPORTED, RISKS
from retrowalk.training.screening.still_possible import AT_ONCE, FIRST
from retrowalk.training.session import Symptom

REASONS = [*RISKS, *DISEASES]


def page(client: Client, person: Person, name: str = "clearance") -> str:
    return unescape(client.get(reverse(name, args=[person.pk])).content.decode())


def test_every_reason_there_can_be_has_something_that_would_change_it() -> None:
    reported = [key for key, _risk in REPORTED.values()]
    assert set(CHANGES) == {*RISKS, *DISEASES, *reported}


@pytest.mark.parametrize("key", REASONS)
def test_a_reason_is_shown_with_its_source_and_what_would_change_it(
    signed_in: Client, person: Person, answers, today, key: str
) -> None:
    person.birth_year = today.year - 40  # an age at which every answer can be true
    clearance = clear(person, answers(key), today)
    shown = page(signed_in, person)
    (reason,) = [reason for reason in clearance.reasons if reason.key == key]
    assert reason.sentence in shown
    for cited in reason.sources:
        assert f"{reverse('sources')}#{cited}" in shown
        assert source(cited).citation in shown
    assert shown.count("What would change this:") == 1
    for sentence in clearance.still_possible:
        assert sentence in shown
    assert clearance.review_on.strftime("%Y") in shown


def test_who_may_not_start_sees_no_limits_and_no_way_to_a_plan(
    signed_in: Client, person: Person, answers, today
) -> None:
    clear(person, answers("dizziness"), today)
    shown = page(signed_in, person)
    assert "At the most" not in shown
    assert reverse("programme", args=[person.pk]) not in shown
    assert "What is still possible" in shown
    assert reverse("clearance_sheet", args=[person.pk]) in shown


def test_it_says_honestly_how_many_are_sent_to_a_clinician(
    signed_in: Client, person: Person, answers, today
) -> None:
    clear(person, answers("heart_disease"), today)
    shown = page(signed_in, person)
    assert "54.2 %" in shown
    assert f"{reverse('sources')}#whitfield2017" in shown
    assert "Please ask a clinician who knows you before you start." in shown


@pytest.mark.parametrize("key", sorted(RED_FLAGS & set(REASONS)))
def test_a_red_flag_gets_no_false_calm(
    signed_in: Client, person: Person, answers, today, key: str
) -> None:
    clear(person, answers(key), today)
    shown = page(signed_in, person)
    assert "do not put it off" in shown
    assert "anything is wrong" not in shown
    assert "Your answers only say" not in shown
    if key in AT_ONCE:
        box = shown[shown.index("<section") : shown.index("</section>")]
        assert AT_ONCE[key] in box
        assert box.index(AT_ONCE[key]) < box.index("Please see a clinician")


def test_chest_pain_beside_a_fever_still_says_when_to_call_for_help(
    signed_in: Client, person: Person, answers, today
) -> None:
    clearance = clear(person, answers("fever_or_infection", "chest_discomfort"), today)
    assert clearance.outcome is Outcome.NOT_NOW
    assert AT_ONCE["chest_discomfort"] in clearance.still_possible
    assert AT_ONCE["chest_discomfort"] in page(signed_in, person)


def test_chest_pain_reported_since_says_on_top_when_to_call_for_help(
    signed_in: Client, training: Person
) -> None:
    told = {"symptom": "chest_pain", "day": timezone.localdate().isoformat(), "note": ""}
    address = reverse("went_wrong", args=[training.pk])
    answer = signed_in.post(address, told, follow=True)
    assert AT_ONCE["reported_chest_pain"] in unescape(answer.content.decode())
    shown = page(signed_in, training)
    assert shown.index(AT_ONCE["reported_chest_pain"]) < shown.index("Reported since then")


def test_a_clinicians_word_is_shown_as_here_and_not_as_missing(
    signed_in: Client, person: Person, answers, today
) -> None:
    clear(person, answers("dizziness", "clinician_agreed"), today)
    assert "A clinician has said yes." in page(signed_in, person)


def test_with_a_known_disease_a_word_would_allow_more(
    signed_in: Client, person: Person, answers, today
) -> None:
    clear(person, answers("heart_disease", "regularly_active"), today)
    assert "With a clinician's word you may work harder" in page(signed_in, person)


@pytest.mark.parametrize("units", Person.Units)
@pytest.mark.parametrize("yes", [(), ("fallen_past_year",), ("regularly_active",)])
def test_no_shown_speed_is_above_what_is_allowed(
    person: Person, answers, today, units: Person.Units, yes: tuple[str, ...]
) -> None:
    person.units = units
    clearance = clear(person, answers(*yes) | {"desired_effort": "vigorous"}, today)
    allowed = allowance(clearance, trainee(person, today))
    said = dict(limits(allowed, person))["Speed backward"]
    number, unit = said.split(" at most ")[1].split(" ")[:2]
    mps = float(number) * (0.44704 if unit == "mph" else 1 / 3.6)
    assert unit == {"metric": "km/h", "imperial": "mph"}[units.value]
    assert allowed.speed_max_mps - 0.1 < mps <= allowed.speed_max_mps + 1e-6


def test_a_screening_that_is_due_again_offers_nothing_to_do_now(
    signed_in: Client, training: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clearance = clearance_of(training)
    assert clearance is not None
    due = clearance.review_on + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: due)
    shown = page(signed_in, training)
    assert "This screening is due again" in shown
    assert "What you can do now" not in shown


def test_the_sheet_holds_every_answer_and_marks_those_that_count(
    signed_in: Client, person: Person, answers, today
) -> None:
    clear(person, answers("dizziness", "fragile_bones"), today)
    shown = page(signed_in, person, "clearance_sheet")
    for question in QUESTIONS:
        assert shown.count(question.text) == 1
    assert shown.count('<tr class="counts">') == 2
    for told in ("Signature", "Not now; ask again on:", "Ask a clinician first"):
        assert told in shown


def test_the_sheet_says_with_its_sources_what_walking_backward_asks_of_the_body(
    signed_in: Client, cleared: Person
) -> None:
    shown = page(signed_in, cleared, "clearance_sheet")
    for demand in DEMANDS:
        assert str(demand.sentence) in shown
        for key in demand.sources:
            assert key in sources()
            assert source(key).citation in shown
    assert f"doi:{source('laufer2005').address}" in shown


def test_the_sheet_shows_of_the_body_only_what_was_told(
    signed_in: Client, cleared: Person
) -> None:
    shown = page(signed_in, cleared, "clearance_sheet")
    assert "<dt>Height" not in shown
    assert "<dt>Weight" not in shown
    cleared.height_m, cleared.weight_kg, cleared.units = 1.7272, 74.0, "imperial"
    cleared.save()
    shown = page(signed_in, cleared, "clearance_sheet")
    assert "5 ft 8 in" in shown
    assert "163.1 lb" in shown


def test_without_a_screening_the_sheet_leads_to_the_questions(
    signed_in: Client, person: Person
) -> None:
    answer = signed_in.get(reverse("clearance_sheet", args=[person.pk]))
    assert answer["Location"] == reverse("screening", args=[person.pk])


def test_the_clearance_leads_to_what_is_known(signed_in: Client, cleared: Person) -> None:
    assert reverse("person_about", args=[cleared.pk]) in page(signed_in, cleared)


def test_an_emergency_is_said_first_whatever_else_was_answered(
    signed_in: Client, person: Person, answers, today
) -> None:
    clear(person, answers("fever_or_infection", "back_red_flags"), today)
    shown = page(signed_in, person)
    hospital = shown.index(FIRST["back_red_flags"])
    assert hospital < shown.index("fever")
    assert "What to do now" in shown


def test_a_symptom_told_after_the_screening_stands_on_the_sheet(
    signed_in: Client, cleared: Person, today
) -> None:
    cleared.adverse_events.create(day=today, symptom=Symptom.DIZZINESS)
    shown = page(signed_in, cleared, "clearance_sheet")
    assert "Reported since then: <strong>dizziness</strong>" in shown


def test_a_symptom_that_a_reason_names_is_not_said_twice(
    signed_in: Client, cleared: Person, answers, today
) -> None:
    cleared.adverse_events.create(day=today, symptom=Symptom.DIZZINESS)
    clear(cleared, answers(), today)
    assert "Reported since then" not in page(signed_in, cleared, "clearance_sheet")
