"""Tests of thinking in the player: exact on a held clock, never counted once disturbed."""

import json
from itertools import pairwise

import pytest
from looked_over import blamed_in_every_look
from player_bundle import ANNA
from playwright.sync_api import expect
from thinking_tests import LETTERS, ON_THE_HELD_CLOCK, REACTIONS, WORDS

from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.taken_json import from_json
from retrowalk.outcomes.worked_out import worked_out

PICTURE_MS = 16  # of the held clock
NO_CHANCE = "Math.random = () => 0"  # every wait is the shortest
# When the picture was drawn that lit the panel; it is on the screen one picture later.
WATCH = """() => new MutationObserver(() => {
  const panel = document.querySelector(".panel.tap[data-kind=change]");
  if (panel && !panel.seen) window.litAt = performance.now();
  if (panel) panel.seen = true;
  else for (const dark of document.querySelectorAll(".panel.tap")) dark.seen = false;
}).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-kind"] })"""
HIDE = """() => {
  Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
  delete document.visibilityState;
}"""


@pytest.fixture
def open_tests(visit, server):
    """Return a way to open the list of tests on a clock that stands."""

    def opened(**options):
        server.state.bundles[ANNA]["tests"] = [REACTIONS, WORDS, LETTERS]
        hands = visit(**options)
        hands.page.clock.install()
        hands.open()
        expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
        hands.press("Not now")
        hands.page.get_by_role("button", name="Timed tests").first.click()
        expect(hands.page.get_by_role("heading", name="Timed tests: Anna")).to_be_visible()
        hands.page.evaluate(ON_THE_HELD_CLOCK)
        hands.page.evaluate(NO_CHANCE)
        hands.page.evaluate(WATCH)
        hold(hands)
        return hands

    return opened


def hold(hands):
    """Let the page's clock stand; it goes on only when the test says so."""
    now_ms = hands.page.evaluate("Date.now()")
    hands.page.clock.pause_at(now_ms / 1000 + 60)


def wait(hands, milliseconds):
    hands.page.clock.run_for(milliseconds)


def ready(hands, name):
    hands.page.get_by_role("button", name=f"Open: {name}").click()
    hands.press("I am ready")
    expect(hands.page.get_by_role("button", name="Start", exact=True)).to_be_visible()


def start(hands):
    hands.press("Start")
    wait(hands, 3000 + PICTURE_MS)


def accessible(hands, name):
    hands.page.clock.resume()  # axe itself waits
    assert blamed_in_every_look(hands.page, name) == []
    hold(hands)


def touch(hands, what, late_ms=0):
    """Touch; the page handles it so much after the finger came."""
    wait(hands, late_ms)
    hands.page.evaluate(f"window.lateMs = {late_ms}")
    hands.page.locator(what).dispatch_event("pointerdown", {"button": 0, "isPrimary": True})
    hands.page.evaluate("window.lateMs = 0")


def lit(hands):
    """Wait until the panel lights up; return how long ago that light was on the screen, ms."""
    for _ in range(40):
        if hands.page.locator(".panel[data-kind=change]").count():
            break
        wait(hands, PICTURE_MS)
    return hands.page.evaluate("performance.now() - window.litAt") - PICTURE_MS


def react(hands, milliseconds, by_key=False, late_ms=0):
    wait(hands, 900)
    wait(hands, round(milliseconds - lit(hands)))
    if by_key:
        hands.page.keyboard.press("Space")
    else:
        touch(hands, ".panel", late_ms)
    wait(hands, PICTURE_MS)


def taken(hands, server):
    """Return the test that arrived; a busy machine may take a while."""
    for _ in range(200):
        if server.state.tests:
            break
        hands.page.wait_for_timeout(50)
    (body,) = server.state.tests.values()
    return from_json(json.loads(body))


def test_reactions_are_exact_however_late_the_page_handles_them(open_tests, server):
    hands = open_tests()
    ready(hands, "Three minutes of reactions")
    wait(hands, 1000)
    expect(hands.page.get_by_text("pictures a second")).to_be_visible()
    start(hands)
    react(hands, 250)
    expect(hands.page.locator(".panel")).to_have_text("250 ms")
    touch(hands, ".panel")  # the same finger once more: no tap of its own
    expect(hands.page.locator(".panel")).to_have_text("250 ms")
    wait(hands, 200)
    touch(hands, ".panel")
    expect(hands.page.locator(".panel")).to_have_text("Too early")
    react(hands, 200, late_ms=180)
    react(hands, 400, by_key=True)
    react(hands, 300)
    wait(hands, 1500)
    expect(hands.page.get_by_role("heading", name="Trial: done")).to_be_visible()
    expect(hands.page.get_by_text("Your middle reaction time: 27")).to_be_visible()
    expect(hands.page.get_by_text("Slow reactions: 1. Taps too early: 1.")).to_be_visible()
    expect(hands.page.get_by_text("No web page can measure")).to_have_count(1)
    accessible(hands, "after reactions")
    hands.press("Keep and go on")
    (trial,) = taken(hands, server).trials
    of = protocol("vigilance")
    made = worked_out(of.way, trial, REACTIONS["parameters"])
    assert made is not None
    assert made.values["pvt_median_ms"] == pytest.approx(275.0, abs=1.0)
    assert made.values["pvt_lapses"] == 1.0
    assert made.values["pvt_false_starts"] == 1.0
    assert max(trial.series["handled_after_ms"]) == pytest.approx(180.0, abs=1.0)
    assert trial.series["picture_every_ms"][0] == pytest.approx(PICTURE_MS, abs=1.0)


def test_what_hides_the_page_ends_the_go_as_interrupted_and_keeps_it_raw(
    open_tests, server
):
    hands = open_tests(reduced_motion="reduce")
    ready(hands, "Three minutes of reactions")
    start(hands)
    react(hands, 250)
    wait(hands, 900)
    lit(hands)
    wait(hands, 2 * PICTURE_MS)
    expect(hands.page.locator(".panel")).to_have_text("TAP")  # no number runs
    hands.page.evaluate(HIDE)
    expect(hands.page.get_by_role("heading", name="Trial: interrupted")).to_be_visible()
    hands.press("Do it again")
    start(hands)
    react(hands, 250)
    hands.page.clock.fast_forward(3000)  # the phone slept
    wait(hands, PICTURE_MS)
    expect(hands.page.get_by_role("heading", name="Trial: interrupted")).to_be_visible()
    hands.press("Do it again")
    start(hands)
    hands.page.keyboard.press("Escape")
    expect(hands.page.get_by_role("heading", name="Trial: interrupted")).to_be_visible()
    hands.press("End the test here")
    test = taken(hands, server)
    assert [trial.ended.value for trial in test.trials] == ["interrupted"] * 3
    assert [len(trial.series["frame_ms"]) for trial in test.trials] == [2, 1, 0]


def test_a_colour_is_answered_by_touch_or_key_and_the_word_costs_time(open_tests, server):
    hands = open_tests()
    ready(hands, "Colours and words")
    accessible(hands, "the four colours")
    start(hands)

    def answer(by_key, wrong=False):
        wait(hands, 800)
        shown = hands.page.locator(".ink")
        wait(hands, PICTURE_MS)
        ink = int(shown.get_attribute("class")[-1])
        own = shown.inner_text() == ["RED", "YELLOW", "BLUE", "WHITE"][ink]
        chosen = (ink + 1) % 4 if wrong else ink
        wait(hands, 600 if own else 750)
        if by_key:
            hands.page.keyboard.press(str(chosen + 1))
        else:
            touch(hands, f".answers .button:nth-child({chosen + 1})")
        wait(hands, PICTURE_MS)

    answer(by_key=True)
    expect(hands.page.get_by_text("Right.", exact=True)).to_be_visible()
    answer(by_key=False, wrong=True)
    expect(hands.page.get_by_text("It was")).to_be_visible()
    wait(hands, 900)
    expect(hands.page.get_by_text("This was practice and does not count.")).to_be_visible()
    hands.press("Keep and go on")
    start(hands)
    for number in range(8):
        answer(by_key=number % 2 == 0)
    wait(hands, 900)
    expect(hands.page.get_by_text("Right answers: 100 percent.")).to_be_visible()
    hands.press("Keep and go on")
    practice, trial = taken(hands, server).trials
    assert practice.practice
    made = worked_out(protocol("colour_words").way, trial, WORDS["parameters"])
    assert made is not None
    assert made.values["stroop_interference_ms"] == pytest.approx(150.0, abs=2 * PICTURE_MS)
    assert made.values["stroop_right_pct"] == 100.0


def test_letters_come_at_their_moments_and_only_the_first_answer_counts(open_tests, server):
    hands = open_tests()
    ready(hands, "Two back")
    start(hands)
    letters = []
    for number in range(11):
        wait(hands, 500)
        letters.append(hands.page.locator(".shown").inner_text())
        same = number >= 2 and letters[-1] == letters[-3]
        hands.page.keyboard.press("1" if same else "2")
        hands.page.keyboard.press("2" if same else "1")  # too late to think again
        wait(hands, 1500)
        assert hands.page.locator(".shown").inner_text() == ""
        wait(hands, 1000)
    wait(hands, 100)
    expect(hands.page.get_by_text("You found 100 percent")).to_be_visible()
    hands.press("Keep and go on")
    (trial,) = taken(hands, server).trials
    gaps = [b - a for a, b in pairwise(trial.series["frame_ms"])]
    assert gaps == pytest.approx([3000.0] * 10, abs=2 * PICTURE_MS)
    made = worked_out(protocol("two_back").way, trial, LETTERS["parameters"])
    assert made is not None
    assert (made.values["two_back_hits_pct"], made.values["two_back_false_alarms_pct"]) == (
        100.0,
        0.0,
    )
