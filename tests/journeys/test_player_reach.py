"""The stop is in reach in every state, on every screen; and hands may be a keyboard's."""

from itertools import combinations

import pytest
from in_reach import SCREENS, in_reach
from playwright.sync_api import expect


@pytest.mark.parametrize("text", ["Normal", "Big"])
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
def test_stop_is_in_reach_in_every_state_and_nothing_is_covered(visit, screen, text):
    hands = visit(viewport={"width": screen[0], "height": screen[1]})
    hands.page.clock.install()
    hands.open()
    hands.page.get_by_text("Sound and display").click()
    hands.page.get_by_label(text, exact=True).check()
    hands.prepare()
    in_reach(hands)
    hands.begin()
    in_reach(hands)
    hands.page.clock.run_for(22_000)
    expect(hands.word).to_have_text("Turn")  # with the longest of all cues
    in_reach(hands)
    nothing_is_cut_off_or_covered(hands)
    hands.page.clock.run_for(10_000)
    expect(hands.word).to_have_text("Backward")
    hands.press("I stumbled")
    in_reach(hands)
    hands.press("I stumbled")
    expect(hands.word).to_have_text("Paused")
    in_reach(hands)


def nothing_is_cut_off_or_covered(hands):
    height = hands.page.viewport_size["height"]
    seen = [".panel", ".cue", ".next", ".status", ".pause", ".stumble", ".stop", ".mute"]
    boxes = {name: hands.page.locator(name).bounding_box() for name in seen}
    for name, box in boxes.items():
        element = hands.page.locator(name)
        assert element.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), name
        assert box["y"] >= 0, name
        assert box["y"] + box["height"] <= height, name
    for one, other in combinations(seen, 2):
        assert not overlap(boxes[one], boxes[other]), (one, other)
    assert hands.page.locator(".around").evaluate(
        "e => e.scrollHeight <= e.clientHeight + 1"
    )
    for name in (".word", ".clock"):
        box = hands.page.locator(name).bounding_box()
        assert box["y"] >= boxes[".panel"]["y"]
        assert box["y"] + box["height"] <= boxes[".panel"]["y"] + boxes[".panel"]["height"]


def overlap(a, b):
    apart = (
        a["x"] + a["width"] <= b["x"] + 1
        or b["x"] + b["width"] <= a["x"] + 1
        or a["y"] + a["height"] <= b["y"] + 1
        or b["y"] + b["height"] <= a["y"] + 1
    )
    return not apart


def test_escape_stops_from_anywhere(visit):
    hands = visit()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.press("Escape")
    expect(hands.page.get_by_role("heading", name="Stopped. Stand still")).to_be_visible()


def test_a_session_can_be_done_by_keyboard_alone(visit):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    press = hands.page.keyboard.press
    focus = hands.page.evaluate_handle

    def tab_to(name):
        for _ in range(60):
            press("Tab")
            if focus("document.activeElement").evaluate(
                "(e, name) => e.name === name || e.textContent === name", name
            ):
                return
        pytest.fail(f"{name} cannot be reached with the Tab key")

    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_focused()
    tab_to("site")
    press("Space")
    press("ArrowDown")
    expect(hands.page.get_by_label("Belt, at the lower back")).to_be_checked()
    for _ in range(3):
        tab_to("ready")
        press("Space")
    tab_to("pain")
    press("Space")
    tab_to("Start")
    press("Enter")
    expect(hands.word).to_have_text("Get ready")
    tab_to("Begin now")
    press("Enter")
    expect(hands.word).to_have_text("Forward")
    tab_to("Pause")
    press("Enter")
    expect(hands.word).to_have_text("Paused")
    press("Enter")
    expect(hands.word).to_have_text("Forward")
    tab_to("STOP")
    press("Enter")
    tab_to("pain_during")
    press("Space")
    tab_to("pain_after")
    press("Space")
    tab_to("exertion")
    press("Space")
    tab_to("Save and send")
    press("Enter")
    expect(hands.state).to_contain_text("Sent")
