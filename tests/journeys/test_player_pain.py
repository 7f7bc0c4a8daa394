"""Pain before and while walking: asked calmly, never in the way, and never walked over."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from in_reach import SCREENS, in_reach
from playwright.sync_api import expect

WAIT = "Please rest today, and walk when it is 5 or less."


def walking(hands, pain=2):
    """Begin a session on a fake clock."""
    hands.page.clock.install()
    hands.open()
    hands.prepare(pain=pain)
    hands.begin()


def sent(server):
    """Return the session document that arrived."""
    (body,) = server.state.documents.values()
    return json.loads(body)


def test_pain_above_five_before_the_start_is_answered_and_does_not_begin(visit):
    hands = visit()
    hands.open()
    hands.page.locator("input[name=pain][value='9']").check()
    expect(hands.page.locator(".advice")).to_contain_text(WAIT)
    assert any(WAIT in said for said in hands.spoken())
    hands.page.get_by_label("Trouser pocket").check()
    for point in hands.page.locator("input[name=ready]").all():
        point.check()
    hands.press("Start")
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    assert Axe().run(hands.page).response["violations"] == []
    hands.page.locator("input[name=pain][value='5']").check()
    expect(hands.page.locator(".advice")).to_be_empty()
    hands.press("Start")
    expect(hands.word).to_have_text("Get ready")


def test_no_answer_about_pain_is_not_too_much_pain(visit):
    hands = visit()
    hands.open()
    hands.page.locator("input[name=pain][value='']").check()
    expect(hands.page.locator(".advice")).to_be_empty()


def test_a_little_pain_is_noted_and_the_walk_goes_on(visit, server):
    hands = visit()
    walking(hands)
    hands.press("It hurts")
    hands.press("3")
    expect(hands.page.locator(".cue")).to_have_text("Pain 3 of 10: noted.")
    expect(hands.word).to_have_text("Forward")
    expect(hands.page.get_by_role("button", name="It hurts")).to_be_focused()
    hands.page.clock.run_for(60_000)
    expect(hands.page.locator("input[name=pain_during][value='3']")).to_be_checked()
    hands.answer(worst=None)
    expect(hands.state).to_contain_text("Sent")
    assert (sent(server)["pain_during"], sent(server)["ending"]) == (3, "completed")


def test_pain_up_by_two_pauses_and_the_person_decides(visit):
    hands = visit()
    walking(hands, pain=2)
    hands.press("It hurts")
    hands.press("4")
    expect(hands.word).to_have_text("Paused")
    expect(hands.page.locator(".cue")).to_contain_text("Better to end here")
    assert "Go on only if the pain settles." in hands.spoken()[-1]
    hands.press("Resume")
    expect(hands.word).to_have_text("Forward")


def test_pain_above_five_ends_the_walk_says_why_and_is_sent(visit, server):
    hands = visit()
    walking(hands)
    hands.page.clock.run_for(5_000)
    hands.press("It hurts")
    hands.press("7")
    expect(hands.page.get_by_role("heading", name="Stopped. Stand still")).to_be_visible()
    why = "That is too much pain to walk on"
    expect(hands.page.locator(".banner")).to_contain_text(why)
    assert any(why in said for said in hands.spoken())
    expect(hands.page.get_by_text("Did any of this happen?")).to_be_visible()
    assert Axe().run(hands.page).response["violations"] == []
    hands.answer(worst=None)
    expect(hands.state).to_contain_text("Sent")
    told = (sent(server)["pain_during"], sent(server)["ending"], sent(server)["symptoms"])
    assert told == (7, "stopped_by_pain", [])


def test_closing_without_a_number_says_and_sends_nothing(visit, server):
    hands = visit()
    walking(hands)
    hands.press("It hurts")
    hands.press("Close without a number")
    expect(hands.page.get_by_role("button", name="Pause")).to_be_visible()
    hands.page.clock.run_for(60_000)
    hands.page.locator("input[name=pain_during][value='']").check()
    hands.answer(worst=None)
    expect(hands.state).to_contain_text("Sent")
    assert "pain_during" not in sent(server)


def test_the_worst_pain_while_walking_is_asked_after_every_walk(visit):
    hands = visit()
    walking(hands)
    hands.page.clock.run_for(60_000)
    hands.page.locator("input[name=pain_after][value='0']").check()
    hands.page.locator("input[name=exertion][value='2']").check()
    hands.press("Save and send")
    expect(hands.page.locator(".missing")).to_contain_text("how strong the worst pain was")


@pytest.mark.parametrize("text", ["Normal", "Big"])
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
def test_while_it_asks_the_clock_and_the_stop_stay_and_each_number_can_be_hit(
    visit, screen, text
):
    hands = visit(viewport={"width": screen[0], "height": screen[1]})
    hands.page.clock.install()
    hands.open()
    hands.page.get_by_text("Sound and display").click()
    hands.page.get_by_label(text, exact=True).check()
    hands.prepare()
    hands.begin()
    hands.press("It hurts")
    expect(hands.page.get_by_role("heading", name="How much does it hurt")).to_be_focused()
    in_reach(hands)
    assert Axe().run(hands.page).response["violations"] == []
    panel = hands.page.locator(".panel").bounding_box()
    assert panel["height"] >= 100
    for number in hands.page.locator(".numbers button").all():
        box = number.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        on_top = hands.page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).textContent", middle
        )
        assert on_top == number.text_content()
        beside = box["x"] >= panel["x"] + panel["width"] - 1
        assert beside or box["y"] >= panel["y"] + panel["height"] - 1
    hands.page.keyboard.press("Escape")
    expect(hands.page.get_by_role("heading", name="Stopped. Stand still")).to_be_visible()
