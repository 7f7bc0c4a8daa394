"""What goes wrong with phones, on the real server: samples made are counted against samples kept.

Every sample carries its number; the clock is a fake one, so that minutes take a moment.
"""

import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from counted_motion import FIRST_AGAIN, HZ, gaps, numbers, script
from django.test import Client
from phone import person_with_plan
from player_hands import SPEECH_STUB, Hands
from playwright.sync_api import BrowserContext, Page, expect

from retrowalk.server.sessions.models import Chunk, WalkedSession

FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run"]
SLACK = 5 * HZ  # made between two words to a busy browser, whose clock also runs by itself

# The wall clock as somebody who plays with the phone's settings sets it.
WALL = """
(() => {
  const real = Date.now.bind(Date);
  window.wallShift = 0;
  window.setWall = (ms) => {
    window.wallShift = ms;
    Date.now = () => real() + window.wallShift;
  };
})();
"""


class Device:
    """One browser profile on the real site, signed in, with a person whose plan has begun."""

    def __init__(
        self, start: Callable[[], BrowserContext], site: str, profile: Path
    ) -> None:
        self._start, self._site, self._profile = start, site, profile
        self.person = person_with_plan()
        self.sent: list[tuple[str, bytes]] = []
        self._cookies = self._sign_in()
        self.page: Page

    def _sign_in(self) -> list[dict[str, str]]:
        """Return what a browser holds since a sign-in of some days ago."""
        client = Client()
        client.force_login(self.person.account)
        client.get("/api/v1/token")
        return [
            {"name": name, "value": cookie.value, "url": self._site}
            for name, cookie in client.cookies.items()
        ]

    def open(self, first: int, *, cold: bool = False) -> Hands:
        """Start the browser and open the player; cold: without a network."""
        context = self._start()
        context.add_init_script(SPEECH_STUB + script(first))
        context.add_cookies(self._cookies)
        context.on("request", self._note)
        context.set_offline(cold)
        self.page = context.pages[0]
        self.page.clock.install()
        return Hands(self.page, self._site)

    def _note(self, request) -> None:
        if request.method == "PUT":
            self.sent.append((request.url, request.post_data_buffer or b""))

    def walk(self, hands: Hands) -> None:
        """Open the next session and begin to walk, with motion."""
        hands.open(str(self.person.pk), 1)
        hands.prepare(pain=1)
        hands.page.evaluate("countMotion()")
        hands.begin()

    def network(self, *, on: bool) -> None:
        """Switch the network."""
        self.page.context.set_offline(not on)

    def battery_dies(self) -> None:
        """Kill the browser's own process, without a word to it."""
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            line = process.read_bytes()
            if str(self._profile).encode() in line and b"--type=" not in line:
                os.kill(int(process.parent.name), signal.SIGKILL)


@pytest.fixture
def device(
    chromium, chromium_path: str, live_server, settings, tmp_path: Path
) -> Iterator[Device]:
    """Return a device that can be started again and again."""
    settings.SHELF = tmp_path / "shelf"
    running: list[BrowserContext] = []

    def start() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path,
            headless=True,
            chromium_sandbox=False,
            args=FLAGS,
            viewport={"width": 360, "height": 740},
        )
        running.append(context)
        return context

    site = live_server.url.replace("127.0.0.1", "localhost")
    yield Device(start, site, tmp_path / "profile")
    for context in running:
        context.close()


def arrived(device: Device) -> list[int]:
    """Return the numbers of all samples that the server keeps, chunk after chunk."""
    bodies = {url: body for url, body in device.sent if "/chunks/" in url}
    ordered = sorted(bodies, key=lambda url: int(url.rsplit("/", 1)[1]))
    digests = [hashlib.sha256(bodies[url]).hexdigest() for url in ordered]
    chunks = Chunk.objects.order_by("number")
    assert digests == list(chunks.values_list("digest", flat=True))
    found = [number for url in ordered for number in numbers(json.loads(bodies[url])["ax"])]
    assert len(found) == sum(chunk.samples for chunk in chunks)
    return found


def the_disk_has(hands: Hands, seconds: int) -> None:
    """Wait until so many seconds of motion stand on the disk."""
    hands.page.wait_for_function(
        """(seconds) => new Promise((resolve) => {
            const opening = indexedDB.open("retrowalk-player");
            opening.onsuccess = () => {
                const all = opening.result.transaction("seconds").objectStore("seconds").count();
                all.onsuccess = () => { opening.result.close(); resolve(all.result >= seconds); };
            };
        })""",
        arg=seconds,
    )


def stop_and_send(hands: Hands) -> None:
    hands.press("STOP")
    hands.answer(pain=4, exertion="3", worst=2)
    expect(hands.state).to_contain_text("Sent")


def every_answer_arrived() -> None:
    record = WalkedSession.objects.get().record
    told = {"pain_before": 1, "pain_during": 2, "pain_after": 4, "rpe_cr10": 3}
    assert {key: record[key] for key in told} == told


def test_offline_all_the_way_and_a_dead_battery_between_chunks_lose_a_second_at_most(
    device,
):
    hands = device.open(first=0)
    hands.open_home()
    hands.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    device.walk(hands)
    begun = hands.page.evaluate("made")
    device.network(on=False)
    hands.page.clock.run_for(44_000)  # a chunk is full, half of the next is not
    the_disk_has(hands, seconds=42)  # it is no faster for the fake clock
    made = hands.page.evaluate("made")
    device.battery_dies()

    hands = device.open(first=FIRST_AGAIN, cold=True)
    hands.open_home_or_walk()
    expect(hands.word).to_have_text("Paused")
    hands.page.evaluate("countMotion()")
    hands.page.clock.run_for(1_000)
    hands.press("Resume")
    again = hands.page.evaluate("made")
    hands.page.clock.run_for(20_000)
    stopped = hands.page.evaluate("made")
    hands.press("STOP")
    expect(hands.page.get_by_text("went on where it was")).to_be_visible()
    hands.answer(pain=4, exertion="3", worst=2)
    expect(hands.state).to_contain_text("as soon as there is a network")
    assert not WalkedSession.objects.exists()
    device.network(on=True)
    hands.page.clock.run_for(10_000)
    expect(hands.state).to_contain_text("Sent")

    found = arrived(device)
    ((last, first),) = gaps(found)
    assert begun - SLACK <= found[0] <= begun
    assert made - last <= HZ + 1  # the last second
    assert again - SLACK <= first <= again
    assert stopped - 1 <= found[-1]
    every_answer_arrived()


def test_a_full_disk_loses_nothing_while_the_page_is_open(device):
    hands = device.open(first=0)
    hands.page.add_init_script("delete Navigator.prototype.serviceWorker")
    quota(hands, 600_000)  # bytes: enough to begin, and for some seconds
    device.walk(hands)
    begun = hands.page.evaluate("made")
    hands.page.clock.run_for(45_000)
    expect(hands.page.get_by_text("This device has no room left")).to_be_visible()
    expect(hands.page.locator(".status")).to_contain_text("Motion is recorded")
    stopped = hands.page.evaluate("made")
    stop_and_send(hands)
    found = arrived(device)
    assert gaps(found) == []
    assert begun - SLACK <= found[0] <= begun
    assert stopped - 1 <= found[-1]
    every_answer_arrived()


def quota(hands: Hands, size: int) -> None:
    """Let the browser think that its disk holds no more than this many bytes for the site."""
    browser = hands.page.context.new_cdp_session(hands.page)
    origin = hands.url
    browser.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size})


def test_a_wall_clock_set_by_hours_and_a_page_loaded_again_lose_and_add_nothing(device):
    hands = device.open(first=0)
    hands.page.add_init_script(WALL)
    device.walk(hands)
    hands.page.clock.run_for(10_000)
    for hours in (1, -1, -3):
        hands.page.evaluate(f"setWall({hours} * 3_600_000)")
        hands.page.clock.run_for(3_000)
        expect(hands.word).not_to_have_text("Paused")
    the_disk_has(hands, seconds=17)
    made = hands.page.evaluate("made")
    hands.page.evaluate("""addEventListener("pagehide", () => {
        localStorage.face = document.querySelector(".clock").textContent;
    })""")
    hands.page.goto("about:blank")
    hands.page.add_init_script(script(FIRST_AGAIN))
    hands.open_home_or_walk()
    expect(hands.word).to_have_text("Paused")
    assert hands.clock.text_content() == hands.page.evaluate("localStorage.face")
    hands.page.evaluate("countMotion()")
    hands.press("Resume")
    hands.page.clock.run_for(4_000)
    stop_and_send(hands)
    found = arrived(device)
    ((last, first),) = gaps(found)
    assert made - 1 <= last  # a page that is closed keeps even the last second
    assert first <= FIRST_AGAIN + SLACK
    record = WalkedSession.objects.get().record
    assert record["intervals"][0]["done_s"] == pytest.approx(23.0, abs=5.0)
    every_answer_arrived()
