"""A trial of oneself on the player's first page: what today is, and one tap a day."""

import json
from datetime import date, timedelta

from axe_playwright_python.sync_playwright import Axe
from player_bundle import ANNA
from playwright.sync_api import expect

QUESTION = {
    "key": "pain_day",
    "version": 1,
    "measure": "pain_nrs",
    "name": "Pain today",
    "told": "Say a whole number from 0 to 10.",
    "low": 0,
    "high": 10,
}


def a_trial(**changed: object) -> dict[str, object]:
    today = date.today()
    days = [
        {"day": str(today), "kind": "forward", "told": "Trial day: forward at 2.0 km/h."},
        {
            "day": str(today + timedelta(days=1)),
            "kind": "neither",
            "told": "Trial: no walk today; only your answer.",
        },
    ]
    trial = {"ends_on": str(today + timedelta(days=30)), "days": days, "answered": []}
    return trial | {"question": QUESTION, "paused": None, "page": "/trial/"} | changed


def test_today_is_told_and_answered_with_one_tap_also_without_a_network(visit, server):
    server.state.bundles[ANNA]["trial"] = a_trial()
    hands = visit()
    hands.open()
    page = hands.page
    hands.press("Not now")
    expect(page.get_by_text("Trial day: forward at 2.0 km/h.")).to_be_visible()
    expect(page.get_by_text("Your answer of today is missing.")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.context.set_offline(True)
    page.get_by_role("button", name="4", exact=True).evaluate(
        "it => (it.click(), it.click())"
    )
    expect(page.get_by_text("Your answer of today is kept on this device")).to_be_visible()
    expect(page.get_by_role("button", name="4", exact=True)).to_have_count(0)
    assert server.state.tests == {}
    page.context.set_offline(False)
    server.state.bundles[ANNA]["trial"] = a_trial(answered=[str(date.today())])
    hands.open_home()
    expect(page.get_by_text("Your answer of today is there.")).to_be_visible()
    for _ in range(200):
        if server.state.tests:
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)  # of two quick taps one answers
    (body,) = server.state.tests.values()
    sent = json.loads(body)
    assert sent["protocol"] == "pain_day"
    assert sent["trials"][0]["values"] == {"pain_nrs": 4}


def test_a_trial_that_pauses_asks_nothing(visit, server):
    server.state.bundles[ANNA]["trial"] = a_trial(paused="Your plan rests.")
    hands = visit()
    hands.open()
    hands.press("Not now")
    expect(hands.page.get_by_text("Your trial pauses")).to_be_visible()
    expect(hands.page.get_by_role("button", name="4", exact=True)).to_have_count(0)
