"""Axivity files from the terminal: good ones are analysed, bad ones get one sentence."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from retrowalk.cli.main import main
from retrowalk.directions import CODES, Direction
from retrowalk.files.columns import Worn
from retrowalk.files.imu import open_source, read_imu
from retrowalk.gait.analyse import analyse, analyse_stream
from retrowalk.signals.recording import SensorSite, ToldAxes
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

sys.path.insert(0, str(Path(__file__).parents[1] / "fakes"))
import cwa_writer as writer

WORN = Worn(SensorSite.LOWER_BACK, axes=ToldAxes("+z", "+x"))
TOLD = ["--site", "lower_back", "--axes", "up=+z,forward=+x"]
PLAN = [
    Interval(6.0),
    Interval(40.0, Direction.FORWARD, 108.0, 0.6),
    Interval(8.0),
    Interval(30.0, Direction.BACKWARD, 84.0, 0.35),
    Interval(6.0),
]


@pytest.fixture(scope="module")
def sectors():
    made = simulate(PLAN, SensorSite.LOWER_BACK).recording
    acc = np.rint(made.acc_mps2 / 9.80665 * 4096).astype(np.int16)
    gyr = np.rint(np.rad2deg(made.gyr_radps) / 2000 * 32_768).astype(np.int16)
    return writer.sectors(acc, gyr=gyr)


@pytest.fixture
def cwa(tmp_path, sectors):
    def write(rows=sectors, cut=None):
        path = tmp_path / "walk.cwa"
        head = writer.header(gyr_dps=2000, notes=b"simulated=true")
        path.write_bytes((head + rows.tobytes())[:cut])
        return path

    return write


def test_both_ways_of_walking_are_found_in_an_axivity_file(cwa, capsys):
    assert main(["analyse", str(cwa()), *TOLD, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["recording"]["simulated"] is True
    assert [bout["direction"] for bout in report["bouts"]] == ["forward", "backward"]


def test_piece_by_piece_and_at_once_say_the_same(cwa):
    path = cwa()
    streamed = analyse_stream(open_source(path, WORN))
    at_once = analyse(read_imu(path, WORN))
    np.testing.assert_allclose(streamed.bouts.start_s, at_once.bouts.start_s, atol=0.3)
    np.testing.assert_allclose(streamed.bouts.end_s, at_once.bouts.end_s, atol=0.3)
    same = np.abs(
        streamed.steps.initial_contact_s[:, None] - at_once.steps.initial_contact_s
    ).min(axis=1)
    assert np.median(same) < 0.01
    counted = [np.bincount(r.steps.direction, minlength=4) for r in (streamed, at_once)]
    assert np.abs(counted[0] - counted[1]).max() <= 3
    assert counted[0][CODES.index(Direction.BACKWARD)] > 30


def test_what_a_damaged_file_lost_is_in_the_report_and_the_rest_is_measured(
    cwa, sectors, capsys
):
    rows = sectors.copy()
    rows["data"][60:66, 0] ^= 1
    assert main(["analyse", str(cwa(rows)), *TOLD, "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert sum(bout["direction"] == "forward" for bout in whole["bouts"]) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty (0 bytes)"),
        (b"MD\xfc\x03", "expected the 1024 bytes of a CWA header"),
        (b"time_s,acc_x_mps2\n" * 99, "expected b'MD', the mark of a CWA file"),
        (writer.header() + b"\0" * 4096, "8 sectors without the mark of a data sector"),
    ],
)
def test_a_bad_axivity_file_gets_one_sentence_and_nothing_is_written(
    tmp_path, capsys, content, said
):
    path = tmp_path / "walk.cwa"
    path.write_bytes(content)
    assert main(["analyse", str(path), *TOLD, "--out", str(tmp_path / "t.csv")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [path]
