"""The player's step.js, run in a real browser, does what coach/step.py does."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from retrowalk.coach.words import WORDS

ROOT = Path(__file__).resolve().parents[2]
PLAYER = ROOT / "src/retrowalk/server/player/static/player"
TRANSCRIPTS = ROOT / "contracts" / "transcripts"

PLAY = """async (document) => {
  const { begin, step, glance } = await import("/step.js");
  const played = JSON.parse(document).transcripts.map((transcript) => {
    let live = begin(transcript.script);
    const steps = transcript.steps.map(([event]) => {
      const before = JSON.stringify(live);
      const said = step(live, event);
      if (JSON.stringify(live) !== before) throw new Error("step changed what it was given");
      live = structuredClone(said.live); // as the player's store does
      return [event, said.cues];
    });
    const { script, ...after } = live;
    return { steps, after, glance: glance(live) };
  });
  return JSON.stringify(played);
}"""

SAY = """async ({ cues, words }) => {
  const { sentence } = await import("/step.js");
  return cues.map((cue) => sentence(cue, words));
}"""


@pytest.fixture
def player(chromium_page: Page) -> Page:
    chromium_page.route("http://localhost/", _empty_page)
    chromium_page.route("http://localhost/*.js", _module)
    chromium_page.goto("http://localhost/")
    return chromium_page


@pytest.mark.parametrize("name", ["clock", "pauses", "trouble", "sensors", "edges"])
def test_the_player_says_and_keeps_what_the_transcripts_hold(player: Page, name: str):
    document = _document(name)
    played = json.loads(player.evaluate(PLAY, document))
    transcripts = json.loads(document)["transcripts"]
    for transcript, outcome in zip(transcripts, played, strict=True):
        expected = {key: transcript[key] for key in ("steps", "after", "glance")}
        assert expected == outcome, transcript["name"]


def test_the_player_words_a_cue_as_the_coach_does(player: Page):
    rows = json.loads(_document("words"))["sentences"]
    said = player.evaluate(SAY, {"cues": [row["cue"] for row in rows], "words": WORDS})
    assert [row["sentence"] for row in rows] == said


def _document(name: str) -> str:
    return (TRANSCRIPTS / f"{name}.json").read_text(encoding="utf-8")


def _empty_page(route: Route) -> None:
    route.fulfill(content_type="text/html", body="<!doctype html><title>coach</title>")


def _module(route: Route) -> None:
    source = PLAYER / route.request.url.rsplit("/", 1)[1]
    route.fulfill(content_type="text/javascript", body=source.read_text(encoding="utf-8"))
