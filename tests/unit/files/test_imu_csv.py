import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadRecording, RetrowalkError
from retrowalk.files import imu_csv
from retrowalk.files.columns import ToldColumns, Worn
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


WORDS = "Zeit (s);Beschleunigung x (m/s²);Beschleunigung y (m/s²);Beschleunigung z (m/s²)"


@pytest.mark.parametrize(
    "text",
    [
        lines().replace(",", ";"),
        lines().replace(",", "\t"),
        lines(rows=[row.replace(",", ";").replace(".", ",") for row in ROWS]).replace(
            HEAD, HEAD.replace(",", ";")
        ),
        "# made by\n\n# 100 Hz\n" + lines(),
        "Device;X\nStart;2026-05-01\n" + lines().replace(",", ";"),
        "sep=;\n" + lines().replace(",", ";"),
        "# made by\n# " + lines(),
        lines().replace(",", ";").replace(HEAD.replace(",", ";"), WORDS).encode("cp1252"),
        lines(head="Time (s),accX [m/s^2],accY [m/s^2],accZ [m/s^2]"),
        lines(head="seconds_elapsed,ACC_X_MPS2,ax_y,az (m/s2)").replace("ax_y", "ay (m/s2)"),
    ],
    ids=[
        "semicolons", "tabs", "decimal commas", "comments", "a block above", "for a spreadsheet",
        "names as a comment", "another language", "brackets", "mixed",
    ],
)  # fmt: skip
def test_the_ways_of_other_makers_read_the_same(csv_file, text):
    made = read_imu(csv_file(text), WORN)
    assert made.rate_hz == 100.0
    assert np.allclose(made.acc_mps2[:, 1], 0.01 * np.arange(300))


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_times_acceleration_and_rotation_are_brought_to_our_units(csv_file, unit):
    per_s = {"ms": 10**3, "us": 10**6, "ns": 10**9}[unit]
    epoch_s = 1_700_000_000
    rows = [
        f"{(100 * epoch_s + k) * per_s // 100},1,0,0,{9 + k % 2},0,0" for k in range(300)
    ]
    head = f"timestamp_{unit},accX [g],accY [g],accZ [g],gyr_x_dps,gyr_y_dps,gyr_z_dps"
    made = read_imu(csv_file(lines(head, rows)), Worn(SensorSite.WRIST))
    assert (made.rate_hz, made.start_s) == (100.0, epoch_s)
    assert np.allclose(made.acc_mps2[:, 0], 9.80665)
    assert made.gyr_radps is not None
    assert np.allclose(made.gyr_radps[::2, 0], np.pi / 20)


@pytest.mark.parametrize("written", ["2026-05-01 12:00:0{}", "2026-05-01T12:00:0{}+02:00"])
def test_a_date_and_time_is_the_clock_on_the_wall(csv_file, written):
    rows = [
        f"{written.format(f'{k / 100:.2f}')},{row.split(',', 1)[1]}"
        for k, row in enumerate(ROWS)
    ]
    made = read_imu(csv_file(lines(HEAD.replace("time_s", "Time"), rows)), WORN)
    assert made.rate_hz == 100.0
    assert made.start_s % 86400.0 == 43200.0
    bad = [*rows[:50], f"01.05.2026 12:00,{ROWS[50].split(',', 1)[1]}", *rows[51:]]
    with pytest.raises(
        BadRecording, match=r"line 52: Time is '01\.05\.2026 12:00'; expected a"
    ):
        read_imu(csv_file(lines(HEAD.replace("time_s", "Time"), bad)), WORN)


def test_a_unit_that_nobody_told_is_asked_for_and_never_guessed(csv_file):
    path = csv_file(lines("t,Ch 1,ay,az"))
    told = ToldColumns((("acc_x_mps2", "Ch 1"),), (("acc", "m/s2"), ("time", "s")))
    assert read_imu(path, Worn(SensorSite.FOOT, columns=told)).n_samples == 300
    without = ToldColumns((("acc_x_mps2", "Ch 1"),), (("acc", "m/s2"),))
    with pytest.raises(BadRecording, match=r"column t does not say .* --units time=ms"):
        read_imu(path, Worn(SensorSite.FOOT, columns=without))
    with pytest.raises(BadRecording, match=r"there is no column Ch 1, .* found time_s"):
        read_imu(csv_file(lines()), Worn(SensorSite.FOOT, columns=without))


def test_signs_turned_as_iphones_turn_them_are_told_with_the_unit(csv_file):
    path = csv_file(
        lines(
            "time_s,ax,ay,az",
            [f"{k / 100},0,0,-1" for k in range(300)],
        )
    )
    told = Worn(SensorSite.FOOT, columns=ToldColumns(units=(("acc", "-g"),)))
    assert np.allclose(read_imu(path, told).acc_mps2[:, 2], 9.80665)


@pytest.mark.parametrize(
    ("head", "names", "words"),
    [
        (
            "t_s,Ch1,ay,az",
            [("acc_x_mps2", "ay")],
            "column ay would be both acc_x_mps2 and acc_y",
        ),
        (
            "t_s,a,b,az",
            [("acc_x_mps2", "a"), ("acc_x_mps2", "b")],
            "acc_x_mps2 was told 2 times",
        ),
        ("t_s,ax (g),ay (g),accel_z (m/s2)", [], "say more than one unit"),
    ],
)
def test_one_sensors_three_axes_are_never_put_together_from_others(
    csv_file, head, names, words
):
    units = (("acc", "m/s2"),) if names else ()
    told = Worn(SensorSite.FOOT, columns=ToldColumns(tuple(names), units))
    with pytest.raises(BadRecording, match=words):
        read_imu(csv_file(lines(head)), told)


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
