import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pyarrow.parquet as pq
import pytest

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "contracts" / "gait_report.schema.json").read_text()
)


def test_a_real_walk_is_found_told_and_written(retrowalk, as_csv, tmp_path):
    walk = as_csv("ipol__1-1", "back")
    wishes = ("--axes", "up=+x,forward=-z", "--out", "t.parquet", "--plot", "p.svg")
    done = retrowalk("analyse", walk, "--site", "lower_back", *wishes)
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "ipol__1-1.csv",
        "worn at: lower back",
        "as told",
        "Walking bouts",
        "Steps/min",
    ):
        assert words in done.stdout
    assert "Not measured" in done.stdout
    assert pq.read_table(tmp_path / "t.parquet").num_rows > 20
    assert ET.parse(tmp_path / "p.svg").getroot().tag.endswith("svg")  # noqa: S314  # our own file


def test_json_holds_its_contract_and_nothing_else_is_printed(retrowalk, as_csv):
    walk = as_csv("ipol__1-1", "back")
    done = retrowalk("analyse", walk, "--site", "lower_back", "--json")
    document = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert sum(bout["steps"] for bout in document["bouts"]) > 20
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("sensor", ["footL foot", "shankL shank"])
@pytest.mark.parametrize(
    ("name", "direction"),
    [("bandai__walk-back_sad_001", "backward"), ("bandai__walk_sad_001", "forward")],
)
def test_a_leg_sensor_tells_backward_from_forward(
    retrowalk, as_csv, name, direction, sensor
):
    place, site = sensor.split()
    walk = as_csv(name, place)
    done = retrowalk("analyse", walk, "--site", site, "--side", "left", "--json")
    bouts = json.loads(done.stdout)["bouts"]
    assert {bout["direction"] for bout in bouts} == {direction}


@pytest.mark.parametrize("width", ["30", "200"])
def test_no_figure_is_lost_however_narrow_the_screen(retrowalk, as_csv, width):
    walk = as_csv("ipol__1-1", "back")
    narrow = retrowalk("analyse", walk, "--site", "lower_back", COLUMNS=width)
    wide = retrowalk("analyse", walk, "--site", "lower_back", "--json")
    bout = json.loads(wide.stdout)["bouts"][0]
    words = narrow.stdout.split()
    assert str(bout["steps"]) in words
    assert f"{bout['cadence_spm']:.0f}" in words
    assert "…" not in narrow.stdout
    assert max(map(len, narrow.stdout.splitlines())) <= int(width)


def test_an_old_terminal_gets_plain_letters(retrowalk, as_csv):
    walk = as_csv("ipol__1-1", "back")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = retrowalk("analyse", walk, "--site", "lower_back", **plain)
    assert done.returncode == 0
    assert done.stdout.isascii()
