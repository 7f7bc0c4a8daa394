"""The compiled kernels say what the plain ones say, whatever they are given."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.gait.kernels.choice import LONG_SAMPLES, kernels_for
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.numpy_rhythm import Beat
from retrowalk.gait.kernels.reference import REFERENCE

UNTIMED = settings(deadline=None, max_examples=80)  # the machine may be busy


@st.composite
def signals(draw, columns=(1, 3), least=1, most=400):
    """Signals of every kind: noise, constants, steps, and with samples missing."""
    n, k = draw(st.integers(least, most)), draw(st.sampled_from(columns))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    values = random.normal(draw(st.floats(-20.0, 20.0)), draw(st.floats(0.0, 10.0)), (n, k))
    if draw(st.booleans()):
        values = np.round(values)  # flat tops and equal heights
    if draw(st.booleans()):
        values[random.integers(0, n) :] += 9.0
    return values if k > 1 else values[:, 0]


def with_gaps(values, seed):
    """The same with one sample in eight missing."""
    random = np.random.default_rng(seed)
    holed = values.copy()
    holed[random.random(len(values)) < 0.125] = np.nan
    return holed


@UNTIMED
@given(values=signals(), cutoff_hz=st.floats(0.3, 60.0), rate_hz=st.floats(20.0, 400.0))
def test_low_pass_forth_and_back_is_the_fourier_filter(values, cutoff_hz, rate_hz):
    expected = REFERENCE.low_pass(values, cutoff_hz, rate_hz)
    got = COMPILED.low_pass(values, cutoff_hz, rate_hz)
    assert got.shape == values.shape
    np.testing.assert_allclose(got, expected, rtol=0.0, atol=3e-6 * (1.0 + np.ptp(values)))


@UNTIMED
@given(values=signals(), window=st.integers(0, 900), holes=st.booleans())
def test_running_mean_drift_and_integral_agree_also_with_short_signals_and_holes(
    values, window, holes
):
    values = with_gaps(values, window) if holes else values
    for name in ("running_mean", "without_drift"):
        np.testing.assert_allclose(
            getattr(COMPILED, name)(values, window),
            getattr(REFERENCE, name)(values, window),
            rtol=1e-9,
            atol=1e-9,
        )
    np.testing.assert_allclose(
        COMPILED.integral(values, 50.0, window),
        REFERENCE.integral(values, 50.0, window),
        rtol=1e-9,
        atol=1e-8,
    )


@UNTIMED
@given(values=signals(columns=(1,)), apart=st.integers(0, 60), holes=st.booleans())
def test_tops_are_the_same_samples_with_flat_tops_ties_and_holes(values, apart, holes):
    values = with_gaps(values, apart) if holes else values
    np.testing.assert_array_equal(
        COMPILED.tops(values, apart), REFERENCE.tops(values, apart)
    )
    floored = np.where(values >= 0.0, values, -np.inf)
    np.testing.assert_array_equal(
        COMPILED.tops(floored, apart), REFERENCE.tops(floored, apart)
    )


@UNTIMED
@given(values=signals(columns=(3,)), size=st.integers(2, 80), holes=st.booleans())
def test_blocks_spread_alike(values, size, holes):
    values = with_gaps(values, size) if holes else values
    np.testing.assert_allclose(
        COMPILED.block_spread(values, size),
        REFERENCE.block_spread(values, size),
        rtol=1e-6,
        atol=1e-5,
    )


@UNTIMED
@given(seed=st.integers(0, 999), n=st.integers(0, 300), size=st.integers(2, 80))
def test_counts_spread_as_what_they_stand_for(seed, n, size):
    counts = np.random.default_rng(seed).integers(-32768, 32768, (n, 3)).astype(np.int16)
    expected = REFERENCE.count_spread(counts, size, 0.002)
    np.testing.assert_allclose(COMPILED.count_spread(counts, size, 0.002), expected)


@UNTIMED
@given(
    seed=st.integers(0, 999),
    n=st.integers(0, 400),
    size=st.integers(2, 100),
    columns=st.sampled_from((1, 3)),
    lags=st.tuples(st.integers(0, 20), st.integers(0, 90)),
    step=st.integers(1, 4),
)
def test_a_window_repeats_alike_however_it_is_compared(  # noqa: PLR0917 (drawn values)
    seed, n, size, columns, lags, step
):
    random = np.random.default_rng(seed)
    wave = np.sin(np.arange(n)[:, None] * random.uniform(0.1, 0.9) + np.arange(3))
    values = 9.8 + wave + random.normal(0.0, 0.4, (n, 3))
    counts = np.round(100.0 * values).astype(np.int16)
    beat = Beat(step, size, 12, *lags, 5)
    for given_ in (values, counts, values[:, :columns]):
        np.testing.assert_allclose(
            COMPILED.own_periods(given_, beat),
            REFERENCE.own_periods(given_, beat),
            rtol=1e-6,
            atol=1e-6,
        )


@UNTIMED
@given(
    seed=st.integers(0, 999),
    n=st.integers(5, 600),
    cutoff_hz=st.floats(1.0, 6.0),
    stride=st.integers(4, 150),
)
def test_sharpness_and_its_bursts_agree(seed, n, cutoff_hz, stride):
    random = np.random.default_rng(seed)
    wave = np.sin(np.arange(n) * 0.06)[:, None] * [3.0, 1.0, 2.0]
    values = wave + random.normal(0.0, 1.0, (n, 3)) + [0.0, 0.0, 9.8]
    expected = REFERENCE.sharpness(values, cutoff_hz, 100.0, stride)
    got = COMPILED.sharpness(values, cutoff_hz, 100.0, stride)
    np.testing.assert_allclose(got, expected, rtol=1e-4, atol=1e-4)


@UNTIMED
@given(values=signals(columns=(3,)), data=st.data())
def test_moments_of_windows_agree_also_in_empty_and_tiny_ones(values, data):
    n = len(values)
    first = np.array(data.draw(st.lists(st.integers(0, n), max_size=20)), dtype=np.int64)
    size = np.array(
        data.draw(st.lists(st.integers(0, n), min_size=len(first), max_size=len(first))),
        dtype=np.int64,
    )
    last = np.minimum(first + size, n)
    one, other = values[:, 0], values[:, 1]
    for name in ("window_mean", "window_skewness"):
        expected = getattr(REFERENCE, name)(one, first, last)
        got = getattr(COMPILED, name)(one, first, last)
        flat = _flat(one, first, last)
        np.testing.assert_allclose(got[~flat], expected[~flat], rtol=1e-6, atol=1e-6)
    flat = _flat(one, first, last) | _flat(other, first, last)
    for name in ("window_covariance", "window_correlation"):
        expected = getattr(REFERENCE, name)(one, other, first, last)
        got = getattr(COMPILED, name)(one, other, first, last)
        np.testing.assert_allclose(got[~flat], expected[~flat], rtol=1e-6, atol=1e-6)


def _flat(values, first, last):
    """Windows that hold nothing but one value: their shape is rounding noise."""
    return np.array(
        [
            high - low < 1 or np.ptp(values[low:high]) < 1e-3
            for low, high in zip(first, last, strict=True)
        ],
        dtype=bool,
    )


@UNTIMED
@given(
    seed=st.integers(0, 999),
    n=st.integers(1, 600),
    lags=st.lists(st.integers(0, 400), max_size=9),
)
def test_the_level_movement_is_as_like_itself_whichever_way_it_is_compared(seed, n, lags):
    random = np.random.default_rng(seed)
    level = np.sin(np.arange(n) * 0.12)[:, None] * [3.0, 1.0] + random.normal(size=(n, 2))
    given_ = level, np.array(lags, dtype=np.int64)
    np.testing.assert_allclose(
        COMPILED.least_likeness(*given_), REFERENCE.least_likeness(*given_), atol=1e-5
    )


@UNTIMED
@given(
    seed=st.integers(0, 999),
    n=st.integers(1, 600),
    rows=st.integers(0, 12),
    columns=st.sampled_from((1, 3)),
)
def test_what_strides_look_like_agrees_also_at_the_ends_and_where_none_is_known(
    seed, n, rows, columns
):
    random = np.random.default_rng(seed)
    wave = np.sin(np.arange(n) * 0.12)[:, None] * [3.0, 1.0, 2.0]
    values = wave + random.normal(0.0, 1.0, (n, 3)) + [0.0, 1.0, 9.8]
    first = np.sort(random.uniform(-5.0, n, rows))
    last = first + random.uniform(20.0, 120.0, rows)
    first[random.random(rows) < 0.2] = np.nan
    part = values[:, :columns]
    for name, given_ in (
        ("harmonic_ratios", (part, first, last)),
        ("landings", (values, first, 100.0)),
        ("stride_means", (part, first, last)),
    ):
        expected = getattr(REFERENCE, name)(*given_)
        got = getattr(COMPILED, name)(*given_)
        np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)
    centred = part - part.mean(axis=0)
    expected = REFERENCE.likeness(centred, 52.36, first, last)
    got = COMPILED.likeness(centred, 52.36, first, last)
    np.testing.assert_allclose(got.product, expected.product, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(got.energy, expected.energy, rtol=1e-6, atol=1e-6)


@UNTIMED
@given(
    own=st.lists(st.floats(-30.0, 30.0), max_size=60),
    change=st.floats(0.001, 0.4),
)
def test_neighbours_vouch_alike(own, change):
    given_ = np.array(own, dtype=np.float64), change
    np.testing.assert_allclose(
        COMPILED.carried(*given_), REFERENCE.carried(*given_), rtol=1e-9, atol=1e-9
    )


@pytest.mark.parametrize("n", [1, 2, 3])
def test_signals_of_a_few_samples_are_no_trouble(n):
    values = np.arange(float(n))
    for kernels in (REFERENCE, COMPILED):
        assert len(kernels.low_pass(values, 5.0, 100.0)) == n
        assert len(kernels.tops(values, 3)) == 0


def test_a_short_recording_never_imports_the_compiler_and_a_long_one_does():
    code = (
        "import sys\n"
        "from retrowalk.gait.kernels.choice import kernels_for\n"
        "assert kernels_for(30_000).name == 'reference'\n"
        "assert 'numba' not in sys.modules\n"
        f"assert kernels_for({LONG_SAMPLES}).name == 'compiled'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert kernels_for(LONG_SAMPLES) is COMPILED
