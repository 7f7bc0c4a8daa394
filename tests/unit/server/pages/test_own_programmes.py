"""Programmes written in the text format, kept for one person."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from retrowalk.server.people.models import Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.own_view import example
from retrowalk.training.prescription import Place


def write(client: Client, person: Person, text: str):
    return client.post(reverse("own_programmes", args=[person.pk]), {"text": text})


def test_the_example_can_be_kept_as_it_is_and_is_then_offered(
    signed_in: Client, cleared: Person
) -> None:
    write(signed_in, cleared, example(cleared))
    kept = cleared.own_programmes.get()
    shown = signed_in.get(reverse("programme", args=[cleared.pk])).content.decode()
    assert f'id="{kept.key}"' in shown
    assert "Written for this person; not tested" in shown


def test_the_same_text_twice_is_one_programme(signed_in: Client, cleared: Person) -> None:
    for _ in range(2):
        write(signed_in, cleared, example(cleared))
    assert cleared.own_programmes.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("weeks: 6", "weeks: many"), "line"),
        (("weeks: 6", "months: 2"), "line"),
        (("speed: comfortable", "speed: 9 km/h"), "line"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_kept(
    signed_in: Client, cleared: Person, change: tuple[str, str], said: str
) -> None:
    text = example(cleared)
    assert change[0] in text
    answer = write(signed_in, cleared, text.replace(*change))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert change[1] in answer.content.decode()
    assert not cleared.own_programmes.exists()


def test_a_plan_follows_an_own_programme_which_then_stays(
    signed_in: Client, cleared: Person, today: date
) -> None:
    write(signed_in, cleared, example(cleared))
    key = cleared.own_programmes.get().key
    begin(cleared, Choice(key, Place.HALLWAY), today)
    plan = plans.latest(cleared)
    assert plan is not None
    assert plan.programme == key
    signed_in.post(reverse("own_programme_forget", args=[cleared.pk, key]))
    assert cleared.own_programmes.filter(key=key).exists()
    assert signed_in.get(reverse("person", args=[cleared.pk])).status_code == 200


def test_an_own_programme_that_nothing_follows_can_be_deleted(
    signed_in: Client, cleared: Person
) -> None:
    write(signed_in, cleared, example(cleared))
    key = cleared.own_programmes.get().key
    signed_in.post(reverse("own_programme_forget", args=[cleared.pk, key]))
    assert not cleared.own_programmes.exists()
