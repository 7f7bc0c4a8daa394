"""Crashes, closed pages and flat batteries: at most the last second is lost, nothing twice."""

import contextlib
import json
import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from emulated_motion import EARS, HZ, EmulatedMotion, same_samples
from player_hands import SPEECH_STUB, Hands
from playwright.sync_api import BrowserContext, Error, expect

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
SECOND = int(HZ)


@pytest.fixture
def device(
    chromium, chromium_path, server, tmp_path
) -> Iterator[Callable[[], BrowserContext]]:
    """Return a way to start one device's browser, again and again, with what it keeps."""
    running: list[BrowserContext] = []

    def start() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path,
            headless=True,
            chromium_sandbox=False,
            args=FLAGS,
            permissions=["accelerometer", "gyroscope", "screen-wake-lock"],
            viewport={"width": 360, "height": 740},
        )
        context.add_init_script(EARS + SPEECH_STUB)
        context.add_cookies(server.cookies("account-a"))
        running.append(context)
        return context

    yield start
    for context in running:
        context.close()


def swing(seconds: float):
    """Return a made-up swinging phone (simulated), different in every sample."""
    n = int(seconds * HZ)
    acc = [(0.1 * (i % 37), math.sin(i / 9), 9.8 + 0.1 * (i % 3)) for i in range(n)]
    gyr = [(0.01 * (i % 53), -0.02 * (i % 11), 0.03) for i in range(n)]
    return acc, gyr


def on_page(context, server):
    page = context.pages[0] if context.pages else context.new_page()
    motion = EmulatedMotion(page)
    return Hands(page, server.url), motion


def sent_samples(server):
    (name,) = server.state.documents
    return server.state.samples(name)


def left(hands):
    """Return the seconds that the clock shows."""
    return int(hands.clock.text_content().removeprefix("0:"))


def test_after_a_crash_it_goes_on_within_a_second_and_no_sample_is_lost_or_doubled(
    device, server
):
    hands, motion = on_page(device(), server)
    hands.open()
    motion.feed(*swing(0.5))
    hands.prepare()
    hands.begin()
    motion.feed(*swing(4.5))
    heard = hands.page.evaluate("window.heard")
    begun = hands.page.evaluate("window.marks['Begin now']")
    control = hands.page.context.new_cdp_session(hands.page)
    left_before_s = left(hands)
    with hands.page.context.expect_event("close"), contextlib.suppress(Error):
        control.send("Browser.crash")  # the line dies with the browser: that is the point
    hands, motion = on_page(device(), server)
    hands.open_home_or_walk()
    expect(hands.word).to_have_text("Paused")
    expect(hands.page.locator(".cue")).to_contain_text("The player was closed")
    assert left(hands) - left_before_s <= 1  # the last second may be lost
    motion.feed(*swing(0.3))
    hands.press("Resume")
    motion.feed(*swing(3))
    hands.press("STOP")
    second = hands.page.evaluate(
        "window.heard.slice(window.marks.Resume, window.marks.STOP)"
    )
    expect(hands.page.get_by_text("went on where it was")).to_be_visible()
    hands.answer()
    expect(hands.state).to_contain_text("Sent")

    sent = sent_samples(server)
    after = len(sent) - len(second)
    assert same_samples(sent[after:], second)
    both = min(
        after, len(heard) - begun
    )  # it went on hearing between our look and the crash
    assert len(heard) - begun - both <= 1.2 * SECOND
    assert same_samples(sent[:both], heard[begun : begun + both])
    assert all(a[0] < b[0] for a, b in pairwise(sent))


def test_a_closed_page_keeps_even_the_last_second(device, server):
    context = device()
    hands, motion = on_page(context, server)
    hands.open()
    hands.prepare()
    hands.begin()
    motion.feed(*swing(2.5))
    hands.page.evaluate("localStorage.heard = '0'")
    hands.page.evaluate("""addEventListener("pagehide", () => {
        localStorage.heard = heard.length - marks["Begin now"];
    })""")
    hands.page.goto("about:blank")
    hands.open_home_or_walk()
    expect(hands.word).to_have_text("Paused")
    heard = int(hands.page.evaluate("localStorage.heard"))
    hands.press("STOP")
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    assert heard > 2 * SECOND
    assert len(sent_samples(server)) == heard
    (body,) = server.state.documents.values()
    assert json.loads(body)["samples"] == heard


def test_only_what_was_walked_is_recorded_and_a_silent_sensor_is_said(device, server):
    hands, motion = on_page(device(), server)
    hands.open()
    hands.prepare()
    hands.begin()
    motion.feed(*swing(1.5))
    expect(hands.page.locator(".status")).to_contain_text("Motion is recorded")
    hands.press("Pause")
    motion.feed(*swing(1))
    hands.press("STOP")
    heard = hands.page.evaluate(
        "window.heard.slice(window.marks['Begin now'], window.marks.Pause)"
    )
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    assert same_samples(sent_samples(server), heard)


def test_without_a_sensor_it_says_so_and_guides_on(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.begin()
    hands.page.clock.run_for(4_000)
    expect(hands.page.locator(".status")).to_contain_text("guided, but not measured")
    hands.press("STOP")
    expect(
        hands.page.get_by_text("No motion was recorded: no sensor answered.")
    ).to_be_visible()
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    (body,) = server.state.documents.values()
    assert (json.loads(body)["site"], json.loads(body)["chunk_count"]) == ("none", 0)


def test_the_screen_lock_is_asked_for_again_when_the_page_comes_back(visit):
    hands = visit()
    hands.page.add_init_script("""
        window.asked = 0;
        let seen = "visible";
        Object.defineProperty(document, "visibilityState", { get: () => seen });
        window.look = (state) => {
            seen = state;
            document.dispatchEvent(new Event("visibilitychange"));
        };
        Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
            window.asked += 1;
            return { released: true, release: async () => {} };
        }}});
    """)
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    assert hands.page.evaluate("window.asked") == 1
    hands.page.evaluate("look('hidden')")
    expect(hands.page.locator(".cue")).to_contain_text("Keep this screen on")
    assert hands.page.evaluate("window.asked") == 1
    hands.page.evaluate("look('visible')")
    assert hands.page.evaluate("window.asked") == 2
    expect(hands.page.locator(".cue")).to_contain_text("Forward: ")
