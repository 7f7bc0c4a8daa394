"""Adding and changing the persons of a household."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from retrowalk.server.people.models import Account, Person

GIVEN = {
    "name": "Noor",
    "birth_year": "1961",
    "group": "low_back_pain",
    "units": "imperial",
}


def test_a_person_is_added_and_led_to_the_screening(
    signed_in: Client, account: Account
) -> None:
    answer = signed_in.post(reverse("person_new"), GIVEN)
    person = Person.objects.get()
    assert answer["Location"] == reverse("screening", args=[person.pk])
    assert (person.account, person.name, person.units) == (account, "Noor", "imperial")
    assert b"Noor" in signed_in.get(reverse("household")).content


def test_a_person_cannot_be_put_into_somebody_elses_household(
    signed_in: Client, account: Account, stranger: Account
) -> None:
    signed_in.post(
        reverse("person_new"), GIVEN | {"account": stranger.pk, "simulated": "on"}
    )
    assert Person.objects.get().account == account
    assert not Person.objects.get().simulated


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter a name."),
        ("birth_year", "", "Enter the year of birth"),
        ("birth_year", "long ago", "in digits"),
        ("birth_year", "1066", "Check the year of birth"),
        ("birth_year", "-5", "Check the year of birth"),
        ("birth_year", "99999999999", "Check the year of birth"),
        ("group", "", "Choose what you mainly train for."),
        ("group", "elite_athlete", "Choose what you mainly train for."),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field(
    signed_in: Client, field: str, value: str, said: str
) -> None:
    shown = signed_in.post(reverse("person_new"), GIVEN | {field: value})
    assert shown.status_code == 200
    assert said in shown.content.decode()
    assert not Person.objects.exists()


def test_children_are_turned_away(signed_in: Client, today: date) -> None:
    shown = signed_in.post(
        reverse("person_new"), GIVEN | {"birth_year": str(today.year - 17)}
    )
    assert b"adults of 18 years" in shown.content
    assert not Person.objects.exists()


def test_a_name_is_shown_and_never_run(signed_in: Client) -> None:
    signed_in.post(reverse("person_new"), GIVEN | {"name": "<script>alert(1)</script>"})
    assert b"<script>alert" not in signed_in.get(reverse("household")).content


def test_changes_are_stored(signed_in: Client, person: Person) -> None:
    signed_in.post(reverse("person_edit", args=[person.pk]), GIVEN)
    person.refresh_from_db()
    assert (person.name, person.birth_year) == ("Noor", 1961)


def test_a_refused_change_changes_nothing(signed_in: Client, person: Person) -> None:
    url = reverse("person_edit", args=[person.pk])
    shown = signed_in.post(url, GIVEN | {"birth_year": "soon"})
    assert b"Change Ida" in shown.content
    person.refresh_from_db()
    assert person.name == "Ida"


def test_an_empty_household_says_what_to_do(signed_in: Client) -> None:
    assert b"Nobody here yet" in signed_in.get(reverse("household")).content
