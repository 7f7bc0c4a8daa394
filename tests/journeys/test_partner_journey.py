"""Two phones: the walker's player and the companion's page, with the real server between them."""

import re
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))

from phone import person_with_plan
from player_hands import SPEECH_STUB, Hands

from retrowalk.server.partner.models import Share

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_MS = 20_000  # a busy machine; nothing is timed


@pytest.fixture
def site(live_server, settings, tmp_path):
    settings.SHELF = tmp_path / "shelf"
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def person():
    made = person_with_plan("Ann")
    made.name = "Ann Surname"
    made.save()
    return made


@pytest.fixture
def walker(chromium, site, person):
    """Return the walker's player, signed in, on the page before the walk."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(SPEECH_STUB)
    client = Client()
    client.force_login(person.account)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": site}])
    hands = Hands(context.new_page(), site)
    hands.open(str(person.pk), 1)
    yield hands
    context.close()


@pytest.fixture
def companion(chromium):
    """Return the companion's browser: small, and signed in nowhere."""
    context = chromium.new_context(viewport={"width": 320, "height": 480})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == []
    context.close()


def shared(walker):
    walker.press("Share with a partner")
    walker.press("Make a link")
    return walker.page.locator(".share .code").inner_text().strip()


def seen(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text, timeout=PATIENCE_MS)


def accessible(page):
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()


def test_a_companion_watches_and_stops_and_nothing_is_left(walker, companion, site):
    secret = shared(walker)
    companion.goto(f"{site}/partner/")
    accessible(companion)
    companion.get_by_label("Code").fill(secret.lower())
    companion.get_by_role("button", name="Watch").click()
    seen(companion, "Not begun")
    accessible(companion)

    walker.prepare("Do not record")
    walker.begin()
    seen(companion, "Forward")
    expect(companion.get_by_text("You watch Ann", exact=True)).to_be_visible()
    expect(companion.get_by_role("timer")).to_have_text(re.compile(r"\d:\d\d"))
    expect(companion.get_by_text(re.compile("Next: backward"))).to_be_visible()
    expect(walker.page.get_by_text("Partner watches")).to_be_visible()
    box = companion.get_by_role("button", name="STOP").bounding_box()
    assert box["height"] >= 88
    assert box["width"] >= 300
    assert box["y"] + box["height"] <= 480
    wide = companion.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
    accessible(companion)

    companion.get_by_role("button", name="STOP").click()
    expect(walker.page.get_by_role("heading", name="Stopped.")).to_be_visible()
    expect(walker.page.get_by_text("Your partner pressed STOP.")).to_be_visible()
    assert "Your partner pressed STOP." in walker.spoken()
    seen(companion, "Over")
    expect(companion.get_by_text("Stopped. The phone has said so.")).to_be_visible()
    expect(companion.get_by_role("button", name="STOP")).to_be_hidden()
    accessible(companion)
    kept = walker.page.evaluate(
        "new Promise((r) => { const q = indexedDB.open('retrowalk-player');"
        "q.onsuccess = () => { const g = q.result.transaction('settings')"
        ".objectStore('settings').get('share');"
        "g.onsuccess = () => { q.result.close(); r(g.result ?? null); }; }; })"
    )
    assert kept is None
    assert Share.objects.get().news["phase"] == "over"
    assert walker.errors == []


def test_old_news_are_never_shown_as_the_present_and_a_lost_stop_is_said(
    walker, companion, site
):
    secret = shared(walker)
    walker.prepare("Do not record")
    walker.begin()
    companion.clock.install()
    companion.goto(f"{site}/partner/#{secret}")
    companion.clock.resume()
    seen(companion, "Forward")

    companion.context.set_offline(True)
    companion.clock.fast_forward(8000)
    seen(companion, "No news")
    expect(companion.get_by_role("alert").first).to_contain_text("No news for")
    expect(companion.get_by_role("timer")).to_have_text("")
    companion.keyboard.press("Escape")
    expect(companion.get_by_text(re.compile("STOP has not gone out"))).to_be_visible()
    expect(walker.word).to_have_text("Forward")

    companion.context.set_offline(False)
    expect(walker.page.get_by_role("heading", name="Stopped.")).to_be_visible()
    seen(companion, "Over")


def test_stop_sharing_shuts_the_companion_out(walker, companion, site):
    secret = shared(walker)
    companion.goto(f"{site}/partner/#{secret}")
    seen(companion, "Not begun")
    walker.press("Stop sharing")
    expect(walker.page.get_by_text("Nobody can watch now.")).to_be_visible()
    seen(companion, "Watch a walk")
    expect(companion.get_by_text("This walk is not shared any more.")).to_be_visible()
    assert not Share.objects.exists()


def test_without_javascript_the_companion_is_told(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/partner/")
    expect(page.get_by_text(re.compile("needs JavaScript"))).to_be_visible()
    context.close()
