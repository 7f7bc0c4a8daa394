"""Pain while walking reaches the record and wakes its rule; older players are still taken."""

import hashlib
import json
import uuid

import pytest
from phone import Phone, person_with_plan

from retrowalk.server.api.sent import SessionSent
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.codec.session import record_from_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    return Phone(person_with_plan())


def digest(document):
    return SessionSent.model_validate(document).as_document().digest


def test_pain_while_walking_is_kept_and_makes_the_next_session_shorter(phone):
    outcome = phone.walk(pain_during=7, ending="stopped_by_pain").json()
    assert outcome["decision"]["move"] == "regress"
    assert outcome["record"]["ending"] == "stopped_by_pain"
    walk = WalkedSession.objects.get()
    assert record_from_json(walk.record).pain_during == 7
    page = phone.client.get(outcome["url"]).content.decode()
    assert "7 of 10 while walking" in page
    assert "Ended early because it hurt" in page


def test_one_point_more_while_walking_adds_nothing(phone):
    decision = phone.walk(pain_during=3).json()["decision"]
    assert decision["move"] == "hold"
    assert decision["reason"].startswith("Your pain rose by 1 point")


def test_a_document_without_it_keeps_the_digest_it_always_had(phone):
    document = phone.document()
    plain = json.dumps(document, sort_keys=True, separators=(",", ":"))
    kept = SessionSent.model_validate(document).model_dump(mode="json", by_alias=True)
    assert kept.pop("pain_during") is None
    assert kept.pop("readings") is None  # came later; left out of the digest as well
    before = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    assert "pain_during" not in plain
    assert digest(document) == hashlib.sha256(before.encode()).hexdigest()
    assert digest(document | {"pain_during": None}) == digest(document)
    assert digest(document | {"pain_during": 0}) != digest(document)


def test_an_older_players_document_is_taken_and_its_retry_recognised(phone):
    session, document = uuid.uuid4(), phone.document()
    assert phone.send_document(session, document).status_code == 201
    assert phone.send_document(session, document).status_code == 200
    assert "pain_during" not in WalkedSession.objects.get().document


@pytest.mark.parametrize("pain", [-1, 11, 2.5, "3"])
def test_pain_while_walking_outside_the_scale_is_refused(phone, pain):
    answer = phone.walk(pain_during=pain)
    assert answer.status_code == 422
    assert "pain_during" in answer.json()["detail"]
