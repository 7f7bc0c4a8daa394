import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadRecording, RetrowalkError
from retrowalk.files import imu_csv
from retrowalk.files.columns import Worn
from retrowalk.files.imu import read_imu
from retrowalk.signals.recording import SensorSite

WORN = Worn(SensorSite.FOOT)
HEAD = "time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2"
ROWS = [f"{k / 100:.2f},9.81,{0.01 * k:.4f},-0.5" for k in range(300)]


@pytest.fixture
def csv_file(tmp_path):
    def write(text):
        path = tmp_path / "walk.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def lines(head=HEAD, rows=ROWS, end="\n"):
    return end.join([head, *rows]) + end


def test_columns_may_stand_in_any_order_among_others(csv_file):
    rows = [f"note {k},{-0.5},{k / 100:.2f},9.81,x,{0.01 * k:.4f}" for k in range(300)]
    path = csv_file(lines("note,acc_z_mps2,time_s,acc_x_mps2,note,acc_y_mps2", rows))
    made = read_imu(path, WORN)
    assert (made.rate_hz, made.n_samples, made.gyr_radps) == (100.0, 300, None)
    assert np.allclose(made.acc_mps2[10], [9.81, 0.1, -0.5])


@pytest.mark.parametrize(
    "text",
    [
        lines(end="\r\n"),
        "\ufeff" + lines(),
        lines().rstrip("\n"),
        lines().replace("\n", "\n\n"),
        lines(head=" time_s , acc_x_mps2,acc_y_mps2 ,acc_z_mps2"),
        lines(head='"time_s","acc_x_mps2","acc_y_mps2","acc_z_mps2"'),
    ],
    ids=["windows", "byte order mark", "no last break", "empty lines", "spaces", "quotes"],
)
def test_the_ways_programs_write_csv_all_read_the_same(csv_file, text):
    assert np.allclose(read_imu(csv_file(text), WORN).acc_mps2[:, 1], 0.01 * np.arange(300))


@pytest.mark.parametrize("empty", ["", "nan", "NaN", "NA", "null"])
def test_an_empty_cell_is_not_zero(csv_file, empty):
    rows = [
        row if not 100 <= k < 150 else row.replace("9.81", empty)
        for k, row in enumerate(ROWS)
    ]
    assert np.isnan(read_imu(csv_file(lines(rows=rows)), WORN).acc_mps2[100:150]).all()


def test_a_gyroscope_column_without_a_single_value_counts_as_no_gyroscope(csv_file):
    head = HEAD + ",gyr_x_radps,gyr_y_radps,gyr_z_radps"
    assert (
        read_imu(csv_file(lines(head, [row + ",,," for row in ROWS])), WORN).gyr_radps
        is None
    )


@pytest.mark.parametrize(("cell", "simulated"), [("1", True), ("true", True), ("0", False)])
def test_a_file_that_says_it_is_simulated_stays_so(csv_file, cell, simulated):
    text = lines(HEAD + ",simulated", [f"{row},{cell}" for row in ROWS])
    assert read_imu(csv_file(text), WORN).simulated is simulated


def test_small_blocks_read_the_same_and_name_the_same_line(csv_file, monkeypatch):
    whole = read_imu(csv_file(lines()), WORN)
    monkeypatch.setattr(imu_csv, "BLOCK_BYTES", 100)
    shares = []
    in_blocks = read_imu(csv_file(lines()), WORN, shares.append)
    assert np.array_equal(in_blocks.acc_mps2, whole.acc_mps2)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with pytest.raises(BadRecording, match="line 202: acc_x_mps2 is 'abc'"):
        read_imu(csv_file(lines(rows=[*ROWS[:200], "2.00,abc,1,1", *ROWS[201:]])), WORN)


@pytest.mark.parametrize("bad_row", range(0, 300, 37))
def test_a_cell_that_is_no_number_is_named_by_line_column_and_value(csv_file, bad_row):
    rows = [
        row if k != bad_row else row.replace("9.81", "9,81") for k, row in enumerate(ROWS)
    ]
    with pytest.raises(BadRecording, match=f"line {bad_row + 2}: has 5 cells; expected 4"):
        read_imu(csv_file(lines(rows=rows)), WORN)
    rows = [
        row if k != bad_row else row.replace("9.81", "9.8x") for k, row in enumerate(ROWS)
    ]
    with pytest.raises(BadRecording, match=f"line {bad_row + 2}: acc_x_mps2 is '9.8x'"):
        read_imu(csv_file(lines(rows=rows)), WORN)


def test_the_line_is_right_below_empty_lines(csv_file):
    rows = [*ROWS[:10], "", "", *ROWS[10:20], "0.05,9.81,0,0", *ROWS[20:]]
    with pytest.raises(
        BadRecording, match=r"line 24: time goes back from 0.19 s to 0.05 s"
    ):
        read_imu(csv_file(lines(rows=rows)), WORN)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_never_a_crash(tmp_path_factory, junk):
    path = tmp_path_factory.mktemp("fuzz") / "walk.csv"
    path.write_bytes(junk)
    _read_or_refuse(path)


cells = st.one_of(
    st.floats().map(str),
    st.sampled_from(
        ["", "nan", "inf", "-", "1e400", "0x1", "1_0", '"', "a,b", "\0", "٣", " 1 "]
    ),
    st.text(max_size=4),
)
tables = st.lists(st.lists(cells, min_size=4, max_size=4).map(",".join), max_size=30)


@given(
    rows=tables, before=st.integers(0, 300), end=st.sampled_from(["\n", "\r\n", "\r", ""])
)
def test_any_table_is_read_or_refused_never_a_crash(tmp_path_factory, rows, before, end):
    path = tmp_path_factory.mktemp("fuzz") / "walk.csv"
    text = end.join([HEAD, *ROWS[:before], *rows])
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    _read_or_refuse(path)


@given(cut=st.integers(0, 5000))
def test_a_file_cut_off_anywhere_is_read_up_to_there_or_refused(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("cut") / "walk.csv"
    path.write_bytes(lines().encode()[:cut])
    _read_or_refuse(path)


def _read_or_refuse(path):
    try:
        made = read_imu(path, WORN)
    except RetrowalkError as error:
        sentence = str(error)
    else:
        sentence = "walk.csv"
        assert made.n_samples > 0
    assert "\n" not in sentence
    assert sentence.startswith("walk.csv")
