"""Tables of people, lists of allocations, and secrets on disk."""

import stat

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from retrowalk.errors import BadInput, Conflict
from retrowalk.files.allocation_list import alone_with
from retrowalk.files.participant_table import read_cells
from retrowalk.files.secret_file import read_secret, write_secret


def test_csv_and_parquet_say_the_same(tmp_path):
    text = "person,arm,x,adherence,simulated\nP1,a,4.5,1,no\nP2,,,0.25,yes\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8-sig")
    columns = {
        "person": ["P1", "P2"],
        "arm": ["a", None],
        "x": [4.5, float("nan")],
        "adherence": [1.0, 0.25],
        "simulated": [False, True],
    }
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    csv, parquet = read_cells(tmp_path / "t.csv"), read_cells(tmp_path / "t.parquet")
    assert csv.columns == parquet.columns
    assert csv.rows == 2
    assert (csv.at(1), parquet.at(1)) == ("line 3", "row 2")


def test_quoted_cells_may_hold_commas_and_lines_and_empty_lines_hold_nobody(tmp_path):
    (tmp_path / "t.csv").write_text('a,b\n"x, y","1\n2"\n\n,\n3,4\n')
    cells = read_cells(tmp_path / "t.csv")
    assert cells.columns == {"a": ["x, y", "3"], "b": ["1\n2", "4"]}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.csv", b"", "first line is empty"),
        ("t.csv", b"a,a\n1,2\n", "called 'a' or that twice"),
        ("t.csv", b"a,\n1,2\n", "expected a name of its own"),
        ("t.csv", b"a,b\n1\n", "line 2: has 1 cells; expected 2"),
        ("t.csv", b"a,b\n\xff,1\n", "is not text"),
        ("t.csv", b'a,b\n"1,2\n', "is not CSV"),
        ("t.csv", b"PAR1....", "is a Parquet file"),
        ("t.parquet", b"PAR1 nonsense", "not a Parquet table"),
        ("t.xlsx", b"x", "ends in .csv or .parquet"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=said) as refused:
        read_cells(tmp_path / name)
    assert name in str(refused.value)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadInput, match="there is no file"):
        read_cells(tmp_path / "t.csv")


def test_a_secret_is_for_its_owner_and_never_written_over(tmp_path):
    path = tmp_path / "seed"
    write_secret("ab" * 32, path)
    assert read_secret(path) == "ab" * 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(BadInput, match="is there already"):
        write_secret("cd" * 32, path)
    assert read_secret(path) == "ab" * 32
    with pytest.raises(BadInput, match="cannot write"):
        write_secret("x", tmp_path / "nowhere" / "seed")
    with pytest.raises(BadInput, match="cannot read"):
        read_secret(tmp_path / "nothing")


def test_two_people_are_never_allocated_at_once(tmp_path):
    path = tmp_path / "list.csv"
    with alone_with(path), pytest.raises(Conflict, match="right now"), alone_with(path):
        pass
    with alone_with(path):
        assert (tmp_path / "list.csv.lock").exists()
    assert list(tmp_path.iterdir()) == []
