"""The pages on which somebody deletes what is theirs."""

import uuid
from urllib.parse import quote

import pytest
from django.test import Client
from rich_household import PASSWORD

from retrowalk.errors import Conflict
from retrowalk.server.api.bundle import opaque
from retrowalk.server.partner.sharing import share
from retrowalk.server.people.models import Account
from retrowalk.server.takeout import erase_views
from retrowalk.server.takeout.waiting import wait

CHOOSE, ALL, AFTER = "/delete/", "/delete/everything/", "/deleted/"


@pytest.fixture
def ruth(boris):
    return boris.persons.create(name="Ruth", birth_year=1958, group="active_adult")


@pytest.fixture
def signed_in(boris):
    """Return somebody who has just typed a password."""
    client = Client()
    client.force_login(boris)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def said(answer):
    return " ".join(answer.content.decode().split())


def of(person):
    return f"/delete/{person.pk}/"


def test_it_is_found_where_data_is_taken_along_and_offers_that_first(ruth, signed_in):
    assert f'href="{CHOOSE}"' in said(signed_in.get("/account/"))
    assert f'href="{CHOOSE}"' in said(signed_in.get("/privacy/"))
    assert f'href="{of(ruth)}"' in said(signed_in.get(f"/persons/{ruth.pk}/edit/"))
    page = said(signed_in.get(CHOOSE))
    assert "First, take it along" in page
    assert "Everything of Ruth" in page
    assert "a physiotherapist wrote down" in page


def test_whoever_finds_an_open_browser_is_asked_for_the_password(ruth, client):
    client.force_login(ruth.account)
    for page in (ALL, of(ruth)):
        assert client.post(page, {"word": "delete"})["Location"] == page
        after = f"/account/reauthenticate/?next={quote(page, safe='')}"
        assert client.get(page)["Location"] == after
    assert ruth.account.persons.count() == 1


def test_a_last_word_without_a_password_does_not_wait_for_one(ruth, client):
    client.force_login(ruth.account)
    client.post(ALL, {"word": "delete"})
    later = client.get(ALL)["Location"]
    answer = client.post(later, {"password": PASSWORD, "next": ALL})
    assert answer["Location"] == ALL
    assert "Your last word" in said(client.get(ALL))
    assert ruth.account.persons.count() == 1


def test_the_last_page_says_what_goes_and_nothing_goes_by_looking(
    ruth, signed_in, tmp_path
):
    share(ruth)
    (tmp_path / "any.zip").write_bytes(b"x")
    wait(ruth.account, tmp_path / "any.zip")
    page = said(signed_in.get(of(ruth)))
    assert "In numbers" not in page
    assert "There are no motion recordings." in page
    assert "The link for a companion" in page
    assert "A file waits to be brought back" in page
    assert "The account stays, without anybody in it." in page
    page = said(signed_in.get(ALL))
    assert "The file that waits to be brought back" in page
    assert "ask them first" not in page
    assert ruth.account.persons.count() == 1


def test_who_looks_after_others_is_told_that_they_lose_theirs(ruth, signed_in):
    ruth.account.persons.create(name="Tom", birth_year=1950, group="active_adult")
    page = said(signed_in.get(ALL))
    assert "2 people are in this account" in page
    assert "as their physiotherapist" in page
    assert "Everything of Tom" in page
    assert "The account and the other people in it stay." in said(signed_in.get(of(ruth)))


@pytest.mark.parametrize("typed", ["", "delte", "Ruth", "yes"])
def test_another_word_deletes_nothing(ruth, signed_in, typed):
    page = said(signed_in.post(ALL, {"word": typed}))
    assert 'role="alert"' in page
    assert Account.objects.filter(pk=ruth.account_id).exists()
    assert ruth.account.persons.count() == 1


def test_a_person_goes_and_one_stays_signed_in(ruth, signed_in):
    answer = signed_in.post(of(ruth), {"word": " “Delete” "})
    assert answer["Location"] == f"{AFTER}#person={ruth.pk}"
    page = said(signed_in.get(AFTER))
    assert "Everything of Ruth is deleted." in page
    assert "To your household" in page
    assert ruth.account.persons.count() == 0
    assert signed_in.get(of(ruth)).status_code == 404


def test_an_account_goes_and_every_device_is_signed_out(ruth, signed_in):
    phone = Client()
    phone.force_login(ruth.account)
    answer = signed_in.post(ALL, {"word": "delete"})
    assert answer["Location"] == f"{AFTER}#account={opaque(ruth.account)}"
    page = said(signed_in.get(AFTER))
    assert "The account and everything in it is deleted." in page
    assert "To the front page" in page
    assert phone.get("/api/v1/token").status_code == 401
    assert not Account.objects.exists()
    again = signed_in.post(ALL, {"word": "delete"})
    assert again["Location"].startswith("/account/login/")
    sent = {"login": "boris", "password": PASSWORD}
    assert Client().post("/account/login/", sent).status_code == 200


def test_what_is_stored_at_the_same_moment_again_and_again_is_said(
    ruth, signed_in, monkeypatch
):
    def busy(_whose):
        message = "Something was stored at the same moment; nothing is deleted."
        raise Conflict(message)

    monkeypatch.setattr(erase_views, "erase", busy)
    page = said(signed_in.post(ALL, {"word": "delete"}))
    assert "nothing is deleted" in page


def test_what_is_left_on_the_disk_is_said(ruth, signed_in, monkeypatch):
    monkeypatch.setattr(erase_views, "erase", lambda _whose: 2)
    signed_in.post(of(ruth), {"word": "delete"})
    page = said(signed_in.get(AFTER))
    assert "could not be removed from the disk yet: 2." in page
    assert "tries again when it starts" in page


def test_nobody_deletes_for_others_or_for_all(ruth, client):
    other = Account.objects.create_user("clara", password=PASSWORD)
    client.force_login(other)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    for person in (ruth.pk, uuid.uuid4()):
        answer = client.post(f"/delete/{person}/", {"word": "delete"})
        assert answer.status_code == 404
    assert ruth.account.persons.count() == 1


def test_the_demo_household_stays(ruth, client):
    Account.objects.filter(pk=ruth.account_id).update(is_demo=True)
    client.force_login(Account.objects.get(pk=ruth.account_id))
    assert CHOOSE not in said(client.get("/account/"))
    assert "nothing of yours to delete here" in said(client.get(CHOOSE))
    for page in (ALL, of(ruth)):
        assert client.post(page, {"word": "delete"})["Location"] == CHOOSE
    assert ruth.account.persons.count() == 1


@pytest.mark.parametrize(
    ("method", "page", "burst"),
    [
        ("post", "/take-along/", 10),
        ("post", "/bring-back/", 10),
        ("get", "/bring-back/look/", 20),
        ("post", ALL, 10),
    ],
)
def test_who_asks_too_often_is_told_when_to_come_back(signed_in, method, page, burst):
    statuses = [getattr(signed_in, method)(page).status_code for _ in range(burst)]
    assert 429 not in statuses
    answer = getattr(signed_in, method)(page)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Please try again in" in said(answer)
    assert signed_in.get("/account/").status_code == 200
