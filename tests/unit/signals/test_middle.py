import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.signals.middle import middle


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_the_middle_is_the_median(values):
    assert middle(np.array(values)) == np.median(values)


def test_of_nothing_and_of_what_is_not_known_the_middle_is_not_known():
    assert np.isnan(middle(np.zeros(0)))
    assert np.isnan(middle(np.array([1.0, np.nan])))
