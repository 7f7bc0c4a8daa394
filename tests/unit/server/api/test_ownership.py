"""What is another household's does not exist here: two accounts, every address."""

import json
import uuid
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from phone import Phone, person_with_plan, pieces, swaying

from retrowalk.server.sessions.models import Chunk, WalkedSession

pytestmark = pytest.mark.django_db

MOTION = swaying(2)
BODY = pieces(MOTION)[0]
PAGES = ("session", "sessions", "progress", "progress_csv")


@pytest.fixture
def ann():
    return Phone(person_with_plan("Ann"))


@pytest.fixture
def bob():
    return Phone(person_with_plan("Bob"))


def walked(phone):
    session = uuid.uuid4()
    phone.send_chunk(session, 0, BODY)
    assert phone.send_document(session, phone.document(MOTION)).status_code == 201
    return session


def answers_to(thief, owner, session):
    """Return what one account hears when it asks for another's person."""
    whole, chunk = owner.url(session), owner.url(session, 0)
    document = json.dumps(owner.document(MOTION)).encode()
    return {
        "bundle": thief.client.get(whole.split("/sessions")[0] + "/bundle"),
        "state": thief.client.get(whole),
        "chunk": thief.put(chunk, BODY, **{"X-Content-SHA256": sha256(BODY).hexdigest()}),
        "document": thief.put(whole, document),
    }


def test_another_accounts_person_is_404_everywhere_and_nothing_is_stored(ann, bob):
    session = walked(ann)
    for target in (session, uuid.uuid4()):
        codes = {k: a.status_code for k, a in answers_to(bob, ann, target).items()}
        assert set(codes.values()) == {404}, codes
    assert (WalkedSession.objects.count(), Chunk.objects.count()) == (1, 1)


def test_another_persons_session_under_ones_own_person_is_404(ann, bob):
    session = walked(ann)
    stored = WalkedSession.objects.values().get()

    assert bob.client.get(bob.url(session)).status_code == 404
    assert bob.send_chunk(session, 0, BODY).status_code == 404
    assert bob.send_document(session, bob.document(MOTION)).status_code == 404
    assert WalkedSession.objects.values().get() == stored


def test_the_same_holds_between_two_persons_of_one_household(ann, bob):
    bob.person.account = ann.person.account
    bob.person.save()
    session = walked(ann)
    bob = Phone(bob.person)

    assert bob.client.get(bob.url(session)).status_code == 404
    assert bob.send_document(session, bob.document(MOTION)).status_code == 404
    page = reverse("session", args=[bob.person.pk, session])
    assert bob.client.get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_404_for_other_accounts_and_lead_the_anonymous_to_the_sign_in(
    page, ann, bob
):
    session = walked(ann)
    arguments = [ann.person.pk, session] if page == "session" else [ann.person.pk]
    address = reverse(page, args=arguments)

    assert ann.client.get(address).status_code == 200
    assert bob.client.get(address).status_code == 404
    anonymous = Client().get(address)
    assert anonymous.status_code == 302
    assert anonymous["Location"].startswith(reverse("account_login"))


def test_two_people_may_send_chunks_under_the_same_identifier_without_meeting(ann, bob):
    session = uuid.uuid4()

    assert ann.send_chunk(session, 0, BODY).status_code == 201
    assert bob.send_chunk(session, 0, pieces(swaying(3))[0]).status_code == 201
    assert bob.client.get(bob.url(session)).json()["chunks"] == [0]


def test_another_accounts_name_never_stands_in_a_refusal(ann, bob):
    answers = answers_to(bob, ann, walked(ann)).values()

    assert not any(b"Ann" in answer.content for answer in answers)
