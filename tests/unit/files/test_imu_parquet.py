import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadRecording, RetrowalkError
from retrowalk.files.columns import Worn
from retrowalk.files.even_clock import recording
from retrowalk.files.imu import read_imu
from retrowalk.files.imu_parquet import recording_table, write_parquet
from retrowalk.signals.recording import SensorSite

WORN = Worn(SensorSite.FOOT)


@pytest.fixture
def whole(columns_at):
    return recording(
        columns_at(3.0 + np.arange(300) / 100, gyroscope=True, simulated=True), WORN
    )


def test_what_is_written_is_read_back(whole, tmp_path):
    write_parquet(recording_table(whole), tmp_path / "walk.parquet")
    back = read_imu(tmp_path / "walk.parquet", WORN)
    assert (back.start_s, back.rate_hz, back.simulated) == (3.0, 100.0, True)
    assert np.array_equal(back.acc_mps2, whole.acc_mps2)
    assert np.array_equal(back.gyr_radps, whole.gyr_radps)


def test_whole_and_short_numbers_are_numbers(whole, tmp_path):
    table = recording_table(whole)
    for name, kind in (("acc_z_mps2", pa.int32()), ("acc_y_mps2", pa.float32())):
        at = table.column_names.index(name)
        table = table.set_column(at, name, table[name].cast(kind, safe=False))
    pq.write_table(table, tmp_path / "walk.parquet")
    assert read_imu(tmp_path / "walk.parquet", WORN).n_samples == 300


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (pa.array(["9.81"] * 300), "column acc_x_mps2 holds string; expected numbers"),
        (pa.array([True] * 300), "column acc_x_mps2 holds bool; expected numbers"),
    ],
)
def test_a_column_that_holds_no_numbers_is_refused(whole, tmp_path, column, said):
    pq.write_table(
        recording_table(whole).set_column(1, "acc_x_mps2", column),
        tmp_path / "walk.parquet",
    )
    with pytest.raises(BadRecording, match=said):
        read_imu(tmp_path / "walk.parquet", WORN)


def test_a_bad_time_is_named_by_its_row(whole, tmp_path):
    table = recording_table(whole)
    times = table["time_s"].to_numpy().copy()
    times[41] = 0.0
    pq.write_table(
        table.set_column(0, "time_s", pa.array(times)), tmp_path / "walk.parquet"
    )
    with pytest.raises(BadRecording, match=r"walk\.parquet, row 42: time goes back"):
        read_imu(tmp_path / "walk.parquet", WORN)


@pytest.fixture(scope="module")
def good_bytes(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "walk.parquet"
    still = {"time_s": np.arange(300) / 100, "acc_x_mps2": np.full(300, 9.81)}
    still |= {"acc_y_mps2": np.zeros(300), "acc_z_mps2": np.zeros(300)}
    pq.write_table(pa.table(still), path)
    return path.read_bytes()


@given(share=st.floats(0.0, 0.999))
def test_a_file_cut_off_anywhere_is_refused(tmp_path_factory, good_bytes, share):
    path = tmp_path_factory.mktemp("cut") / "walk.parquet"
    path.write_bytes(good_bytes[: int(share * len(good_bytes))])
    with pytest.raises(BadRecording, match=r"is no whole Parquet file|is empty"):
        read_imu(path, WORN)


@pytest.mark.parametrize("name", [b"time_s", b"acc_x_mps2"])
def test_a_column_name_that_is_no_text_is_refused(tmp_path, good_bytes, name):
    path = tmp_path / "walk.parquet"
    path.write_bytes(good_bytes.replace(name, b"\xff\x80" + name[2:]))
    with pytest.raises(BadRecording, match=r"walk\.parquet: is no whole Parquet file"):
        read_imu(path, WORN)


@given(at=st.floats(0.0, 0.999), junk=st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_never_a_crash(
    tmp_path_factory, good_bytes, at, junk
):
    path = tmp_path_factory.mktemp("damaged") / "walk.parquet"
    k = int(at * len(good_bytes))
    path.write_bytes(good_bytes[:k] + junk + good_bytes[k + len(junk) :])
    sentence = _refusal(path)
    assert sentence is None or "\n" not in sentence


def _refusal(path):
    try:
        read_imu(path, WORN)
    except RetrowalkError as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", ["time_s", "time", "__index_level_0__"])
@pytest.mark.parametrize("zone", [None, "Europe/Zurich"])
def test_moments_as_pandas_writes_them_are_the_clock_on_the_wall(
    whole, tmp_path, name, zone
):
    table = recording_table(whole)
    ns = (table["time_s"].to_numpy() * 1e9).round().astype("int64")
    moments = pa.array(ns, pa.timestamp("ns", zone))
    path = tmp_path / "moments.parquet"
    pq.write_table(table.drop(["time_s"]).append_column(name, moments), path)
    made = read_imu(path, WORN)
    assert made.start_s == (3.0 if zone is None else 3603.0)
    assert np.allclose(made.acc_mps2, whole.acc_mps2)
