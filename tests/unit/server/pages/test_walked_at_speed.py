"""What a sensor saw of walking: by direction, only at one speed, never more than was measured."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from retrowalk.directions import Direction
from retrowalk.server.outcomes.at_speed import walked_at_speed
from retrowalk.server.outcomes.models import ALL_SPEEDS, WalkedAtSpeed
from retrowalk.server.outcomes.sums import sums_of
from retrowalk.server.outcomes.walking import walking
from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.prescription import Place

BACKWARD, FORWARD = Direction.BACKWARD.value, Direction.FORWARD.value


def bout(number: int, way: str, n: int, *, length_m: float | None = 0.9) -> list[tuple]:
    """Return strides of 1.2 s: the time, and a landing as hard as the walk is quick."""
    return [
        (number, 100.0 * number + 1.2 * k, way, 1.2, length_m, 10.0 * (length_m or 1.0))
        for k in range(n)
    ]


def gait(*bouts: list[tuple], site: str = "pocket") -> dict[str, Any]:
    names = ("bout", "initial_contact_s", "direction", "stride_s", "stride_length_m")
    columns = zip(*(row for one in bouts for row in one), strict=True)
    steps = dict(zip((*names, "landing_peak_mps2"), map(list, columns), strict=True))
    return {"schema": 2, "recording": {"site": site}, "bouts": [], "steps": steps}


@pytest.fixture
def walked(begun, walk, today: date) -> WalkedSession:
    person = begun("knee_10_min", today - timedelta(days=3))
    return walk(person, today - timedelta(days=2))


def rows(walked: WalkedSession) -> dict[tuple[str, int], WalkedAtSpeed]:
    made = walked_at_speed(walked, record_from_json(walked.record))
    return {(one.direction, one.band): one for one in made}


def test_each_direction_has_a_row_at_all_speeds_and_one_at_each_speed(walked):
    walked.gait = gait(
        bout(0, BACKWARD, 30),
        bout(1, BACKWARD, 20, length_m=1.2),
        bout(2, FORWARD, 12, length_m=1.32),
    )
    made = rows(walked)
    assert set(made) == {
        (BACKWARD, ALL_SPEEDS),
        (BACKWARD, 7),  # 0.75 m/s
        (BACKWARD, 10),  # 1.0 m/s
        (FORWARD, ALL_SPEEDS),
        (FORWARD, 11),
    }
    assert made[BACKWARD, 7].landing_mps2 == pytest.approx(9.0)
    assert made[BACKWARD, 10].landing_mps2 == pytest.approx(12.0)
    assert made[BACKWARD, 10].speed_mps == pytest.approx(1.0)
    assert made[BACKWARD, ALL_SPEEDS].strides == 50
    assert made[BACKWARD, 7].lean_deg is None


def test_fewer_than_ten_strides_at_a_speed_are_not_spoken_of(walked):
    walked.gait = gait(bout(0, BACKWARD, 9))
    assert rows(walked) == {}


def test_unevenness_is_only_told_from_fifty_strides_on(walked):
    walked.gait = gait(bout(0, BACKWARD, 49), bout(1, FORWARD, 50, length_m=1.2))
    made = rows(walked)
    assert made[BACKWARD, 7].stride_time_cv_pct is None
    assert made[FORWARD, 10].stride_time_cv_pct == pytest.approx(0.0, abs=1e-6)


def test_without_a_speed_there_is_nothing_to_match(walked):
    walked.gait = gait(bout(0, BACKWARD, 40, length_m=None))
    assert set(rows(walked)) == {(BACKWARD, ALL_SPEEDS)}


def test_a_belt_tells_the_speed_and_a_strap_the_heart_rate_of_each_direction(walked):
    walked.gait = gait(
        bout(0, BACKWARD, 40, length_m=None), bout(1, FORWARD, 40, length_m=1.2)
    )
    t_ms = [1000.0 * k for k in range(160)]
    walked.document["readings"] = {
        "t_ms": t_ms,
        "speed_mps": [0.55 if t < 60_000 else None for t in t_ms],
        "heart_rate_bpm": [110.0 if t < 60_000 else 90.0 for t in t_ms],
    }
    made = rows(walked)
    assert made[BACKWARD, 5].speed_mps == pytest.approx(0.55)
    assert made[BACKWARD, 5].stride_length_m == pytest.approx(0.55 * 1.2)
    assert made[BACKWARD, 5].heart_rate_bpm == pytest.approx(110.0)
    assert made[FORWARD, 10].heart_rate_bpm == pytest.approx(90.0)


def test_a_reading_of_long_ago_says_nothing_of_now(walked):
    walked.gait = gait(bout(0, BACKWARD, 40))
    walked.document["readings"] = {
        "t_ms": [0.0],
        "speed_mps": [2.0],
        "heart_rate_bpm": [90.0],
    }
    walked.gait["steps"]["initial_contact_s"] = [50.0 + 1.2 * k for k in range(40)]
    assert rows(walked)[BACKWARD, 7].heart_rate_bpm is None


def test_how_hard_it_felt_belongs_to_a_direction_only_where_all_went_that_way(walked):
    walked.gait = gait(bout(0, BACKWARD, 40))
    assert rows(walked)[BACKWARD, 7].rpe_cr10 is None
    for interval in walked.record["intervals"]:
        if interval["direction"] == FORWARD:
            interval["done_s"] = 0.0
    told = walked.record["rpe_cr10"]
    assert told is not None
    assert rows(walked)[BACKWARD, 7].rpe_cr10 == told


@pytest.mark.parametrize(
    "broken", [{"bout": [0]}, {"stride_s": ["x"] * 40}, {"bout": None}]
)
def test_a_report_that_is_none_of_ours_measures_nothing(walked, broken):
    walked.gait = gait(bout(0, BACKWARD, 40))
    walked.gait["steps"] |= broken
    assert rows(walked) == {}


@pytest.fixture
def trained(begun, walk, today: date) -> Person:
    """Return somebody seen on six days, a little quicker on the last three."""
    person = begun("knee_10_min", today - timedelta(days=14))
    for k, days_ago in enumerate((14, 12, 10, 7, 5, 3)):
        one = walk(person, today - timedelta(days=days_ago))
        lengths = 0.9 + 0.005 * k
        one.gait = gait(
            bout(0, BACKWARD, 60, length_m=lengths),
            bout(1, FORWARD, 60, length_m=lengths),
            bout(2, FORWARD, 60, length_m=1.4),
        )
        one.save()
    sums_of(person)
    return person


def test_a_direction_is_followed_where_it_was_walked_most_often(trained: Person):
    shown = walking(trained)
    assert [(one.direction, one.sessions) for one in shown.ways] == [
        (Direction.BACKWARD, 6),
        (Direction.FORWARD, 6),
    ]
    assert shown.ways[0].speed == "2.5 to 2.9 km/h"
    assert shown.beside_speed == "2.5 to 2.9 km/h"
    landing = next(
        one for one in shown.ways[0].rows if one.name == "Hardness of the landing"
    )
    assert (landing.first, landing.latest) == ("9.05 m/s²", "9.2 m/s²")
    assert landing.word == "Not known"
    assert landing.band == ""


def test_the_page_says_that_softness_compares_only_at_one_speed(
    signed_in: Client, trained: Person
):
    address = reverse("progress", args=[trained.pk])
    page = signed_in.get(address).content.decode()
    assert "can only be compared between walks of the same speed" in page
    assert "Backward at 2.5 to 2.9 km/h" in page
    Person.objects.update(units="imperial")
    assert "Backward at 1.6 to 1.8 mph" in signed_in.get(address).content.decode()


def test_a_speed_that_was_not_measured_is_said_to_be_missing(
    signed_in: Client, walked: WalkedSession
):
    walked.gait = gait(bout(0, BACKWARD, 40, length_m=None))
    walked.save()
    page = signed_in.get(reverse("progress", args=[walked.person_id])).content.decode()
    assert "The speed of your backward steps was not measured" in page
    assert "so nothing is compared" in page


def test_more_sessions_that_were_seen_ask_the_database_no_more_often(
    signed_in: Client, trained: Person
):
    address = reverse("progress", args=[trained.pk])
    with CaptureQueriesContext(connection) as few:
        signed_in.get(address)
    for k, one in enumerate(list(trained.walks.all()) * 6):
        one.pk = uuid.uuid4()
        one.started_at -= timedelta(days=30 + k)
        one.save(force_insert=True)
    signed_in.get(address)  # the new ones are worked out once
    with CaptureQueriesContext(connection) as many:
        page = signed_in.get(address).content.decode()
    assert len(many) == len(few)
    assert "(42 sessions)" in page


def test_a_row_keeps_where_the_sensor_was_and_what_was_walked_on(walked: WalkedSession):
    walked.gait = gait(bout(0, BACKWARD, 40))
    made = rows(walked)[BACKWARD, 7]
    assert (made.site, made.treadmill) == ("pocket", False)
    walked.gait = gait(bout(0, BACKWARD, 40), site="foot")
    walked.record["prescription"]["place"] = Place.TREADMILL.value
    made = rows(walked)[BACKWARD, 7]
    assert (made.site, made.treadmill) == ("foot", True)


@pytest.mark.parametrize("told", [{}, {"site": None}, {"site": "hat"}, None, []])
def test_what_was_worn_at_no_known_place_is_compared_with_nothing(walked, told):
    walked.gait = gait(bout(0, BACKWARD, 40)) | {"recording": told}
    assert rows(walked) == {}


def change_newest(person: Person, n: int, *, site: str, place: Place) -> None:
    """Have had the newest sessions measured otherwise, three times as hard at landing."""
    for one in list(person.walks.all())[-n:]:
        one.gait["recording"]["site"] = site
        peaks = one.gait["steps"]["landing_peak_mps2"]
        one.gait["steps"]["landing_peak_mps2"] = [3.0 * peak for peak in peaks]
        one.record["prescription"]["place"] = place.value
        one.save()
    person.session_sums.all().delete()
    sums_of(person)


@pytest.mark.parametrize(
    ("site", "place", "how"),
    [
        ("thigh", Place.HALLWAY, "sensor on the thigh, not on a treadmill"),
        ("pocket", Place.TREADMILL, "phone in the pocket, on a treadmill"),
    ],
)
def test_another_site_or_another_ground_starts_a_comparison_of_its_own(
    trained: Person, site: str, place: Place, how: str
):
    change_newest(trained, 2, site=site, place=place)
    shown = walking(trained)
    assert (shown.how, shown.others) == (how, "phone in the pocket, not on a treadmill")
    assert [one.sessions for one in shown.ways] == [2, 2]
    assert len(shown.speeds) == 2
    for way in shown.ways:
        landing = next(one for one in way.rows if one.name == "Hardness of the landing")
        assert landing.first == ""  # too early: the pocket's or the hallway's do not count
        assert landing.latest == "27.7 m/s²"
    landing = next(one for one in shown.beside if one.name == "Hardness of the landing")
    assert landing.forward == landing.backward == "27.7 m/s²"


def test_forward_from_one_site_is_not_set_beside_backward_from_another(trained: Person):
    walks = list(trained.walks.all())
    for one, way in zip(walks, (FORWARD, BACKWARD) * 3, strict=True):
        one.gait = gait(bout(0, way, 60), site="foot" if way == FORWARD else "pocket")
        one.save()
    trained.session_sums.all().delete()
    sums_of(trained)
    shown = walking(trained)
    assert [one.direction for one in shown.ways] == [Direction.BACKWARD]
    assert shown.beside == ()


def test_a_newer_session_without_a_speed_does_not_hide_what_can_be_compared(
    trained: Person,
):
    *earlier, newest = trained.walks.all()
    for one in earlier[:2]:
        one.gait["recording"]["site"] = "shank"
        one.save()
    newest.gait = gait(bout(0, BACKWARD, 60, length_m=None), site="shank")
    newest.save()
    trained.session_sums.all().delete()
    sums_of(trained)
    shown = walking(trained)
    assert shown.how == "phone in the pocket, not on a treadmill"
    assert [one.sessions for one in shown.ways] == [3, 3]


@pytest.mark.parametrize("name", ["progress", "report"])
def test_the_page_and_the_report_say_how_it_was_measured_and_what_is_left_out(
    signed_in: Client, trained: Person, name: str
):
    address = reverse(name, args=[trained.pk])
    page = signed_in.get(address).content.decode()
    assert "Measured this way: phone in the pocket, not on a treadmill." in page
    assert "Not compared with these" not in page
    with CaptureQueriesContext(connection) as one_way:
        signed_in.get(address)
    change_newest(trained, 2, site="pocket", place=Place.TREADMILL)
    with CaptureQueriesContext(connection) as two_ways:
        page = signed_in.get(address).content.decode()
    assert "Measured this way: phone in the pocket, on a treadmill." in page
    assert "the ground another: phone in the pocket, not on a treadmill." in page
    assert len(two_ways) == len(one_way)
