"""Live steps: fresh pieces in, steps with their direction out; bounded, checked, never stored."""

import json
import uuid
from functools import cache

import numpy as np
import pytest
from django.test import Client
from phone import ANDROID, IPHONE, Phone, person_with_plan, swaying

from retrowalk.directions import Direction
from retrowalk.errors import Conflict
from retrowalk.gait.known import Known
from retrowalk.server.api import live
from retrowalk.server.pace import Pace
from retrowalk.server.sessions.live_stream import FreshPiece, LiveStream
from retrowalk.server.sessions.live_streams import (
    IDLE_S,
    MOST_OF_ONE_ACCOUNT,
    STREAMS,
    LiveStreams,
    Whose,
)
from retrowalk.server.sessions.models import Chunk, WalkedSession
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

pytestmark = pytest.mark.django_db

HZ = 60
PLAN = [
    Interval(2.0),
    Interval(9.0, Direction.FORWARD),
    Interval(2.0),
    Interval(9.0, Direction.BACKWARD, 92.0, 0.35),
    Interval(2.0),
]


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    STREAMS.clear()
    monkeypatch.setattr(live, "PACE", Pace(per_s=1000.0, burst=1000))


@pytest.fixture
def phone():
    return Phone(person_with_plan())


@cache
def walked(site=SensorSite.POCKET, sign=1.0):
    """Return a simulated walk as a browser gives it, and its true number of steps."""
    side = Side.LEFT if site is SensorSite.POCKET else None
    made = simulate(PLAN, site, side, rate_hz=float(HZ), seed=3)
    acc = np.round(sign * made.recording.acc_mps2, 1)
    gyr = np.round(np.rad2deg(made.recording.gyr_radps), 1)
    motion = {"t_ms": (np.arange(len(acc)) * 1000.0 / HZ).round(1).tolist()}
    for axis, letter in enumerate("xyz"):
        motion |= {f"a{letter}": acc[:, axis].tolist(), f"g{letter}": gyr[:, axis].tolist()}
    return motion, len(made.initial_contact_s)


def piece(motion, number, seconds=1, **changed):
    cut = slice(number * HZ, (number + seconds) * HZ)
    body = {"schema": 1, "number": number, "site": "pocket", "device": ANDROID}
    body |= {name: column[cut] for name, column in motion.items()}
    return body | changed


def url(phone, session):
    return phone.url(session) + "/live"


def post(phone, session, body):
    token = phone.client.cookies.get("csrftoken")
    token = token.value if token else phone.client.get("/api/v1/token").json()["csrf"]
    return phone.client.post(
        url(phone, session),
        json.dumps(body),
        "application/json",
        headers={"X-CSRFToken": token},
    )


def told(phone, motion, session=None, numbers=None, **changed):
    session = session or uuid.uuid4()
    count = -(-len(motion["t_ms"]) // HZ)
    answers = [
        post(phone, session, piece(motion, n, **changed)) for n in numbers or range(count)
    ]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.json() for answer in answers]


def test_a_walk_in_a_pocket_is_told_as_steps_of_both_feet_with_their_direction(phone):
    motion, steps = walked()
    answers = told(phone, motion)
    counts = answers[-1]["steps"]
    assert sum(counts.values()) == pytest.approx(steps, abs=6)
    assert counts["forward"] > 0 or counts["backward"] > 0
    ways = [(s["time_s"], s["direction"]) for a in answers for s in a["told"]]
    assert not [w for t, w in ways if t < 11 and w == "backward"]
    assert not [w for t, w in ways if t > 13 and w == "forward"]
    assert {a["stream"] for a in answers} == {answers[0]["stream"]}
    assert not Chunk.objects.exists()
    assert not WalkedSession.objects.exists()


def test_an_iphones_opposite_signs_tell_the_same_steps(phone):
    android = told(phone, walked()[0])[-1]["steps"]
    iphone = told(phone, walked(sign=-1.0)[0], device=IPHONE)[-1]["steps"]
    assert iphone == android


def test_each_contact_at_the_lower_back_is_one_step(phone):
    motion, steps = walked(SensorSite.LOWER_BACK)
    answers = told(phone, motion, site="lower_back")
    assert sum(answers[-1]["steps"].values()) == pytest.approx(steps, abs=4)
    assert sum(answers[-1]["steps"].values()) == sum(len(a["told"]) for a in answers)


def test_a_phone_without_gyroscope_still_counts(phone):
    motion, steps = walked()
    bare = motion | {name: [None] * len(motion["t_ms"]) for name in ("gx", "gy", "gz")}
    assert sum(told(phone, bare)[-1]["steps"].values()) == pytest.approx(steps, abs=8)


def test_dropped_pieces_cost_their_own_steps_only(phone):
    motion, steps = walked()
    kept = [n for n in range(24) if n not in {6, 7, 17}]
    counted = sum(told(phone, motion, numbers=kept)[-1]["steps"].values())
    assert steps / 2 < counted <= steps + 2


def test_a_restart_begins_a_new_stream_and_says_so(phone):
    motion, _ = walked()
    session = uuid.uuid4()
    before = told(phone, motion, session, range(10))[-1]
    STREAMS.clear()
    after = told(phone, motion, session, range(10, 12))[-1]
    assert before["stream"] != after["stream"]
    assert sum(after["steps"].values()) < sum(before["steps"].values())


def test_a_piece_that_is_not_newer_is_refused_and_changes_nothing(phone):
    motion, _ = walked()
    session = uuid.uuid4()
    told(phone, motion, session, range(4))
    for late in (piece(motion, 3), piece(motion, 1), piece(motion, 2) | {"number": 9}):
        answer = post(phone, session, late)
        assert answer.status_code == 409
        assert "newest" in answer.json()["detail"]
    assert post(phone, session, piece(motion, 4)).status_code == 200


def test_wrong_units_are_said_once_and_the_session_goes_on_without_live_steps(phone):
    motion = swaying(12)
    in_g = motion | {a: [v / 9.81 for v in motion[a]] for a in ("ax", "ay", "az")}
    answers = told(phone, in_g)
    assert answers[-1]["why_not"]
    assert answers[-1]["told"] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"site": "other"},
        {"number": -1},
        {"number": "1"},
        {"schema": 2},
        {"extra": 1},
        {"t_ms": [0.0, 0.0]},
        {"t_ms": []},
        {"device": "x" * 401},
        {"ax": [1e9] * HZ},
    ],
)
def test_a_wrong_piece_is_refused_with_one_sentence(phone, changed):
    answer = post(phone, uuid.uuid4(), piece(walked()[0], 0) | changed)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert len(STREAMS) == 0


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "text/plain", "", "application/xml"]
)
def test_what_is_not_declared_json_is_refused_not_failed(phone, kind):
    token = phone.client.get("/api/v1/token").json()["csrf"]
    answer = phone.client.generic(
        "POST", url(phone, uuid.uuid4()), b"{}", kind, headers={"X-CSRFToken": token}
    )
    assert answer.status_code in {400, 415}
    assert answer["Content-Type"] == "application/problem+json"


def test_too_many_samples_or_seconds_at_once_are_refused(phone):
    motion = swaying(30)
    assert post(phone, uuid.uuid4(), piece(motion, 0, 21)).status_code == 422
    far = piece(motion, 0) | {"t_ms": [float(k * 2000) for k in range(HZ)]}
    assert post(phone, uuid.uuid4(), far).status_code == 422


def test_whose_session_it_is_is_asked_every_time(phone):
    thief, session = Phone(person_with_plan("Bob")), uuid.uuid4()
    body = piece(walked()[0], 0)
    assert post(phone, session, body).status_code == 200
    stolen = thief.client.post(
        url(phone, session),
        json.dumps(body),
        "application/json",
        headers={"X-CSRFToken": thief.client.get("/api/v1/token").json()["csrf"]},
    )
    assert stolen.status_code == 404
    assert Client().post(url(phone, session), "{}", "application/json").status_code == 401
    bare = phone.client.post(url(phone, session), json.dumps(body), "application/json")
    assert bare.status_code == 403


def test_nothing_of_a_complete_session_is_live(phone):
    session = uuid.uuid4()
    assert phone.send_document(session, phone.document()).status_code == 201
    assert post(phone, session, piece(walked()[0], 0)).status_code == 409
    stranger = Phone(person_with_plan("Bob"))
    assert post(stranger, session, piece(walked()[0], 0)).status_code == 404


def test_too_many_pieces_are_refused_with_the_time_to_wait(phone, monkeypatch):
    monkeypatch.setattr(live, "PACE", Pace(per_s=1.0, burst=2, clock=lambda: 0.0))
    session, motion = uuid.uuid4(), walked()[0]
    codes = [post(phone, session, piece(motion, n)).status_code for n in range(3)]
    assert codes == [200, 200, 429]
    refused = post(phone, session, piece(motion, 3))
    assert int(refused["Retry-After"]) >= 1
    assert post(phone, uuid.uuid4(), piece(motion, 0)).status_code == 200


def stream():
    return LiveStream(SensorSite.POCKET, Known())


def whose(account=1, session=0):
    return Whose(account, uuid.UUID(int=account), uuid.UUID(int=session))


def test_streams_are_bounded_in_number_and_the_longest_unused_goes_first():
    streams = LiveStreams(most=3)
    made = {n: streams.stream(whose(account=n), stream) for n in range(3)}
    assert streams.stream(whose(account=0), stream) is made[0]
    streams.stream(whose(account=9), stream)
    assert len(streams) == 3
    assert streams.stream(whose(account=0), stream) is made[0]
    assert streams.stream(whose(account=1), stream) is not made[1]


def test_one_account_cannot_push_the_others_out():
    streams = LiveStreams(most=8)
    other = streams.stream(whose(account=7), stream)
    for n in range(20):
        streams.stream(whose(account=1, session=n), stream)
    assert len(streams) == MOST_OF_ONE_ACCOUNT + 1
    assert streams.stream(whose(account=7), stream) is other


def test_a_stream_that_was_silent_for_long_is_gone():
    now = [0.0]
    streams = LiveStreams(clock=lambda: now[0])
    first = streams.stream(whose(), stream)
    now[0] = IDLE_S
    assert streams.stream(whose(), stream) is first
    now[0] = 2 * IDLE_S + 1
    assert streams.stream(whose(), stream) is not first
    assert len(streams) == 1


def test_what_cannot_begin_is_not_kept():
    streams = LiveStreams()

    def refused():
        raise Conflict("complete")

    with pytest.raises(Conflict):
        streams.stream(whose(), refused)
    assert len(streams) == 0


def test_a_stream_whose_units_are_wrong_stays_silent():
    one = stream()
    samples = np.tile([0.0, 1.0, 0.0, 0.0, 0.0, 0.0], (HZ, 1))
    answers = [one.hear(FreshPiece(n, samples, n + np.arange(HZ) / HZ)) for n in range(12)]
    reasons = {answer.why_not for answer in answers if answer.why_not}
    assert len(reasons) == 1
    assert answers[-1].why_not
