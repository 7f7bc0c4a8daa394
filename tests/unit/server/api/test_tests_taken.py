"""Timed tests arrive exactly once, and readings of devices stay with their session."""

import json
import uuid

import pytest
from django.utils import timezone
from phone import Phone, person_with_plan, pieces, swaying

from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.programme import plans
from retrowalk.server.programme.standing import standing
from retrowalk.server.sessions import receive_chunk
from retrowalk.server.sessions.models import Chunk, WalkedSession
from retrowalk.server.sessions.readings import SessionReadings, readings_of
from retrowalk.training.plan import PlanState

pytestmark = pytest.mark.django_db

TRIAL = {
    "part": "",
    "practice": False,
    "ended": "done",
    "time_s": 6.412,
    "laps_s": [],
    "count": None,
    "distance_m": None,
    "rpe_cr10": None,
    "heart_rate_bpm": None,
}
READINGS = {
    "t_ms": [0.0, 1000.0, 2500.0],
    "speed_mps": [0.0, 0.5, None],
    "heart_rate_bpm": [None, 92.0, 93.0],
    "cadence_spm": [None, None, None],
}


@pytest.fixture
def phone():
    return Phone(person_with_plan())


def document(**changed):
    return {
        "schema": 1,
        "protocol": "backward_walk_3m_standing",
        "version": 1,
        "taken_at": timezone.now().isoformat(),
        "ended": "done",
        "simulated": True,
        "note": "",
        "trials": [TRIAL | {"practice": True}, TRIAL, TRIAL],
    } | changed


def put(phone, test, body):
    url = f"/api/v1/persons/{phone.person.pk}/tests/{test}"
    return phone.put(url, json.dumps(body).encode())


def test_a_test_sent_twice_is_there_once(phone):
    test, body = uuid.uuid4(), document()
    assert put(phone, test, body).status_code == 201
    again = put(phone, test, body)
    assert again.status_code == 200
    assert again.json() == {"test": str(test), "new": False}
    assert StoredTest.objects.count() == 1


def test_another_test_under_the_same_identifier_is_refused(phone):
    test = uuid.uuid4()
    put(phone, test, document())
    other = put(phone, test, document(note="other"))
    assert other.status_code == 409
    thief = Phone(person_with_plan("Bob"))
    assert put(thief, test, document()).status_code == 404
    assert StoredTest.objects.get().person_id == phone.person.pk


@pytest.mark.parametrize(
    "changed",
    [
        {"protocol": "no_such_test"},
        {"trials": [TRIAL | {"time_s": -1.0}]},
        {"trials": [TRIAL | {"rpe_cr10": 11.0}]},
        {"trials": [TRIAL | {"surprise": 1}]},
        {"trials": [TRIAL] * 101},
        {"taken_at": "2026-11-22T10:00:00"},
        {"taken_at": "0001-01-01T00:00:00+01:00"},
        {"taken_at": "1999-12-31T12:00:00+01:00"},
        {"ended_at": "9999-12-31T23:59:59-12:00"},
        {"ended": "later"},
        {"schema": 2},
    ],
)
def test_a_document_that_is_no_test_is_refused_whole(phone, changed):
    assert put(phone, uuid.uuid4(), document(**changed)).status_code in {404, 422}
    assert not StoredTest.objects.exists()


def test_the_bundle_takes_the_guided_tests_along(phone):
    tests = phone.bundle()["tests"]
    assert {"six_minute_walk", "backward_walk_3m_standing"} <= {t["key"] for t in tests}
    assert "told" not in {t["way"] for t in tests}
    middle = next(t for t in tests if t["key"] == "backward_walk_middle_3m")
    assert middle["marks_m"] == [1.0, 4.0]
    assert middle["limits"]["time_s"]["least"] == 0.75
    both = next(t for t in tests if t["key"] == "six_minute_walk")["pair"]
    assert (both["partner"], both["rest_s"]) == ("six_minute_backward", 1800.0)


def test_what_a_phone_kept_of_a_trial_arrives_with_the_end_of_the_test(phone):
    series = {"hanging_mps2": [0.0, 9.8, 0.1]}
    sent = document(
        trials=[TRIAL | {"series": series}],
        taken_at="2026-11-22T10:02:00+01:00",
        ended_at="2026-11-22T10:09:00+01:00",
    )
    assert put(phone, uuid.uuid4(), sent).status_code == 201
    kept = StoredTest.objects.get().document
    assert kept["trials"][0]["series"] == series
    assert kept["ended_at"] == "2026-11-22T10:09:00+01:00"
    long = document(trials=[TRIAL | {"series": {"x": [0.0] * 4001}}])
    assert put(phone, uuid.uuid4(), long).status_code == 422


def test_readings_of_devices_stay_with_their_session(phone):
    answer = phone.send_document(uuid.uuid4(), phone.document(readings=READINGS))
    assert answer.status_code == 201
    kept = readings_of(WalkedSession.objects.get())
    assert kept == SessionReadings(**{name: tuple(row) for name, row in READINGS.items()})


def test_a_session_without_devices_has_no_readings_and_the_digest_it_always_had(phone):
    phone.send_document(uuid.uuid4(), phone.document())
    walk = WalkedSession.objects.get()
    assert readings_of(walk) == SessionReadings()
    assert "readings" not in walk.document


@pytest.mark.parametrize(
    "changed",
    [
        {"t_ms": [0.0, 1000.0, 1000.0]},
        {"speed_mps": [0.0, 0.5]},
        {"speed_mps": [0.0, 0.5, 99.0]},
        {"heart_rate_bpm": [None, -1.0, 93.0]},
        {"power_w": [1.0, 2.0, 3.0]},
    ],
)
def test_wrong_readings_are_refused_with_the_session(phone, changed):
    body = phone.document(readings=READINGS | changed)
    assert phone.send_document(uuid.uuid4(), body).status_code == 422
    assert not WalkedSession.objects.exists()


def test_motion_that_is_never_finished_cannot_fill_the_disk(phone, monkeypatch):
    (body,) = pieces(swaying(2))
    monkeypatch.setattr(receive_chunk, "MOST_WAITING", 2 * len(body))
    session = uuid.uuid4()
    codes = [phone.send_chunk(session, n, body).status_code for n in range(3)]
    assert codes == [201, 201, 409]
    assert phone.send_chunk(session, 0, body).status_code == 200
    assert Chunk.objects.count() == 2
    other = Phone(person_with_plan("Bob"))
    assert other.send_chunk(uuid.uuid4(), 0, body).status_code == 201


def test_a_fall_in_a_test_rests_the_plan_as_one_outside_a_session_does_and_once(phone):
    test = uuid.uuid4()
    body = document(trials=[TRIAL | {"ended": "interrupted", "happened": ["fall", "pain"]}])
    assert put(phone, test, body).status_code == 201
    assert put(phone, test, body).status_code == 200
    (event,) = phone.person.adverse_events.all()
    assert (event.symptom, event.day) == ("fall", timezone.localdate())
    assert event.note == "In a test: Three metres backward from standing"
    newest = plans.latest(phone.person)
    assert newest.state is not PlanState.RUNNING
    assert not standing(phone.person, timezone.localdate()).due


def test_a_lost_balance_or_a_free_stop_stays_with_the_test_and_what_nobody_knows_is_refused(
    phone,
):
    kept = TRIAL | {"ended": "interrupted", "happened": ["lost_balance"]}
    assert put(phone, uuid.uuid4(), document(trials=[kept])).status_code == 201
    assert StoredTest.objects.get().document["trials"][0]["happened"] == ["lost_balance"]
    odd = put(phone, uuid.uuid4(), document(trials=[TRIAL | {"happened": ["boredom"]}]))
    assert odd.status_code == 422
    assert StoredTest.objects.count() == 1
    assert not phone.person.adverse_events.exists()
    assert plans.latest(phone.person).state is PlanState.RUNNING
