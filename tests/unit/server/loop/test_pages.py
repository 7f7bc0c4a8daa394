"""The pages after a session: they say what was seen, and never more."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from phone import Phone, as_a_phone_sees_it, person_with_plan, swaying

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    return Phone(person_with_plan())


def read(phone, name):
    answer = phone.client.get(reverse(name, args=[phone.person.pk]))
    assert answer.status_code == 200
    return words(answer)


def words(answer):
    inside = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<(?!title|desc)[^>]*>", " ", inside))


def result(phone, motion=None, **changed):
    answer = phone.walk(motion, **changed)
    assert answer.status_code == 201
    return words(phone.client.get(answer.json()["url"]))


def test_a_sessions_page_says_what_was_told_done_felt_and_decided(phone):
    page = result(phone, pain_before=3, pain_after=4, rpe_cr10=2.5, stumbles=0)

    assert "5 minutes of 5 minutes" in page
    assert "3 of 10 before, 4 of 10 after" in page
    assert "2.5 of 10" in page
    assert "Your pain rose by 1 point, so nothing is added yet." in page
    assert "Next: session 2" in page


def test_what_was_not_answered_is_said_and_never_0(phone):
    page = result(phone, pain_before=None, pain_after=None, rpe_cr10=None, stumbles=None)

    assert "not answered before, not answered after" in page
    assert len(re.findall("not answered", page)) == 4


def test_without_motion_the_page_says_that_nothing_was_measured_and_why(phone):
    page = result(phone)

    assert "Nothing was measured: no motion was recorded" in page
    assert "0 steps" not in page
    assert "not measured" in page


def test_a_direction_that_could_not_be_told_is_said_with_its_reason(phone, recordings):
    motion = as_a_phone_sees_it(recordings / "ipol__1-1.npz", "back")
    document = phone.document(motion)
    for index, interval in enumerate(document["intervals"]):
        interval["spans_ms"] = (
            [[5000 + 5000 * index, 10_000 + 5000 * index]] if index < 3 else []
        )
    page = result(phone, motion, **document)

    assert "Your phone could not tell the direction of 3 parts" in page
    assert "forward axis" in page


def test_steps_going_the_other_way_than_told_are_said(phone, recordings):
    motion = as_a_phone_sees_it(recordings / "session__A.npz", "pocketL")
    document = phone.document(motion, site="pocket")
    for interval in document["intervals"]:
        interval["spans_ms"] = []
    document["intervals"][0]["spans_ms"] = [[42_750, 55_790]]  # backward in truth
    page = result(phone, motion, **document)

    assert "Part 1 was to be walked forward; your phone saw steps going backward." in page


def test_a_symptom_sends_to_a_clinician_and_the_page_says_the_plan_rests(phone):
    page = result(phone, symptoms=["dizziness"], ending="stopped_by_symptom")

    assert "ask a clinician" in page
    assert "the plan rests" in page
    assert "Dizzy or faint" in page


def test_the_list_shows_the_newest_session_first(phone):
    for days in (4, 2):
        at = timezone.localtime() - timedelta(days=days)
        phone.walk(started_at=at.isoformat())
    page = phone.client.get(reverse("sessions", args=[phone.person.pk])).content.decode()
    days = [timezone.localdate() - timedelta(days=d) for d in (2, 4)]
    places = [page.index(f"{day:%A}, {day.day} {day:%B}") for day in days]

    assert places == sorted(places)


@pytest.mark.parametrize("name", ["sessions", "progress"])
def test_before_the_first_session_a_page_says_what_will_stand_there(phone, name):
    assert {"sessions": "No session yet", "progress": "Nothing to compare yet"}[
        name
    ] in read(phone, name)


def test_progress_is_too_early_to_say_before_six_answers(phone):
    phone.walk()

    assert "Too early to say" in read(phone, "progress")


def test_progress_adds_up_what_was_done_and_judges_pain_with_care(phone):
    for pain in (5, 5, 5, 2, 2, 2):
        phone.walk(pain_before=pain, pain_after=pain)
    page = read(phone, "progress")

    assert "in 6 sessions, 6 to the end" in page
    assert "Pain went down by 3 points" in page
    assert "it cannot show what caused the change" in page
    assert "No test has been done yet" in page


def test_minutes_whose_direction_was_not_seen_are_not_called_0(phone):
    phone.walk(swaying(40))

    assert "not seen" in read(phone, "progress")


def test_every_chart_has_its_numbers_in_a_table(phone):
    phone.walk()
    page = phone.client.get(reverse("progress", args=[phone.person.pk])).content.decode()

    assert page.count("<svg") == 2
    assert page.count("<table") == 2
    assert page.count("<caption") == 2


@pytest.mark.parametrize("name", ["sessions", "progress"])
def test_made_up_sessions_are_labelled_on_every_page(phone, name):
    phone.person.simulated = True
    phone.person.save()
    page = result(phone)

    assert "simulated" in page
    assert "simulated" in read(phone, name)


def test_a_name_is_shown_as_text_whatever_it_holds():
    phone = Phone(person_with_plan("<b>x</b>"))
    phone.walk()
    pages = [
        phone.client.get(reverse(name, args=[phone.person.pk])).content
        for name in ("sessions", "progress")
    ]

    assert all(b"<b>x</b>" not in page for page in pages)


def test_the_csv_holds_one_row_a_session_and_empty_cells_for_no_answer(phone):
    phone.walk(pain_before=3, pain_after=None, symptoms=["fall"])
    answer = phone.client.get(reverse("progress_csv", args=[phone.person.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert len(rows) == 1
    assert rows[0]["pain_before_nrs"] == "3"
    assert (rows[0]["pain_after_nrs"], rows[0]["steps"]) == ("", "")
    assert (rows[0]["symptoms"], rows[0]["decision"]) == ("fall", "refer")
    assert rows[0]["simulated"] == "no"


def test_the_csv_of_nobody_yet_is_its_head_alone(phone):
    answer = phone.client.get(reverse("progress_csv", args=[phone.person.pk]))

    assert answer.content.decode().startswith("session,started_at,")
    assert answer.content.count(b"\n") == 1
