"""Files out and in through the pages: what is downloaded, brought in, matched and kept."""

import io
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from retrowalk.files.watch.fit_activity import fit_activity
from retrowalk.files.watch.fit_reading import read_fit
from retrowalk.files.watch.tcx_reading import read_tcx
from retrowalk.files.watch.tcx_writing import tcx
from retrowalk.server.programme import plans
from retrowalk.server.watches.models import BroughtFile
from retrowalk.server.watches.out import all_readings

sys.path.append(str(Path(__file__).resolve().parents[3] / "fakes"))
from watch_sessions import one_a_second, session

WELL = {
    "ending_asked": "1",
    "ending": "completed",
    "pain_before": "2",
    "pain_after": "2",
    "rpe_cr10": "2",
    "stumbles": "0",
}


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.SHELF = tmp_path / "shelf"


@pytest.fixture
def begun_yesterday(begun, today):
    return begun("knee_10_min", today - timedelta(days=1))


@pytest.fixture
def walked(begun_yesterday, walk, today):
    """Return a session that was walked with the coach yesterday."""
    return walk(begun_yesterday, today - timedelta(days=1))


def recorded(started_at, *, seconds=600, track=False, simulated=False):
    """Return what a watch recorded then."""
    return session(
        "Morning",
        found=one_a_second(seconds, track=track),
        started_at=started_at.replace(microsecond=0),
        simulated=simulated,
    )


def bring(client, person, data, name="walk.fit"):
    return client.post(
        reverse("files", args=[person.pk]), {"file": SimpleUploadedFile(name, data)}
    )


def planned_at(person, number=0):
    """Return when a planned session may be walked: on its day, in the morning."""
    day = plans.latest(person).ahead[number].day
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 9, 30))


@pytest.mark.parametrize("ending", ["fit", "tcx", "csv", "json"])
def test_a_session_is_downloaded_in_each_format_and_says_that_it_is_simulated(
    signed_in, walked, ending
):
    address = reverse("session_file", args=[walked.person_id, walked.pk, ending])
    answer = signed_in.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="simulated-walk-')
    if ending == "fit":
        assert read_fit(answer.content, "a", timezone.localdate()).simulated
    elif ending == "tcx":
        assert read_tcx(io.BytesIO(answer.content), "a", timezone.localdate()).simulated


def test_where_nobody_recorded_the_way_the_page_says_why_there_is_no_gpx(signed_in, walked):
    page = reverse("session", args=[walked.person_id, walked.pk])
    answer = signed_in.get(page)
    assert "no GPX file" in answer.content.decode()
    assert "walk.gpx" not in answer.content.decode()
    asked = signed_in.get(
        reverse("session_file", args=[walked.person_id, walked.pk, "gpx"]), follow=True
    )
    assert asked.redirect_chain == [(page, 302)]
    assert "There is no GPX file" in asked.content.decode()


@pytest.mark.parametrize("ending", ["fit", "zwo"])
def test_a_planned_session_goes_to_a_watch_and_one_that_is_not_ahead_does_not(
    signed_in, training, ending
):
    number = plans.latest(training).ahead[0].number
    answer = signed_in.get(reverse("workout_file", args=[training.pk, number, ending]))
    assert answer.status_code == 200
    assert b"Walk backward 1 of" in answer.content
    gone = signed_in.get(reverse("workout_file", args=[training.pk, 999, ending]))
    assert gone.status_code == 404


def test_nothing_of_another_household_can_be_downloaded_or_brought_in(
    client, stranger, walked, signed_in
):
    person = walked.person
    bring(signed_in, person, fit_activity(recorded(walked.started_at)))
    one = person.brought.get()
    client.force_login(stranger)
    for address in (
        reverse("session_file", args=[person.pk, walked.pk, "fit"]),
        reverse("workout_file", args=[person.pk, 2, "fit"]),
        reverse("files", args=[person.pk]),
        reverse("brought", args=[person.pk, one.pk]),
    ):
        assert client.get(address).status_code == 404
    assert bring(client, person, b"x").status_code == 404
    assert (
        client.post(reverse("brought_discard", args=[person.pk, one.pk])).status_code == 404
    )
    assert person.brought.count() == 1


def test_a_watch_file_of_the_same_time_joins_the_session_once_the_person_says_so(
    signed_in, walked
):
    person = walked.person
    data = fit_activity(recorded(walked.started_at + timedelta(seconds=20)))
    answer = bring(signed_in, person, data)
    one = person.brought.get()
    assert answer.url == reverse("brought", args=[person.pk, one.pk])
    page = signed_in.get(answer.url).content.decode()
    assert f"This is session {walked.planned_number}" in page
    assert "at the same time" in page
    assert not all_readings(walked).t_s.size, "nothing is kept before the person says so"
    signed_in.post(answer.url, {"session": f"walked:{walked.pk}"})
    found = all_readings(walked)
    assert found.t_s[0] == 20.0
    assert found.heart_rate_bpm[0] == 100.0
    seen = signed_in.get(reverse("session", args=[person.pk, walked.pk])).content.decode()
    assert "100 to 119" in seen


def test_the_same_file_twice_is_kept_once(signed_in, walked):
    person = walked.person
    data = fit_activity(recorded(walked.started_at))
    for _time in range(2):
        address = bring(signed_in, person, data).url
        answer = signed_in.post(address, {"session": f"walked:{walked.pk}"})
    assert "has this file already" in answer.content.decode()
    assert person.brought.exclude(walk=None).count() == 1


def test_a_file_of_a_planned_day_becomes_a_session_with_the_persons_own_answers(
    signed_in, begun_yesterday
):
    person, number = begun_yesterday, plans.latest(begun_yesterday).ahead[0].number
    told = recorded(planned_at(person))
    address = bring(signed_in, person, tcx(told), "walk.tcx").url
    page = signed_in.get(address).content.decode()
    assert f"This is session {number}" in page
    assert "Only you know" in page
    key = f"planned:1:{number}"
    again = signed_in.post(address, {"session": key, "ending_asked": "1"})
    assert "Choose how it ended" in again.content.decode()
    assert person.walks.count() == 0, "without answers there is no session"
    answer = signed_in.post(address, {"session": key, **WELL})
    made = person.walks.get()
    assert answer.url == reverse("session", args=[person.pk, made.pk])
    assert made.planned_number == number
    assert made.record["intervals"][0]["measured"] is None
    assert all_readings(made).has("heart_rate_bpm")
    assert number not in [one.number for one in plans.latest(person).ahead]
    assert signed_in.get(answer.url).status_code == 200


def test_laps_with_our_own_names_say_how_much_of_each_part_was_walked(
    signed_in, begun_yesterday
):
    person = begun_yesterday
    address = bring(signed_in, person, fit_activity(recorded(planned_at(person)))).url
    assert "named backward by your plan" in signed_in.get(address).content.decode()


def test_a_file_of_no_planned_day_belongs_to_no_session(signed_in, begun_yesterday, today):
    person = begun_yesterday
    long_ago = timezone.now() - timedelta(days=400)
    page = signed_in.get(bring(signed_in, person, fit_activity(recorded(long_ago))).url)
    assert "It belongs to no session" in page.content.decode()
    address = reverse("brought", args=[person.pk, person.brought.get().pk])
    refused = signed_in.post(address, {"session": "planned:1:1", **WELL})
    assert refused.status_code == 200
    assert person.walks.count() == 0


def test_a_simulated_file_is_not_taken_in_for_a_person(signed_in, walked):
    data = fit_activity(recorded(walked.started_at, simulated=True))
    answer = bring(signed_in, walked.person, data)
    assert answer.status_code == 200
    assert "simulated" in answer.content.decode()
    assert not BroughtFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"hello", "none of FIT, TCX, GPX"),
        (b"<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx>&a;</gpx>", "document type"),
        (fit_activity(session())[:-9], "cut off"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence_and_nothing_is_kept(
    signed_in, training, data, word
):
    answer = bring(signed_in, training, data, "my walk.gpx")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert word in text
    assert ".upload" not in text, "the name on our disk is nobody's business"
    assert not BroughtFile.objects.exists()


def test_where_the_person_walked_is_thrown_away_unless_they_want_it_kept(signed_in, walked):
    person = walked.person
    for keep, data in (
        (False, recorded(walked.started_at, track=True)),
        (True, recorded(walked.started_at, seconds=500, track=True)),
    ):
        address = bring(signed_in, person, fit_activity(data)).url
        assert "Keep where I walked" in signed_in.get(address).content.decode()
        said = {"session": f"walked:{walked.pk}"} | ({"with_track": "on"} if keep else {})
        signed_in.post(address, said)
        assert all_readings(walked).has_track is keep
    gpx = signed_in.get(reverse("session_file", args=[person.pk, walked.pk, "gpx"]))
    assert gpx.content.count(b"<trkpt") == 500


def test_apple_health_gives_the_sessions_their_heart_rate(signed_in, walked):
    at = timezone.localtime(walked.started_at + timedelta(seconds=60))
    when = f"{at:%Y-%m-%d %H:%M:%S %z}"
    export = (
        "<!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)>]><HealthData>"
        f'<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" value="93" '
        f'startDate="{when}" endDate="{when}"/></HealthData>'
    ).encode()
    address = bring(signed_in, walked.person, export, "export.xml").url
    page = signed_in.get(address).content.decode()
    assert "Apple Health" in page
    signed_in.post(address, {"session": f"walked:{walked.pk}"})
    assert all_readings(walked).heart_rate_bpm.tolist() == [93.0]


def test_what_was_brought_in_can_be_thrown_away_again(signed_in, walked):
    person = walked.person
    address = bring(signed_in, person, fit_activity(recorded(walked.started_at))).url
    signed_in.post(address, {"session": f"walked:{walked.pk}"})
    one = person.brought.get()
    signed_in.post(reverse("brought_discard", args=[person.pk, one.pk]))
    assert not person.brought.exists()
    assert person.walks.filter(pk=walked.pk).exists()


def test_what_waits_longer_than_a_day_is_gone_when_the_next_file_comes(signed_in, walked):
    person = walked.person
    bring(signed_in, person, fit_activity(recorded(walked.started_at)))
    person.brought.update(brought_at=timezone.now() - timedelta(days=2))
    bring(signed_in, person, fit_activity(recorded(walked.started_at, seconds=300)))
    assert person.brought.count() == 1


def test_a_large_file_is_let_in_for_this_page_only_and_a_larger_one_not_at_all(
    signed_in, training, settings
):
    settings.FILE_UPLOAD_MOST = 6_000_000
    page = reverse("files", args=[training.pk])
    large = b"x" * 5_000_000
    assert bring(signed_in, training, large).status_code == 200
    assert bring(signed_in, training, large + large).status_code == 413
    other = reverse("went_wrong", args=[training.pk])
    sent = {"file": SimpleUploadedFile("a", large)}
    assert signed_in.post(other, sent).status_code == 413
    assert signed_in.get(page).status_code == 200


def test_the_demo_household_keeps_no_files(signed_in, account, walked):
    account.is_demo = True
    account.save()
    answer = bring(signed_in, walked.person, fit_activity(recorded(walked.started_at)))
    assert "keeps no files" in answer.content.decode()
    assert not BroughtFile.objects.exists()
