"""One person's trial in a browser: what it would notice, the draw, a tap a day, the answer."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from looked_over import PHONE, blamed_in_every_look
from playwright.sync_api import Browser, Page, expect

from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.people.clearing import clear
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.proof import trials
from retrowalk.training.prescription import Place
from retrowalk.training.screening.questions import QUESTIONS, AnswerKind

DAY = timedelta(days=1)
Step = Callable[[date], None]
LOOKS: Path | None = None  # a folder to keep pictures in, for who wants to look at them

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ida() -> Person:
    cache.clear()
    today = timezone.localdate()
    account = Account.objects.create_user("walker")
    person = Person.objects.create(
        account=account, name="Ida", birth_year=today.year - 66, group="knee_osteoarthritis"
    )
    answers = {
        q.key: "no" if q.kind is AnswerKind.YES_NO else "moderate" for q in QUESTIONS
    }
    clear(person, answers, today)
    begin(person, Choice("knee_10_min", Place.TREADMILL), today)
    return person


@pytest.fixture
def screen(chromium: Browser, live_server, ida: Person) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch, screen: Page, live_server, ida: Person) -> Step:
    """Return a way to let another day come, and to be signed in on it."""

    def to(day: date) -> None:
        at = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: at)
        client = Client()
        client.force_login(ida.account)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        screen.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
        )

    return to


def look(screen: Page, name: str, blamed: list[str]) -> None:
    blamed += blamed_in_every_look(screen, name)
    if LOOKS is not None:
        for size in (PHONE, {"width": 1280, "height": 900}):
            screen.set_viewport_size(size)
            screen.emulate_media(color_scheme="light")
            path = LOOKS / f"{name}-{size['width']}.png"
            screen.screenshot(path=path, full_page=True)
    screen.set_viewport_size(PHONE)


def answer_each_day(person: Person, first: date, kinds: list[str]) -> None:
    of = protocol("pain_day")
    for k, kind in enumerate(kinds):
        at = timezone.make_aware(datetime.combine(first + k * DAY, time(9)))
        value = 6.0 - k * k % 3 - (2.0 if kind == "backward" else 0.0)
        taken = TakenTest(of.key, at, (Trial(values={"pain_nrs": value}),), of.version)
        receive(person, uuid4(), to_json(taken))


def test_from_the_question_to_the_answer(
    screen: Page, live_server, ida: Person, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "randbits", lambda _bits: 7)
    today, blamed = timezone.localdate(), []
    step(today)
    screen.goto(f"{live_server.url}/persons/{ida.pk}/")
    screen.get_by_role("link", name="Does it work for me?").tap()
    screen.get_by_role("link", name="Plan a trial").tap()
    screen.get_by_role("button", name="What would this notice?").tap()
    expect(screen.get_by_text("In 7 weeks you would notice a change of")).to_be_visible()
    look(screen, "begin", blamed)
    screen.get_by_role("button", name="Draw the order and begin").tap()
    expect(screen.get_by_text("It is never drawn again.")).to_be_visible()
    trial = ida.own_trials.get()

    fourth = trial.starts_on + 3 * DAY
    step(fourth)
    screen.goto(f"{live_server.url}/persons/{ida.pk}/trial/")
    expect(screen.get_by_text("3 days have no answer")).to_be_visible()
    screen.get_by_role("button", name="4", exact=True).tap()
    expect(screen.get_by_text("Your answer of today is kept.")).to_be_visible()
    look(screen, "running", blamed)
    screen.goto(f"{live_server.url}/persons/{ida.pk}/plan/")
    look(screen, "plan", blamed)

    step(trial.ends_on + DAY)
    answer_each_day(ida, trial.starts_on, trial.order)
    screen.goto(f"{live_server.url}/persons/{ida.pk}/trial/{trial.pk}/")
    expect(screen.get_by_text("points lower on days with walking backward")).to_be_visible()
    screen.get_by_text("The same in numbers").tap()
    table = screen.get_by_role("region", name="Day by day")
    expect(table.get_by_role("row")).to_have_count(len(trial.order) + 1)
    screen.get_by_text("The same in numbers").tap()
    look(screen, "found", blamed)
    assert blamed == []
