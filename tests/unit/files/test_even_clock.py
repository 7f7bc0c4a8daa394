import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadRecording
from retrowalk.files.columns import Columns, Worn
from retrowalk.files.even_clock import MAX_BRIDGED_S, recording
from retrowalk.signals.recording import SensorSite, Side, ToldAxes

WORN = Worn(SensorSite.SHANK, Side.RIGHT, ToldAxes("+x", "-z"))


def test_even_samples_are_kept_as_they_are(columns_at):
    columns = columns_at(5.0 + np.arange(300) / 100, gyroscope=True)
    kept = recording(columns, WORN)
    assert (kept.start_s, kept.rate_hz) == (5.0, 100.0)
    assert np.array_equal(kept.acc_mps2, columns.acc_mps2)
    assert np.array_equal(kept.gyr_radps, columns.gyr_radps)


def test_where_it_was_worn_and_that_it_is_simulated_go_along(columns_at):
    made = recording(columns_at(np.arange(300) / 100, simulated=True), WORN)
    assert (made.site, made.side, made.axes, made.simulated) == (
        SensorSite.SHANK,
        Side.RIGHT,
        ToldAxes("+x", "-z"),
        True,
    )


def test_times_rounded_to_milliseconds_still_give_the_true_rate(columns_at):
    times = np.round(np.arange(1200) / 60, 3)
    assert recording(columns_at(times), WORN).rate_hz == pytest.approx(60.0, abs=0.01)


@given(
    rate_hz=st.sampled_from([25.0, 60.0, 100.0, 128.0]),
    seed=st.integers(0, 2**32),
    jitter=st.floats(0.0, 0.3),
    start_s=st.floats(0.0, 1e6),
)
def test_jittered_samples_of_a_straight_line_stay_on_it(rate_hz, seed, jitter, start_s):
    late = np.random.default_rng(seed).uniform(-jitter, jitter, 300)
    time_s = start_s + (np.arange(300) + late) / rate_hz
    line = (time_s - start_s)[:, None] * [1.0, -2.0, 3.0]
    made = recording(Columns("x", str, time_s, line, None), WORN)
    clock_s = made.start_s - start_s + np.arange(made.n_samples) / made.rate_hz
    assert made.rate_hz == pytest.approx(rate_hz, rel=0.1)
    expected = clock_s[:, None] * [1.0, -2.0, 3.0]
    off_clock = 3.0 * 0.1 / made.rate_hz  # a tenth of an interval counts as even, slope 3
    assert np.allclose(made.acc_mps2[:-1], expected[:-1], atol=off_clock + 1e-6)
    assert clock_s[-1] <= time_s[-1] - start_s + 0.1 / made.rate_hz


def test_a_lost_sample_is_bridged_by_its_neighbours(columns_at):
    time_s = np.delete(np.arange(300) / 100, 150)
    made = recording(columns_at(time_s), WORN)
    assert made.n_samples == 300
    assert made.acc_mps2[150, 1] == pytest.approx(np.sin(1.5), abs=1e-4)


@given(lost=st.integers(20, 120), first=st.integers(20, 150))
def test_a_longer_hole_stays_a_hole_and_nothing_else_does(lost, first):
    time_s = np.delete(np.arange(300) / 100, slice(first, first + lost))
    values = np.full((time_s.size, 3), 9.81)
    made = recording(Columns("x", str, time_s, values, None), WORN)
    hole = np.isnan(made.acc_mps2[:, 0])
    assert (lost + 1) / 100 > MAX_BRIDGED_S
    assert np.array_equal(np.flatnonzero(hole), np.arange(first, first + lost))


def test_empty_cells_are_a_hole_like_rows_that_are_not_there(columns_at):
    whole = columns_at(np.arange(300) / 100)
    acc = whole.acc_mps2.copy()
    acc[100:150, 2] = np.nan
    by_cells = recording(columns_at(np.arange(300) / 100, acc_mps2=acc), WORN)
    by_rows = recording(columns_at(np.delete(np.arange(300) / 100, slice(100, 150))), WORN)
    assert np.array_equal(by_cells.acc_mps2, by_rows.acc_mps2, equal_nan=True)
    assert np.isnan(by_cells.acc_mps2[100:150]).all()


def test_nothing_is_carried_past_the_first_and_last_sample(columns_at):
    acc = columns_at(np.arange(400) / 100).acc_mps2
    acc[:50] = acc[-50:] = np.nan
    made = recording(columns_at(np.arange(400) / 100, acc_mps2=acc), WORN)
    assert made.start_s == 0.5
    assert made.n_samples == 300


def test_a_gyroscope_that_fell_silent_does_not_cost_the_accelerometer(columns_at):
    columns = columns_at(np.arange(300) / 100, gyroscope=True)
    columns.gyr_radps[100:] = np.nan
    made = recording(columns, WORN)
    assert np.isfinite(made.acc_mps2).all()
    assert np.isnan(made.gyr_radps[101:]).all()


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (
            [0.0, 0.01, 0.005, 0.02],
            "walk.csv, line 4: time goes back from 0.01 s to 0.005 s",
        ),
        ([0.0, 0.01, 0.01, 0.02], "walk.csv, line 4: the time 0.01 s comes twice"),
        ([0.0, np.nan, 0.02], "walk.csv, line 3: time_s is missing"),
        ([0.0, np.inf, 0.02], "walk.csv, line 3: time_s is infinite"),
        (np.arange(300) / 10, "which is 10 Hz; expected 20 to 2000 Hz"),
        (
            np.arange(300) * 10.0,
            "which is 0.1 Hz; expected 20 to 2000 Hz, with time_s in seconds",
        ),
        ([*np.arange(100) / 100, 1e6], "samples fill only 0 % of the 1000000.0 s"),
        ([0.0], "only 1 of 1 rows hold all three accelerations"),
        ([], "holds no samples"),
    ],
)
def test_times_that_cannot_be_are_refused_with_their_place(columns_at, times, said):
    with pytest.raises(BadRecording) as refused:
        recording(columns_at(times), WORN)
    assert said in str(refused.value)


def test_an_infinite_value_is_refused_with_its_line_and_column(columns_at):
    acc = columns_at(np.arange(300) / 100).acc_mps2
    acc[7, 2] = -np.inf
    with pytest.raises(BadRecording, match="line 9: acc_z_mps2 is infinite"):
        recording(columns_at(np.arange(300) / 100, acc_mps2=acc), WORN)


def test_a_recording_that_is_mostly_empty_is_refused_with_its_longest_hole(columns_at):
    acc = columns_at(np.arange(1000) / 100).acc_mps2
    acc[200:900] = np.nan
    with pytest.raises(
        BadRecording, match=r"fill only 30 % .* hole of 7.0 s after line 201;"
    ):
        recording(columns_at(np.arange(1000) / 100, acc_mps2=acc), WORN)


@pytest.mark.parametrize(("rate_hz", "kept_hz"), [(400, 400), (500, 250), (1600, 200)])
def test_rates_beyond_what_walking_holds_are_brought_down_by_means(rate_hz, kept_hz):
    time_s = 7.0 + np.arange(5 * rate_hz) / rate_hz
    line = (time_s - 7.0)[:, None] * [1.0, -2.0, 3.0]
    made = recording(Columns("x", str, time_s, line, line.copy()), WORN)
    assert made.rate_hz == pytest.approx(kept_hz)
    at_s = made.start_s - 7.0 + np.arange(made.n_samples) / made.rate_hz
    np.testing.assert_allclose(made.acc_mps2, at_s[:, None] * [1.0, -2.0, 3.0], atol=1e-9)
    np.testing.assert_allclose(made.gyr_radps, made.acc_mps2)


def test_what_is_too_fast_for_the_kept_rate_is_evened_out_not_folded_down():
    time_s = np.arange(8000) / 1600
    tone = np.sin(2.0 * np.pi * 195.0 * time_s)[:, None] * [1.0, 1.0, 1.0]
    made = recording(Columns("x", str, time_s, tone, None), WORN)
    assert np.abs(made.acc_mps2).max() < 0.05
