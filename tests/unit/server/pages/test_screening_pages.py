"""From the first question to the clearance, in every outcome."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from retrowalk.server.people.models import Person, Screening
from retrowalk.training.clearance import Outcome
from retrowalk.training.questions import QUESTIONS, Section, page

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
    for question in QUESTIONS:
        assert question.text.replace("'", "&#x27;") in shown


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
