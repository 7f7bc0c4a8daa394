"""What holds for every CWA file, however hurt: fuzzed."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.errors import BadRecording
from retrowalk.files import cwa_reading
from retrowalk.files.cwa_buffer import buffer
from retrowalk.files.cwa_compiled import COMPILED
from retrowalk.files.cwa_samples import PLAIN, sums
from retrowalk.files.cwa_sectors import formats
from retrowalk.files.imu import read_imu

sys.path.insert(0, str(Path(__file__).parents[2] / "fakes"))
import cwa_writer as writer
from cwa_said import WORN, Read, counts, file_at

FULL = 120  # samples in a packed sector


@settings(deadline=None, max_examples=30)
@given(
    data=st.binary(min_size=512, max_size=4096),
    count=st.lists(st.integers(0, 40), min_size=1, max_size=7),
)
def test_compiled_and_plain_kernels_read_the_same_from_any_bytes(data, count):
    room = np.frombuffer((data * 9)[: 512 * 8], np.uint8).copy()
    halves, words = room.view("<i2"), room.view("<u4")
    count = np.array(count)
    sectors = np.arange(len(count))
    read = [np.zeros((count.sum(), 3), np.int16) for _ in range(8)]
    for k, kernels in enumerate((PLAIN, COMPILED)):
        kernels.packed(words, sectors, count, read[k])
        kernels.wide(halves, sectors, count, 3, 0, read[2 + k])
        kernels.wide(halves, sectors, count, 6, 0, read[4 + k])
        kernels.wide(halves, sectors, count, 6, 3, read[6 + k])
    for plain, compiled in zip(read[::2], read[1::2], strict=True):
        np.testing.assert_array_equal(plain, compiled)


def damaged(rows, hurts):
    """Return sectors of which some are broken, doubled, moved or gone."""
    rows = rows.copy()
    for kind, at in hurts:
        k = at % len(rows)
        if kind == "flip":
            rows.view("u1").reshape(len(rows), 512)[k, at % 512] ^= 1 << at % 8
        elif kind == "gone" and len(rows) > 1:
            rows = np.delete(rows, k)
        elif kind == "twice":
            rows = np.insert(rows, k, rows[k])
        elif kind == "swap":
            rows[[k, 0]] = rows[[0, k]]
        elif kind == "clock":
            rows["date"][k] ^= 1 << at % 32
            rows = writer.signed(rows)
        elif kind == "short":
            rows["count"][k] = at % 121
            rows = writer.signed(rows)
    return rows


HURTS = st.lists(
    st.tuples(
        st.sampled_from(["flip", "gone", "twice", "swap", "clock", "short"]),
        st.integers(0, 10**6),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(hurts=HURTS, noise=st.binary(max_size=600), packed=st.booleans())
def test_compiled_and_plain_kernels_judge_sectors_alike_however_hurt(hurts, noise, packed):
    rows = damaged(writer.sectors(counts(9 * FULL), packed=packed), hurts)
    held = buffer(len(rows) + 2)
    text = (rows.tobytes() + noise + bytes(1024))[: len(held.bytes_of_file)]
    held.bytes_of_file[: len(text)] = text
    form = formats(held, sums(held.halves, len(rows)), len(rows))[0]
    plain, compiled = (
        kernels.judged(held, form, 0.01, len(rows) + 2) for kernels in (PLAIN, COMPILED)
    )
    for name in ("fault", "session", "sequence", "count"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(compiled, name))
    np.testing.assert_allclose(plain.start_s, compiled.start_s, rtol=0.0, atol=1e-6)


@settings(deadline=None, max_examples=60)
@given(
    hurts=HURTS, cut=st.integers(0, 600), read=st.integers(1, 9), chunk=st.integers(1, 5)
)
def test_however_hurt_times_rise_pieces_join_and_their_size_says_nothing(
    tmp_path_factory, hurts, cut, read, chunk
):
    rows = damaged(writer.sectors(counts(30 * FULL), packed=True), hurts)
    path = file_at(tmp_path_factory.mktemp("hurt"), rows)
    path.write_bytes(path.read_bytes()[: len(rows) * 512 + 1024 - cut])
    try:
        usual = Read(path)
    except BadRecording as error:
        assert str(error).count("\n") == 0  # noqa: PT017 (most examples raise nothing)
        return
    assert (np.diff(usual.sample) >= 0).all()
    assert (np.diff(usual.anchor_s) >= 0.0).all()
    assert usual.sample[0] == 0
    assert usual.sample[-1] == len(usual.acc) - 1
    assert usual.anchor_s[0] == pytest.approx(usual.source.start_s, abs=1e-6)
    assert set(usual.breaks) <= {gap.sample for gap in usual.gaps}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cwa_reading, "_READ_SECTORS", read)
        patch.setattr(cwa_reading, "_CHUNK_SECTORS", chunk)
        other = Read(path)
    np.testing.assert_array_equal(usual.acc, other.acc)
    np.testing.assert_array_equal(usual.time_s, other.time_s)
    assert usual.breaks == other.breaks
    assert usual.gaps == other.gaps


@settings(deadline=None, max_examples=60)
@given(text=st.binary(max_size=3000), headed=st.booleans(), marked=st.booleans())
def test_any_bytes_are_read_or_refused_in_one_sentence(
    tmp_path_factory, text, headed, marked
):
    path = tmp_path_factory.mktemp("any") / "any.cwa"
    if marked:
        rows = np.zeros(max(1, len(text) // 512), writer.SECTOR)
        raw = rows.view("u1").reshape(-1)
        raw[: len(text)] = np.frombuffer(text[: len(raw)], np.uint8)
        rows["mark"], rows["length"] = 0x5841, 508
        text = writer.signed(rows).tobytes()
    path.write_bytes((writer.header() if headed else b"") + text)
    try:
        read_imu(path, WORN)
    except BadRecording as error:
        assert str(error).startswith("any.cwa: ")  # noqa: PT017 (some may be read)
