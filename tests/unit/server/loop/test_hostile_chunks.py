"""Motion sent by somebody who means no good, or by a phone gone wrong: nothing half stored."""

import uuid

import pytest
from phone import Phone, person_with_plan, pieces, swaying

from retrowalk.server.sessions.models import Chunk, WalkedSession

pytestmark = pytest.mark.django_db

BODIES = pieces(swaying(100))  # four chunks


@pytest.fixture
def phone():
    return Phone(person_with_plan())


@pytest.fixture
def session():
    return uuid.uuid4()


def one_sentence(answer, status):
    """Return the sentence of a refusal."""
    assert answer.status_code == status
    detail = answer.json()["detail"]
    assert isinstance(detail, str)
    assert "\n" not in detail
    return detail


def test_chunks_for_somebody_elses_person_are_refused_and_not_stored(phone, session):
    other = Phone(person_with_plan("Bob"))
    other.person = phone.person  # signed in as Bob, asking for Ann's person
    said = one_sentence(other.send_chunk(session, 0, BODIES[0]), 404)
    assert "no person" in said
    assert not Chunk.objects.exists()


def test_chunks_in_any_order_make_the_same_session(phone, session):
    for number in (2, 0, 3, 1):
        assert phone.send_chunk(session, number, BODIES[number]).status_code == 201
    answer = phone.send_document(session, phone.document(swaying(100)))
    assert answer.status_code == 201
    assert WalkedSession.objects.get().gait["not_measured"] is not None


def test_a_chunk_that_comes_again_or_changed_leaves_the_first_one_as_it_is(phone, session):
    assert phone.send_chunk(session, 0, BODIES[0]).status_code == 201
    assert phone.send_chunk(session, 0, BODIES[0]).status_code == 200
    assert "other content" in one_sentence(phone.send_chunk(session, 0, BODIES[1]), 409)
    assert bytes(Chunk.objects.get().body) == BODIES[0]


def test_more_chunks_than_the_session_has_are_refused_and_make_no_session(phone, session):
    for number, body in enumerate(BODIES):
        phone.send_chunk(session, number, body)
    document = phone.document(swaying(60))  # speaks of two chunks
    assert "4 chunks" in one_sentence(phone.send_document(session, document), 409)
    assert not WalkedSession.objects.exists()


def test_a_chunk_after_the_end_or_beyond_a_day_is_refused_and_not_stored(phone, session):
    for number, body in enumerate(BODIES):
        phone.send_chunk(session, number, body)
    phone.send_document(session, phone.document(swaying(100)))
    assert "none of them" in one_sentence(phone.send_chunk(session, 4, BODIES[0]), 409)
    assert phone.send_chunk(session, 2880, BODIES[0]).status_code == 422
    assert Chunk.objects.count() == 4


def test_a_damaged_chunk_is_refused_and_not_stored(phone, session):
    url = phone.url(session, 0)
    answer = phone.put(url, BODIES[0], **{"X-Content-SHA256": "0" * 64})
    assert "SHA-256" in one_sentence(answer, 422)
    assert not Chunk.objects.exists()
