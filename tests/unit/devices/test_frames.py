"""Frames mean what contracts/gatt says, and bad ones are refused with a sentence."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.devices import ftms_control, ftms_data, heart_rate
from retrowalk.devices.ftms_control import (
    Command,
    PauseBelt,
    Reply,
    RequestControl,
    Result,
    SetIncline,
    SetSpeed,
    StartBelt,
    StopBelt,
)
from retrowalk.devices.ftms_data import BeltReading
from retrowalk.devices.heart_rate import HeartReading
from retrowalk.errors import BadFrame

GATT = Path(__file__).resolve().parents[3] / "contracts" / "gatt"


def rows(name: str, part: str) -> list[Any]:
    document = json.loads((GATT / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["frame"] or "empty") for row in document[part]]


def frame(row: dict[str, Any]) -> bytes:
    return bytes.fromhex(row["frame"])


@pytest.mark.parametrize("row", rows("treadmill_data", "frames"))
def test_a_treadmill_frame_means_what_the_contract_says(row: dict[str, Any]):
    reading = ftms_data.decode(frame(row))
    told = {
        name: value
        for name in BeltReading.__dataclass_fields__
        if (value := getattr(reading, name)) is not None
    }
    assert told == pytest.approx(row["meaning"])


@pytest.mark.parametrize("row", rows("treadmill_data", "refused"))
def test_a_bad_treadmill_frame_is_refused(row: dict[str, Any]):
    with pytest.raises(BadFrame, match=re.escape(row["because"])):
        ftms_data.decode(frame(row))


@pytest.mark.parametrize("row", rows("control_point", "commands"))
def test_a_command_means_what_the_contract_says(row: dict[str, Any]):
    command = ftms_control.decode(frame(row))
    assert type(command).__name__ == row["command"]
    told = {name: getattr(command, name) for name in command.__dataclass_fields__}
    assert told == pytest.approx(row["arguments"])


@pytest.mark.parametrize("row", rows("control_point", "commands"))
def test_every_command_can_be_written_except_one_that_starts_the_belt(
    row: dict[str, Any],
):
    command = ftms_control.decode(frame(row))
    if row["sent"]:
        assert ftms_control.encode(command) == frame(row)
        return
    with pytest.raises(BadFrame, match="the belt is started by the person on it"):
        ftms_control.encode(command)


@pytest.mark.parametrize("row", rows("control_point", "refused_commands"))
def test_a_frame_that_is_no_command_is_refused(row: dict[str, Any]):
    with pytest.raises(BadFrame, match=re.escape(row["because"])):
        ftms_control.decode(frame(row))


@pytest.mark.parametrize("row", rows("control_point", "replies"))
def test_an_answer_means_what_the_contract_says(row: dict[str, Any]):
    reply = Reply(row["op"], Result[row["result"]])
    assert ftms_control.decode_reply(frame(row)) == reply
    assert ftms_control.encode_reply(reply) == frame(row)
    assert reply.sentence.endswith(".")


@pytest.mark.parametrize("row", rows("control_point", "refused_replies"))
def test_a_frame_that_is_no_answer_is_refused(row: dict[str, Any]):
    with pytest.raises(BadFrame, match=re.escape(row["because"])):
        ftms_control.decode_reply(frame(row))


@pytest.mark.parametrize("row", rows("heart_rate", "frames"))
def test_a_heart_rate_frame_means_what_the_contract_says(row: dict[str, Any]):
    meaning = row["meaning"] | {"rr_s": tuple(row["meaning"]["rr_s"])}
    assert heart_rate.decode(frame(row)) == HeartReading(**meaning)


@pytest.mark.parametrize("row", rows("heart_rate", "refused"))
def test_a_bad_heart_rate_frame_is_refused(row: dict[str, Any]):
    with pytest.raises(BadFrame, match=re.escape(row["because"])):
        heart_rate.decode(frame(row))


def _or_none(values: st.SearchStrategy[float]) -> st.SearchStrategy[float | None]:
    return st.none() | values


def _speeds() -> st.SearchStrategy[float]:
    return st.integers(0, 0xFFFF).map(lambda steps: steps / 100 / 3.6)


belts = st.builds(
    BeltReading,
    speed_mps=_or_none(_speeds()),
    average_speed_mps=_or_none(_speeds()),
    distance_m=_or_none(st.integers(0, 0xFFFFFF).map(float)),
    incline_pct=_or_none(st.integers(-0x8000, 0x7FFE).map(lambda steps: steps / 10)),
    heart_rate_bpm=_or_none(st.integers(1, 255).map(float)),
    elapsed_s=_or_none(st.integers(0, 0xFFFF).map(float)),
    remaining_s=_or_none(st.integers(0, 0xFFFF).map(float)),
)
hearts = st.builds(
    HeartReading,
    bpm=st.none() | st.integers(1, 0xFFFF),
    contact=st.none() | st.booleans(),
    rr_s=st.lists(st.integers(0, 0xFFFF).map(lambda n: n / 1024), max_size=8).map(tuple),
)
commands = st.one_of(
    st.just(RequestControl()),
    st.just(StopBelt()),
    st.just(PauseBelt()),
    st.builds(SetSpeed, _speeds()),
    st.builds(SetIncline, st.integers(-0x8000, 0x7FFF).map(lambda n: n / 10)),
)


@given(belts)
def test_a_belt_reading_comes_back_from_bytes_as_it_was(reading: BeltReading):
    back = ftms_data.decode(ftms_data.encode(reading))
    for name in BeltReading.__dataclass_fields__:
        assert getattr(back, name) == pytest.approx(getattr(reading, name)), name


@given(belts, st.data())
def test_a_treadmill_frame_cut_short_is_never_read(
    reading: BeltReading, data: st.DataObject
):
    whole = ftms_data.encode(reading)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(BadFrame):
        ftms_data.decode(cut)


@given(hearts)
def test_a_heart_reading_comes_back_from_bytes_as_it_was(reading: HeartReading):
    assert heart_rate.decode(heart_rate.encode(reading)) == reading


@given(commands)
def test_a_command_comes_back_from_bytes_as_it_was(command: Command):
    back = ftms_control.decode(ftms_control.encode(command))
    assert type(back) is type(command)
    for name in command.__dataclass_fields__:
        assert getattr(back, name) == pytest.approx(getattr(command, name))


@given(commands)
def test_no_frame_we_can_write_starts_a_belt(command: Command):
    assert not isinstance(ftms_control.decode(ftms_control.encode(command)), StartBelt)


@pytest.mark.parametrize("command", [SetSpeed(-0.1), SetSpeed(200.0), SetIncline(4000.0)])
def test_a_value_that_does_not_fit_its_field_is_not_written(command: Command):
    with pytest.raises(BadFrame, match="does not fit the two bytes of its field"):
        ftms_control.encode(command)


@pytest.mark.parametrize(
    "read",
    [
        ftms_data.decode,
        ftms_control.decode,
        ftms_control.decode_reply,
        heart_rate.decode,
    ],
)
@given(noise=st.binary(max_size=40))
def test_whatever_a_radio_brings_is_read_or_refused(
    read: Callable[[bytes], object], noise: bytes
):
    with suppress(BadFrame):
        assert read(noise) is not None
