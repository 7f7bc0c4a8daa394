"""A session on its way in: exactly once, in any order, and nothing half done."""

import json
import random
import uuid
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from phone import Phone, person_with_plan, pieces, swaying

from retrowalk.errors import BadAnswer
from retrowalk.files.shelf import Shelf
from retrowalk.server.people.models import Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.models import PlanVersion
from retrowalk.server.sessions import receive_session, see
from retrowalk.server.sessions.models import Chunk, WalkedSession
from retrowalk.training.codec.session import record_from_json

pytestmark = pytest.mark.django_db

SHORT = swaying(40)  # two chunks


@pytest.fixture
def phone():
    return Phone(person_with_plan())


@pytest.fixture
def session():
    return uuid.uuid4()


def sent(phone, session, motion=SHORT):
    for number, body in enumerate(pieces(motion)):
        assert phone.send_chunk(session, number, body).status_code == 201


def test_a_session_makes_a_record_a_decision_and_the_next_plan(phone):
    answer = phone.walk(SHORT)

    assert answer.status_code == 201
    outcome = answer.json()
    assert outcome["decision"]["move"] == "hold"
    assert outcome["plan_version"] == 2
    assert outcome["next"]["number"] == 2
    assert phone.client.get(outcome["url"]).status_code == 200


def test_the_same_document_again_gives_the_same_outcome_and_no_second_record(
    phone, session
):
    sent(phone, session)
    document = phone.document(SHORT)
    first = phone.send_document(session, document)
    turned = dict(reversed(document.items()))
    again = phone.send_document(session, turned)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert WalkedSession.objects.count() == 1
    assert phone.person.plans.count() == 2


def test_a_retry_after_more_sessions_still_tells_the_old_outcome(phone, session):
    sent(phone, session)
    document = phone.document(SHORT)
    first = phone.send_document(session, document)
    phone.walk(SHORT)

    assert phone.send_document(session, document).json() == first.json()


def test_another_document_under_the_same_identifier_is_refused(phone, session):
    sent(phone, session)
    document = phone.document(SHORT)
    phone.send_document(session, document)
    answer = phone.send_document(session, {**document, "pain_after": 9})

    assert answer.status_code == 409
    assert record_from_json(WalkedSession.objects.get().record).pain_after == 2


def test_a_document_before_its_chunks_is_told_which_are_missing(phone, session):
    phone.send_chunk(session, 1, pieces(SHORT)[1])
    document = phone.document(SHORT)
    early = phone.send_document(session, document)
    phone.send_chunk(session, 0, pieces(SHORT)[0])

    assert early.status_code == 409
    assert early.json()["missing"] == [0]
    assert phone.send_document(session, document).status_code == 201


@pytest.mark.parametrize("changed", [{"samples": 2399}, {"chunk_count": 1}])
def test_a_document_that_counts_other_motion_than_came_is_refused(phone, session, changed):
    sent(phone, session)

    assert phone.send_document(session, phone.document(SHORT, **changed)).status_code == 409
    assert not WalkedSession.objects.exists()


def test_a_chunk_sent_twice_is_there_once(phone, session):
    body = pieces(SHORT)[0]
    codes = [phone.send_chunk(session, 0, body).status_code for _ in range(2)]

    assert codes == [201, 200]
    assert bytes(Chunk.objects.get().body) == body


def test_other_bytes_under_a_chunks_number_are_refused(phone, session):
    phone.send_chunk(session, 0, pieces(SHORT)[0])

    assert phone.send_chunk(session, 0, pieces(SHORT)[1]).status_code == 409
    assert bytes(Chunk.objects.get().body) == pieces(SHORT)[0]


def test_a_chunk_damaged_on_the_way_is_refused(phone, session):
    body = pieces(SHORT)[0]
    answer = phone.put(phone.url(session, 0), body, **{"X-Content-SHA256": "0" * 64})

    assert answer.status_code == 422
    assert "X-Content-SHA256" in answer.json()["detail"]
    assert not Chunk.objects.exists()


def test_chunks_that_come_late_find_a_complete_session(phone, session):
    sent(phone, session)
    phone.send_document(session, phone.document(SHORT))
    one, other = pieces(SHORT)

    assert phone.send_chunk(session, 0, one).status_code == 200
    assert phone.send_chunk(session, 1, one).status_code == 409
    assert phone.send_chunk(session, 2, other).status_code == 409
    assert Chunk.objects.count() == 2


def test_the_recording_stands_on_the_shelf_and_the_chunks_are_let_go(phone):
    phone.walk(SHORT)
    walk = WalkedSession.objects.get()

    assert Shelf(settings.SHELF).open(walk.recording).n_samples == len(SHORT["t_ms"])
    assert {bytes(chunk.body) for chunk in Chunk.objects.all()} == {b""}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"ay": [98.0] * len(SHORT["t_ms"])}, "ten times too large"),
        ({"gx": [9e4] * len(SHORT["t_ms"])}, "angular rate"),
    ],
)
def test_motion_that_cannot_be_right_never_costs_the_session(phone, changed, why):
    answer = phone.walk({**SHORT, **changed})

    assert answer.status_code == 201
    assert why in answer.json()["record"]["not_measured"]
    assert {i["measured"] for i in answer.json()["record"]["intervals"]} == {None}


def test_time_that_goes_back_between_chunks_costs_the_measurement_only(phone, session):
    two = [pieces(swaying(30))[0], pieces(swaying(10))[0]]
    for number, body in enumerate(two):
        phone.send_chunk(session, number, body)
    answer = phone.send_document(session, phone.document(SHORT))

    assert answer.status_code == 201
    assert "chunk 1, sample 0" in answer.json()["record"]["not_measured"]
    assert [bytes(chunk.body) for chunk in Chunk.objects.order_by("number")] == two


@pytest.mark.parametrize("site", ["other", "none"])
def test_a_phone_worn_elsewhere_measures_nothing_and_says_so(phone, site):
    answer = phone.walk(SHORT, site=site)

    assert answer.status_code == 201
    assert "expected a pocket or the lower back" in answer.json()["record"]["not_measured"]


def test_a_session_without_any_motion_is_a_session(phone):
    answer = phone.walk(None)

    assert answer.status_code == 201
    assert answer.json()["record"]["adherence"] == 1.0
    assert answer.json()["record"]["steps"] is None


def test_an_unforeseen_failure_of_the_analysis_leaves_nothing_half_written(
    phone, session, monkeypatch
):
    sent(phone, session)
    document = phone.document(SHORT)
    with monkeypatch.context() as broken:
        broken.setattr(see, "analyse", _fail)
        answer = phone.send_document(session, document)

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "inside" not in answer.content.decode()
    assert not WalkedSession.objects.exists()
    assert phone.person.plans.count() == 1
    assert phone.send_document(session, document).status_code == 201


@pytest.mark.parametrize(
    "place",
    [(plans, "save"), (WalkedSession.objects, "create"), (receive_session, "let_go")],
)
def test_a_crash_while_writing_leaves_nothing_half_written(
    phone, session, monkeypatch, place
):
    sent(phone, session)
    document = phone.document(SHORT)
    with monkeypatch.context() as broken:
        broken.setattr(*place, _fail)
        assert phone.send_document(session, document).status_code == 500

    assert not WalkedSession.objects.exists()
    assert phone.person.plans.count() == 1
    assert all(chunk.body for chunk in Chunk.objects.all())
    assert phone.send_document(session, document).status_code == 201


@pytest.mark.parametrize(
    ("goes_wrong", "status"), [(BadAnswer("no"), 422), (Person.DoesNotExist(), 404)]
)
def test_what_is_refused_for_good_leaves_no_recording_that_nobody_has(
    phone, monkeypatch, goes_wrong, status
):
    def refuse(*_arguments):
        raise goes_wrong

    monkeypatch.setattr(receive_session, "_record", refuse)

    assert phone.walk(SHORT).status_code == status
    assert not list(settings.SHELF.rglob("*.parquet"))


def test_an_old_plan_is_walked_and_the_newest_grows(phone):
    bundle = phone.bundle()
    phone.walk(SHORT)
    offline = phone.walk(SHORT, bundle=bundle)

    assert offline.status_code == 201
    assert offline.json()["plan_version"] == 3
    assert list(WalkedSession.objects.values_list("plan_before", flat=True)) == [1, 1]


def test_a_session_walked_before_the_last_one_adds_nothing(phone):
    phone.walk(SHORT)
    before = datetime.now().astimezone() - timedelta(days=1)
    late = phone.walk(SHORT, started_at=before.isoformat())

    assert late.json()["decision"]["move"] == "hold"
    assert "after a later one" in late.json()["decision"]["reason"]


def test_a_reported_symptom_lets_the_plan_rest(phone):
    answer = phone.walk(SHORT, ending="stopped_by_symptom", symptoms=["dizziness"])

    assert answer.json()["decision"]["move"] == "refer"
    assert answer.json()["next"] is None
    assert phone.bundle()["sessions"] == []
    assert "clinician" in phone.bundle()["resting"]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"plan_version": 7}, "plan_version 7"),
        ({"planned_number": 99}, "planned_number 99"),
        ({"intervals": [{"index": 0, "direction": "backward"}]}, "interval 0"),
        ({"intervals": [{"index": 99, "direction": "forward"}]}, "interval 99"),
    ],
)
def test_a_document_that_does_not_fit_its_plan_is_refused(phone, changed, place):
    for interval in changed.get("intervals", []):
        interval.update(prescribed_s=60.0, done_s=60.0, spans_ms=[])
    answer = phone.walk(None, **changed)

    assert answer.status_code == 422
    assert place in answer.json()["detail"]


def test_what_a_made_up_person_walks_is_labelled_simulated(phone):
    phone.person.simulated = True
    phone.person.save()

    assert phone.walk(SHORT).json()["record"]["simulated"] is True
    assert WalkedSession.objects.get().simulated


def test_the_player_can_ask_what_has_arrived(phone, session):
    asked = [phone.client.get(phone.url(session)).json()]
    phone.send_chunk(session, 1, pieces(SHORT)[1])
    asked.append(phone.client.get(phone.url(session)).json())
    phone.send_chunk(session, 0, pieces(SHORT)[0])
    outcome = phone.send_document(session, phone.document(SHORT)).json()
    asked.append(phone.client.get(phone.url(session)).json())

    assert asked == [
        {"document_received": False, "chunks": [], "outcome": None},
        {"document_received": False, "chunks": [1], "outcome": None},
        {"document_received": True, "chunks": [0, 1], "outcome": outcome},
    ]


@examples(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(0, 3), max_size=6), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_store_the_same(
    again: list[int], shuffle: random.Random
):
    """Chunks come in any order, any of them again, the document at any time and twice."""
    motion = swaying(12, hz=20.0)
    parts = _quarters(motion)
    deliveries = [*range(4), *again]
    shuffle.shuffle(deliveries)

    with transaction.atomic():
        phone = Phone(person_with_plan())
        session = uuid.uuid4()
        document = phone.document(motion, chunk_count=4)
        for number in deliveries:
            assert phone.send_chunk(session, number, parts[number]).status_code in (
                200,
                201,
            )
            phone.send_document(session, document)
        phone.send_document(session, document)

        walk = WalkedSession.objects.get(pk=session)
        stored = (walk.recording, walk.gait, walk.record["intervals"], walk.chunk_count)
        assert stored == _stored_in_order(motion, parts)
        assert phone.person.plans.count() == 2


def _stored_in_order(motion, parts):
    phone = Phone(person_with_plan())
    session = uuid.uuid4()
    for number, part in enumerate(parts):
        phone.send_chunk(session, number, part)
    phone.send_document(session, phone.document(motion, chunk_count=4))
    walk = WalkedSession.objects.get(pk=session)
    return walk.recording, walk.gait, walk.record["intervals"], walk.chunk_count


def _quarters(motion):
    size = len(motion["t_ms"]) // 4
    return [
        json.dumps(
            {"schema": 1, **{k: v[i * size : (i + 1) * size] for k, v in motion.items()}}
        ).encode()
        for i in range(4)
    ]


def _fail(*_args, **_kwargs):
    message = "something inside broke"
    raise RuntimeError(message)


def test_two_sessions_make_two_versions_of_the_plan(phone):
    versions = [phone.walk(SHORT).json()["plan_version"] for _ in range(2)]

    assert versions == [2, 3]
    assert PlanVersion.objects.filter(person=phone.person).count() == 3
