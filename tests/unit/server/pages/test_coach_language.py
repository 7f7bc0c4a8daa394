"""A person chooses the language the coach speaks; all that it says then comes in it."""

from django.test import Client
from django.urls import reverse

from retrowalk.coach.catalogue import words_in
from retrowalk.server.people.models import Person

GIVEN = {"name": "Noor", "birth_year": "1961", "group": "low_back_pain", "units": "metric"}


def bundle_words(client: Client, person: Person) -> dict[str, str]:
    answer = client.get(f"/api/v1/persons/{person.pk}/bundle")
    words: dict[str, str] = answer.json()["words"]
    return words


def test_the_coach_speaks_english_unless_somebody_chose_otherwise(
    signed_in: Client, person: Person
) -> None:
    assert bundle_words(signed_in, person) == words_in("en")


def test_a_chosen_language_comes_with_the_sessions_and_stays_chosen(
    signed_in: Client,
) -> None:
    page = signed_in.get(reverse("person_new")).content.decode()
    assert "Deutsch" in page
    signed_in.post(reverse("person_new"), GIVEN | {"coach_language": "de"})
    person = Person.objects.get(name="Noor")
    assert bundle_words(signed_in, person) == words_in("de")
    about = reverse("person_edit", args=[person.pk])
    signed_in.post(about, GIVEN | {"name": "Nora"})
    person.refresh_from_db()
    assert (person.name, person.coach_language) == ("Nora", "de")


def test_a_language_without_a_catalogue_cannot_be_chosen(signed_in: Client) -> None:
    answer = signed_in.post(reverse("person_new"), GIVEN | {"coach_language": "fr"})
    assert answer.status_code == 200
    assert not Person.objects.filter(name="Noor").exists()
