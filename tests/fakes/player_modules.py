"""The player's modules on an empty page of an invented address, for tests of rules alone."""

from pathlib import Path

from playwright.sync_api import Page, Route

ROOT = Path(__file__).resolve().parents[2]
PLAYER = ROOT / "src/retrowalk/server/player/static/player"
FAKES = ROOT / "tests" / "fakes"
ADDRESS = "http://localhost/"
NOTHING = "<!doctype html><title>player</title>"


def serve_modules(page: Page) -> None:
    """Let the page import /x.js of the player, and /fakes/x.js of the tests' own."""
    page.route(ADDRESS, lambda route: route.fulfill(content_type="text/html", body=NOTHING))
    page.route(f"{ADDRESS}**/*.js", _module)
    page.goto(ADDRESS)


def _module(route: Route) -> None:
    path = route.request.url.removeprefix(ADDRESS)
    fake = path.removeprefix("fakes/")
    source = FAKES / fake if fake != path else PLAYER / path
    route.fulfill(content_type="text/javascript", body=source.read_text(encoding="utf-8"))
