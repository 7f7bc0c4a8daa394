"""The transcripts in contracts/ are what the coach says today, and leave nothing out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from retrowalk.coach.cues import CueCode
from retrowalk.coach.live import begin
from retrowalk.coach.script import from_json
from retrowalk.coach.step import step
from retrowalk.coach.wire import (
    EVENT_TYPES,
    cue_to_json,
    event_from_json,
    event_to_json,
    live_to_json,
)
from retrowalk.errors import BadInput

TRANSCRIPTS = Path(__file__).resolve().parents[3] / "contracts" / "transcripts"
NAMES = ["clock", "pauses", "trouble", "sensors", "edges"]


def rows(name: str) -> list[dict[str, Any]]:
    document = json.loads((TRANSCRIPTS / f"{name}.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = document["transcripts"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_coach_says_and_keeps_what_the_transcripts_hold(name: str):
    for transcript in rows(name):
        live = begin(from_json(transcript["script"]))
        for told, expected in transcript["steps"]:
            live, cues = step(live, event_from_json(told))
            assert expected == [cue_to_json(cue) for cue in cues], transcript["name"]
        kept = json.loads(json.dumps(live_to_json(live)))
        assert transcript["after"] | {"script": transcript["script"]} == kept


def test_the_transcripts_are_many_and_hold_every_event_and_every_cue():
    steps = [one for name in NAMES for row in rows(name) for one in row["steps"]]
    assert sum(len(rows(name)) for name in NAMES) >= 150
    assert set(EVENT_TYPES) == {told["type"] for told, _ in steps}
    assert set(CueCode) == {cue["code"] for _, cues in steps for cue in cues}


def test_the_committed_transcripts_are_what_their_maker_writes(tmp_path: Path):
    subprocess.run([sys.executable, TRANSCRIPTS / "make.py", tmp_path], check=True)
    for path in sorted(TRANSCRIPTS.glob("*.json")):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_an_event_comes_back_from_json_as_it_was():
    for row in rows("trouble"):
        for told, _ in row["steps"]:
            assert told == json.loads(json.dumps(event_to_json(event_from_json(told))))


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"type": "dance"}, "an event has type 'dance'; expected one of start, tick"),
        ({}, "an event has type None"),
        ({"type": "tick"}, "missing 1 required positional argument: 'seconds'"),
        ({"type": "symptom_reported", "symptom": "joy"}, "'joy' is not a valid Symptom"),
        ({"type": "pain_reported", "nrs": 12}, "pain is 12; expected 0 to 10"),
    ],
)
def test_an_event_that_cannot_be_is_refused(document: dict[str, Any], sentence: str):
    with pytest.raises(BadInput, match=sentence):
        event_from_json(document)
