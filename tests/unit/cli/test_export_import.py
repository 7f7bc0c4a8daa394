"""Sessions as files at the terminal: written, read back, joined, and refused in one sentence."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from retrowalk.cli.main import main
from retrowalk.files.watch.fit_activity import fit_activity
from retrowalk.files.watch.readings import NO_READINGS
from retrowalk.files.watch.session_json import read_session, write_session

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))
from watch_sessions import STARTED_AT, one_a_second, session


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "walk.json"
    write_session(session(found=NO_READINGS), path)
    return path


def refused(capsys, *arguments):
    """Return the one sentence with which the command refuses."""
    assert main([str(one) for one in arguments]) == 2
    _out, said = capsys.readouterr()
    assert said.startswith("retrowalk: ")
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize("kind", ["fit", "tcx"])
def test_a_finished_session_goes_out_and_is_read_again(kind, kept, capsys):
    assert main(["export", str(kept), "--format", kind]) == 0
    assert main(["import", str(kept.with_suffix(f".{kind}"))]) == 0
    said = capsys.readouterr().out
    assert "Walk backward 3 of 3" in said
    assert "Heart rate: not measured" in said


@pytest.mark.parametrize("kind", ["fit", "zwo"])
def test_a_programmes_first_session_goes_out_as_a_workout(kind, tmp_path, capsys):
    target = tmp_path / f"first.{kind}"
    arguments = ["export", "--programme", "beginner_intervals", "--format", kind]
    assert main([*arguments, "--output", str(target)]) == 0
    assert b"Walk backward 1 of" in target.read_bytes()
    assert str(target) in capsys.readouterr().out


def test_a_watch_file_of_the_same_time_is_joined_to_the_session(kept, tmp_path, capsys):
    watch, both = tmp_path / "watch.fit", tmp_path / "both.json"
    later = session(found=one_a_second(200), started_at=STARTED_AT + timedelta(seconds=5))
    watch.write_bytes(fit_activity(later))
    assert main(["import", str(watch), "--session", str(kept), "--output", str(both)]) == 0
    found = read_session(both)
    assert found.readings.t_s[0] == 5.0
    assert found.readings.heart_rate_bpm[0] == 100.0
    assert "100 to 119 beats/min" in capsys.readouterr().out
    assert main(["export", str(both), "--format", "csv"]) == 0
    assert "reading" in both.with_suffix(".csv").read_text()


def test_apple_health_is_asked_for_the_time_of_the_session_only(kept, tmp_path, capsys):
    export = tmp_path / "export.xml"
    export.write_text(
        '<HealthData><Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" '
        'startDate="2026-11-03 09:31:00 +0000" value="93"/></HealthData>'
    )
    assert main(["import", str(export), "--session", str(kept)]) == 0
    assert "93 to 93 beats/min" in capsys.readouterr().out
    assert "session" in refused(capsys, "import", export)


def test_a_watch_file_of_another_time_is_not_joined(kept, tmp_path, capsys):
    watch = tmp_path / "watch.fit"
    other = session(found=one_a_second(200), started_at=STARTED_AT + timedelta(hours=3))
    watch.write_bytes(fit_activity(other))
    assert "expected the same time" in refused(capsys, "import", watch, "--session", kept)


def test_a_simulated_file_is_not_joined_to_a_session_that_was_walked(
    kept, tmp_path, capsys
):
    watch = tmp_path / "watch.fit"
    watch.write_bytes(fit_activity(session(found=one_a_second(200), simulated=True)))
    assert "do not join" in refused(capsys, "import", watch, "--session", kept)


def test_what_cannot_be_written_is_refused_and_nothing_is_written_over(
    kept, tmp_path, capsys
):
    there = tmp_path / "there.fit"
    there.write_text("mine")
    for arguments, word in (
        ((kept, "--format", "gpx"), "no GPX"),
        ((kept, "--format", "zwo"), "planned"),
        ((kept, "--format", "fit", "--output", there), "there already"),
        ((kept, "--format", "fit", "--output", tmp_path / "a.txt"), "ends in"),
        (("--programme", "beginner_intervals", "--format", "csv"), "finished"),
        (
            ("--programme", "nonsense", "--format", "fit", "--output", tmp_path / "x.fit"),
            "nonsense",
        ),
        ((tmp_path / "none.json", "--format", "fit"), "cannot be read"),
    ):
        assert word in refused(capsys, "export", *arguments)
    assert there.read_text() == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": 1}',
        '{"schema": 9}',
        "[" * 100_000,
        '{"schema": 1, "name": 5}',
    ],
)
def test_a_file_that_is_no_session_is_refused_in_one_sentence(text, tmp_path, capsys):
    path = tmp_path / "walk.json"
    path.write_text(text)
    assert refused(capsys, "export", path, "--format", "fit")


def test_readings_that_are_nonsense_are_refused(kept, tmp_path, capsys):
    whole = kept.read_text()
    for nonsense in (
        '{"t_s": [1, 0]}',
        '{"t_s": [null]}',
        '{"t_s": ["a"]}',
        '{"t_s": [0], "speed_mps": []}',
        "[]",
    ):
        start = whole.index('"readings": ')
        kept.write_text(whole[:start] + f'"readings": {nonsense}}}')
        assert refused(capsys, "export", kept, "--format", "fit")
