"""What goes out comes back the same, by our reader and by those of other people."""

import csv
import io
from datetime import date

import fitdecode
import gpxpy
import numpy as np
import pytest
from fit_tool.fit_file import FitFile
from fit_tool.validation import STRICT_LEVELS, validate_fit_file
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tcxreader.tcxreader import TCXReader
from watch_sessions import ODD_NAMES, one_a_second, session, sessions

from retrowalk.directions import Direction
from retrowalk.files.watch.fit_activity import fit_activity
from retrowalk.files.watch.fit_reading import read_fit
from retrowalk.files.watch.gpx_reading import read_gpx
from retrowalk.files.watch.gpx_writing import gpx
from retrowalk.files.watch.lap_names import direction_of, lap_names
from retrowalk.files.watch.plain_text import cut_to_bytes
from retrowalk.files.watch.readings import MEASURED, readings
from retrowalk.files.watch.session_csv import session_csv
from retrowalk.files.watch.session_json import read_session, write_session
from retrowalk.files.watch.tcx_reading import read_tcx
from retrowalk.files.watch.tcx_writing import tcx

TODAY = date(2026, 11, 22)
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
FINEST = {"heart_rate_bpm": 0.0, "speed_mps": 5e-4, "cadence_spm": 8e-3, "distance_m": 5e-3}


def same(expected, seen, within):
    np.testing.assert_allclose(seen, expected, rtol=0, atol=within + 1e-9)


def decoded(data, name):
    """Return the rows of a message as an independent reader sees them, checksum and all."""
    with fitdecode.FitReader(
        data,
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as frames:
        return [
            {field.name: field.value for field in frame.fields}
            for frame in frames
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == name
        ]


@FEW
@given(sessions())
def test_fit_comes_back_as_it_went_out(made):
    assume(made.elapsed_s > 0.0)
    back = read_fit(fit_activity(made), "walk.fit", TODAY)
    assert back.started_at == made.record.started_at
    same(made.elapsed_s, back.duration_s, 5e-4)
    assert back.name == cut_to_bytes(made.title, 254).strip()
    assert back.simulated == made.record.simulated
    assert [(lap.name, lap.direction, lap.start_s) for lap in back.laps] == [
        (lap.name, lap.told, lap.start_s) for lap in made.laps
    ]
    same([lap.elapsed_s for lap in made.laps], [lap.duration_s for lap in back.laps], 5e-4)
    np.testing.assert_array_equal(back.readings.t_s, made.readings.t_s)
    for name in MEASURED:
        same(made.readings.column(name), back.readings.column(name), FINEST[name])
    for name in ("latitude_deg", "longitude_deg"):
        same(made.readings.column(name), back.readings.column(name), 5e-8)


@FEW
@given(sessions())
def test_an_independent_reader_finds_the_same_in_the_fit_file(made):
    data = fit_activity(made)
    records = decoded(data, "record")
    start = made.record.started_at.timestamp()
    assert [
        r["timestamp"].timestamp() - start for r in records
    ] == made.readings.t_s.tolist()
    if made.readings.has("heart_rate_bpm"):
        rates = [np.nan if r["heart_rate"] is None else r["heart_rate"] for r in records]
        same(made.readings.heart_rate_bpm, rates, 0.0)
    laps, steps = decoded(data, "lap"), decoded(data, "workout_step")
    assert [steps[lap["wkt_step_index"]]["wkt_step_name"] for lap in laps] == [
        lap.name for lap in made.laps
    ]
    assert [lap["direction_told"] for lap in laps] == [lap.told for lap in made.laps]
    assert [lap["direction_seen"] for lap in laps] == [
        "not measured" if lap.seen is None else lap.seen.direction for lap in made.laps
    ]
    (total,) = decoded(data, "session")
    same(made.done_s, total["total_timer_time"], 5e-4)
    assert (total["sport"], total["sub_sport"]) == ("walking", "treadmill")


def test_a_second_reader_finds_nothing_against_the_rules_in_the_fit_file():
    written = FitFile.from_bytes(fit_activity(session(found=one_a_second(60, track=True))))
    assert validate_fit_file(written.records, levels=STRICT_LEVELS).findings == []


@FEW
@given(sessions())
def test_tcx_comes_back_as_it_went_out(made):
    assume(made.elapsed_s > 0.0)
    back = read_tcx(io.BytesIO(tcx(made)), "walk.tcx", TODAY)
    first_s = made.laps[0].start_s if made.laps else 0.0
    assert back.started_at == made.at(first_s)
    assert back.name == made.title
    assert back.simulated == made.record.simulated
    if made.laps:
        assert [(lap.name, lap.direction) for lap in back.laps] == [
            (lap.name, lap.told) for lap in made.laps
        ]
    np.testing.assert_array_equal(back.readings.t_s + first_s, made.readings.t_s)
    for name, within in (
        ("heart_rate_bpm", 0.0),
        ("speed_mps", 5e-4),
        ("cadence_spm", 1.0),
    ):
        same(made.readings.column(name), back.readings.column(name), within)


def test_an_independent_reader_finds_the_same_in_the_tcx_file(tmp_path):
    made = session(found=one_a_second(270, track=True))
    path = tmp_path / "walk.tcx"
    path.write_bytes(tcx(made))
    seen = TCXReader().read(str(path))
    points = seen.trackpoints
    assert [p.hr_value for p in points] == made.readings.heart_rate_bpm.tolist()
    assert [p.time.timestamp() for p in points] == [
        made.at(t).timestamp() for t in made.readings.t_s
    ]
    assert len(seen.laps) == len(made.laps)


@FEW
@given(sessions(always_a_track=True))
def test_gpx_comes_back_as_it_went_out_and_gpxpy_reads_the_same(made):
    assume(made.readings.t_s.size > 1)
    data = gpx(made)
    back = read_gpx(io.BytesIO(data), "walk.gpx", TODAY)
    np.testing.assert_array_equal(back.readings.t_s, made.readings.t_s)
    for name in ("latitude_deg", "longitude_deg"):
        same(made.readings.column(name), back.readings.column(name), 5e-8)
    same(made.readings.heart_rate_bpm, back.readings.heart_rate_bpm, 0.0)
    track = gpxpy.parse(data.decode()).tracks[0]
    assert (track.name or "") == made.title
    points = track.segments[0].points
    same(made.readings.latitude_deg, [p.latitude for p in points], 5e-8)
    assert [p.time.timestamp() for p in points] == [
        made.at(t).timestamp() for t in made.readings.t_s
    ]


@FEW
@given(sessions())
def test_csv_holds_every_part_and_every_reading_and_leaves_empty_what_was_not_measured(
    made,
):
    rows = list(csv.DictReader(io.StringIO(session_csv(made).decode(), newline="")))
    parts = [row for row in rows if row["row"] == "part"]
    told = [row for row in rows if row["row"] == "reading"]
    assert [p["direction_told"] for p in parts] == [lap.told for lap in made.laps]
    assert [float(r["t_s"]) for r in told] == made.readings.t_s.tolist()
    for name in MEASURED:
        cells = [np.nan if r[name] == "" else float(r[name]) for r in told]
        same(made.readings.column(name), cells, 1e-6)
    assert {row["simulated"] for row in rows} <= {"yes" if made.record.simulated else "no"}


@FEW
@given(made=sessions())
def test_our_own_file_loses_nothing(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("session") / "walk.json"
    write_session(made, path)
    back = read_session(path)
    assert back.record == made.record
    assert back.spans_s == made.spans_s
    np.testing.assert_array_equal(back.readings.t_s, made.readings.t_s)
    for name in MEASURED:
        np.testing.assert_array_equal(
            back.readings.column(name), made.readings.column(name)
        )


@pytest.mark.parametrize("name", ODD_NAMES)
def test_no_name_breaks_any_file(name, today):
    made = session(name, found=one_a_second(20, track=True))
    assert read_fit(fit_activity(made), "a.fit", today).name == made.title
    assert read_tcx(io.BytesIO(tcx(made)), "a.tcx", today).name == made.title
    assert read_gpx(io.BytesIO(gpx(made)), "a.gpx", today).name == made.title


def test_a_session_that_nobody_walked_says_so_in_every_file(today):
    made = session(found=one_a_second(5, track=True), simulated=True)
    assert read_fit(fit_activity(made), "a.fit", today).simulated
    assert read_tcx(io.BytesIO(tcx(made)), "a.tcx", today).simulated
    assert read_gpx(io.BytesIO(gpx(made)), "a.gpx", today).simulated
    assert b",yes," in session_csv(made)


def test_readings_between_two_parts_are_kept_in_tcx(today):
    made = session(found=one_a_second(400), done_s=[60.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    back = read_tcx(io.BytesIO(tcx(made)), "a.tcx", today)
    assert back.readings.t_s.size == 400


def test_readings_faster_than_fits_clock_become_one_a_second(today):
    slow = one_a_second(50)
    quick = readings(slow.t_s / 4, heart_rate_bpm=slow.heart_rate_bpm)
    back = read_fit(fit_activity(session(found=quick)), "a.fit", today)
    assert back.readings.t_s.tolist() == [float(s) for s in range(13)]


@given(st.text())
def test_only_our_own_names_say_a_direction(name):
    ours = name.startswith(("Walk backward ", "Walk forward "))
    assert ours or direction_of(name) is Direction.UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        "Backward",
        "walk backward 1 of 5",
        "Walk backward",
        "Walk backward 6 of 5",
        "Walk turning 1 of 2",
        "Walk backward 1 of 5!",
    ],
)
def test_a_name_that_is_nearly_ours_says_nothing(name):
    assert direction_of(name) is Direction.UNKNOWN


@given(st.lists(st.sampled_from([Direction.FORWARD, Direction.BACKWARD]), max_size=40))
def test_names_of_laps_are_told_apart_and_say_their_own_direction(directions):
    names = lap_names(directions)
    assert len(set(names)) == len(names)
    assert [direction_of(name) for name in names] == directions
