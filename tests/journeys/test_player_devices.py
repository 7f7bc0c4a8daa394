"""A treadmill and a strap in the player, over the browser's real Bluetooth code."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from emulated_bluetooth import FLAG, STRAP, EmulatedBluetooth
from player_bundle import ANNA, bundle
from player_hands import SPEECH_STUB, Hands
from player_server import PlayerServer
from playwright.sync_api import Browser, Locator, Page, expect

from retrowalk.coach.script import script, to_json
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support

MOST_MPS = 0.5


class Gym:
    """A phone on a treadmill: the page, its person, and the two virtual devices."""

    def __init__(self, page: Page, hands: Hands, air: EmulatedBluetooth) -> None:
        self.page, self.hands, self.air = page, hands, air

    def open_panel(self) -> None:
        self.page.clock.install()
        self.hands.open()
        self.hands.press("Connect treadmill or heart rate")

    def connect(self) -> None:
        self.open_panel()
        self.hands.press("Connect treadmill")
        expect(self.page.get_by_text("Connected: Virtual treadmill.")).to_be_visible()
        self.page.get_by_label("Let Retrowalk change the belt's speed").check()

    def connect_strap(self) -> None:
        self.air.chosen = STRAP
        self.hands.press("Connect heart rate")
        expect(self.page.get_by_text("Connected: Virtual strap.")).to_be_visible()

    def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self.air.pass_time(1.0)
            self.page.clock.run_for(1000)
            assert self.air.treadmill.target_mps <= MOST_MPS

    def begin(self) -> None:
        self.hands.prepare("Do not record")
        self.hands.begin()

    @property
    def ears(self) -> Locator:
        return self.page.locator(".ears")

    @property
    def speed_mps(self) -> float:
        return self.air.treadmill.speed_mps

    @property
    def said(self) -> str:
        return " ".join(self.hands.spoken())


@pytest.fixture
def gym(
    chromium: Browser, chromium_path: str, server: PlayerServer
) -> Iterator[tuple[Gym, PlayerServer]]:
    browser = chromium.browser_type.launch(
        executable_path=chromium_path,
        headless=True,
        chromium_sandbox=False,
        args=[FLAG, "--disable-gpu", "--no-first-run"],
    )
    server.state.bundles[ANNA] = on_treadmill((40.0, 40.0))
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(SPEECH_STUB)
    context.add_cookies(server.cookies("account-a"))
    page = context.new_page()
    hands = Hands(page, server.url)
    yield Gym(page, hands, EmulatedBluetooth(browser, page)), server
    browser.close()
    experimental = "Web Bluetooth is experimental on this platform"
    assert [one for one in hands.errors if experimental not in one] == []


def on_treadmill(seconds):
    ways = (Direction.FORWARD, Direction.BACKWARD)
    band = Band(0.45, MOST_MPS)
    walks = tuple(Interval(way, s, band) for way, s in zip(ways, seconds, strict=True))
    dose = Prescription("belt", walks, Place.TREADMILL, Support.RAIL_OR_WALL, ())
    made = bundle(ANNA, seconds)
    for planned in made["sessions"]:
        planned["place"] = dose.place.value
        planned["script"] = to_json(script(dose))
        for told in planned["intervals"]:
            told["speed_mps"] = {"low": 0.45, "high": MOST_MPS}
    return made


def test_a_session_on_a_treadmill_from_the_chooser_to_the_record(gym):
    here, server = gym
    here.connect()
    here.connect_strap()
    here.pass_time(1)
    assert Axe().run(here.page).response["violations"] == []
    here.begin()
    here.pass_time(2)
    assert here.speed_mps == 0.0  # neither connecting nor starting moved it
    here.air.treadmill.press_start(0.4)
    here.pass_time(13)
    assert here.speed_mps == pytest.approx(
        1.6 / 3.6
    )  # raised by one small step, said before
    expect(here.ears).to_have_text("Belt 1.6 km/h · 92 bpm")
    here.air.drop()
    here.pass_time(1)
    expect(here.ears).to_have_text("Belt out of reach · 92 bpm")
    here.pass_time(3)
    expect(here.ears).to_have_text("Belt 1.6 km/h · 92 bpm")
    here.hands.press("STOP")
    here.pass_time(6)
    assert not here.air.treadmill.running
    assert here.speed_mps == 0.0
    assert "The belt stands still." in here.said
    here.hands.answer()
    expect(here.hands.state).to_contain_text("Sent")
    (body,) = server.state.documents.values()
    readings = json.loads(body)["readings"]
    assert 92 in readings["heart_rate_bpm"]
    assert max(mps for mps in readings["speed_mps"] if mps) == pytest.approx(1.6 / 3.6)


def test_a_belt_that_does_not_stop_is_watched_and_told_of_on_the_next_screen(gym):
    here, _ = gym
    here.connect()
    here.begin()
    here.air.treadmill.press_start(0.45)
    here.pass_time(6)
    here.air.treadmill.faults.deaf_s = 1e9  # it says that it stops, and moves on
    here.hands.press("STOP")
    here.pass_time(5)
    assert here.speed_mps == pytest.approx(0.45)
    expect(here.page.get_by_role("heading", name="Stopped")).to_be_visible()
    assert "The belt has not stopped." in here.said
    here.air.treadmill.press_stop()
    here.pass_time(6)
    assert here.said.endswith("The belt stands still.")


def test_a_browser_without_bluetooth_says_so_and_the_session_goes_on(visit):
    hands = visit(user_agent="an iPhone")
    hands.open()
    hands.press("Connect treadmill or heart rate")
    expect(hands.page.get_by_text("This browser cannot reach Bluetooth")).to_be_visible()
    assert Axe().run(hands.page).response["violations"] == []
    hands.prepare("Do not record")
    hands.begin()
