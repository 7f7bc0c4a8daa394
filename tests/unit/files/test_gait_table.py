import csv
from dataclasses import fields, replace

import numpy as np
import pyarrow.parquet as pq
import pytest

from retrowalk.files.gait_table import (
    bout_table,
    day_table,
    gait_table,
    write_bout_table,
    write_day_table,
    write_gait_table,
)
from retrowalk.gait.measures.measures import Measures, StepMeasures


def test_every_step_is_a_row_beside_its_bout(report):
    rows = gait_table(report, "walk.csv").to_pylist()
    assert [(row["bout"], row["initial_contact_s"]) for row in rows] == [
        (0, 101.5),
        (0, 102.7),
        (1, 121.0),
        (2, None),
    ]
    assert rows[0]["bout_direction"] == rows[0]["direction"] == "forward"
    assert {row["recording"] for row in rows} == {"walk.csv"}


def test_a_bout_without_steps_is_not_lost(report):
    row = gait_table(report, "x").to_pylist()[3]
    assert (row["bout_direction"], row["bout_steps"], row["direction"]) == (
        "backward",
        0,
        None,
    )


def test_what_was_not_measured_is_empty_and_simulated_is_on_every_row(report):
    rows = gait_table(report, "x").to_pylist()
    assert [row["stride_length_m"] for row in rows] == [1.2, None, None, None]
    assert [row["foot"] for row in rows] == ["left", "left", None, None]
    assert all(row["simulated"] for row in rows)


def test_the_ending_chooses_the_format(report, tmp_path):
    write_gait_table(report, "x", tmp_path / "t.parquet")
    write_gait_table(report, "x", tmp_path / "t.CSV")
    with (tmp_path / "t.CSV").open(newline="") as handle:
        as_csv = list(csv.DictReader(handle))
    assert pq.read_table(tmp_path / "t.parquet").num_rows == len(as_csv) == 4
    assert as_csv[1]["stride_length_m"] == ""
    assert as_csv[0]["initial_contact_s"] == pytest.approx("101.5")


def measured(report):
    """Return the report with a number in every measure of its first step and bout."""
    steps = {f.name: np.array([0.5, np.nan, np.nan]) for f in fields(StepMeasures)}
    bouts = {f.name: np.array([0.5, np.nan, np.nan]) for f in fields(Measures)}
    return replace(
        report,
        step_measures=StepMeasures(**steps),
        bout_measures=Measures(**bouts | {"strides": np.array([3, 0, 0])}),
    )


def test_measures_of_steps_and_bouts_come_back_from_disk(report, tmp_path):
    write_gait_table(measured(report), "x", tmp_path / "t.parquet")
    write_bout_table(measured(report), "x", tmp_path / "b.parquet")
    steps = pq.read_table(tmp_path / "t.parquet").to_pylist()
    bouts = pq.read_table(tmp_path / "b.parquet").to_pylist()
    for field in fields(StepMeasures):
        assert [row[field.name] for row in steps] == [0.5, None, None, None]
    assert [row["strides"] for row in bouts] == [3, 0, 0]
    assert [row["landing_peak_mps2"] for row in bouts] == [0.5, None, None]


def test_a_bout_keeps_the_cadence_of_all_its_steps(report):
    rows = bout_table(measured(report), "x").to_pylist()
    assert [row["cadence_spm"] for row in rows] == [100.0, 90.0, None]
    assert [row["direction"] for row in rows] == ["forward", "unknown", "backward"]


def test_days_are_rows_with_their_names(report, tmp_path):
    days = replace(
        report.days,
        **{
            field.name: np.ones(2, dtype=getattr(report.days, field.name).dtype)
            for field in fields(report.days)
            if field.name != "calendar"
        },
    )
    table = day_table(replace(report, days=days), "x")
    assert table.column("day").to_pylist() == ["day 1", "day 2"]
    write_day_table(replace(report, days=days), "x", tmp_path / "d.csv")
    with (tmp_path / "d.csv").open(newline="") as handle:
        assert len(list(csv.DictReader(handle))) == 2
