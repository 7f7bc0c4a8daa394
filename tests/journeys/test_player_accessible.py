"""Every screen of the player, light and dark, passes the checks of axe-core."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect


def screens(hands, server):
    """Go through the player, and stop at every state. A new screen is another `yield` here."""
    hands.open_home()
    yield "home"
    hands.open()
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    hands.page.get_by_text("Sound and display").click()
    hands.press("Connect treadmill or heart rate")
    expect(hands.page.locator("#part-devices")).to_be_visible()
    hands.press("Share with a partner")
    expect(hands.page.locator("#part-partner")).to_be_visible()
    yield "before the walk, with every panel open"
    hands.press("Start")
    yield "before the walk, with an answer missing"
    hands.prepare()
    yield "lead-in"
    hands.begin()
    yield "walking"
    hands.press("It hurts")
    yield "asking how much it hurts"
    hands.press("Close without a number")
    hands.press("Pause")
    yield "paused"
    hands.page.evaluate(
        f"import('{settings.STATIC_URL}player/stage.js').then((s) => s.noRoom())"
    )
    yield "with a notice"
    hands.press("STOP")
    hands.page.get_by_label("A knee gave way").check()
    hands.press("Save and send")
    yield "answers, with one missing"
    server.state.refuse[r"PUT .*/sessions/[^/]+$"] = (422, {"detail": "Not understood."})
    hands.answer()
    expect(hands.state).to_contain_text("Not understood.")
    yield "not taken"
    server.state.refuse.clear()
    hands.press("Try again now")
    expect(hands.state).to_contain_text("Sent")
    yield "sent"
    hands.press("To your sessions")
    expect(hands.page.get_by_role("heading", name="Your sessions")).to_be_visible()
    yield "home with a sent session"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_screen_is_accessible(visit, server, colours):
    hands = visit(color_scheme=colours, reduced_motion="reduce")
    for state in screens(hands, server):
        found = Axe().run(hands.page)
        assert found.response["violations"] == [], f"{state}: {found.generate_report()}"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_turn_is_accessible(visit, colours):
    hands = visit(color_scheme=colours)
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    for word, ms in (("Turn", 22_000), ("Backward", 10_000)):
        hands.page.clock.run_for(ms)
        expect(hands.word).to_have_text(word)
        assert Axe().run(hands.page).response["violations"] == []


def test_a_chosen_colour_outranks_the_phones(visit):
    hands = visit(color_scheme="dark")
    hands.open_home()
    hands.page.get_by_text("Sound and display").click()
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = hands.page.evaluate(ground)
    hands.page.get_by_label("Light", exact=True).check()
    assert hands.page.evaluate(ground) != dark
    hands.page.reload()
    expect(hands.page.get_by_role("heading", name="Your sessions")).to_be_visible()
    assert hands.page.evaluate(ground) != dark


def test_cues_reach_a_screen_reader_at_once_and_the_rest_politely(visit):
    hands = visit()
    hands.open()
    hands.prepare()
    hands.begin()
    expect(hands.page.locator(".cue")).to_have_attribute("aria-live", "assertive")
    expect(hands.page.locator(".status")).to_have_attribute("aria-live", "polite")
    expect(hands.clock).to_have_attribute("aria-live", "off")
