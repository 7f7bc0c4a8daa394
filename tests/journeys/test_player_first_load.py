"""What the first opening of the player costs: bytes, which are not time and may be asserted."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from retrowalk.server.player import assets

BUDGET_BYTES = 60_000


class Scales:
    """Weighs all that a page fetches, as it came over the wire, heads included."""

    def __init__(self, page) -> None:
        self.weights: dict[str, float] = {}
        self._urls: dict[str, str] = {}
        browser = page.context.new_cdp_session(page)
        browser.send("Network.enable")
        browser.on("Network.requestWillBeSent", self._asked)
        browser.on("Network.loadingFinished", self._came)

    def _asked(self, event) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _came(self, event) -> None:
        self.weights[self._urls[event["requestId"]]] = event["encodedDataLength"]

    def total(self) -> float:
        """Return the bytes of the first screen, without what is fetched while it is read."""
        later = set(assets.modules("player/session_flow.js")) - {
            *assets.modules(),
            *assets.modules("player/screens/before.js"),
        }
        return sum(
            weight
            for url, weight in self.weights.items()
            if url.partition(settings.STATIC_URL)[2] not in later
        )

    def heaviest(self) -> str:
        ordered = sorted(self.weights.items(), key=lambda item: -item[1])
        return "\n".join(f"{weight:7.0f} {url}" for url, weight in ordered)


@pytest.mark.parametrize("where", ["home", "session"])
def test_the_first_screen_is_within_its_budget(visit, server, where):
    hands = visit()
    scales = Scales(hands.page)
    if where == "home":
        hands.open_home()
    else:
        hands.open()
        expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    hands.page.wait_for_load_state("networkidle")
    assert len(scales.weights) > len(assets.modules())
    assert scales.total() <= BUDGET_BYTES, scales.heaviest()


def test_a_second_load_fetches_no_file_again(visit):
    hands = visit()
    hands.page.add_init_script("delete Navigator.prototype.serviceWorker")
    hands.open_home()
    hands.page.wait_for_load_state("networkidle")
    scales = Scales(hands.page)
    hands.open_home()
    again = {url: w for url, w in scales.weights.items() if settings.STATIC_URL in url}
    assert set(again.values()) <= {0}, scales.heaviest()


def test_the_page_names_every_module_that_the_first_screen_needs(client):
    page = client.get("/player/").content.decode()
    for name in assets.modules():
        assert f'rel="modulepreload" href="{settings.STATIC_URL}{name}"' in page
    assert "player/walk.js" not in assets.modules()  # comes when a session does
