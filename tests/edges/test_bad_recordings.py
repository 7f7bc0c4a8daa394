"""Every way a recording can be wrong, through the real command: one sentence, exit code 2."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

# Every case runs in a process of its own; one that has its imports done is the parent of all.
FORKS = """
import json, os, sys
from retrowalk.cli.main import main
for line in sys.stdin:
    arguments, folder = json.loads(line)
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        for stream in (1, 2):
            kept = os.open(f"{sys.argv[1]}/{stream}", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
            os.dup2(kept, stream)
        code = 1
        try:
            code = main(arguments)
        except SystemExit as end:
            code = end.code
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Command:
    """The retrowalk command, once loaded, run once in a fresh process for every case."""

    def __init__(self):
        self.parent = None

    def run(self, arguments, folder):
        if self.parent is None:
            self.streams = Path(tempfile.mkdtemp())
            self.parent = subprocess.Popen(
                [sys.executable, "-c", FORKS, self.streams],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self.parent.stdin.write(json.dumps([arguments, str(folder)]) + "\n")
        self.parent.stdin.flush()
        code = int(self.parent.stdout.readline())
        return code, *((self.streams / stream).read_text() for stream in "12")

    def end(self):
        if self.parent is not None:
            self.parent.stdin.close()
            self.parent.wait()
            shutil.rmtree(self.streams)


COMMAND = Command()


@pytest.fixture(scope="module", autouse=True)
def command():
    yield
    COMMAND.end()


HEAD = "time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2,gyr_x_radps,gyr_y_radps,gyr_z_radps"


def cells(acc=1.0, gyr=1.0, time=1.0, n=500):
    """Return the text of n samples at 100 Hz, with each kind of value scaled."""
    k = np.arange(n)
    swing = np.sin(k / 10)
    return [
        f"{time * i / 100:.6f},{acc * 9.81:.4f},{acc * s:.4f},0,"
        + f"{gyr * s:.5f},{gyr * s / 9:.5f},{gyr * s / 8:.5f}"
        for i, s in zip(k, swing, strict=True)
    ]


def text(rows, head=HEAD):
    return "\n".join([head, *rows]) + "\n"


ROWS = cells()


def replaced(line, row):
    """Return the file with another text on a line (the names stand on line 1)."""
    return text([*ROWS[: line - 2], row, *ROWS[line - 1 :]])


BAD_CSV = {
    "empty": ("", "is empty (0 bytes)"),
    "only spaces": ("\n\n", "no line says anything; expected the names of columns"),
    "header only": (HEAD + "\n", "holds only the names of columns; expected samples"),
    "last line cut": (
        text(ROWS)[:-20],
        "line 501: has 5 cells; expected 7, one for each column; is the file cut off here?",
    ),
    "cell cut": (
        text([*ROWS, "5.000000,-"])[:-1],
        "line 502: has 2 cells; expected 7, one for each column; is the file cut off here?",
    ),
    "columns missing": (
        text(["0,9.8"] * 300, "time,acc_x_mps2"),
        "missing columns acc_y_mps2, acc_z_mps2; found time, acc_x_mps2",
    ),
    "no names": (text(ROWS[1:], ROWS[0]), "missing columns time_s, acc_x_mps2"),
    "half a gyroscope": (
        text(ROWS, HEAD.replace("gyr_z_radps", "other")),
        "found gyr_x_radps, gyr_y_radps but not gyr_z_radps; expected all three or none",
    ),
    "column twice": (
        text(ROWS, HEAD.replace("gyr_z_radps", "acc_x_mps2").replace("gyr_", "other_")),
        "column acc_x_mps2 is there twice; expected it once",
    ),
    "no unit": (
        text(ROWS, HEAD.replace("_mps2", "")),
        "columns acc_x, acc_y, acc_z do not say the unit; expected it in the name",
    ),
    "two for one": (
        text(ROWS, "time_s,acc_x_g,Accel-X [g],acc_y_g,acc_z_g,a,b"),
        "columns acc_x_g and Accel-X [g] could both be acc_x_mps2; expected one",
    ),
    "no number": (
        replaced(77, "0.750000,9.81,abc,0,0,0,0"),
        "line 77: acc_y_mps2 is 'abc'; expected a number",
    ),
    "no time": (
        replaced(77, ",9.81,0,0,0,0,0"),
        "line 77: time_s is missing; expected seconds",
    ),
    "time backward": (
        replaced(77, "0.100000,9.81,0,0,0,0,0"),
        "line 77: time goes back from 0.74 s to 0.1 s; expected time_s to rise",
    ),
    "time twice": (
        replaced(77, "0.740000,9.81,0,0,0,0,0"),
        "line 77: the time 0.74 s comes twice",
    ),
    "infinite": (replaced(77, "0.75,9.81,inf,0,0,0,0"), "line 77: acc_y_mps2 is infinite"),
    "mostly nan": (
        text(
            [
                *ROWS[:100],
                *(f"{k / 100},nan,nan,nan,0,0,0" for k in range(100, 450)),
                *ROWS[450:],
            ]
        ),
        "samples fill only 30 % of the 5.0 s from first to last, with a hole of 3.5 s after "
        "line 101; expected at least 50 %",
    ),
    "all nan": (
        text([f"{k / 100},,,,0,0,0" for k in range(300)]),
        "only 0 of 300 rows hold",
    ),
    "in g": (text(cells(acc=1 / 9.81)), "expected about 9.8 m/s2"),
    "ten times": (text(cells(acc=10)), "this looks ten times too large"),
    "a tenth": (text(cells(acc=0.1)), "expected about 9.8 m/s2"),
    "in mm/s2": (text(cells(acc=1000)), "expected about 9.8 m/s2"),
    "degrees": (text(cells(gyr=180 / np.pi)), "this looks like deg/s"),
    "milliseconds": (
        text(cells(time=1000)),
        "0.1 Hz; expected 20 to 2000 Hz, with time_s in s",
    ),
    "too slow": (text(cells(time=10)), "which is 10 Hz; expected 20 to 2000 Hz"),
    "too short": (text(ROWS[:50]), "recording is 0.5 s long; at least 1 s needed"),
    "clock jumps": (text([*ROWS, "1700000000,9.8,0,0,0,0,0"]), "samples fill only 0 %"),
    "binary": (
        bytes(range(256)) * 40,
        "is not CSV text; expected names of columns on line 1",
    ),
    "parquet inside": (
        b"PAR1" + bytes(200),
        "is a Parquet file; expected CSV text in UTF-8",
    ),
    "spreadsheet inside": (b"PK\x03\x04" + bytes(200), "is a zip archive or spreadsheet"),
}


@pytest.mark.parametrize("name", BAD_CSV)
def test_a_bad_csv_gets_one_sentence_that_says_what_and_where(name, tmp_path):
    content, said = BAD_CSV[name]
    path = tmp_path / "walk.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused(path, said)


def parquet(**changed):
    table = {name: np.zeros(300) for name in HEAD.split(",")[:4]}
    table |= {"time_s": np.arange(300) / 100, "acc_x_mps2": np.full(300, 9.81)}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(table | changed), sink)
    return sink.getvalue().to_pybytes()


BAD_PARQUET = {
    "empty": (b"", "is empty (0 bytes)"),
    "truncated": (parquet()[:-100], "is no whole Parquet file"),
    "head only": (parquet()[:4], "is no whole Parquet file"),
    "csv inside": (text(ROWS).encode(), "is no whole Parquet file"),
    "texts": (
        parquet(acc_y_mps2=["x"] * 300),
        "column acc_y_mps2 holds string; expected numbers",
    ),
    "time backward": (
        parquet(time_s=np.r_[np.arange(299) / 100, 0.5]),
        "row 300: time goes back from 2.98 s to 0.5 s",
    ),
}


@pytest.mark.parametrize("name", BAD_PARQUET)
def test_a_bad_parquet_gets_one_sentence_that_says_what_and_where(name, tmp_path):
    content, said = BAD_PARQUET[name]
    path = tmp_path / "walk.parquet"
    path.write_bytes(content)
    refused(path, said)


def test_what_is_no_recording_at_all_gets_one_sentence(tmp_path):
    (tmp_path / "walk.xlsx").write_bytes(b"x")
    (tmp_path / "folder.csv").mkdir()
    refused(
        tmp_path / "walk.xlsx", "ends in '.xlsx'; expected a recording that ends in .csv or"
    )
    refused(tmp_path / "folder.csv", "is a folder; expected a recording")
    refused(tmp_path / "nowhere.csv", "there is no file")
    refused(tmp_path / ("x" * 300 + ".csv"), "cannot be looked up")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_gets_one_sentence(tmp_path):
    path = tmp_path / "walk.csv"
    path.write_text(text(ROWS))
    path.chmod(0)
    refused(path, "Permission denied")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--out", "table.txt"], "expected a name that ends in .parquet or .csv"),
        (["--out", "nowhere/table.csv"], "there is no folder"),
        (["--out", "walk.csv"], "it is the recording itself"),
        (["--plot", "picture.png"], "expected a name that ends in .svg"),
        (["--axes", "up=x"], "expected a sign and a letter"),
        (["--axes", "up=+x,forward=-x"], "lie along one line"),
        (["--axes", "forward=-x"], "expected for example up=+x or up=+x,forward=-z"),
    ],
)
def test_a_wish_that_cannot_be_met_gets_one_sentence_before_the_work(
    tmp_path, option, said
):
    path = tmp_path / "walk.csv"
    path.write_text(text(ROWS))
    refused(path, said, *option)
    assert path.read_text() == text(ROWS)


def test_a_bad_recording_leaves_an_older_table_as_it_was(tmp_path):
    (tmp_path / "table.parquet").write_bytes(b"an older table")
    (tmp_path / "walk.csv").write_text(text(ROWS)[:-20])
    refused(tmp_path / "walk.csv", "line 501", "--out", "table.parquet")
    assert (tmp_path / "table.parquet").read_bytes() == b"an older table"


def refused(path: Path, said: str, *options: str) -> None:
    """Hold what every refusal must be, and that nothing was written."""
    wishes = options or ("--out", "out.parquet", "--plot", "out.svg", "--json")
    before = sorted(path.parent.iterdir())
    code, out, err = COMMAND.run(
        ["analyse", str(path), "--site", "foot", *wishes], path.parent
    )
    assert out == ""
    assert said in err
    assert err.startswith("retrowalk: ")
    assert err.count("\n") == 1
    assert code == 2
    assert sorted(path.parent.iterdir()) == before
