import csv

import pyarrow.parquet as pq
import pytest

from retrowalk.files.gait_table import gait_table, write_gait_table


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
