"""Tests on the site: typed in once, asked about where unlikely, judged only when they may be."""

import json
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from retrowalk.errors import BadAnswer, DifferentContent, Unknown
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import from_json, to_json
from retrowalk.server.outcomes import bundle_tests
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.outcomes.results_kept import RESULTS
from retrowalk.server.people.models import Person


def address(person: Person, key: str) -> str:
    return reverse("test", args=[person.pk, key])


def typed(client: Client, person: Person, key: str, **said: object):
    today = timezone.localdate().isoformat()
    return client.post(
        address(person, key), {"day": today, "note": "", **said}, follow=True
    )


def kept_so(client: Client, person: Person, key: str, **said: object):
    """Type it in, and say of what is asked that it is right."""
    asked = typed(client, person, key, **said).context["form"].data["asked"]
    return typed(client, person, key, **said, sure="on", asked=asked)


def keep(person: Person, key: str, day: date, *trials: Trial) -> StoredTest:
    noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    taken = TakenTest(key, noon, trials, version=PROTOCOLS[key].version)
    return receive(person, uuid.uuid4(), to_json(taken))[0]


@pytest.fixture
def ready(begun, today: date) -> Person:
    return begun("knee_10_min", today)


def test_every_test_has_a_page_and_the_list_names_it(signed_in: Client, ready: Person):
    listed = signed_in.get(reverse("tests", args=[ready.pk])).content.decode()
    for key, of in PROTOCOLS.items():
        page = signed_in.get(address(ready, key))
        assert page.status_code == 200
        assert of.told.split(".")[0] in page.content.decode()
        assert address(ready, key) in listed


def test_nobody_unscreened_is_asked_to_walk_but_anybody_may_weigh(
    signed_in: Client, person: Person
):
    walk = signed_in.get(address(person, "ten_metres")).content.decode()
    assert "Answer the screening questions first." in walk
    assert "Type in a test you did" not in walk
    assert (
        "Type in a test you did"
        in signed_in.get(address(person, "weight")).content.decode()
    )
    said = {"trial_1_time_s": "9", "trial_2_time_s": "9"}
    assert typed(signed_in, person, "ten_metres", **said).status_code == 200
    assert person.tests.count() == 0


def test_nobody_unscreened_is_asked_to_bend_though_it_is_typed_in(
    signed_in: Client, person: Person
):
    said = typed(signed_in, person, "sit_and_reach", trial_1_sit_and_reach_cm="5")
    assert "Answer the screening questions first." in said.content.decode()
    assert not person.tests.exists()


def test_what_is_typed_in_is_kept_and_shown(signed_in: Client, ready: Person):
    page = typed(signed_in, ready, "up_and_go", trial_1_time_s="9.5", trial_2_time_s="10,5")
    assert "Write a number" in page.content.decode()  # in English a comma parts thousands
    page = typed(signed_in, ready, "up_and_go", trial_1_time_s="9.5", trial_2_time_s="10.5")
    assert "It is kept." in page.content.decode()
    assert "10 seconds" in page.content.decode()
    assert ready.tests.count() == 1


def test_an_unlikely_number_is_asked_about_and_kept_once_it_is_said_to_be_right(
    signed_in: Client, ready: Person
):
    page = typed(signed_in, ready, "chair_stand_30s", trial_1_count="50").content.decode()
    assert "50 stands is unusual. Is it right?" in page
    assert ready.tests.count() == 0
    page = kept_so(signed_in, ready, "chair_stand_30s", trial_1_count="50")
    assert "It is kept." in page.content.decode()
    assert ready.tests.get().document["trials"][0]["confirmed"] is True


def test_an_impossible_number_is_kept_as_it_came_and_never_counted(
    signed_in: Client, ready: Person
):
    said = {"trial_1_time_s": "900", "trial_2_time_s": "9"}
    page = typed(signed_in, ready, "up_and_go", **said).content.decode()
    assert "900 seconds cannot be" in page
    page = kept_so(signed_in, ready, "up_and_go", **said).content.decode()
    assert "kept as it came, and not counted" in page
    assert "No value yet." in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "No number was typed in."),
        ({"trial_1_time_s": "nine"}, "Write a number"),
        ({"trial_1_time_s": "9"}, "1 of 2 trials done"),
        ({"trial_1_time_s": "-4", "trial_2_time_s": "9"}, "expected 0 to 3600"),
        ({"trial_1_time_s": "1e999", "trial_2_time_s": "9"}, "number"),
        ({"day": "2999-01-01", "trial_1_time_s": "9"}, "That day has not come yet."),
    ],
)
def test_a_slip_is_said_in_one_sentence_and_nothing_is_kept(
    signed_in: Client, ready: Person, said: dict[str, str], sentence: str
):
    assert sentence in typed(signed_in, ready, "up_and_go", **said).content.decode()
    assert ready.tests.count() == 0


def test_from_the_fourth_test_on_a_change_is_judged(
    signed_in: Client, ready: Person, today: date
):
    for days_ago in (30, 28, 26):
        keep(
            ready, "up_and_go", today - timedelta(days=days_ago), *[Trial(time_s=10.0)] * 2
        )
    page = signed_in.get(address(ready, "up_and_go")).content.decode()
    assert "the first 3 are your baseline" in page
    keep(ready, "up_and_go", today, *[Trial(time_s=8.0)] * 2)
    page = signed_in.get(address(ready, "up_and_go")).content.decode()
    assert "A real change" in page
    assert "cannot show what caused the change" in page
    assert "<svg" in page
    assert "too small a change to tell" in page


def test_the_list_asks_the_database_as_often_for_one_test_as_for_many(
    signed_in: Client, ready: Person, today: date, django_assert_num_queries
):
    keep(ready, "weight", today, Trial(values={"weight_kg": 80.0}))
    url = reverse("tests", args=[ready.pk])
    with CaptureQueriesContext(connection) as first:
        signed_in.get(url)
    for day in range(200):
        keep(
            ready, "weight", today - timedelta(days=day), Trial(values={"weight_kg": 80.0})
        )
    with django_assert_num_queries(len(first.captured_queries)):
        signed_in.get(url)


def test_another_household_sees_and_writes_none_of_it(stranger, ready: Person):
    client = Client()
    client.force_login(stranger)
    assert client.get(reverse("tests", args=[ready.pk])).status_code == 404
    assert client.get(address(ready, "weight")).status_code == 404
    assert client.post(address(ready, "weight"), {}).status_code == 404


def test_a_test_nobody_knows_is_not_found(signed_in: Client, ready: Person):
    assert signed_in.get(address(ready, "hopping")).status_code == 404


def test_a_test_arrives_exactly_once(ready: Person, stranger, today: date):
    stored = keep(ready, "weight", today, Trial(values={"weight_kg": 80.0}))
    again, new = receive(ready, stored.pk, stored.document)
    assert (again.pk, new) == (stored.pk, False)
    other = {**stored.document, "note": "another"}
    with pytest.raises(DifferentContent, match="stored with other content"):
        receive(ready, stored.pk, other)
    somebody = Person.objects.create(
        account=stranger, name="Olga", birth_year=1960, group="older_adult"
    )
    with pytest.raises(Unknown, match="Olga has no test"):
        receive(somebody, stored.pk, stored.document)
    assert StoredTest.objects.count() == 1


def test_a_test_from_the_future_is_refused(ready: Person):
    late = timezone.now() + timedelta(hours=2)
    taken = TakenTest("weight", late, (Trial(values={"weight_kg": 80.0}),))
    with pytest.raises(BadAnswer, match="ahead of the clock"):
        receive(ready, uuid.uuid4(), to_json(taken))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"schema": 7}, "schema 7; expected 1"),
        ({"mood": "good"}, "'mood', which nobody knows"),
        ({"trials": "two"}, "no list"),
        ({"trials": [{"time_s": "9"}]}, "trial 1: time_s is '9'; expected a number"),
        ({"trials": [{"count": 2.5}]}, "expected a whole number"),
        ({"taken_at": "yesterday"}, "taken at 'yesterday'"),
        ({"ended": "well"}, "expected done or interrupted"),
        ({"simulated": 1}, "expected true or false"),
        ({"note": "x" * 501}, "at most 500 characters"),
    ],
)
def test_a_document_that_is_no_test_is_refused_naming_what_is_wrong(
    ready: Person, change: dict[str, object], sentence: str
):
    sound = to_json(
        TakenTest("weight", timezone.now(), (Trial(values={"weight_kg": 80.0}),))
    )
    with pytest.raises(BadAnswer, match=sentence):
        receive(ready, uuid.uuid4(), {**sound, **change})
    assert ready.tests.count() == 0


def test_a_test_survives_the_way_through_json():
    taken = TakenTest(
        "six_minute_walk",
        timezone.now(),
        (Trial(distance_m=400.0, laps_s=(20.5, 21.0), rpe_cr10=4.0, heart_rate_bpm=110.0),),
        note="Ärger mit dem Knie 🦵",
    )
    assert from_json(json.loads(json.dumps(to_json(taken)))) == taken


def test_the_player_takes_along_what_its_timer_can_guide(ready: Person, today: date):
    told = bundle_tests.tests_for(ready, today)
    assert {one["key"] for one in told} == {
        k for k, p in PROTOCOLS.items() if p.way in bundle_tests.GUIDED
    }
    assert json.loads(json.dumps(told)) == told
    assert all(one["why_not"] == "" for one in told)


def test_saying_it_is_right_is_said_of_what_was_asked_and_of_nothing_else(
    signed_in: Client, ready: Person
):
    asked = typed(signed_in, ready, "chair_stand_30s", trial_1_count="50").context["form"]
    said = {"sure": "on", "asked": asked.data["asked"]}
    page = typed(signed_in, ready, "chair_stand_30s", trial_1_count="900", **said)
    assert "900 stands cannot be" in page.content.decode()
    assert ready.tests.count() == 0


@pytest.mark.parametrize(
    "asked",
    [
        ("weight", {"trial_1_weight_kg": "176"}, "Was 176 meant in pounds?"),
        ("waist", {"trial_1_waist_cm": "36", "trial_2_waist_cm": "36"}, "meant in inches?"),
        ("six_minute_walk", {"trial_1_distance_m": "1400"}, "Was 1400 meant in feet?"),
    ],
    ids=lambda asked: asked[0],
)
def test_a_number_in_another_unit_is_asked_about(
    signed_in: Client, ready: Person, today: date, asked: tuple[str, dict[str, str], str]
):
    key, said, question = asked
    if key == "weight":
        keep(ready, key, today - timedelta(days=3), Trial(values={"weight_kg": 80.0}))
    before = ready.tests.count()
    assert question in typed(signed_in, ready, key, **said).content.decode()
    assert ready.tests.count() == before


def test_what_was_typed_in_another_unit_is_kept_as_typed_and_counted_in_ours(
    signed_in: Client, ready: Person
):
    typed(signed_in, ready, "weight", trial_1_weight_kg="176", unit="pounds")
    (trial,) = ready.tests.get().document["trials"]
    assert trial["series"] == {"typed_pounds": [176.0]}
    assert trial["values"]["weight_kg"] == pytest.approx(79.832)
    typed(signed_in, ready, "six_minute_walk", trial_1_distance_m="1400", unit="feet")
    (trial,) = ready.tests.get(protocol="six_minute_walk").document["trials"]
    assert trial["distance_m"] == pytest.approx(426.72)


def test_what_is_known_names_its_source_or_says_not_known(signed_in: Client, ready: Person):
    page = signed_in.get(address(ready, "up_and_go")).content.decode()
    assert (
        "It can move by 1.1 seconds by itself, in people with knee osteoarthritis." in page
    )
    assert "#tug_knee_oa2015" in page
    assert "Which change people like you notice is not known." in page
    assert "It is due now: the first of the 3 days of your baseline." in page


def test_both_ways_of_a_day_are_said_in_one_sentence(
    signed_in: Client, ready: Person, today: date
):
    keep(ready, "ten_metres", today, *[Trial(time_s=8.0)] * 2)
    page = signed_in.get(address(ready, "ten_metres_backward")).content.decode()
    assert "Both ways were not done on one day yet." in page
    assert "Chance drew for today:" in page
    keep(ready, "ten_metres_backward", today, *[Trial(time_s=16.0)] * 2)
    page = signed_in.get(address(ready, "ten_metres")).content.decode()
    assert "Backward 2.25 km/h, forward 4.5 km/h: 2.25 km/h less backward" in page
    assert "How long the rest between them was is not known." in page


def test_a_digest_that_came_with_an_archive_speaks_for_its_own_test_only(
    person: Person, today: date
):
    one = keep(person, "pain_day", today, Trial(values={"pain_nrs": 2.0}))
    other = keep(person, "pain_day", today, Trial(values={"pain_nrs": 7.0}))
    other.digest = one.digest
    assert [RESULTS.of(each)[0].value for each in (one, other)] == [2.0, 7.0]


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "9999-12-31"])
def test_a_day_that_cannot_be_is_refused_and_breaks_no_page(
    signed_in: Client, ready: Person, day: str
):
    answer = typed(signed_in, ready, "pain_day", day=day, trial_1_pain_nrs="3")
    assert answer.status_code == 200
    assert not ready.tests.exists()
