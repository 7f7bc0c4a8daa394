import dataclasses

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from retrowalk.errors import BadRecording, Unknown
from retrowalk.files import shelf as shelf_module
from retrowalk.files.imu_parquet import recording_table, write_parquet
from retrowalk.files.shelf import Shelf, check_stored
from retrowalk.signals.recording import Recording, SensorSite, Side, ToldAxes

samples = hnp.arrays(np.float64, st.tuples(st.integers(0, 20), st.just(3)))
told = st.sampled_from([None, ToldAxes("+x"), ToldAxes("-y", "+z")])


def a_recording(**changed):
    content = {
        "start_s": 12.25,
        "rate_hz": 60.0,
        "acc_mps2": np.arange(30.0).reshape(10, 3),
        "gyr_radps": np.ones((10, 3)),
        "site": SensorSite.THIGH,
        "side": Side.LEFT,
        "axes": ToldAxes("+x", "-z"),
        "simulated": True,
    }
    return Recording(**content | changed)


def a_recording_like(acc_mps2, gyroscope, **changed):
    gyr_radps = acc_mps2 / 2 if gyroscope else None
    return a_recording(acc_mps2=acc_mps2, gyr_radps=gyr_radps, **changed)


def same(a, b):
    def plain(recording):
        return {
            field.name: getattr(recording, field.name)
            for field in dataclasses.fields(Recording)
            if not field.name.endswith(("mps2", "radps"))
        }

    assert plain(a) == plain(b)
    assert np.array_equal(a.acc_mps2, b.acc_mps2, equal_nan=True)
    assert (a.gyr_radps is None) == (b.gyr_radps is None)
    if a.gyr_radps is not None:
        assert np.array_equal(a.gyr_radps, b.gyr_radps, equal_nan=True)


recordings_of_any_kind = st.builds(
    a_recording_like,
    acc_mps2=samples,
    gyroscope=st.booleans(),
    start_s=st.floats(allow_nan=False, allow_infinity=False),
    rate_hz=st.floats(1e-3, 1e4),
    axes=told,
    side=st.sampled_from([None, *Side]),
)


@given(put=recordings_of_any_kind)
def test_what_is_put_comes_back_to_the_last_bit(tmp_path_factory, put):
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    same(shelf.open(shelf.put(put)), put)


def test_the_same_content_is_there_once(tmp_path):
    shelf = Shelf(tmp_path)
    assert shelf.put(a_recording()) == shelf.put(a_recording())
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"simulated": False},
        {"side": Side.RIGHT},
        {"axes": None},
        {"start_s": 12.5},
        {"gyr_radps": None},
        {"acc_mps2": np.zeros((10, 3))},
    ],
)
def test_other_content_has_another_digest(tmp_path, changed):
    assert Shelf(tmp_path).put(a_recording()) != Shelf(tmp_path).put(a_recording(**changed))


def test_two_kinds_of_nothing_are_the_same_content(tmp_path):
    odd_nan = np.frombuffer(np.uint64(0x7FF8000000000001).tobytes(), dtype=np.float64)[0]
    puts = [
        Shelf(tmp_path).put(a_recording(acc_mps2=np.full((10, 3), nothing)))
        for nothing in (np.nan, odd_nan)
    ]
    assert puts[0] == puts[1]


def test_a_damaged_file_is_refused_never_half_believed(tmp_path):
    shelf = Shelf(tmp_path)
    digest = shelf.put(a_recording())
    path = next(tmp_path.rglob("*.parquet"))
    whole = path.read_bytes()
    for damaged in (whole[:-20], b"", whole[:200] + b"\xff\xff" + whole[202:]):
        path.write_bytes(damaged)
        with pytest.raises(BadRecording, match="is damaged"):
            shelf.open(digest)


def test_a_file_with_other_samples_under_the_digest_is_refused(tmp_path):
    shelf = Shelf(tmp_path)
    digest, other = shelf.put(a_recording()), shelf.put(a_recording(start_s=1.0))
    one, two = (next(tmp_path.rglob(f"{key}.parquet")) for key in (digest, other))
    one.write_bytes(two.read_bytes())
    with pytest.raises(BadRecording, match="is damaged"):
        shelf.open(digest)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "Z" * 64, "0" * 64])
def test_a_name_nothing_is_stored_under_is_unknown(tmp_path, name):
    with pytest.raises(Unknown):
        Shelf(tmp_path).open(name)
    assert not Shelf(tmp_path).holds(name)


def test_a_crash_while_writing_leaves_nothing(tmp_path, monkeypatch):
    def cut_off(table, path):
        path.write_bytes(b"PAR1 half a")
        raise KeyboardInterrupt

    monkeypatch.setattr(shelf_module, "write_parquet", cut_off)
    with pytest.raises(KeyboardInterrupt):
        Shelf(tmp_path).put(a_recording())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_shelf_file_is_a_recording_anyone_can_read(tmp_path):
    write_parquet(recording_table(a_recording()), tmp_path / "plain.parquet")
    digest = Shelf(tmp_path / "shelf").put(a_recording())
    stored = next((tmp_path / "shelf").rglob(f"{digest}.parquet"))
    assert b"time_s" in stored.read_bytes()


@pytest.fixture
def strangers(tmp_path):
    """Return a way to a stranger's file, with what it says of itself."""

    def made(columns, about=b"{}"):
        path = tmp_path / "strangers.parquet"
        table = pa.table(columns).replace_schema_metadata({b"retrowalk": about})
        pq.write_table(table, path)
        return path

    return made


@pytest.mark.parametrize(
    "about", [b'{"axes": null, "start_s": "0x1p99999999"}', b"[" * 100_000]
)
def test_what_a_strangers_file_says_of_itself_is_refused_in_a_sentence(strangers, about):
    path = strangers({name: [0.0] for name in ("acc_x", "acc_y", "acc_z")}, about)
    with pytest.raises(BadRecording, match="damaged"):
        check_stored(path, "0" * 64)


def test_a_file_that_is_small_only_on_disk_is_refused_unread(strangers, monkeypatch):
    said_once = pa.DictionaryArray.from_arrays(pa.array([0] * 1000), ["x" * 10_000])
    path = strangers({"acc_x": said_once})
    assert path.stat().st_size < 5_000
    monkeypatch.setattr(shelf_module.pq, "read_table", pytest.fail)
    with pytest.raises(BadRecording, match="does not hold"):
        check_stored(path, "0" * 64)
