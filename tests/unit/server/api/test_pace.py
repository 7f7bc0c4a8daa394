"""How often somebody may ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.server.pace import Pace, TooFast


class Now:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


def passes(pace, key="a"):
    try:
        pace.take(key)
    except TooFast:
        return False
    return True


@given(waits_s=st.lists(st.floats(0.0, 3.0), max_size=60))
def test_never_more_than_the_burst_and_the_rate_allow(waits_s):
    now = Now()
    pace = Pace(2.0, 5, now)
    passed = 0
    for wait_s in waits_s:
        now.s += wait_s
        passed += passes(pace)
        assert passed <= 5 + 2.0 * now.s + 1e-6


def test_after_the_time_it_names_the_next_call_passes():
    now = Now()
    pace = Pace(0.5, 1, now)
    pace.take("a")
    with pytest.raises(TooFast) as refused:
        pace.take("a")
    now.s += refused.value.wait_s
    assert passes(pace)


def test_each_key_has_its_own_and_only_the_newest_are_kept():
    now = Now()
    pace = Pace(0.001, 1, now, most_keys=2)
    assert [passes(pace, key) for key in "abb"] == [True, True, False]
    assert passes(pace, "c")
    assert passes(pace, "a")


def test_checking_counts_nothing():
    pace = Pace(0.001, 1, Now())
    pace.check("a")
    pace.check("a")
    assert passes(pace)
    with pytest.raises(TooFast):
        pace.check("a")


def test_forgotten_calls_count_no_more():
    pace = Pace(0.001, 1, Now())
    pace.take("a")
    pace.forget()
    assert passes(pace)
