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

from retrowalk.devices import ftms_control, ftms_data, ftms_ranges, ftms_status, heart_rate
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
from retrowalk.devices.ftms_ranges import Feature, InclineRange, SpeedRange
from retrowalk.devices.ftms_status import (
    BeltStarted,
    BeltStopped,
    ControlLost,
    KeyPulled,
    MachineReset,
    NewIncline,
    NewSpeed,
    Status,
    Training,
    TrainingStatus,
)
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


RANGES: dict[str, tuple[type[Any], Callable[[bytes], object]]] = {
    "feature": (Feature, ftms_ranges.decode_feature),
    "speed_range": (SpeedRange, ftms_ranges.decode_speed_range),
    "incline_range": (InclineRange, ftms_ranges.decode_incline_range),
}


@pytest.mark.parametrize(
    ("name", "row"),
    [
        pytest.param(name, *row.values, id=f"{name}-{row.id}")
        for name in RANGES
        for row in rows(name, "frames")
    ],
)
def test_what_a_treadmill_can_do_means_what_the_contract_says(
    name: str, row: dict[str, Any]
):
    reading = RANGES[name][1](frame(row))
    assert type(reading) is RANGES[name][0]
    told = {field: getattr(reading, field) for field in RANGES[name][0].__match_args__}
    assert told == pytest.approx(row["meaning"])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        pytest.param(name, *row.values, id=f"{name}-{row.id}")
        for name in RANGES
        for row in rows(name, "refused")
    ],
)
def test_a_range_that_cannot_be_is_refused(name: str, row: dict[str, Any]):
    with pytest.raises(BadFrame, match=re.escape(row["because"])):
        RANGES[name][1](frame(row))


@pytest.mark.parametrize("row", rows("machine_status", "frames"))
def test_a_machine_status_means_what_the_contract_says(row: dict[str, Any]):
    status = ftms_status.decode_status(frame(row))
    told = {field: getattr(status, field) for field in status.__match_args__}
    meaning = dict(row["meaning"])
    assert type(status).__name__ == meaning.pop("status")
    assert told == pytest.approx(meaning)


@pytest.mark.parametrize("row", rows("machine_status", "refused"))
def test_a_bad_machine_status_is_refused(row: dict[str, Any]):
    with pytest.raises(BadFrame, match=re.escape(row["because"])):
        ftms_status.decode_status(frame(row))


@pytest.mark.parametrize("row", rows("training_status", "frames"))
def test_a_training_status_means_what_the_contract_says(row: dict[str, Any]):
    meaning = row["meaning"]
    told = TrainingStatus(Training[meaning["training"]], meaning["text"])
    assert ftms_status.decode_training(frame(row)) == told


@pytest.mark.parametrize("row", rows("training_status", "refused"))
def test_a_bad_training_status_is_refused(row: dict[str, Any]):
    with pytest.raises(BadFrame, match=re.escape(row["because"])):
        ftms_status.decode_training(frame(row))


def _or_none(values: st.SearchStrategy[float]) -> st.SearchStrategy[float | None]:
    return st.none() | values


def _speeds() -> st.SearchStrategy[float]:
    return st.integers(0, 0xFFFF).map(lambda steps: steps / 100 / 3.6)


def _climbs() -> st.SearchStrategy[tuple[float | None, float | None]]:
    tenths = st.integers(0, 0xFFFF).map(lambda steps: steps / 10)
    return st.just((None, None)) | st.tuples(tenths, tenths)


def _belt(climb: tuple[float | None, float | None], **told: Any) -> BeltReading:
    return BeltReading(climbed_m=climb[0], descended_m=climb[1], **told)


belts = st.builds(
    _belt,
    climb=_climbs(),
    ramp_deg=_or_none(st.integers(-0x8000, 0x7FFE).map(lambda steps: steps / 10)),
    force_n=_or_none(st.integers(-0x8000, 0x7FFE).map(float)),
    power_w=_or_none(st.integers(-0x8000, 0x7FFE).map(float)),
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
    energy_kj=st.none() | st.integers(0, 0xFFFF),
)
speed_ranges = st.lists(_speeds(), min_size=3, max_size=3).map(
    lambda mps: SpeedRange(*sorted(mps[:2]), mps[2])
)
incline_ranges = st.builds(
    lambda ends, step: InclineRange(*(n / 10 for n in (*sorted(ends), step))),
    st.lists(st.integers(-0x8000, 0x7FFF), min_size=2, max_size=2),
    st.integers(0, 0xFFFF),
)
statuses: st.SearchStrategy[Status] = st.one_of(
    st.sampled_from([MachineReset(), KeyPulled(), BeltStarted(), ControlLost()]),
    st.builds(BeltStopped, st.booleans()),
    st.builds(NewSpeed, _speeds()),
    st.builds(NewIncline, st.integers(-0x8000, 0x7FFF).map(lambda n: n / 10)),
)
trainings = st.builds(TrainingStatus, st.sampled_from(Training), st.text(max_size=10))
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


@given(st.builds(Feature, st.booleans(), st.booleans()), speed_ranges, incline_ranges)
def test_what_a_treadmill_can_do_comes_back_from_bytes_as_it_was(
    feature: Feature, speeds: SpeedRange, inclines: InclineRange
):
    assert ftms_ranges.decode_feature(ftms_ranges.encode_feature(feature)) == feature
    back = ftms_ranges.decode_speed_range(ftms_ranges.encode_speed_range(speeds))
    for name in SpeedRange.__match_args__:
        assert getattr(back, name) == pytest.approx(getattr(speeds, name))
    coded = ftms_ranges.encode_incline_range(inclines)
    assert ftms_ranges.decode_incline_range(coded) == inclines


@given(statuses, trainings)
def test_a_status_comes_back_from_bytes_as_it_was(status: Status, training: TrainingStatus):
    back = ftms_status.decode_status(ftms_status.encode_status(status))
    assert type(back) is type(status)
    for name in status.__match_args__:
        assert getattr(back, name) == pytest.approx(getattr(status, name))
    coded = ftms_status.encode_training(training)
    assert ftms_status.decode_training(coded) == training


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
        ftms_ranges.decode_feature,
        ftms_ranges.decode_speed_range,
        ftms_ranges.decode_incline_range,
        ftms_status.decode_status,
        ftms_status.decode_training,
        heart_rate.decode,
    ],
)
@given(noise=st.binary(max_size=40))
def test_whatever_a_radio_brings_is_read_or_refused(
    read: Callable[[bytes], object], noise: bytes
):
    with suppress(BadFrame):
        assert read(noise) is not None
