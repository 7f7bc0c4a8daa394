"""The player's codecs, run in a real browser, mean what contracts/gatt and devices/ say."""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from retrowalk.coach import belt
from retrowalk.devices import ftms_data, hearing, heart_rate
from retrowalk.errors import BadFrame

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))

from player_modules import serve_modules

GATT = Path(__file__).resolve().parents[2] / "contracts" / "gatt"
READERS = {
    "treadmill_data": "decodeTreadmill",
    "heart_rate": "decodeHeartRate",
    "feature": "decodeFeature",
    "speed_range": "decodeSpeedRange",
    "incline_range": "decodeInclineRange",
    "machine_status": "decodeStatus",
    "training_status": "decodeTraining",
}
READ = """async ({ reader, frames }) => {
  const codecs = await import("/devices/codecs.js");
  return frames.map((hex) => {
    const frame = Uint8Array.from(hex.split(" ").filter(Boolean), (byte) => parseInt(byte, 16));
    try {
      return { meaning: codecs[reader](frame) };
    } catch (error) {
      return { refused: error.message, ours: error instanceof codecs.BadFrame };
    }
  });
}"""
WRITE = """async (commands) => {
  const { frameOf } = await import("/devices/hearing.js");
  const { hex } = await import("/devices/codecs.js");
  return commands.map((command) => hex(frameOf(command)));
}"""


@pytest.fixture
def player(chromium_page: Page) -> Page:
    serve_modules(chromium_page)
    return chromium_page


def contract(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((GATT / f"{name}.json").read_text("utf-8"))
    return document


def read(player: Page, reader: str, frames: list[str]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = player.evaluate(READ, {"reader": reader, "frames": frames})
    return told


def read_here(decode: Callable[[bytes], Any], frame: bytes) -> Any:
    try:
        return decode(frame)
    except BadFrame as error:
        return str(error)


def test_every_frame_means_in_the_player_what_the_contract_says(player: Page):
    for name, reader in READERS.items():
        rows = contract(name)["frames"]
        told = read(player, reader, [row["frame"] for row in rows])
        for row, one in zip(rows, told, strict=True):
            rr_s = one.get("meaning", {}).pop("rr_s", None)
            assert rr_s == row["meaning"].pop("rr_s", None)
            assert one == {"meaning": pytest.approx(row["meaning"])}, (name, row)


def test_every_bad_frame_is_refused_with_the_same_sentence(player: Page):
    refused = {reader: contract(name)["refused"] for name, reader in READERS.items()}
    refused["decodeReply"] = contract("control_point")["refused_replies"]
    for reader, rows in refused.items():
        told = read(player, reader, [row["frame"] for row in rows])
        for row, one in zip(rows, told, strict=True):
            assert one["ours"], (reader, row)
            assert row["because"] in one["refused"]


def test_answers_and_commands_are_the_same_bytes_in_both_languages(player: Page):
    rows = contract("control_point")["replies"]
    told = read(player, "decodeReply", [row["frame"] for row in rows])
    assert [one["meaning"] for one in told] == [
        {"op": row["op"], "result": row["result"]} for row in rows
    ]
    speeds = [steps / 360.0 for steps in range(1, 1200, 7)]
    ours = [belt.AskForControl(), belt.StopBelt(), *map(belt.SetBeltSpeed, speeds)]
    theirs = [
        {"type": "ask_control"},
        {"type": "stop"},
        *({"type": "set_speed", "speed_mps": mps} for mps in speeds),
    ]
    assert player.evaluate(WRITE, theirs) == [hearing.frame(one).hex(" ") for one in ours]


def test_whatever_a_radio_brings_is_read_or_refused_alike_in_both_languages(player: Page):
    dice = random.Random(5)  # noqa: S311 - noise for a test, not a secret
    frames = [dice.randbytes(dice.randint(0, 24)) for _ in range(2000)]
    frames += [bytes([dice.randrange(32)]) + frame for frame in frames[:500]]
    for reader, decode in (
        ("decodeTreadmill", ftms_data.decode),
        ("decodeHeartRate", heart_rate.decode),
    ):
        told = read(player, reader, [frame.hex(" ") for frame in frames])
        for frame, one in zip(frames, told, strict=True):
            meant = read_here(decode, frame)
            if isinstance(meant, str):
                assert one == {"refused": meant, "ours": True}, frame.hex(" ")
                continue
            fields = {name: getattr(meant, name) for name in meant.__dataclass_fields__}
            expected = {k: v for k, v in fields.items() if v is not None}
            found = {k: v for k, v in one["meaning"].items() if v is not None}
            assert list(found.pop("rr_s", ())) == list(expected.pop("rr_s", ()))
            assert found == pytest.approx(expected), frame.hex(" ")
