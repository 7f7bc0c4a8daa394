"""How the phone is worn: learnt from sessions walked as told, used next time."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
import pytest
from phone import ANDROID, Phone, as_a_phone_sees_it, person_with_plan, pieces, swaying

from retrowalk.directions import Direction
from retrowalk.files.calibration_json import calibration_from
from retrowalk.files.shelf import Shelf
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.known import Known
from retrowalk.server.people.models import Person
from retrowalk.server.sessions import receive_session
from retrowalk.server.sessions.document import IntervalWalked, SessionDocument
from retrowalk.server.sessions.models import PhoneMounting, WalkedSession
from retrowalk.server.sessions.mounting import (
    exported,
    forget,
    keep,
    known_of,
)
from retrowalk.server.sessions.see import see
from retrowalk.server.sessions.teach import as_told, contradicted, worn_alike
from retrowalk.signals.recording import SensorSite
from retrowalk.training.session import Ending, MeasuredWalk

NOTHING_KNOWN = Known()
NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
LETTERS = {"F": Direction.FORWARD, "B": Direction.BACKWARD}
WORN = Calibration(
    site=SensorSite.LOWER_BACK,
    side=None,
    up=(0.0, 1.0, 0.0),
    forward=(0.0, 0.0, -1.0),
    facing_score=3.0,
    going_middle=0.4,
    going_scale=1.2,
    forward_strides=30,
    backward_strides=28,
)
TURNED = replace(WORN, forward=(0.0, 0.0, 1.0))


def told(index, direction, done_s=20.0, spans=()):
    return IntervalWalked(index, direction, done_s, tuple(spans))


def walked(direction):
    return MeasuredWalk(direction, 20, 100.0, None)


def document(motion, intervals, site="lower_back"):
    bodies = pieces(motion)
    whole = SessionDocument(
        planned_number=1,
        plan_version=1,
        started_at=NOON,
        ending=Ending.COMPLETED,
        site=site,
        pain_before=0,
        pain_after=0,
        pain_during=None,
        rpe_cr10=3.0,
        stumbles=0,
        symptoms=(),
        intervals=tuple(intervals),
        chunk_count=len(bodies),
        samples=len(motion["t_ms"]),
        device=ANDROID,
        simulated=False,
        content={},
        digest="",
    )
    return bodies, whole


@cache
def session(path, place, turn):
    """Return motion and told intervals of a session; turn: about the vertical, in degrees."""
    motion = dict(as_a_phone_sees_it(path, place))
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    for kind in "ag":  # z is up in these recordings
        x, y = np.array(motion[f"{kind}x"]), np.array(motion[f"{kind}y"])
        motion[f"{kind}x"], motion[f"{kind}y"] = (
            list(cos * x - sin * y),
            list(sin * x + cos * y),
        )
    with np.load(path) as file:
        bouts = [
            told(i, LETTERS[str(letter)], float(end - start), [(float(start), float(end))])
            for i, ((start, end), letter) in enumerate(
                zip(file["bouts_t"], file["bouts_dir"], strict=True)
            )
        ]
    return motion, bouts


def seen(recordings, tmp_path, name, known=NOTHING_KNOWN, turn=0):
    motion, bouts = session(recordings / name, "back", turn)
    bodies, whole = document(motion, bouts)
    return see(bodies, whole, Shelf(tmp_path), known), {b.index: b.direction for b in bouts}


def said(came, truth):
    return [
        (one.direction, truth[index])
        for index, one in came.measured.items()
        if one is not None
    ]


@pytest.fixture
def person():
    return person_with_plan()


def test_what_one_session_taught_tells_the_next_ones_directions(recordings, tmp_path):
    taught, _ = seen(recordings, tmp_path, "session__A.npz")
    before, truth = seen(recordings, tmp_path, "session__B.npz")
    after, _ = seen(
        recordings, tmp_path, "session__B.npz", Known(calibration=taught.learnt)
    )

    assert {one for one, _ in said(before, truth)} == {Direction.UNKNOWN}
    assert all(one in (true, Direction.UNKNOWN) for one, true in said(after, truth))
    assert {one for one, _ in said(after, truth)} >= {Direction.FORWARD, Direction.BACKWARD}


@pytest.mark.parametrize("turn", [90, 180])
def test_a_phone_put_back_another_way_round_is_noticed_and_learnt_anew(
    recordings, tmp_path, turn
):
    """Gravity does not notice a turn about the vertical; the told intervals do."""
    taught, _ = seen(recordings, tmp_path, "session__A.npz")
    after, truth = seen(
        recordings, tmp_path, "session__B.npz", Known(calibration=taught.learnt), turn
    )

    assert {one for one, _ in said(after, truth)} == {Direction.UNKNOWN}
    assert after.learnt is not None
    assert not worn_alike(after.learnt, taught.learnt)


def test_a_session_that_was_only_swayed_through_teaches_nothing(tmp_path):
    parts = [
        told(0, Direction.FORWARD, 20.0, [(0.0, 20.0)]),
        told(1, Direction.BACKWARD, 20.0, [(20.0, 40.0)]),
    ]
    bodies, whole = document(swaying(40), parts)
    assert see(bodies, whole, Shelf(tmp_path)).learnt is None


def test_one_direction_alone_is_not_kept(recordings, tmp_path):
    """Who walks the other way throughout would turn the answer round for good."""
    motion, bouts = session(recordings / "session__A.npz", "back", 0)
    only = [bout for bout in bouts if bout.direction is Direction.BACKWARD]
    bodies, whole = document(motion, only)
    assert see(bodies, whole, Shelf(tmp_path)).learnt is None


def test_parts_seen_to_go_the_other_way_do_not_teach():
    parts = [
        told(0, Direction.FORWARD),
        told(1, Direction.BACKWARD),
        told(2, Direction.BACKWARD),
    ]
    measured = {
        0: walked(Direction.FORWARD),
        1: walked(Direction.FORWARD),
        2: walked(Direction.UNKNOWN),
    }
    assert [one.index for one in as_told(parts, measured)] == [0, 2]
    assert not contradicted(parts[:2], measured)


@pytest.mark.parametrize(("agrees_s", "believed"), [(19.0, False), (21.0, True)])
def test_what_most_of_the_session_contradicts_is_not_believed(agrees_s, believed):
    parts = [told(0, Direction.FORWARD, agrees_s), told(1, Direction.BACKWARD, 20.0)]
    measured = {0: walked(Direction.FORWARD), 1: walked(Direction.FORWARD)}
    assert contradicted(parts, measured) is not believed


@pytest.mark.django_db
def test_what_is_kept_is_known_at_that_place_only(person):
    keep(person, WORN, NOON, simulated=False)

    assert known_of(person, "lower_back").calibration == WORN
    assert known_of(person, "pocket").calibration is None


@pytest.mark.django_db
def test_what_another_version_stored_is_not_known(person):
    keep(person, WORN, NOON, simulated=False)
    PhoneMounting.objects.update(body={"schema": 99})

    assert known_of(person, "lower_back").calibration is None


@pytest.mark.django_db
def test_since_stays_while_it_is_worn_alike_and_moves_when_it_is_not(person):
    days = [NOON, NOON + timedelta(days=2), NOON + timedelta(days=4)]
    for day, learnt in zip(
        days, (WORN, replace(WORN, facing_score=3.5), TURNED), strict=True
    ):
        keep(person, learnt, day, simulated=False)
        row = PhoneMounting.objects.get()
        assert row.since == (days[2] if learnt is TURNED else days[0])
    assert (row.sessions, row.learnt_from) == (1, days[2])
    assert known_of(person, "lower_back").calibration == TURNED


@pytest.mark.django_db
def test_an_older_session_that_comes_late_changes_nothing(person):
    keep(person, WORN, NOON, simulated=False)
    keep(person, TURNED, NOON - timedelta(days=1), simulated=False)

    assert known_of(person, "lower_back").calibration == WORN


@pytest.mark.django_db
def test_simulated_motion_teaches_nothing_about_a_real_person(person):
    keep(person, WORN, NOON, simulated=True)
    assert not PhoneMounting.objects.exists()

    Person.objects.filter(pk=person.pk).update(simulated=True)
    person.refresh_from_db()
    keep(person, WORN, NOON, simulated=True)
    assert PhoneMounting.objects.get().simulated


@pytest.mark.django_db
def test_it_is_exported_and_goes_with_the_person(person):
    keep(person, WORN, NOON, simulated=False)
    kept = json.loads(json.dumps(exported(person)))

    assert calibration_from(kept[0]["calibration"]) == WORN
    person.delete()
    assert not PhoneMounting.objects.exists()


@pytest.mark.django_db
def test_it_can_be_forgotten(person):
    keep(person, WORN, NOON, simulated=False)

    assert forget(person, "lower_back")
    assert known_of(person, "lower_back").calibration is None
    assert not forget(person, "lower_back")


@pytest.mark.django_db
def test_the_sessions_page_says_since_when_and_forgets_when_asked(person):
    phone = Phone(person)
    address = phone.walk(swaying(40), site="lower_back").json()["url"]
    assert "does not know yet how it sits at your lower back" in page(phone, address)

    keep(person, WORN, NOON, simulated=False)
    assert "knows how it sits at your lower back since 3 November 2026" in page(
        phone, address
    )

    phone.client.handler.enforce_csrf_checks = False
    gone = phone.client.post(f"/persons/{person.pk}/phone/lower_back/forget/", follow=True)
    assert "Your next session can teach it anew." in gone.content.decode()
    assert "does not know yet" in page(phone, address)


@pytest.mark.django_db
def test_nobody_forgets_it_for_somebody_else(person):
    keep(person, WORN, NOON, simulated=False)
    stranger = Phone(person_with_plan("Bea"))
    stranger.client.handler.enforce_csrf_checks = False
    address = f"/persons/{person.pk}/phone/lower_back/forget/"

    assert stranger.client.post(address).status_code == 404
    assert stranger.client.get(address).status_code == 405
    assert PhoneMounting.objects.filter(person=person).exists()


@pytest.mark.django_db
def test_a_session_keeps_its_lesson_once_however_often_it_is_sent(
    recordings, person, monkeypatch
):
    real = receive_session.see

    def taught(*args):
        return replace(real(*args), learnt=WORN)

    monkeypatch.setattr(receive_session, "see", taught)
    phone, number = Phone(person), uuid.uuid4()
    motion = swaying(40)
    for index, body in enumerate(pieces(motion)):
        phone.send_chunk(number, index, body)
    sent = phone.document(motion, site="lower_back")
    assert [phone.send_document(number, sent).status_code for _ in range(2)] == [201, 200]

    assert PhoneMounting.objects.get().sessions == 1
    assert WalkedSession.objects.count() == 1


def page(phone, address):
    return " ".join(phone.client.get(address).content.decode().split())
