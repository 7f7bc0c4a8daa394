import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import numpy as np
import pyarrow.parquet as pq
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "fakes"))
import cwa_writer as writer

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
        "comparable only at matched",
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
    assert "comparable only at matched speed" in document["notes"][0]["note"]
    ratio = document["directions"]["forward"]["walk_ratio_m_per_spm"]
    assert ratio is None or ratio != round(ratio, 4)


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


def test_every_bout_and_every_day_goes_to_a_table_of_its_own(retrowalk, as_csv, tmp_path):
    walk = as_csv("session__A", "footL")
    tables = ("--bouts", "bouts.parquet", "--days", "days.csv")
    done = retrowalk("analyse", walk, "--site", "foot", *tables)
    assert (done.returncode, done.stderr) == (0, "")
    bouts = pq.read_table(tmp_path / "bouts.parquet").to_pylist()
    assert {"forward", "backward"} <= {bout["direction"] for bout in bouts}
    assert all(bout["landing_peak_mps2"] > 0.0 for bout in bouts)
    assert (tmp_path / "days.csv").read_text().count("\n") == 2
    for words in (
        "Each direction by itself",
        "forefoot first",
        "too few",
        "not enough strides",
    ):
        assert words in done.stdout


def test_what_a_guided_walk_taught_is_written_and_used_the_next_time(
    retrowalk, as_csv, tmp_path
):
    back = ("--site", "lower_back", "--calibration", "me.json")
    told = "5-13 forward, 15-23 backward, 26-38 forward, 42-56 backward"
    first = as_csv("session__A", "back")
    taught = retrowalk("analyse", first, *back, "--learn", told)
    assert (taught.returncode, taught.stderr) == (0, "")
    assert "Written: me.json" in taught.stdout
    assert json.loads((tmp_path / "me.json").read_text())["site"] == "lower_back"
    used = retrowalk("analyse", as_csv("session__B", "back"), *back, "--json")
    document = json.loads(used.stdout)
    assert document["recording"]["axes"] == "calibrated"
    assert {bout["direction"] for bout in document["bouts"]} >= {"forward", "backward"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--learn", "0-20 forward"), "--calibration FILE.json"),
        (("--learn", "0-20 sideways", "--calibration", "me.json"), "0-20 sideways"),
        (("--calibration", "nowhere.json"), "nowhere.json"),
        (("--height", "175"), "height is 175 m"),
        (("--out", "steps.txt"), "expected a name that ends in"),
        (("--out", "a.csv", "--bouts", "./a.csv"), "--out and --bouts both are a.csv"),
        (("--units", "acc=stone"), "--units holds 'acc=stone'; expected for example acc=g"),
        (("--column", "x=y"), "--column is 'x=y'; expected one of time_s"),
        (("--column", "time_s=when"), "there is no column when, which was told for time_s"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(retrowalk, as_csv, arguments, said):
    walk = as_csv("ipol__1-1", "back")
    done = retrowalk("analyse", walk, "--site", "lower_back", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_axivity_file_is_streamed_and_has_days(retrowalk, recordings, tmp_path):
    acc = np.load(recordings / "ipol__1-1.npz")["back_acc"]
    counts = np.round(acc / 9.80665 * 256).astype(np.int16)
    notes = b"_c=retrowalk"
    rows = writer.sectors(counts, packed=True)
    (tmp_path / "w.cwa").write_bytes(writer.header(notes=notes) + rows.tobytes())
    done = retrowalk(
        "analyse", "w.cwa", "--site", "lower_back", "--json", "--plot", "w.svg"
    )
    document = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert sum(bout["steps"] for bout in document["bouts"]) > 20
    assert [day["day"] for day in document["days"]] == ["2023-11-14"]
    assert document["recording"]["calendar"]
    assert "chart-motion" in (tmp_path / "w.svg").read_text()
