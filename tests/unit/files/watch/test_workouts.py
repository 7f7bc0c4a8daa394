"""The planned session on a watch: every step, and no target outside of what is prescribed."""

from datetime import UTC, datetime
from math import isclose
from xml.etree import ElementTree as ET

import fitdecode
from fit_tool.fit_file import FitFile
from fit_tool.validation import STRICT_LEVELS, validate_fit_file
from hypothesis import given, settings
from hypothesis import strategies as st
from watch_sessions import ODD_NAMES, prescription

from retrowalk.directions import Direction
from retrowalk.files.watch.fit_workout import fit_workout
from retrowalk.files.watch.workout_steps import TURN_ROUND, steps_of, told
from retrowalk.files.watch.zwo import zwo
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support

MADE_AT = datetime(2026, 11, 22, tzinfo=UTC)


def bands(low, high):
    ends = st.tuples(st.floats(low, high), st.floats(low, high)).map(sorted)
    return st.none() | ends.map(lambda two: Band(*two))


INTERVALS = st.builds(
    Interval,
    st.sampled_from([Direction.FORWARD, Direction.BACKWARD]),
    st.floats(1.0, 3600.0),
    bands(0.1, 1.5),
    incline_pct=st.floats(0.0, 15.0),
    heart_rate_bpm=bands(50.0, 200.0),
)
PRESCRIPTIONS = st.builds(
    Prescription,
    st.just("made_up"),
    st.lists(INTERVALS, min_size=1, max_size=8).map(tuple),
    st.sampled_from(Place),
    st.sampled_from(Support),
    st.just(()),
)


def steps_in(data):
    with fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.RAISE) as frames:
        return [
            {field.name: field.value for field in frame.fields}
            for frame in frames
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "workout_step"
        ]


@settings(max_examples=60)
@given(PRESCRIPTIONS)
def test_no_target_of_a_step_is_outside_of_the_prescription(dose):
    walked = [
        step
        for step in steps_in(fit_workout(dose, "x", MADE_AT))
        if step["intensity"] == "active"
    ]
    assert len(walked) == len(dose.intervals)
    for step, interval in zip(walked, dose.intervals, strict=True):
        assert isclose(step["duration_time"], interval.duration_s, abs_tol=6e-4)
        for prefix in ("", "secondary_"):
            kind = step[f"{prefix}target_type"]
            low = step.get(f"{prefix}custom_target_{kind}_low")
            high = step.get(f"{prefix}custom_target_{kind}_high")
            if kind == "speed":
                assert (
                    interval.speed_mps.low - 1e-9
                    <= low
                    <= high
                    <= interval.speed_mps.high + 1e-9
                )
            elif kind == "heart_rate":
                low = step[f"{prefix}custom_target_heart_rate_low"] - 100
                high = step[f"{prefix}custom_target_heart_rate_high"] - 100
                assert (
                    interval.heart_rate_bpm.low
                    <= low
                    <= high
                    <= interval.heart_rate_bpm.high
                )
            else:
                assert kind == "open"


@settings(max_examples=60)
@given(INTERVALS)
def test_no_speed_that_is_read_out_is_above_the_prescription(interval):
    said = told(interval, Support.NONE)
    if interval.speed_mps is None:
        assert "comfortable" in said
        return
    figures = [float(word) for word in said.split(" km/h")[0].split() if word[0].isdigit()]
    assert max(figures) <= interval.speed_mps.high * 3.6 + 1e-5


def test_every_change_of_direction_waits_for_the_person():
    names = [step.name for step in steps_of(prescription(rounds=2))]
    assert names == [
        "Walk forward 1 of 2",
        TURN_ROUND,
        "Walk backward 1 of 2",
        TURN_ROUND,
        "Walk forward 2 of 2",
        TURN_ROUND,
        "Walk backward 2 of 2",
    ]
    turns = [
        s
        for s in steps_in(fit_workout(prescription(2), "x", MADE_AT))
        if s["wkt_step_name"] == TURN_ROUND
    ]
    assert {turn["duration_type"] for turn in turns} == {"open"}


def test_a_second_reader_finds_nothing_against_the_rules_in_the_workout():
    written = FitFile.from_bytes(fit_workout(prescription(), "Session 4", MADE_AT))
    assert validate_fit_file(written.records, levels=STRICT_LEVELS).findings == []


@given(st.text(max_size=60) | st.sampled_from(ODD_NAMES))
def test_a_zwo_file_is_whole_xml_and_as_long_as_the_session_whatever_its_name(name):
    dose = prescription()
    root = ET.fromstring(zwo(dose, name))  # noqa: S314 - our own bytes
    rides = root.findall("workout/FreeRide")
    walked = [r for r in rides if r[0].get("message") != TURN_ROUND]
    assert sum(int(r.get("Duration")) for r in walked) == dose.duration_s
    assert [r[0].get("message") for r in walked][:2] == [
        "Walk forward 1 of 3",
        "Walk backward 1 of 3",
    ]
    assert root.findtext("name")
