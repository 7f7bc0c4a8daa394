"""Tops are found as SciPy finds them, at a fraction of its start-up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import find_peaks

from retrowalk.signals.peaks import tops

heights = st.lists(st.integers(-4, 4).map(float), max_size=60).map(np.array)


@given(values=heights)
def test_tops_are_scipys_peaks(values):
    expected, _ = find_peaks(values)
    np.testing.assert_array_equal(tops(values, 1), expected)


@given(
    values=st.lists(st.floats(-1e3, 1e3), max_size=60, unique=True).map(np.array),
    apart_samples=st.integers(1, 12),
)
def test_tops_apart_are_scipys_peaks_at_that_distance(values, apart_samples):
    expected, _ = find_peaks(values, distance=apart_samples)
    np.testing.assert_array_equal(tops(values, apart_samples), expected)


@given(values=heights, apart_samples=st.integers(2, 12))
def test_tops_are_never_nearer_than_asked(values, apart_samples):
    assert (np.diff(tops(values, apart_samples)) >= apart_samples).all()
