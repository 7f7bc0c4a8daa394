from hypothesis import given
from hypothesis import strategies as st
from scipy.fft import next_fast_len

from retrowalk.signals.fast_length import fast_length


@given(st.integers(1, 2_000_000))
def test_the_next_quick_length_is_the_one_scipy_knows(n):
    assert fast_length(n) == next_fast_len(n, real=True)
