"""What keeps strangers, forgeries and floods out."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from retrowalk.server.people.models import Account

PASSWORD = "a long walk home"  # noqa: S105 - of a test account


@pytest.mark.parametrize(
    "name", ["person_new", "account_logout", "account_change_password"]
)
def test_a_form_without_its_token_is_refused_in_plain_words(
    account: Account, name: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    answer = client.post(reverse(name), {})
    assert answer.status_code == 403
    assert b"The form was too old" in answer.content
    assert b"site.css" in answer.content


@pytest.mark.parametrize("name", ["front", "claims", "account_login", "account_signup"])
def test_no_page_allows_inline_code_and_none_contains_any(name: str) -> None:
    answer = Client().get(reverse(name))
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    for needed in ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"):
        assert needed in policy
    text = answer.content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", text)
    runs = re.findall(r"<script(?![^>]*(?:src=|application/json))", text)
    assert not runs


def test_pages_do_not_tell_others_where_one_came_from_and_are_never_framed() -> None:
    answer = Client().get("/")
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_sign_up_needs_no_address_and_leads_to_the_household() -> None:
    client = Client()
    sent = {"username": "cleo", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_signup"), sent)["Location"] == reverse("household")
    assert Account.objects.get().password.startswith("argon2")
    client.post(reverse("account_logout"))
    assert client.get(reverse("household")).status_code == 302
    sent = {"login": "cleo", "password": PASSWORD}
    assert client.post(reverse("account_login"), sent)["Location"] == reverse("household")


def test_after_several_wrong_passwords_even_the_right_one_has_to_wait(
    account: Account,
) -> None:
    client = Client()
    for _ in range(6):
        client.post(reverse("account_login"), {"login": "anna", "password": "wrong"})
    answer = client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_flood_of_sign_ins_is_answered_in_our_words(account: Account) -> None:
    client = Client()
    statuses = []
    for number in range(40):
        sent = {"login": f"guess{number}", "password": "x"}
        answer = client.post(reverse("account_login"), sent)
        statuses.append(answer.status_code)
        if answer.status_code == 429:
            break
    assert statuses[-1] == 429
    assert b"Too many tries" in answer.content


def test_signing_out_needs_a_click_not_a_link(signed_in: Client) -> None:
    signed_in.get(reverse("account_logout"))
    assert signed_in.get(reverse("household")).status_code == 200


def test_a_declared_body_over_the_limit_is_refused_unread(settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Client().generic(
        "PUT",
        "/anything",
        b"",
        content_type="application/json",
        CONTENT_LENGTH="2147483648",
    )
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"
    assert "2147483648 bytes" in answer.json()["detail"]


@pytest.mark.parametrize("length", ["1000", "1"])
def test_a_body_up_to_the_limit_is_let_through(settings, length: str) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Client().generic("PUT", "/anything", b"", CONTENT_LENGTH=length)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"CONTENT_LENGTH": "12x"}, 400),
        ({"CONTENT_LENGTH": "-1"}, 400),
    ],
)
def test_a_body_of_unclear_length_is_refused(headers: dict[str, str], status: int) -> None:
    answer = Client().generic("POST", "/anything", b"", **headers)
    assert answer.status_code == status
    assert answer.json()["status"] == status


def test_a_lost_page_and_a_broken_one_look_like_ours(client: Client, monkeypatch) -> None:
    assert b"This page is not here" in client.get("/nowhere/").content
    client.raise_request_exception = False
    monkeypatch.setattr("retrowalk.server.learn.claim_views.library.claims", lambda: 1 / 0)
    broken = client.get(reverse("claims"))
    assert broken.status_code == 500
    assert b"This is our fault" in broken.content


def test_a_wrong_host_is_refused_in_our_words() -> None:
    answer = Client().get("/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert b"This request could not be read" in answer.content


def test_every_sign_in_page_opens_in_our_layout(signed_in: Client) -> None:
    again = signed_in.get(reverse("mfa_activate_totp"), follow=True)
    assert b"site/site.css" in again.content
    signed_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in (
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ):
        answer = signed_in.get(reverse(name))
        assert answer.status_code == 200, name
        assert b"site/site.css" in answer.content, name
        assert b'class="skip"' in answer.content, name
