"""What the browser journeys share: the player's own server, and a person's hands."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))

from player_hands import SPEECH_STUB, Hands
from player_server import PlayerServer


@pytest.fixture
def server() -> Iterator[PlayerServer]:
    """Return the player's shell with an interface in memory."""
    with PlayerServer() as running:
        yield running


@pytest.fixture
def visit(chromium: Browser, server: PlayerServer) -> Iterator[Callable[..., Hands]]:
    """Return a way to open the player in a browser of its own, signed in as account A.

    Every page error and console error of the visit fails the test.
    """
    contexts: list[BrowserContext] = []
    visits: list[Hands] = []

    def open_player(account: str | None = "account-a", **options: object) -> Hands:
        options.setdefault("viewport", {"width": 360, "height": 740})
        context = chromium.new_context(**options)  # type: ignore[arg-type] # options pass through
        contexts.append(context)
        context.add_init_script(SPEECH_STUB)
        if account:
            context.add_cookies(server.cookies(account))  # type: ignore[arg-type]
        hands = Hands(context.new_page(), server.url)
        visits.append(hands)
        return hands

    yield open_player
    for context in contexts:
        context.close()
    assert [error for hands in visits for error in hands.errors] == []
