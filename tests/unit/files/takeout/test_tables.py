"""Tables and their dictionary say the same, in CSV and in Parquet."""

import csv
import io
from collections import Counter

import pyarrow.parquet as pq
import pytest

from retrowalk.files.takeout.dictionary import HEAD, TYPES, dictionary_csv
from retrowalk.files.takeout.table_files import schema_of, table_files
from retrowalk.files.takeout.tables.catalogue import TABLES
from retrowalk.files.takeout.tables.gait_by_direction import GAIT
from retrowalk.files.takeout.tables.guided_tests import TESTS
from retrowalk.files.takeout.tables.people import ADVERSE_EVENTS, PERSONS
from retrowalk.files.takeout.tables.sessions import SESSIONS
from retrowalk.files.takeout.tables.table import Kind

SUFFIXES = {
    "_s": "s",
    "_m": "m",
    "_kg": "kg",
    "_mps": "m/s",
    "_spm": "steps per minute",
    "_bpm": "beats per minute",
    "_pct": "percent",
    "_deg": "degrees",
}
NUMBERS = (Kind.WHOLE, Kind.NUMBER)
EVENT = {
    "person": "0f0e",
    "day": "2026-11-20",
    "symptom": "fall",
    "note": "=1+1, „gedreht“\nzwei",
    "told_at": "2026-11-20T10:00:00.000001+00:00",
}


def written(table, rows, folder):
    with table_files([table], folder) as files:
        for row in rows:
            files[table.document][0].take(row)
    text = (folder / f"{table.name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""))), pq.read_table(
        folder / f"{table.name}.parquet"
    )


def test_every_column_is_described_and_every_description_is_a_column():
    rows = list(csv.DictReader(io.StringIO(dictionary_csv(TABLES))))
    assert list(rows[0]) == list(HEAD)
    assert [(r["table"], r["column"]) for r in rows] == [
        (table.name, name) for table in TABLES for name in schema_of(table).names
    ]
    assert all(r["type"] and r["meaning"].endswith(".") and r["empty_means"] for r in rows)


def test_no_two_tables_or_columns_share_a_name():
    assert max(Counter(table.name for table in TABLES).values()) == 1
    for table in TABLES:
        assert max(Counter(c.name for c in table.columns).values()) == 1, table.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_column_whose_name_ends_in_a_unit_has_that_unit(table):
    for column in table.columns:
        suffix = next((s for s in SUFFIXES if column.name.endswith(s)), None)
        if suffix and column.kind in NUMBERS:
            assert column.unit == SUFFIXES[suffix], column.name
        if column.unit:
            assert column.kind in NUMBERS, column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_without_rows_has_all_its_columns(table, tmp_path):
    rows, parquet = written(table, (), tmp_path)
    header = (tmp_path / f"{table.name}.csv").read_text(encoding="utf-8-sig").strip()
    assert (rows, parquet.num_rows) == ([], 0)
    assert header.split(",") == parquet.column_names == [c.name for c in table.columns]


def test_csv_and_parquet_hold_the_same_and_only_csv_guards_against_formulas(tmp_path):
    rows, parquet = written(ADVERSE_EVENTS, [EVENT, EVENT | {"note": ""}], tmp_path)
    assert [r["note"] for r in rows] == ["'" + EVENT["note"], ""]
    assert parquet["note"].to_pylist() == [EVENT["note"], None]
    assert rows[0]["told_at"] == EVENT["told_at"]
    assert parquet["told_at"].to_pylist()[0].isoformat() == EVENT["told_at"]
    assert str(parquet["day"].to_pylist()[0]) == rows[0]["day"] == "2026-11-20"
    assert parquet.schema.field("note").metadata[b"meaning"] == b"The person's words."


def test_a_session_that_is_not_finished_has_empty_cells_and_no_zeros(tmp_path):
    session = {
        "id": "1",
        "person": "2",
        "planned_number": 1,
        "plan_before": 1,
        "plan_after": None,
        "started_at": "2026-11-20T10:00:00+00:00",
        "received_at": "2026-11-20T10:00:00+00:00",
        "document": {
            "started_at": "2026-11-20T11:00:00+01:00",
            "site": "none",
            "device": "",
        },
        "record": None,
        "gait": None,
        "recording": "",
        "simulated": False,
        "pain_next_morning": None,
        "morning_told_at": None,
    }
    rows, parquet = written(SESSIONS, [session], tmp_path)
    for name in ("done_s", "backward_s", "pain_before", "ending", "device", "recording"):
        assert (rows[0][name], parquet[name].to_pylist()) == ("", [None]), name
    assert written(GAIT, [session], tmp_path)[0] == []


def test_a_test_that_nobody_knows_any_more_keeps_its_row(tmp_path):
    test = {
        "id": "1",
        "person": "2",
        "protocol": "gone",
        "taken_at": "2026-11-20T10:00:00+00:00",
        "received_at": "2026-11-20T10:00:00+00:00",
        "document": {
            "schema": 1,
            "protocol": "gone",
            "version": 1,
            "ended": "done",
            "trials": [],
        },
        "simulated": False,
    }
    rows, _ = written(TESTS, [test], tmp_path)
    assert (rows[0]["protocol"], rows[0]["trials"]) == ("gone", "0")


def test_people_are_told_what_each_type_looks_like():
    assert set(TYPES) == set(Kind)
    assert PERSONS.columns[0].name == "person_id"
