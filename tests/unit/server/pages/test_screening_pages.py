"""From the first question to the clearance, in every outcome."""

import uuid
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.server.people.clearing import clear
from retrowalk.server.people.models import Person, Screening
from retrowalk.training.clearance import Outcome
from retrowalk.training.screening.questions import QUESTIONS, Section, page, question
from retrowalk.training.session import Symptom

SECTIONS = tuple(Section)


def send(
    client: Client, person: Person, section: Section, given: dict[str, str]
) -> HttpResponse:
    url = reverse("screening_page", args=[person.pk, section.value])
    here = {q.key: given[q.key] for q in page(section) if q.key in given}
    return client.post(url, here)  # type: ignore[return-value]


def answer_all(client: Client, person: Person, given: dict[str, str]) -> HttpResponse:
    for section in SECTIONS[:-1]:
        assert send(client, person, section, given).status_code == 302
    return send(client, person, SECTIONS[-1], given)


@pytest.mark.parametrize(
    ("yes", "expected"),
    [
        ((), (Outcome.CLEARED, "You can start")),
        (
            ("worries_about_falling",),
            (Outcome.CLEARED_WITH_SUPPORT, "You can start, with support"),
        ),
        (("dizziness",), (Outcome.ASK_CLINICIAN_FIRST, "Ask a clinician first")),
        (("fever_or_infection",), (Outcome.NOT_NOW, "Please not now")),
    ],
)
def test_the_answers_lead_to_their_clearance_and_its_reasons(
    signed_in: Client, person: Person, answers, yes, expected
) -> None:
    outcome, headline = expected
    last = answer_all(signed_in, person, answers(*yes))
    assert last["Location"] == reverse("clearance", args=[person.pk])
    stored = Screening.objects.get(person=person)
    assert stored.outcome == outcome
    assert stored.answers == answers(*yes)
    shown = signed_in.get(last["Location"]).content.decode()
    assert headline in shown
    for reason in stored.clearance["reasons"]:
        assert reason["sentence"] in shown
    for sentence in stored.clearance["still_possible"]:
        assert sentence in shown
    assert stored.review_on.strftime("%Y") in shown
    for asked in QUESTIONS:
        assert asked.text.replace("'", "&#x27;") in shown


@pytest.mark.parametrize(
    ("yes", "goes_on"),
    [((), True), (("dizziness",), False), (("fever_or_infection",), False)],
)
def test_only_a_clearance_leads_on_to_a_programme(
    signed_in: Client, person: Person, answers, yes, goes_on
) -> None:
    answer_all(signed_in, person, answers(*yes))
    shown = signed_in.get(reverse("clearance", args=[person.pk])).content.decode()
    assert (reverse("programme", args=[person.pk]) in shown) is goes_on


def test_nothing_is_chosen_beforehand(signed_in: Client, person: Person) -> None:
    for section in SECTIONS:
        url = reverse("screening_page", args=[person.pk, section.value])
        assert b" checked" not in signed_in.get(url).content


def test_an_unanswered_question_is_named_and_the_other_answers_are_kept(
    signed_in: Client, person: Person, answers
) -> None:
    section = SECTIONS[0]
    first, second, *_ = page(section)
    shown = send(signed_in, person, section, {first.key: "yes"})
    text = shown.content.decode()
    assert shown.status_code == 200
    assert f'href="#id_{second.key}_0"' in text
    assert 'aria-invalid="true"' in text
    assert text.count(" checked") == 1
    assert not Screening.objects.exists()
    url = reverse("screening_page", args=[person.pk, section.value])
    assert signed_in.get(url).content.count(b" checked") == 1


def test_answers_survive_going_back_and_forth(
    signed_in: Client, person: Person, answers
) -> None:
    send(signed_in, person, SECTIONS[0], answers())
    send(signed_in, person, SECTIONS[1], answers())
    first = reverse("screening", args=[person.pk])
    assert signed_in.get(first).content.count(b" checked") == len(page(SECTIONS[0]))


def test_the_last_page_alone_leads_back_to_the_first_open_one(
    signed_in: Client, person: Person, answers
) -> None:
    last = send(signed_in, person, SECTIONS[-1], answers())
    assert last["Location"] == reverse(
        "screening_page", args=[person.pk, SECTIONS[0].value]
    )
    assert not Screening.objects.exists()


def test_a_made_up_answer_is_refused(signed_in: Client, person: Person, answers) -> None:
    forged = answers() | {page(SECTIONS[0])[0].key: "maybe"}
    assert send(signed_in, person, SECTIONS[0], forged).status_code == 200
    assert not Screening.objects.exists()


def test_a_new_screening_follows_the_old_one_and_starts_empty(
    signed_in: Client, person: Person, answers
) -> None:
    answer_all(signed_in, person, answers())
    assert b" checked" not in signed_in.get(reverse("screening", args=[person.pk])).content
    answer_all(signed_in, person, answers("dizziness"))
    assert [s.outcome for s in person.screenings.all()] == [
        Outcome.ASK_CLINICIAN_FIRST,
        Outcome.CLEARED,
    ]


def test_two_persons_answers_never_mix(
    signed_in: Client, person: Person, answers, account
) -> None:
    other = Person.objects.create(
        account=account, name="Olaf", birth_year=1960, group="low_back_pain"
    )
    send(signed_in, person, SECTIONS[0], answers())
    assert b" checked" not in signed_in.get(reverse("screening", args=[other.pk])).content


def test_a_page_that_does_not_exist_is_not_found(signed_in: Client, person: Person) -> None:
    url = reverse("screening_page", args=[person.pk, "horoscope"])
    assert signed_in.get(url).status_code == 404


def address(person: Person, section: Section) -> str:
    return reverse("screening_page", args=[person.pk, section.value])


def test_an_answer_that_contradicts_the_person_is_said_at_its_question_and_kept(
    signed_in: Client, person: Person, answers
) -> None:
    person.group = "parkinson"
    person.save()
    here = Section.BALANCE_AND_SENSES
    answer = send(signed_in, person, here, answers())
    shown = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "You train with Parkinson's, but answered no to" in shown
    assert 'href="#id_neurological_disease_0"' in shown
    assert reverse("person_edit", args=[person.pk]) in shown
    assert shown.count(" checked") == len(page(here))
    assert signed_in.get(address(person, here)).content.count(b" checked") == len(
        page(here)
    )
    mended = send(signed_in, person, here, answers("neurological_disease"))
    assert mended["Location"] == address(person, Section.JOINTS_AND_BACK)


def test_changing_the_person_leads_back_into_the_screening_with_every_answer(
    signed_in: Client, person: Person, answers
) -> None:
    person.group = "parkinson"
    person.save()
    for section in (Section.ACTIVITY, Section.HEART_AND_HEALTH, Section.BALANCE_AND_SENSES):
        send(signed_in, person, section, answers())
    changed = {
        "name": "Ida",
        "birth_year": "1960",
        "group": "older_adult",
        "units": "metric",
    }
    answer = signed_in.post(reverse("person_edit", args=[person.pk]), changed)
    assert answer["Location"] == address(person, Section.JOINTS_AND_BACK)
    last = send(signed_in, person, Section.JOINTS_AND_BACK, answers())
    assert last["Location"] == reverse("clearance", args=[person.pk])
    assert Screening.objects.get().answers == answers()


def test_a_contradiction_on_an_earlier_page_is_shown_there_before_anything_is_stored(
    signed_in: Client, person: Person, answers
) -> None:
    for section in SECTIONS[:-1]:
        send(signed_in, person, section, answers())
    person.group = "diabetic_neuropathy"
    person.save()
    last = send(signed_in, person, SECTIONS[-1], answers())
    assert last["Location"] == address(person, Section.ACTIVITY)
    shown = unescape(signed_in.get(last["Location"]).content.decode())
    assert question("metabolic_disease").text in shown
    assert 'aria-invalid="true"' in shown
    assert shown.count(" checked") == len(page(Section.ACTIVITY))
    assert not Screening.objects.exists()


def test_answers_that_the_rules_refuse_are_kept(
    signed_in: Client, person: Person, answers
) -> None:
    for section in SECTIONS[:-1]:
        send(signed_in, person, section, answers())
    session = signed_in.session
    session[f"screening of {person.pk}"]["dizziness"] = "sometimes"  # of an older version
    session.save()
    refused = send(signed_in, person, SECTIONS[-1], answers())
    first = signed_in.get(refused["Location"]).content.decode()
    assert "They are kept." in first
    assert first.count(" checked") == len(page(SECTIONS[0]))
    assert not Screening.objects.exists()


def test_the_pages_say_how_far_one_is(signed_in: Client, person: Person, answers) -> None:
    send(signed_in, person, SECTIONS[0], answers())
    shown = signed_in.get(address(person, SECTIONS[1])).content.decode()
    done = len(page(SECTIONS[0]))
    assert f"page 2 of 4; {done} of {len(QUESTIONS)} questions answered" in shown


def test_every_yes_has_a_question_of_its_own(signed_in: Client, person: Person) -> None:
    for section in SECTIONS:
        shown = signed_in.get(address(person, section)).content.decode()
        assert shown.count("<fieldset") == shown.count("<legend") == len(page(section))


def walked(person: Person, *symptoms: Symptom) -> None:
    person.walks.create(
        id=uuid.uuid4(),
        planned_number=1,
        plan_before=1,
        started_at=timezone.now(),
        document={"symptoms": [symptom.value for symptom in symptoms]},
        document_digest="",
        chunk_count=0,
    )


def test_a_symptom_of_a_session_counts_in_the_next_screening_and_is_shown(
    signed_in: Client, cleared: Person, answers
) -> None:
    walked(cleared, Symptom.DIZZINESS)
    for section in (SECTIONS[0], SECTIONS[-1]):
        shown = signed_in.get(address(cleared, section)).content.decode()
        assert (
            "You reported since you were last cleared: <strong>dizziness</strong>" in shown
        )
    answer_all(signed_in, cleared, answers())
    newest = cleared.screenings.first()
    assert newest is not None
    assert newest.outcome == Outcome.ASK_CLINICIAN_FIRST
    assert "reported_dizziness" in {r["key"] for r in newest.clearance["reasons"]}


def test_a_reported_symptom_is_not_lost_by_answering_twice(
    cleared: Person, answers, today
) -> None:
    walked(cleared, Symptom.FALL)
    for _time in range(3):
        assert clear(cleared, answers(), today).outcome is Outcome.ASK_CLINICIAN_FIRST
    agreed = clear(cleared, answers("clinician_agreed"), today)
    assert agreed.outcome is Outcome.CLEARED_WITH_SUPPORT
    assert clear(cleared, answers(), today).outcome is Outcome.CLEARED


def test_what_happened_outside_a_session_counts_too(
    cleared: Person, answers, today
) -> None:
    cleared.adverse_events.create(day=today, symptom=Symptom.KNEE_GAVE_WAY)
    told = clear(cleared, answers(), today)
    assert "reported_knee_gave_way" in {reason.key for reason in told.reasons}


def test_a_session_without_a_symptom_changes_no_screening(
    signed_in: Client, cleared: Person, answers, today
) -> None:
    walked(cleared)
    assert clear(cleared, answers(), today).outcome is Outcome.CLEARED
    assert b"You reported since" not in signed_in.get(address(cleared, SECTIONS[0])).content


def test_a_change_that_the_last_screening_does_not_fit_leads_to_the_questions(
    signed_in: Client, cleared: Person
) -> None:
    changed = {"name": "Ida", "birth_year": "1960", "group": "parkinson", "units": "metric"}
    answer = signed_in.post(reverse("person_edit", args=[cleared.pk]), changed)
    assert answer["Location"] == reverse("screening", args=[cleared.pk])
    assert b"does not fit them any more" in signed_in.get(answer["Location"]).content


def test_a_screening_in_mid_plan_that_allows_less_changes_todays_session(
    signed_in: Client, training: Person, answers
) -> None:
    day, plan = (reverse(name, args=[training.pk]) for name in ("person", "plan"))
    assert "a rail or a wall within reach" in signed_in.get(day).content.decode()
    answer_all(signed_in, training, answers("cannot_see_or_hear"))
    shown = signed_in.get(day).content.decode()
    assert "a second person beside you" in shown
    assert "a rail or a wall within reach" not in shown
    assert "Your newest answers allow less" in signed_in.get(plan).content.decode()
