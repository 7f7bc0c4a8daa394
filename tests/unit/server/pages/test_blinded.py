"""While a trial of oneself runs no page shows what it measures; then the report has its verdict."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.catalogues import in_language
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.outcomes.said import saying_for
from retrowalk.server.people.models import Account, Person
from retrowalk.server.proof import trials
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.reported import reported

DAY = timedelta(days=1)
PAGES = (
    ("tests",),
    ("test", "pain_day"),
    ("test", "pain_week"),
    ("progress",),
    ("report",),
)
WAITS = "is shown from"
Step = Callable[[date], date]


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch, signed_in: Client, account: Account) -> Step:
    """Return a way to let another day come, at ten in the morning."""

    def to(day: date) -> date:
        at = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: at)
        signed_in.force_login(account)
        return day

    return to


@pytest.fixture
def trial(
    training: Person, signed_in: Client, today: date, monkeypatch: pytest.MonkeyPatch
) -> OwnTrial:
    monkeypatch.setattr(trials, "randbits", lambda _bits: 7)
    asked = {"protocol": "pain_day", "against": "forward", "weeks": "6", "days": "4"}
    where = reverse("own_trial_begin", args=[training.pk])
    signed_in.post(where, {**asked, "starts_on": (today + DAY).isoformat()})
    return training.own_trials.get()


def tell(person: Person, day: date, value: float, key: str = "pain_day") -> None:
    of = protocol(key)
    at = timezone.make_aware(datetime.combine(day, time(9)))
    taken = TakenTest(of.key, at, (Trial(values={"pain_nrs": value}),), of.version)
    receive(person, uuid4(), to_json(taken))


def answer_all(trial: OwnTrial, step: Step) -> None:
    for k, kind in enumerate(trial.order):
        step(trial.starts_on + k * DAY)
        better = 3 if kind == "backward" else 0
        tell(trial.person, trial.starts_on + k * DAY, float(5 + k * k % 3 - better))


def shown(client: Client, person: Person, name: str, *key: str) -> str:
    """Return what a page says in its main part."""
    body = client.get(reverse(name, args=[person.pk, *key])).content.decode()
    return body.split('<main id="main"')[1]


def test_what_a_running_trial_measures_stands_on_no_page_until_it_is_over(
    trial: OwnTrial, training: Person, signed_in: Client, today: date, step: Step
):
    tell(training, today, 1.25)  # before the trial: it may be seen
    step(trial.starts_on)
    tell(training, trial.starts_on, 3.75)
    tell(training, trial.starts_on, 4.5, "pain_week")
    until = f"{trial.ends_on + DAY:%-d %B %Y}"
    for where in PAGES:
        said = shown(signed_in, training, *where)
        assert not re.search(r"\b(3[.,]75|4[.,]5)\b", said), where
        assert f"{WAITS} {until}" in said, where
    mine = shown(signed_in, training, "test", "pain_day")
    assert "1.25 points" in mine
    assert "Shown when the trial is over." in mine
    assert "It is due now" not in mine  # it counts for when the next one is due
    step(trial.ends_on + DAY)
    assert "3.75 points" in shown(signed_in, training, "test", "pain_day")
    assert WAITS not in shown(signed_in, training, "progress")


def test_pain_at_which_no_session_begins_is_kept_from_nobody(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    step(trial.starts_on + DAY)
    tell(training, trial.starts_on, 5.0)
    tell(training, trial.starts_on + DAY, 6.0)
    mine = shown(signed_in, training, "test", "pain_day")
    assert "6 points" in mine
    assert "5 points" not in mine
    assert "<svg" not in mine  # and nothing is judged from it


def test_a_stopped_trial_shows_its_numbers_again(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    step(trial.starts_on)
    tell(training, trial.starts_on, 3.75)
    step(trial.starts_on + DAY)
    signed_in.post(reverse("own_trial_stop", args=[training.pk]), {"why": ""})
    assert "3.75 points" in shown(signed_in, training, "test", "pain_day")
    said = shown(signed_in, training, "report")
    assert "It was stopped early" in said
    assert "Nothing can be said" in said or "Too little to judge" in said


def test_the_report_says_running_without_a_number_and_then_the_verdict_with_its_limits(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    answer_all(trial, step)
    said = shown(signed_in, training, "report")
    assert "It is running." in said
    assert "Difference, backward minus" not in said
    today = step(trial.ends_on + DAY)
    said = shown(signed_in, training, "report")
    assert "points lower on days with walking backward" in said
    assert "95 % interval: " in said
    assert "days with backward and" in said
    assert f"{len(trial.order)} of {len(trial.order)} days have an answer." in said
    assert "One person, who knew what each day was for." in said
    assert "planned sessions were walked." in said
    with in_language("de"):
        (one,) = reported(training, today, saying_for(training)).told
    assert "niedriger als mit Vorwärtsgehen" in one.findings[0].sentence
    assert "95-%-Bereich" in one.findings[0].figures
