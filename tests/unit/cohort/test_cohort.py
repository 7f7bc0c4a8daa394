import csv
import json
import pickle
import sys
import textwrap
from importlib import import_module

import numpy as np
import pytest

from retrowalk.cohort import run as run_module
from retrowalk.cohort.engines.processes import Processes
from retrowalk.cohort.engines.serial import Serial
from retrowalk.cohort.row import Row, Status, Task, measured
from retrowalk.cohort.run import journal_path, run
from retrowalk.files.columns import Worn
from retrowalk.signals.recording import SensorSite

WORN = Worn(SensorSite.LOWER_BACK)
ENGINES = pytest.mark.parametrize(
    "engine", [Serial(), Processes(2)], ids=["serial", "processes"]
)


def untold(done, of):
    """Nobody watches."""


def still(path, n=300):
    rows = "\n".join(f"{k / 100},9.81,{0.01 * (k % 7)},0" for k in range(n))
    path.write_text(f"time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2\n{rows}\n")


@pytest.fixture
def folder(tmp_path, recordings):
    """Return a folder with two still sensors, a real walk, and two that cannot be used."""
    root = tmp_path / "cohort"
    (root / "deeper").mkdir(parents=True)
    still(root / "a.csv")
    still(root / "deeper" / "b.csv", 500)
    (root / "empty.csv").write_text("")
    (root / "cut.parquet").write_bytes(b"PAR1")
    (root / "notes.txt").write_text("not a recording")
    acc = np.load(recordings / "ipol__1-1.npz")["back_acc"]
    with (root / "walk.csv").open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["time_s", "acc_x_mps2", "acc_y_mps2", "acc_z_mps2"])
        writer.writerows(np.column_stack([np.arange(len(acc)) / 100, acc]).tolist())
    return root


@ENGINES
def test_every_engine_comes_to_what_the_serial_one_does(folder, tmp_path, engine):
    reference = run(folder, WORN, Serial(), tmp_path / "serial.csv", untold)
    outcome = run(folder, WORN, engine, tmp_path / "other.csv", untold)
    assert outcome == reference
    assert (tmp_path / "other.csv").read_bytes() == (tmp_path / "serial.csv").read_bytes()
    by_name = {row.recording: row for row in outcome.rows}
    assert sorted(by_name) == [
        "a.csv",
        "cut.parquet",
        "deeper/b.csv",
        "empty.csv",
        "walk.csv",
    ]
    assert by_name["walk.csv"].steps > 20
    assert by_name["a.csv"].steps == 0


def test_a_failure_is_a_row_with_its_reason(folder, tmp_path):
    rows = run(folder, WORN, Serial(), tmp_path / "t.csv", untold).rows
    empty = next(row for row in rows if row.recording == "empty.csv")
    assert empty.status is Status.REFUSED
    assert "is empty (0 bytes)" in empty.reason
    assert empty.steps is None


def test_our_own_fault_is_a_row_too_and_is_tried_again(folder, tmp_path, monkeypatch):
    def faulty(recording):
        raise ZeroDivisionError("oh")

    with monkeypatch.context() as patch:
        patch.setattr("retrowalk.cohort.row.analyse", faulty)
        row = measured(Task("a.csv", folder / "a.csv", WORN))
        assert (row.status, row.reason) == (Status.BROKE, "ZeroDivisionError: oh")
        run(folder, WORN, Serial(), tmp_path / "t.csv", untold)
    again = run(folder, WORN, Serial(), tmp_path / "t.csv", untold)
    assert again.skipped == 2  # the two that cannot be used stay refused
    assert {row.status for row in again.rows} == {Status.MEASURED, Status.REFUSED}


def test_a_restart_goes_on_where_the_run_was_stopped(folder, tmp_path, monkeypatch):
    out = tmp_path / "t.csv"
    asked = []

    def until_the_third(task):
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(task.recording)
        return Row(task.recording, Status.MEASURED, steps=7)

    monkeypatch.setattr(run_module, "measured", until_the_third)
    with pytest.raises(KeyboardInterrupt):
        run(folder, WORN, Serial(), out, untold)
    assert not out.exists()
    with journal_path(out).open("a") as handle:
        handle.write('\n{"recording": "deeper/b.csv", "mark": "cut o')
    monkeypatch.setattr(run_module, "measured", measured)
    told = []
    outcome = run(folder, WORN, Serial(), out, lambda done, of: told.append((done, of)))
    assert outcome.skipped == 2
    assert [row.steps for row in outcome.rows if row.recording in asked] == [7, 7]
    assert told == [(2, 5), (3, 5), (4, 5), (5, 5)]
    # The line cut off by the crash did not spoil those written after it.
    assert run(folder, WORN, Serial(), out, untold).skipped == 5


@pytest.mark.parametrize("change", ["content", "worn"])
def test_what_changed_since_is_measured_again(folder, tmp_path, change):
    out = tmp_path / "t.csv"
    run(folder, WORN, Serial(), out, untold)
    worn = WORN
    if change == "content":
        still(folder / "a.csv", 400)
    else:
        worn = Worn(SensorSite.WRIST)
    again = run(folder, worn, Serial(), out, untold)
    assert again.skipped == (4 if change == "content" else 0)
    row = next(row for row in again.rows if row.recording == "a.csv")
    expected = {"content": (4.0, "lower_back"), "worn": (3.0, "wrist")}
    assert (row.duration_s, row.site) == expected[change]


def test_what_travels_to_a_worker_is_a_name_not_an_array(folder):
    task = Task("walk.csv", folder / "walk.csv", WORN)
    assert len(pickle.dumps(task)) < 1000
    assert len(pickle.dumps(measured(task))) < 4000


def test_one_that_kills_its_process_is_reported_and_the_others_are_measured(
    tmp_path, monkeypatch
):
    (tmp_path / "deadly.py").write_text(
        textwrap.dedent("""
            import os
            from retrowalk.cohort.row import Row, Status

            def work(task):
                if task.recording == "3":
                    os._exit(9)
                return Row(task.recording, Status.MEASURED)
            """)
    )
    monkeypatch.syspath_prepend(tmp_path)
    tasks = [Task(str(k), tmp_path, WORN) for k in range(8)]
    work = import_module("deadly").work
    rows = sorted(Processes(2).rows(work, tasks), key=lambda row: row.recording)
    assert [row.recording for row in rows] == [str(k) for k in range(8)]
    assert [row.recording for row in rows if row.status is Status.BROKE] == ["3"]
    assert "its process died" in rows[3].reason
    del sys.modules["deadly"]


def test_the_table_is_not_taken_for_a_recording(folder):
    out = folder / "table.csv"
    for _ in range(2):
        outcome = run(folder, WORN, Serial(), out, untold)
    assert "table.csv" not in {row.recording for row in outcome.rows}
    assert json.loads(journal_path(out).read_text().split("\n")[1])["recording"]
    assert out.stat().st_size > 0
