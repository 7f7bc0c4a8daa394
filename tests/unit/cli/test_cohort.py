import pyarrow.parquet as pq


def test_a_folder_becomes_one_table_and_a_second_run_skips_what_is_done(
    retrowalk, as_csv, tmp_path
):
    for name in ("ipol__1-1", "ipol__2-1"):
        as_csv(name, "back")
    (tmp_path / "broken.csv").write_text("time_s\n")
    words = (
        "cohort",
        "run",
        ".",
        "--site",
        "lower_back",
        "--out",
        "t.parquet",
        "--workers",
        "2",
    )
    first, again = retrowalk(*words), retrowalk(*words)
    assert (first.returncode, again.returncode) == (0, 0)
    assert "3 recordings: 2 measured, 1 refused, 0 broke" in first.stdout
    assert "refused: broken.csv: missing columns" in first.stdout
    assert "3 were finished before and skipped" in again.stdout
    rows = pq.read_table(tmp_path / "t.parquet").to_pylist()
    assert [row["recording"] for row in rows] == [
        "broken.csv",
        "ipol__1-1.csv",
        "ipol__2-1.csv",
    ]
    assert all(row["steps"] > 20 for row in rows[1:])


def test_a_folder_without_recordings_and_no_workers_are_refused(retrowalk, tmp_path):
    words = ("--site", "foot", "--out", "t.csv")
    assert "no recording in ." in retrowalk("cohort", "run", ".", *words).stderr
    assert "there is no folder" in retrowalk("cohort", "run", "nowhere", *words).stderr
    done = retrowalk("cohort", "run", ".", *words, "--workers", "0")
    assert done.stderr == "retrowalk: --workers is 0; expected 1 or more\n"
    assert list(tmp_path.iterdir()) == []
