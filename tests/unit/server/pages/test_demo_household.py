"""The demo household: only where it runs, simulated through and through, made anew each day."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.errors import Conflict
from retrowalk.outcomes.change import Word
from retrowalk.server import serve
from retrowalk.server.demo.household import furnish
from retrowalk.server.outcomes.changed import changed
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.outcomes.tests_shown import done_by
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme.demo import NAME, is_of, seed
from retrowalk.server.programme.standing import State, standing
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.codec.session import record_from_json


def states(today: date) -> dict[str, State]:
    return {
        person.name: standing(person, today).state
        for person in Person.objects.filter(account__is_demo=True)
    }


@pytest.mark.parametrize("ahead_days", [0, 1, 40, 500])
def test_its_people_stand_at_different_points(today: date, ahead_days: int) -> None:
    day = today + timedelta(days=ahead_days)
    seed(day)
    expected = {
        "Ruth": State.READY,
        "Karim": State.RESTING,
        "Tom": State.READY,
        "Olga": State.ENDED,
        "Mei": State.NOT_SCREENED,
    }
    assert states(day) == expected


def test_one_of_them_has_a_session_today_after_three_weeks(today: date) -> None:
    seed(today)
    ruth = Person.objects.get(name="Ruth")
    assert standing(ruth, today).due is not None
    days = [walk.started_at.date() for walk in ruth.walks.all()]
    assert len(days) >= 6
    assert max(days) < today
    assert min(days) >= today - timedelta(days=22)
    assert {v.move for v in ruth.plans.all()} >= {"begin", "progress", "hold", "regress"}


def test_every_record_is_simulated_and_readable_and_led_to_its_plan(today: date) -> None:
    seed(today)
    for person in Person.objects.filter(account__is_demo=True):
        assert person.simulated
        for walk in person.walks.all():
            assert walk.simulated
            assert walk.document["simulated"] is True
            record = record_from_json(walk.record)
            assert record.simulated
            assert record.session_id == str(walk.pk)
            made = person.plans.get(version=walk.plan_after)
            assert made.decision is not None
            over = made.body["state"] == "ended"  # then the plan says why, not the session
            assert over or made.reason == made.decision["reason"]


def test_their_tests_are_simulated_and_every_word_of_a_change_is_said_of_somebody(
    today: date,
) -> None:
    account = furnish(today)
    assert all(
        one.simulated and one.document["simulated"] for one in StoredTest.objects.all()
    )
    said = [changed(one, done_by(one), today) for one in account.persons.all()]
    assert all(one.simulated for one in said if one.any)
    words = {test.word for one in said for test in (*one.real, *one.too_small)}
    words |= {test.word for one in said for test in (*one.too_early, *one.not_known)}
    assert words >= {Word.REAL, Word.TOO_SMALL_TO_TELL, Word.TOO_EARLY, Word.NOT_KNOWN}
    for person in account.persons.all():
        for done in done_by(person).values():
            assert all((*one.results, *one.unseen)[0].value is not None for one in done)


def test_every_page_that_shows_them_says_simulated(today: date, settings) -> None:
    settings.DEMO = True
    furnish(today)
    client = Client()
    client.post(reverse("demo"))
    for person in Person.objects.filter(account__is_demo=True):
        for name in ("person", "plan", "progress", "report", "tests"):
            shown = client.get(reverse(name, args=[person.pk])).content.decode()
            assert ">simulated</span>" in shown
    people = Person.objects.filter(account__is_demo=True).count()
    assert client.get(reverse("household")).content.count(b">simulated</span>") == people


def test_seeding_again_replaces_the_demo_and_nothing_else(
    today: date, person: Person
) -> None:
    seed(today)
    before = {p.pk for p in Person.objects.all()}
    Person.objects.filter(name="Mei").update(name="Somebody else")
    seed(today)
    assert {p.pk for p in Person.objects.all()} == before
    assert set(states(today)) == {"Ruth", "Karim", "Tom", "Olga", "Mei"}
    assert Person.objects.filter(pk=person.pk, name="Ida").exists()


def test_serving_twice_a_day_keeps_what_a_visitor_did(today: date) -> None:
    assert not is_of(today)
    call_command("demo", if_stale=True)
    Person.objects.filter(name="Mei").update(name="Mai")
    call_command("demo", if_stale=True)
    assert Person.objects.filter(name="Mai").exists()
    assert not is_of(today + timedelta(days=1))


def test_nobody_can_sign_in_to_the_demo_with_a_password(today: date) -> None:
    account = seed(today)
    assert not account.has_usable_password()


def test_the_demo_opens_only_where_it_is_offered(today: date, settings) -> None:
    seed(today)
    settings.DEMO = False
    assert b"demo household" not in Client().get("/").content
    assert Client().post(reverse("demo")).status_code == 404
    settings.DEMO = True
    assert b"Look around in the demo household" in Client().get("/").content
    assert Client().get(reverse("demo")).status_code == 405
    assert Client(enforce_csrf_checks=True).post(reverse("demo")).status_code == 403
    assert Client().post(reverse("demo"))["Location"] == reverse("household")


def test_somebody_who_calls_themselves_demo_keeps_their_account(today: date) -> None:
    mine = Account.objects.create_user(NAME, password="quite long enough")  # noqa: S106 - a test account
    with pytest.raises(Conflict, match="taken by somebody"):
        seed(today)
    mine.refresh_from_db()
    assert mine.has_usable_password()


@pytest.fixture
def offered(settings, monkeypatch) -> None:
    """Serve on this machine, where the demo is offered."""
    monkeypatch.setenv(serve.DEMO_VARIABLE, "1")
    settings.DEMO = True


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("of", ["person", "walk", "test", "answer"])
def test_the_site_starts_without_a_demo_where_somebody_has_one_of_its_identifiers(
    of: str, today: date, person: Person, capsys
) -> None:
    theirs = _slipped_in(of, furnish(today), person)
    before = type(theirs).objects.filter(pk=theirs.pk).values().get()
    people = set(Person.objects.values_list("pk", "account"))
    assert not serve._prepare(demo=True)
    said = capsys.readouterr().err
    assert said.startswith("The demo household is left out: ")
    assert "one of its identifiers" in said
    assert said.count("\n") == 1
    assert b"demo household" not in Client().get("/").content
    assert serve.os.environ[serve.DEMO_VARIABLE] == "0"
    assert type(theirs).objects.filter(pk=theirs.pk).values().get() == before
    assert set(Person.objects.values_list("pk", "account")) == people


def _slipped_in(
    of: str, demo: Account, person: Person
) -> Person | StoredTest | WalkedSession:
    """Give a row of the demo household to somebody else, and make the household yesterday's."""
    demo.persons.update(created_at=timezone.now() - timedelta(days=1, hours=1))
    row = {
        "person": demo.persons.filter(name="Tom"),
        "walk": WalkedSession.objects.filter(person__account=demo),
        "test": StoredTest.objects.filter(person__account=demo, person__name="Ruth"),
        "answer": StoredTest.objects.filter(person__account=demo, person__name="Elena"),
    }[of].first()
    if isinstance(row, Person):
        row.account = person.account
    else:
        row.person = person
    row.save()
    return row


@pytest.mark.usefixtures("offered")
def test_a_site_whose_owner_is_called_demo_starts_without_the_household(capsys) -> None:
    Account.objects.create_user(NAME)
    assert not serve._prepare(demo=True)
    assert "is taken by somebody" in capsys.readouterr().err
