import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.signals.blocks import block_spread, runs
from retrowalk.signals.smoothing import integral, low_pass, without_drift

UNTIMED = settings(deadline=None, max_examples=40)  # the machine may be busy


@UNTIMED
@given(level=st.floats(-100.0, 100.0), n=st.integers(5, 300))
def test_a_constant_passes_the_filter_unchanged(level, n):
    np.testing.assert_allclose(low_pass(np.full(n, level), 3.0, 100.0), level, atol=1e-9)


@pytest.mark.parametrize(("hz", "kept"), [(0.5, 1.0), (3.0, 0.5), (20.0, 0.0)])
def test_the_filter_keeps_the_slow_halves_the_cut_off_and_moves_nothing(hz, kept):
    time_s = np.arange(2000) / 100.0
    wave = np.sin(2.0 * np.pi * hz * time_s)
    middle = slice(500, 1500)
    np.testing.assert_allclose(
        low_pass(wave, 3.0, 100.0)[middle], kept * wave[middle], atol=0.02
    )


def test_the_integral_of_a_stride_is_its_oscillation_about_the_mean():
    time_s = np.arange(2000) / 100.0
    rate = 2.0 * np.pi * np.cos(2.0 * np.pi * time_s) + 0.3
    middle = slice(300, 1700)
    np.testing.assert_allclose(
        integral(rate, 100.0, 100)[middle], np.sin(2.0 * np.pi * time_s)[middle], atol=0.05
    )


def test_drift_over_a_window_is_taken_away():
    slope = np.linspace(0.0, 5.0, 1000)
    assert np.abs(without_drift(slope, 100)[100:900]).max() < 0.01


@UNTIMED
@given(seed=st.integers(0, 1000))
def test_the_spread_of_blocks_is_the_root_of_summed_variances_and_ignores_turning(seed):
    random = np.random.default_rng(seed)
    acc = random.normal(0.0, 2.0, (250, 3)) + np.array([0.0, 0.0, 9.81])
    turn = np.linalg.qr(random.normal(size=(3, 3)))[0]
    expected = [np.sqrt(acc[at : at + 50].var(axis=0).sum()) for at in range(0, 250, 50)]
    np.testing.assert_allclose(block_spread(acc, 50), expected, rtol=1e-6)
    np.testing.assert_allclose(block_spread(acc @ turn.T, 50), expected, rtol=1e-6)


@UNTIMED
@given(flags=st.lists(st.booleans(), max_size=40))
def test_runs_are_half_open_and_rebuild_the_flags(flags):
    rebuilt = np.zeros(len(flags), dtype=bool)
    for first, last in runs(np.array(flags, dtype=bool)):
        assert not rebuilt[max(0, first - 1) : last].any()
        rebuilt[first:last] = True
    np.testing.assert_array_equal(rebuilt, np.array(flags, dtype=bool))
