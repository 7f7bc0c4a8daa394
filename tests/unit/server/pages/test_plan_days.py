"""Days of a plan: moved, skipped, chosen anew, printed, and taken into a calendar."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from retrowalk.server.people.models import Person
from retrowalk.server.programme import plans
from retrowalk.training.plan import Plan


def plan_of(person: Person) -> Plan:
    plan = plans.latest(person)
    assert plan is not None
    return plan


def move(client: Client, person: Person, number: int, was: date, day: date):
    address = reverse("plan_move", args=[person.pk, number])
    return client.post(address, {"was": was.isoformat(), "day": day.isoformat()})


def test_a_session_moves_to_a_free_day_and_keeps_its_amount(
    signed_in: Client, training: Person
) -> None:
    before = plan_of(training)
    second = before.ahead[1]
    free = second.day + timedelta(days=1)
    assert free not in {s.day for s in before.ahead}
    move(signed_in, training, second.number, second.day, free)
    after = plan_of(training)
    assert after.version == before.version + 1
    assert free in {s.day for s in after.ahead}
    assert second.day not in {s.day for s in after.ahead}
    assert {s.prescription for s in after.ahead} == {second.prescription}
    assert (
        training.plans.first().reason
        in signed_in.get(  # type: ignore[union-attr]
            reverse("plan", args=[training.pk])
        ).content.decode()
    )


@pytest.mark.parametrize("days", [-1, 2, 4000])
def test_a_day_that_is_over_taken_or_outside_changes_nothing(
    signed_in: Client, training: Person, days: int
) -> None:
    before = plan_of(training)
    first = before.ahead[0]
    taken = before.ahead[1].day
    day = taken if days == 2 else first.day + timedelta(days=days)
    move(signed_in, training, first.number, first.day, day)
    assert plan_of(training) == before


def test_an_old_page_never_moves_another_session(
    signed_in: Client, training: Person
) -> None:
    before = plan_of(training)
    first = before.ahead[0]
    wrong_day = first.day + timedelta(days=1)
    move(signed_in, training, first.number, wrong_day, wrong_day)
    assert plan_of(training) == before


def test_a_skipped_session_leaves_the_others_as_they_are(
    signed_in: Client, training: Person
) -> None:
    before = plan_of(training)
    second = before.ahead[1]
    address = reverse("plan_skip", args=[training.pk, second.number])
    for _ in range(2):  # a second tap on the same page changes nothing more
        signed_in.post(address, {"was": second.day.isoformat()})
    after = plan_of(training)
    assert after.version == before.version + 1
    left = [s for s in before.ahead if s is not second]
    assert [s.day for s in after.ahead][: len(left)] == [s.day for s in left]


def test_other_days_of_the_week_are_used_from_now_on(
    signed_in: Client, training: Person
) -> None:
    before = plan_of(training)
    others = sorted(set(range(7)) - set(before.weekdays))[:3]
    signed_in.post(reverse("plan_weekdays", args=[training.pk]), {"weekdays": others})
    assert plan_of(training).weekdays == tuple(others)


def test_too_few_days_of_the_week_are_refused_with_the_number_needed(
    signed_in: Client, training: Person
) -> None:
    before = plan_of(training)
    answer = signed_in.post(
        reverse("plan_weekdays", args=[training.pk]), {"weekdays": [1]}, follow=True
    )
    assert plan_of(training) == before
    assert "at least 3 days" in answer.content.decode()


def test_the_plan_page_shows_every_week_and_the_day_to_test_again(
    signed_in: Client, training: Person
) -> None:
    shown = signed_in.get(reverse("plan", args=[training.pk])).content.decode()
    assert 'class="calendar"' in shown
    assert "test again" in shown
    assert reverse("plan_paper", args=[training.pk]) in shown


def test_the_paper_says_what_to_walk_what_to_check_and_when_to_stop(
    signed_in: Client, training: Person
) -> None:
    shown = signed_in.get(reverse("plan_paper", args=[training.pk])).content.decode()
    for said in ("Before the first step", "Stop at once", "on the walk", "Stumbles"):
        assert said in shown
    assert "Do not begin with pain above 5 of 10" in shown


def test_the_calendar_file_holds_every_session_and_nothing_about_health(
    signed_in: Client, training: Person
) -> None:
    answer = signed_in.get(reverse("plan_ics", args=[training.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [e.decoded("dtstart") for e in events] == [
        s.day for s in plan_of(training).ahead
    ]
    for word in (b"knee", b"pain", b"Ida", b"backward"):
        assert word not in answer.content


def test_nobody_changes_the_days_of_somebody_elses_plan(stranger, training: Person) -> None:
    client, before = Client(), plan_of(training)
    client.force_login(stranger)
    second = before.ahead[1]
    address = reverse("plan_skip", args=[training.pk, second.number])
    assert client.post(address, {"was": second.day.isoformat()}).status_code == 404
    assert plan_of(training) == before
