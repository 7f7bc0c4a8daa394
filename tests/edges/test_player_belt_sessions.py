"""The player's own modules walk two hundred sessions on a virtual treadmill full of faults."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))

from player_modules import serve_modules

from retrowalk.coach.cues import CueCode
from retrowalk.coach.limits import BELIEVED_BELT_MPS
from retrowalk.coach.script import script, to_json
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.units import mps_from_kmh

SESSIONS = 200
WALK = """async ([seeds, scripts]) => {
  const { walked } = await import("/fakes/random_sessions.js");
  const all = [];
  for (const seed of seeds) all.push(await walked(seed, scripts));
  return JSON.stringify(all);
}"""
WARNINGS = (CueCode.BELT_FASTER, CueCode.BELT_SLOWER)
LET_GO = (CueCode.BELT_LET_GO, CueCode.BELT_REFUSED)
SET_SPEED, STOP = 0x02, 0x08

Seen = dict[str, Any]


def scripts() -> list[dict[str, Any]]:
    made = []
    for most_mps, low, lengths_s in (
        (0.4, 0.5, (80.0,)),
        (0.7, 0.8, (50.0, 50.0)),
        (1.1, 1.0, (80.0, 30.0)),
        (1.1, 0.5, (60.0,)),
    ):
        band = Band(low * most_mps, most_mps)
        ways = (Direction.BACKWARD, Direction.FORWARD)
        walks = tuple(
            Interval(way, s, band) for way, s in zip(ways, lengths_s, strict=False)
        )
        dose = Prescription("test", walks, Place.TREADMILL, Support.RAIL_OR_WALL, ())
        made.append({"script": to_json(script(dose)), "most_mps": most_mps})
    return made


@pytest.fixture(scope="module")
def sessions(chromium: Browser) -> Iterator[list[Seen]]:
    context = chromium.new_context()
    page = context.new_page()
    serve_modules(page)
    yield json.loads(page.evaluate(WALK, [list(range(SESSIONS)), scripts()]))
    context.close()


def broken(sessions: list[Seen], law: Callable[[Seen], object]) -> dict[int, object]:
    found = {seen["seed"]: law(seen) for seen in sessions}
    return {seed: what for seed, what in found.items() if what}


def test_the_belt_is_never_above_the_prescription_and_always_asked_to_stop(
    sessions: list[Seen],
):
    assert broken(sessions, lambda seen: seen["broken"]) == {}


def test_the_belt_never_starts_by_itself(sessions: list[Seen]):
    assert broken(sessions, lambda seen: seen["startedByUs"]) == {}


def test_every_change_is_small_said_before_and_never_up_after_a_loss(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        told_mps, warned_s, lost, found = 0.0, -60.0, False, []
        for entry in seen["log"]:
            event, cue, command = (entry.get(key) for key in ("event", "cue", "command"))
            if event and event.get("speed_mps", 1e9) <= BELIEVED_BELT_MPS:
                told_mps = event["speed_mps"]
            if cue in WARNINGS:
                warned_s = entry["at_s"]
            lost = lost or cue == CueCode.BELT_LOST
            if command and command[0] == SET_SPEED:
                speed_mps = (command[1] + 256 * command[2]) / 360.0
                small = abs(speed_mps - told_mps) <= mps_from_kmh(0.211)
                warned = 3.0 <= entry["at_s"] - warned_s <= 10.0
                if not (small and warned) or (lost and speed_mps > told_mps):
                    found.append(entry)
        return found

    assert broken(sessions, law) == {}


def test_once_let_go_or_refused_no_speed_is_set_again(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        let_go = False
        for entry in seen["log"]:
            let_go = let_go or entry.get("cue") in LET_GO
            if let_go and entry.get("command", [None])[0] == SET_SPEED:
                return entry
        return None

    assert broken(sessions, law) == {}


def test_the_log_tells_of_every_belt_that_did_not_stop_or_could_not_be_reached(
    sessions: list[Seen],
):
    def law(seen: Seen) -> object:
        said = {entry.get("cue") for entry in seen["log"]}
        stood = {CueCode.BELT_STANDS, CueCode.BELT_NOT_STOPPED, CueCode.BELT_LOST}
        return seen["moving"] and not said & (stood - {CueCode.BELT_STANDS})

    assert broken(sessions, law) == {}


def test_the_two_hundred_meet_every_fault_and_say_every_word_of_the_belt(
    sessions: list[Seen],
):
    met = Counter(name for s in sessions for name, value in s["faults"].items() if value)
    assert min(met.values()) >= 20
    assert len(met) == 8
    said = {entry.get("cue") for seen in sessions for entry in seen["log"]}
    assert {code.value for code in CueCode if code.startswith("belt_")} <= said
    asked = Counter(e["command"][0] for s in sessions for e in s["log"] if "command" in e)
    assert min(asked[SET_SPEED], asked[STOP]) >= 100
