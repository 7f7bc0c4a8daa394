"""The whole loop in a real browser with a real recording, and the browser dies on the way.

Sign up, screening, clearance, programme, plan, today's session in the player. The motion
sensors play a real walk. In mid-session the network goes, then the browser. It is opened
again without a network, the session goes on, the answers are given, the network comes
back: the server has every sample and every answer exactly once, and says what comes next.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from emulated_motion import EARS, HZ, EmulatedMotion, same_samples
from player_hands import SPEECH_STUB, Hands
from playwright.sync_api import BrowserContext, Page, expect

from retrowalk.directions import Direction
from retrowalk.server.sessions.models import Chunk, WalkedSession
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
WALK = "ipol__2-3.npz"  # a person's lower back: stands, 10 m out, U-turn, 10 m back; 39 s
PASSWORD = "a-quiet-hallway-17"  # noqa: S105 - of an account that lives as long as the test
NAMES = ("t_ms", "ax", "ay", "az", "gx", "gy", "gz")


Walk = tuple[np.ndarray, np.ndarray]
Put = tuple[str, bytes]


@dataclass(frozen=True)
class Heard:
    """What a page heard while its session ran, and what its clock then showed."""

    rows: list[list[float]]
    left_s: int


class Device:
    """One browser with what it keeps; what it sends is written down."""

    def __init__(self, chromium, path: str, profile: Path) -> None:
        self._chromium, self._path, self._profile = chromium, path, profile
        self.sent: list[Put] = []
        self._context: BrowserContext | None = None

    def start(self, *, offline: bool = False) -> Page:
        context = self._chromium.browser_type.launch_persistent_context(
            self._profile,
            executable_path=self._path,
            headless=True,
            chromium_sandbox=False,
            args=FLAGS,
            permissions=["accelerometer", "gyroscope", "screen-wake-lock"],
            viewport={"width": 390, "height": 780},
        )
        context.set_default_timeout(60_000)  # a busy machine; nothing is timed
        context.add_init_script(EARS + SPEECH_STUB)
        context.on("request", self._note)
        context.set_offline(offline)
        self._context = context
        return context.pages[0] if context.pages else context.new_page()

    def network(self, *, on: bool) -> None:
        assert self._context
        self._context.set_offline(not on)

    def close(self) -> None:
        if self._context:
            self._context.close()
            self._context = None

    def _note(self, request) -> None:
        if request.method == "PUT":
            self.sent.append((request.url, request.post_data_buffer or b""))


@pytest.fixture
def device(chromium, chromium_path: str, tmp_path: Path) -> Iterator[Device]:
    owned = Device(chromium, chromium_path, tmp_path / "profile")
    yield owned
    owned.close()


@pytest.fixture
def site(live_server, settings, tmp_path: Path) -> str:
    settings.SHELF = tmp_path / "shelf"
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def walk(recordings_if_any: Path | None) -> Walk:
    """Return acceleration and angular rate at the 60 Hz that a browser gives.

    A person's, or where no recordings are on this machine a simulated body's: the journey
    is about samples that arrive, and runs either way.
    """
    if recordings_if_any is None:
        plan = [Interval(4.0), Interval(31.0, Direction.FORWARD), Interval(4.0)]
        made_up = simulate(plan, SensorSite.LOWER_BACK, rate_hz=HZ, seed=1).recording
        assert made_up.gyr_radps is not None
        return made_up.acc_mps2, made_up.gyr_radps
    with np.load(recordings_if_any / WALK) as file:
        acc, gyr, fs = file["back_acc"], file["back_gyr"], float(file["fs"])
    t = np.arange(0.0, (len(acc) - 1) / fs, 1.0 / HZ)
    own = np.arange(len(acc)) / fs

    def at_60_hz(columns: np.ndarray) -> np.ndarray:
        return np.column_stack([np.interp(t, own, column) for column in columns.T])

    return at_60_hz(acc), at_60_hz(gyr)


def sign_up_and_screen(page: Page, site: str) -> None:
    page.goto(f"{site}/account/signup/")
    page.get_by_label("Username").fill("ruth")
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password2]").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.goto(f"{site}/household/")
    page.get_by_role("link", name="Add a person").first.click()
    page.get_by_label("Name", exact=True).fill("Ruth")
    page.get_by_label("Year of birth").fill("1958")
    page.get_by_label("knee").first.check()
    page.locator("main form button[type=submit]").click()
    while page.locator("input[value=no]").count():
        for healthy in page.locator("input[value=no]").all():
            healthy.check()
        for wish in page.locator(
            "input[value=light], input[name=regularly_active][value=yes]"
        ).all():
            wish.check()
        page.locator("main form button[type=submit]").click()


def begin_programme(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Go on to the plan").click()
    first = page.locator("section.card.today")
    first.locator("input[type=radio]").first.check()
    first.get_by_role("button").click()


def received(sent: list[Put]) -> list[tuple[float, ...]]:
    """Return the samples in the chunks that went over the wire, each number once."""
    chunks = {url: body for url, body in sent if "/chunks/" in url}
    assert len(chunks) == len([url for url, _ in sent if "/chunks/" in url])
    ordered = [
        chunks[url] for url in sorted(chunks, key=lambda url: int(url.rsplit("/", 1)[1]))
    ]
    bodies = [json.loads(body) for body in ordered]
    return [row for body in bodies for row in zip(*(body[n] for n in NAMES), strict=True)]


def document(sent: list[Put]) -> dict[str, Any]:
    """Return the session document that went over the wire last."""
    content: dict[str, Any] = json.loads(sent[-1][1])
    return content


def came_from(walk: np.ndarray, heard: list[list[float]]) -> bool:
    """Say whether what the page heard is the recording, in order, rounded as phones do."""
    at = 0
    for row in heard:
        fits = np.flatnonzero(np.abs(walk[at:] - row[1:4]).max(axis=1) < 0.0501)
        if not len(fits):
            return False
        at += fits[0]
    return True


def walk_until_the_browser_dies(page: Page, device: Device, walk: Walk, site: str) -> Heard:
    """Start today's session, lose the network half-way, then the browser."""
    acc, gyr = walk
    third = len(acc) // 3
    motion = EmulatedMotion(page)
    page.get_by_role("link", name="Start session").click()
    hands = Hands(page, site)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    motion.feed(acc[:5], gyr[:5])
    hands.prepare("Belt, at the lower back", pain=4)
    hands.begin()
    motion.feed(acc[:third], gyr[:third])
    device.network(on=False)
    motion.feed(acc[third : 2 * third], gyr[third : 2 * third])
    heard = page.evaluate("window.heard.slice(window.marks['Begin now'])")
    left_s = seconds(hands.clock.text_content())
    device.close()
    return Heard(heard, left_s)


def go_on_without_a_network(page: Page, first: Heard, walk: Walk, site: str) -> Heard:
    """Open the player cold, go on where the session was, stop, and answer."""
    acc, gyr = (columns[2 * len(columns) // 3 :] for columns in walk)
    motion = EmulatedMotion(page)
    hands = Hands(page, site)
    hands.open_home_or_walk()
    expect(hands.word).to_have_text("Paused")
    left_s = seconds(hands.clock.text_content())
    assert abs(left_s - first.left_s) <= 1
    motion.feed(acc[:5], gyr[:5])
    hands.press("Resume")
    motion.feed(acc, gyr)
    hands.press("I stumbled")
    hands.press("STOP")
    heard = page.evaluate("window.heard.slice(window.marks.Resume, window.marks.STOP)")
    expect(page.get_by_role("heading", name="Stopped. Stand still")).to_be_visible()
    hands.answer(pain=5, exertion="3")
    expect(hands.state).to_contain_text("as soon as there is a network")
    return Heard(heard, left_s)


def every_sample_arrived_once(sent: list[Put], first: Heard, second: Heard) -> None:
    every = received(sent)
    before_death = len(every) - len(second.rows)
    assert same_samples(every[before_death:], second.rows)
    # Between our look at the page and the browser's end it heard a little more; and of what
    # it heard, the last second may be lost. Nothing else may differ.
    both = min(before_death, len(first.rows))
    assert len(first.rows) - both <= HZ
    assert before_death - both <= 2 * HZ
    assert same_samples(every[:both], first.rows[:both])
    assert all(a[0] < b[0] for a, b in pairwise(every))
    chunks = Chunk.objects.all()
    assert {c.digest for c in chunks} == {
        hashlib.sha256(body).hexdigest() for url, body in sent if "/chunks/" in url
    }
    assert sum(c.samples for c in chunks) == len(every) == document(sent)["samples"]


def every_answer_arrived(sent: list[Put], walked_s: float) -> None:
    told = {"pain_before": 4, "pain_after": 5, "rpe_cr10": 3, "stumbles": 1}
    record = WalkedSession.objects.get().record
    for kept in (document(sent), record):
        assert {key: kept[key] for key in told} == told
        assert kept["ending"] == "stopped_by_choice"
    assert record["intervals"][0]["done_s"] == pytest.approx(walked_s, abs=4)


def the_next_session_and_the_chart_are_shown(page: Page, site: str) -> None:
    reason = page.locator(".reason").text_content()
    assert reason
    expect(page.locator(".next-session")).to_contain_text("Next: session")
    page.get_by_role("link", name="See the result").click()
    expect(page.get_by_text(reason)).to_be_visible()
    page.goto(f"{site}/persons/{WalkedSession.objects.get().person_id}/progress/")
    expect(page.locator("main svg").first).to_be_visible()


def test_the_whole_loop_runs_through_a_dead_network_and_a_dead_browser(
    site: str, device: Device, walk: Walk
) -> None:
    page = device.start()
    sign_up_and_screen(page, site)
    begin_programme(page)
    first = walk_until_the_browser_dies(page, device, walk, site)
    page = device.start(offline=True)
    second = go_on_without_a_network(page, first, walk, site)
    assert WalkedSession.objects.count() == 0

    device.network(on=True)
    expect(page.locator(".state")).to_contain_text("Sent", timeout=30_000)
    every_sample_arrived_once(device.sent, first, second)
    assert came_from(walk[0], first.rows[5:])
    assert came_from(walk[0], second.rows[5:])
    every_answer_arrived(device.sent, walked_s=len(walk[0]) / HZ)
    the_next_session_and_the_chart_are_shown(page, site)


def seconds(face: str | None) -> int:
    minutes, rest = (face or "").split(":")
    return int(minutes) * 60 + int(rest)
