"""The player's step.js and coach/belt.js do what the Python room coach does.

Once in a real browser, and once more in Node where there is one.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from retrowalk.coach.catalogue import languages, words_in
from retrowalk.coach.words import WORDS

ROOT = Path(__file__).resolve().parents[2]
PLAYER = ROOT / "src/retrowalk/server/player/static/player"
PLAYING = Path(__file__).with_name("coach_play.mjs")
TRANSCRIPTS = ROOT / "contracts" / "transcripts"
FAMILIES = ["clock", "pauses", "trouble", "sensors", "belt", "hostile", "edges"]
PLAYED = ["said", "asked", "after", "belt", "glance"]

IN_BROWSER = """async ([what, ...told]) => {
  const playing = await import("/coach_play.mjs");
  return playing[what]((path) => import("/" + path), ...told);
}"""
IN_NODE = """
import { readFileSync } from "node:fs";
const [playing, player, ...told] = process.argv.slice(1);
const { play } = await import(playing);
const [scripts, ...stories] = told.map((path) => readFileSync(path, "utf8"));
const played = [];
for (const one of stories) played.push(await play((path) => import(player + path), scripts, one));
process.stdout.write("[" + played.join(",") + "]");
"""


@pytest.fixture(scope="module")
def player(chromium: Any) -> Any:
    """Return an empty page that can import the player's modules."""
    page = chromium.new_page()
    page.route("http://localhost/**", _module)
    page.goto("http://localhost/")
    yield page
    page.close()


@pytest.mark.parametrize("name", FAMILIES)
def test_the_player_says_asks_and_keeps_what_the_transcripts_hold(player: Page, name: str):
    played = player.evaluate(IN_BROWSER, ["play", _text("scripts"), _text(name)])
    _held(name, json.loads(played))


def test_node_says_asks_and_keeps_what_the_transcripts_hold():
    if shutil.which("node") is None:
        pytest.skip("node is not on this machine; the browser holds the same")
    paths = [TRANSCRIPTS / f"{name}.json" for name in ("scripts", *FAMILIES)]
    urls = (PLAYING.as_uri(), f"{PLAYER.as_uri()}/")
    command = ["node", "--input-type=module", "-e", IN_NODE, *urls, *map(str, paths)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for name, played in zip(FAMILIES, json.loads(out), strict=True):
        _held(name, played)


@pytest.mark.parametrize("language", languages())
def test_the_player_words_a_cue_as_the_coach_does(player: Page, language: str):
    rows = [row for row in _rows("words") if row["language"] == language]
    cues = [row["cue"] for row in rows]
    said = player.evaluate(IN_BROWSER, ["say", cues, words_in(language)])
    assert [[row["sentence"], row["shown"]] for row in rows] == said


def test_the_player_hears_beeps_and_shakes_as_the_coach_does(player: Page):
    rows = _rows("presenting")
    codes = [row["code"] for row in rows]
    assert rows == player.evaluate(IN_BROWSER, ["present", codes])


def test_what_keeps_safe_is_said_in_english_where_a_phone_has_only_older_words(
    player: Page,
):
    always = player.evaluate("async () => (await import('/sentence.js')).ALWAYS")
    assert always == {code: WORDS[code] for code in always}
    cues = [{"code": code, "number": None} for code in always]
    said = player.evaluate(IN_BROWSER, ["say", cues, {}])
    assert [sentence for sentence, _ in said] == list(always.values())


def _held(name: str, played: list[dict[str, Any]]) -> None:
    for row, outcome in zip(_rows(name), played, strict=True):
        assert {key: row[key] for key in PLAYED} == outcome, row["name"]


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(_text(name))["rows"]
    return rows


def _text(name: str) -> str:
    return (TRANSCRIPTS / f"{name}.json").read_text(encoding="utf-8")


def _module(route: Route) -> None:
    path = route.request.url.removeprefix("http://localhost/")
    if not path:
        route.fulfill(content_type="text/html", body="<!doctype html><title>coach</title>")
        return
    source = PLAYING if path == PLAYING.name else PLAYER / path
    route.fulfill(content_type="text/javascript", body=source.read_text(encoding="utf-8"))
