"""Every screen of the player, light and dark, passes the checks of axe-core."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def clean(hands):
    found = Axe().run(hands.page)
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_screen_is_accessible(visit, server, colours):
    hands = visit(color_scheme=colours, reduced_motion="reduce")
    hands.open_home()
    clean(hands)
    hands.open()
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    hands.page.get_by_text("Sound and display").click()
    clean(hands)
    hands.press("Start")
    hands.prepare()
    clean(hands)
    hands.begin()
    clean(hands)
    hands.press("Pause")
    clean(hands)
    hands.press("STOP")
    hands.page.get_by_label("A knee gave way").check()
    hands.press("Save and send")
    clean(hands)
    server.state.refuse[r"PUT .*/sessions/[^/]+$"] = (422, {"detail": "Not understood."})
    hands.answer()
    expect(hands.state).to_contain_text("Not understood.")
    clean(hands)
    server.state.refuse.clear()
    hands.press("Try again now")
    expect(hands.state).to_contain_text("Sent")
    clean(hands)
    hands.press("To your sessions")
    expect(hands.page.get_by_role("heading", name="Your sessions")).to_be_visible()
    clean(hands)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_turn_is_accessible(visit, colours):
    hands = visit(color_scheme=colours)
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.begin()
    hands.page.clock.run_for(22_000)
    expect(hands.word).to_have_text("Turn")
    clean(hands)
    hands.page.clock.run_for(10_000)
    expect(hands.word).to_have_text("Backward")
    clean(hands)


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
