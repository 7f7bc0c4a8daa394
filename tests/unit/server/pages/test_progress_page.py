"""Progress: the same however long the log, drawn so that it can be read, honest about tests."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from retrowalk.server.outcomes.models import SessionSums
from retrowalk.server.outcomes.spans import MOST_SESSIONS, MOST_WEEKS, bars
from retrowalk.server.outcomes.sums import RULE, sums_of
from retrowalk.server.outcomes.words import duration
from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.sessions.outcome import outcomes


def page(client: Client, person: Person) -> str:
    return client.get(reverse("progress", args=[person.pk])).content.decode()


@pytest.fixture
def walked(begun, walk, today: date) -> Person:
    person = begun("knee_10_min", today - timedelta(days=8))
    for days_ago in (8, 6, 4, 1):
        walk(person, today - timedelta(days=days_ago))
    return person


def years_of(person: Person, n: int) -> None:
    """Store a person's sessions again and again, one every other day back in time."""
    some = list(person.walks.all())
    for k in range(n):
        one = some[k % len(some)]
        started = one.started_at - timedelta(days=30 + 2 * k)
        record = {**one.record, "started_at": started.isoformat()}
        WalkedSession.objects.create(
            id=f"00000000-0000-4000-8000-{k:012d}",
            person=person,
            planned_number=one.planned_number,
            plan_before=one.plan_before,
            plan_after=one.plan_after,
            started_at=started,
            document=one.document,
            document_digest=one.document_digest,
            chunk_count=0,
            record=record,
        )


def test_what_is_kept_of_a_session_is_what_its_record_says(walked: Person):
    rows = sums_of(walked)
    came = outcomes(walked)
    assert len(rows) == len(came) == 4
    for row, one in zip(rows, came, strict=True):
        assert row.day == one.day
        assert row.backward_s == one.record.backward_done_s
        assert row.done_s == pytest.approx(
            one.record.adherence * one.record.prescription.duration_s
        )
        assert (row.pain_before, row.pain_after) == (
            one.record.pain_before,
            one.record.pain_after,
        )
        assert row.stumbles == one.record.stumbles


def test_an_older_rule_is_worked_out_anew(walked: Person):
    sums_of(walked)
    SessionSums.objects.update(rule=RULE - 1, backward_s=-1.0)
    assert all(row.rule == RULE and row.backward_s >= 0.0 for row in sums_of(walked))


def test_years_of_sessions_ask_the_database_no_more_often_than_a_few(
    signed_in: Client, walked: Person
):
    page(signed_in, walked)
    with CaptureQueriesContext(connection) as few:
        page(signed_in, walked)
    years_of(walked, 400)
    page(signed_in, walked)  # the new ones are worked out once
    with CaptureQueriesContext(connection) as many:
        shown = page(signed_in, walked)
    assert len(many) == len(few)
    assert "in 404 sessions, 404 to the end" in shown
    assert "minutes in each month" in shown
    assert "374 earlier sessions are not drawn here" in shown


def test_few_sessions_stand_each_alone_then_weeks_then_months(walked: Person):
    def rows(n: int, days_apart: int) -> list[SessionSums]:
        model = sums_of(walked)[0]
        first = date(2020, 1, 1)
        made = []
        for k in range(n):
            fields = {
                f.attname: getattr(model, f.attname)
                for f in SessionSums._meta.concrete_fields
            }
            made.append(
                SessionSums(**{**fields, "day": first + timedelta(days=k * days_apart)})
            )
        return made

    alone, weeks, months = rows(MOST_SESSIONS, 2), rows(90, 2), rows(400, 3)
    assert len(bars(alone).bars) == MOST_SESSIONS
    assert "each week" in bars(weeks).title
    assert len(bars(weeks).bars) <= MOST_WEEKS
    assert "each month" in bars(months).title
    for some in (alone, weeks, months):
        assert sum(b.sessions for b in bars(some).bars) == len(some)
        total = sum(one.backward_s for one in some) / 60.0
        assert sum(b.backward_min for b in bars(some).bars) == pytest.approx(total)


def test_without_a_test_nothing_is_said_to_have_changed(signed_in: Client, walked: Person):
    shown = page(signed_in, walked)
    assert "No test has been done yet" in shown
    assert "nobody can tell from one person" in shown


def test_the_report_for_a_physiotherapist_holds_what_was_told_and_its_sources(
    signed_in: Client, walked: Person, today: date
):
    walked.adverse_events.create(day=today, symptom="fall", note="on the stairs")
    shown = signed_in.get(reverse("report", args=[walked.pk])).content.decode()
    assert "4, of them 4 to the end" in shown
    assert "on the stairs" in shown
    assert "No test has been done." in shown
    assert "Retrowalk: what one person needs before a change is judged" in shown


def test_the_report_of_somebody_who_has_not_begun_says_so(
    signed_in: Client, person: Person
):
    shown = signed_in.get(reverse("report", args=[person.pk])).content.decode()
    assert "No session yet." in shown
    assert "Answer the screening questions first." in shown


def test_hours_are_told_as_hours():
    assert duration(7199.0) == "119 minutes 59 seconds"
    assert duration(281_265.0) == "78 hours 8 minutes"
