"""The transcripts in contracts/ are what the coach says today, and leave nothing out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from retrowalk.coach import events
from retrowalk.coach.cues import CueCode
from retrowalk.coach.wire import (
    COMMAND_NAMES,
    EVENT_TYPES,
    event_from_json,
    event_to_json,
)
from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.training.session import Symptom

TRANSCRIPTS = Path(__file__).resolve().parents[3] / "contracts" / "transcripts"
NAMES = ["clock", "pauses", "trouble", "sensors", "belt", "hostile", "edges"]
MOST_BYTES = 1_500_000  # of all files: they are read at every check-out


def rows(name: str) -> list[dict[str, Any]]:
    document = json.loads((TRANSCRIPTS / f"{name}.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = document["rows"]
    return found


def test_the_coach_says_asks_and_keeps_what_the_transcripts_hold(tmp_path: Path):
    subprocess.run([sys.executable, TRANSCRIPTS / "make.py", tmp_path], check=True)
    for path in sorted(TRANSCRIPTS.glob("*.json")):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_the_transcripts_are_many_and_small_and_all_different():
    told = [json.dumps([r["script"], r["events"]]) for name in NAMES for r in rows(name)]
    assert len(set(told)) >= 500
    assert sum(p.stat().st_size for p in TRANSCRIPTS.iterdir() if p.is_file()) < MOST_BYTES


def test_the_transcripts_hold_every_event_every_cue_and_every_command():
    every = [row for name in NAMES for row in rows(name)]
    packed = [one for row in every for one in row["events"]]
    assert set(EVENT_TYPES) == {
        next(t for t in one if isinstance(t, str)) for one in packed
    }
    assert set(CueCode) == {code for row in every for _, code, *_ in row["said"]}
    assert set(COMMAND_NAMES.values()) == {
        what for row in every for _, what, *_ in row["asked"]
    }


def test_the_transcripts_hold_every_density_and_numbers_that_json_does_not_have():
    every = [row for name in NAMES for row in rows(name)]
    heard = {(row["density"], was) for row in every for *_, was in row["said"]}
    assert heard == {
        ("all", True),
        *((d, was) for d in ("few", "none") for was in (True, False)),
    }
    values = {value for row in rows("hostile") for one in row["events"] for value in one}
    assert {"NaN", "Infinity", "-Infinity"} <= values


EVENTS: list[events.Event] = [
    events.Start(3),
    events.Tick(0.2),
    events.StepsSeen(Direction.TURNING),
    events.SymptomReported(Symptom.DIZZINESS),
    events.BeltFound(0.2, 3.0, None, may_set_speed=True),
    events.BeltRefused(events.BeltRight.SPEED),
    events.BeltLost(),
]


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_comes_back_from_json_as_it_was(event: events.Event):
    assert event == event_from_json(json.loads(json.dumps(event_to_json(event))))


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
