import sys
from pathlib import Path

import numpy as np
import pytest

from retrowalk.errors import BadRecording
from retrowalk.files.imu import open_source, read_imu

sys.path.insert(0, str(Path(__file__).parents[2] / "fakes"))
import cwa_writer as writer
from cwa_said import START_S, STEP_S, WORN, Read, counts, file_at


@pytest.fixture
def read(tmp_path):
    return lambda rows, **head: Read(file_at(tmp_path, rows, **head))


# What is whole comes back as it was.


@pytest.mark.parametrize("n", [1, 119, 120, 121, 70_000])
def test_packed_samples_come_back_but_for_what_the_exponent_costs(read, n):
    acc = counts(n)
    back = read(writer.sectors(acc, packed=True))
    np.testing.assert_array_equal(back.acc, writer.unpacked(acc))
    assert np.abs(back.acc - acc).max() < 8
    assert back.source.acc_mps2_per_count == pytest.approx(9.80665 / 256)
    assert not back.breaks
    assert not back.gaps


@pytest.mark.parametrize("range_g", [2, 4, 8, 16])
def test_unpacked_samples_come_back_in_the_range_that_was_set(read, range_g):
    acc = counts(3_001, size=3_000)
    back = read(writer.sectors(acc, range_g=range_g), range_g=range_g)
    np.testing.assert_array_equal(back.acc, acc)
    full_mps2 = 32_768 * back.source.acc_mps2_per_count
    assert full_mps2 == pytest.approx(range_g * 9.80665)
    assert back.source.facts.form.range_g == range_g


@pytest.mark.parametrize("gyr_dps", [125, 250, 500, 1000, 2000])
def test_rotation_comes_back_in_the_range_that_was_set(read, gyr_dps):
    acc, gyr = counts(2_039, 3_000), counts(2_039, 5_000, seed=1)
    back = read(writer.sectors(acc, gyr=gyr, gyr_dps=gyr_dps), gyr_dps=gyr_dps)
    np.testing.assert_array_equal(back.acc, acc)
    np.testing.assert_array_equal(back.gyr, gyr)
    full_radps = 32_768 * back.source.gyr_radps_per_count
    assert full_radps == pytest.approx(np.deg2rad(gyr_dps))


def test_the_facts_are_known_before_the_first_piece(read):
    rows = writer.sectors(counts(500), packed=True)
    source = read(
        rows, device=(3 << 16) + 7, session=9, notes=b"_c=home&simulated=1"
    ).source
    assert (source.header.device, source.header.session) == (196_615, 9)
    assert source.header.hardware == "AX3"
    assert dict(source.header.notes)["_c"] == "home"
    assert source.simulated
    assert (source.site, source.side, source.axes) == (WORN.site, WORN.side, None)
    assert source.start_s == pytest.approx(START_S, abs=1e-4)
    assert not read(rows).source.simulated


@pytest.mark.parametrize("true_hz", [97.2, 99.93, 100.0, 101.4])
def test_the_rate_and_every_time_are_those_of_the_devices_clock(read, true_hz):
    back = read(writer.sectors(counts(250_000), packed=True, true_hz=true_hz))
    assert back.source.rate_hz == pytest.approx(true_hz, abs=0.005)
    true_s = START_S + np.arange(250_000) / true_hz
    np.testing.assert_allclose(back.time_s, true_s, atol=2e-4)
    assert np.diff(back.sample).max() <= 10.5 * true_hz


def test_devices_without_fractions_of_a_second_are_at_most_a_sample_off(read):
    back = read(writer.sectors(counts(60_000), packed=True, fractions=False))
    true_s = START_S + np.arange(60_000) * STEP_S
    np.testing.assert_allclose(back.time_s, true_s, atol=STEP_S)
    assert not back.breaks


@pytest.mark.parametrize("year", [2000, 2004, 2023, 2024, 2036, 2063])
@pytest.mark.parametrize("day", [0, 58, 59, 60, 364])
def test_every_date_a_device_knows_is_told_in_seconds_since_1970(read, year, day):
    start_s = float(np.datetime64(f"{year}-01-01", "s").astype(int) + day * 86_400 + 3_601)
    back = read(writer.sectors(counts(300), packed=True, start_s=start_s))
    assert back.source.start_s == pytest.approx(start_s, abs=1e-4)


# What is lost is named, and breaks the run.

FULL = 120


def ten_sectors():
    return writer.sectors(counts(10 * FULL), packed=True)


def test_a_sector_with_a_wrong_checksum_is_left_out_and_named(read):
    rows = ten_sectors()
    rows["data"][4, 7] ^= 1
    back = read(rows)
    assert back.why == ["1 sector with a wrong checksum"]
    assert back.breaks == [4 * FULL]
    (gap,) = back.gaps
    assert gap.sample == 4 * FULL
    assert gap.start_s == pytest.approx(START_S + (4 * FULL - 1) * STEP_S, abs=1e-3)
    assert gap.end_s == pytest.approx(START_S + 5 * FULL * STEP_S, abs=1e-3)
    np.testing.assert_array_equal(
        back.acc, np.delete(writer.unpacked(counts(1200)), slice(480, 600), axis=0)
    )
    true_s = START_S + np.delete(np.arange(1200), slice(480, 600)) * STEP_S
    np.testing.assert_allclose(back.time_s, true_s, atol=1e-3)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("mark", 0x1234, "1 sector without the mark of a data sector"),
        ("length", 40, "1 sector without the mark of a data sector"),
        ("format", 0x32, "1 sector in another sample format"),
        ("rate", 0x49, "1 sector at another rate or range"),
        ("scale", 0x6000, "1 sector on another scale"),
        ("count", 0, "1 sector without samples"),
        ("count", 121, "1 sector that claim more samples than they hold"),
        ("date", 0, "1 sector with an impossible date"),
        ("date", (23 << 26) | (2 << 22) | (30 << 17), "1 sector with an impossible date"),
        ("session", 10, "another session begins"),
        ("sequence", 900, "894 sectors missing"),
    ],
)
def test_a_sector_that_is_unlike_the_others_is_named(read, field, value, said):
    rows = ten_sectors()
    rows[field][6] = value
    back = read(writer.signed(rows))
    assert back.why[0] == said
    assert back.breaks[0] == 6 * FULL


def test_missing_sectors_are_counted_and_the_pause_has_its_length(read):
    back = read(np.delete(ten_sectors(), [3, 4, 5]))
    assert back.why == ["3 sectors missing"]
    (gap,) = back.gaps
    assert gap.end_s - gap.start_s == pytest.approx(3 * 1.2 + STEP_S, abs=1e-3)
    assert back.breaks == [3 * FULL]


def test_a_clock_that_jumps_ahead_breaks_the_run(read):
    late = writer.sectors(counts(600), packed=True, start_s=START_S + 506.0, sequence=5)
    back = read(np.concatenate([ten_sectors()[:5], late]))
    assert back.why == ["the clock jumps"]
    assert back.breaks == [600]


def test_a_device_that_began_anew_later_breaks_the_run(read):
    late = writer.sectors(counts(600), packed=True, start_s=START_S + 506.0)
    back = read(np.concatenate([ten_sectors()[:5], late]))
    assert back.why == ["the device began to count anew"]
    assert back.breaks == [600]


def test_a_small_step_of_the_clock_is_told_on_both_sides_and_breaks_nothing(read):
    late = writer.sectors(counts(600), packed=True, start_s=START_S + 6.1, sequence=5)
    back = read(np.concatenate([ten_sectors()[:5], late]))
    assert not back.breaks
    assert not back.gaps
    assert np.diff(back.time_s).max() == pytest.approx(0.11, abs=1e-3)
    assert np.diff(back.time_s)[598:601].tolist() == pytest.approx(
        [0.01, 0.11, 0.01], abs=1e-3
    )


@pytest.mark.parametrize("again", [[0, 1, 2, 2, 3, 4], [0, 1, 2, 3, 1, 2, 3, 4]])
def test_sectors_that_come_twice_count_once(read, again):
    back = read(ten_sectors()[again])
    np.testing.assert_array_equal(back.acc, writer.unpacked(counts(1200))[: 5 * FULL])
    assert not back.breaks


def test_a_clock_that_goes_back_costs_what_comes_before_it_catches_up(read):
    early = writer.sectors(counts(1200), packed=True, start_s=START_S + 3.0, sequence=10)
    back = read(np.concatenate([ten_sectors(), early]))
    assert (np.diff(back.anchor_s) > 0.0).all()
    assert back.why == ["8 sectors whose time goes back or comes twice"]
    assert back.breaks == [1200]


def test_a_sector_months_ahead_is_left_out_alone(read):
    rows = ten_sectors()
    rows["date"][4] += 1 << 26
    back = read(writer.signed(rows))
    assert back.why == ["1 sector whose time lies more than 60 days on"]
    assert len(back.acc) == 9 * FULL


def test_a_file_that_is_cut_says_so(tmp_path):
    path = file_at(tmp_path, ten_sectors())
    path.write_bytes(path.read_bytes()[:-100])
    back = Read(path)
    assert back.why == ["the last sector is cut off after 412 bytes"]
    assert len(back.acc) == 9 * FULL


def test_bad_sectors_at_both_ends_are_named_and_break_nothing(read):
    rows = ten_sectors()
    rows["data"][[0, 1, 9], 0] ^= 1
    back = read(rows)
    assert back.why == ["2 sectors with a wrong checksum", "1 sector with a wrong checksum"]
    assert not back.breaks
    assert back.source.start_s == pytest.approx(START_S + 2.4, abs=1e-3)


# What cannot be read at all gets one sentence.


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MD", "is 2 bytes long; expected the 1024 bytes of a CWA header"),
        (b"PK" + bytes(2000), r"begins with b'PK'; expected b'MD'"),
        (writer.header(), r"no sample in its 1024 bytes \(nothing after the header\)"),
        (
            writer.header() + b"\xff" * 1024,
            "2 sectors without the mark of a data sector",
        ),
        (
            writer.header()
            + writer.sectors(counts(9), packed=True, rate_hz=12.5).tobytes(),
            "sampling rate is 12.5 Hz; at least 20 Hz needed",
        ),
    ],
)
def test_a_file_without_samples_is_refused_in_one_sentence(tmp_path, content, said):
    path = tmp_path / "week.cwa"
    path.write_bytes(content)
    with pytest.raises(BadRecording, match=rf"^week\.cwa: .*{said}"):
        open_source(path, WORN)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("format", 0x31, "samples are of format 0x31; expected 0x30, 0x32, 0x62 or 0x92"),
        ("rate", 0, "the sampling rate is not said"),
        ("scale", 7 << 13, "the scale of acceleration has code 7; expected 0"),
        ("count", 0, "10 sectors without samples"),
    ],
)
def test_a_file_written_in_another_way_is_refused_by_that(tmp_path, field, value, said):
    rows = ten_sectors()
    rows[field] = value
    with pytest.raises(BadRecording, match=said):
        open_source(file_at(tmp_path, writer.signed(rows)), WORN)


def test_a_range_of_rotation_that_no_device_has_is_refused(tmp_path):
    rows = writer.sectors(counts(80), gyr=counts(80))
    rows["scale"] = (rows["scale"] & ~np.uint16(7 << 10)) | 1 << 10
    with pytest.raises(BadRecording, match="range of rotation has code 1; expected 2 to 6"):
        open_source(file_at(tmp_path, writer.signed(rows)), WORN)


def test_a_folder_or_another_ending_is_refused(tmp_path):
    with pytest.raises(BadRecording, match="is a folder"):
        open_source(tmp_path, WORN)
    with pytest.raises(BadRecording, match="there is no file"):
        open_source(tmp_path / "nowhere.cwa", WORN)
    (tmp_path / "walk.csv").write_text("x")
    with pytest.raises(BadRecording, match=r"ends in '.csv'; expected .* \.cwa"):
        open_source(tmp_path / "walk.csv", WORN)


# Short files as one recording.


def test_a_short_file_is_one_recording_on_an_even_clock(tmp_path):
    acc, gyr = counts(9_000, 40) * 16, counts(9_000, 2_000, seed=1)
    rows = writer.sectors(acc, gyr=gyr, true_hz=100.3)
    made = read_imu(file_at(tmp_path, rows, gyr_dps=2000), WORN)
    assert made.rate_hz == pytest.approx(100.3)
    assert made.start_s == pytest.approx(START_S, abs=1e-4)
    np.testing.assert_allclose(made.acc_mps2, acc * 9.80665 / 4096)
    np.testing.assert_allclose(made.gyr_radps, gyr * np.deg2rad(2000 / 32768))
    assert (made.site, made.side) == (WORN.site, WORN.side)


def test_what_was_lost_is_a_hole_in_the_recording(tmp_path):
    rows = writer.sectors(counts(6_000, 40), packed=True)
    rows["data"][10, 0] ^= 1
    made = read_imu(file_at(tmp_path, rows), WORN)
    hole = np.flatnonzero(np.isnan(made.acc_mps2[:, 0]))
    np.testing.assert_array_equal(hole, np.arange(10 * FULL, 11 * FULL))


def test_a_file_too_long_to_be_held_says_which_way_is_open(tmp_path, monkeypatch):
    monkeypatch.setattr("retrowalk.files.cwa_recording.MAX_ROWS", 5_000)
    path = file_at(tmp_path, writer.sectors(counts(6_000), packed=True))
    with pytest.raises(BadRecording, match=r"about 6,240 samples; expected at most 5,000"):
        read_imu(path, WORN)
    assert len(Read(path).acc) == 6_000
