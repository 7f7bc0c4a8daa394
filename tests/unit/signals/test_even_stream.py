"""Samples as they come, put on an even clock."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput, BadRecording
from retrowalk.signals.even_stream import JUMP_S, EvenStream

RATE_HZ = 50.0
LONGEST = 5  # rows: 0.1 s


def pieces_of(n, cuts):
    edges = sorted({0, n, *(cut % (n + 1) for cut in cuts)})
    return list(pairwise(edges))


def passed(values, time_s=None, cuts=()):
    stream = EvenStream(RATE_HZ, values.shape[1])
    parts = [
        stream.rows(values[a:b], None if time_s is None else time_s[a:b])
        for a, b in pieces_of(len(values), cuts)
    ]
    return np.vstack(parts)


@given(
    gone=st.lists(st.booleans(), min_size=1, max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=8),
)
def test_rows_do_not_depend_on_the_pieces(gone, cuts):
    values = np.sin(np.arange(3.0 * len(gone))).reshape(-1, 3)
    values[np.array(gone)] = np.nan
    assert np.array_equal(passed(values), passed(values, cuts=cuts), equal_nan=True)


@given(
    steps_s=st.lists(st.sampled_from([0.011, 0.02, 0.033, 0.14, 0.3, 2.0]), min_size=1),
    cuts=st.lists(st.integers(0, 60), max_size=8),
)
def test_rows_at_told_times_do_not_depend_on_the_pieces(steps_s, cuts):
    time_s = 5.0 + np.cumsum(steps_s)
    values = np.stack([time_s, -time_s], axis=1)
    whole = passed(values, time_s)
    assert np.array_equal(whole, passed(values, time_s, cuts), equal_nan=True)
    there = np.isfinite(whole[:, 1])
    assert np.allclose(
        whole[there, 1], whole[there, 0]
    )  # values that are their time stay so


@given(length=st.integers(1, 12))
def test_a_brief_gap_is_bridged_and_marked_and_a_long_one_stays(length):
    values = np.arange(40.0)[:, None]
    values[10 : 10 + length] = np.nan
    rows = passed(values)
    assert rows[:, 2].sum() == length
    if length <= LONGEST:
        assert np.allclose(rows[:, 1], np.arange(40.0))
    else:
        assert np.isnan(rows[:, 1]).sum() == length


def test_what_is_missing_at_the_beginning_has_no_line_to_lie_on():
    values = np.arange(20.0)[:, None]
    values[:2] = np.nan
    assert np.isnan(passed(values)[:2, 1]).all()


def test_rows_of_an_open_gap_wait_until_it_is_known_how_long_it_is():
    stream = EvenStream(RATE_HZ, 1)
    assert len(stream.rows(np.array([[1.0], [2.0], [np.nan]]), None)) == 2
    assert len(stream.rows(np.array([[4.0]]), None)) == 2


def test_a_jump_in_time_leaves_a_short_hole_however_long_it_was():
    time_s = np.concatenate([np.arange(10) / RATE_HZ, 3600.0 + np.arange(10) / RATE_HZ])
    rows = passed(time_s[:, None], time_s)
    assert len(rows) == 20 + round(JUMP_S * RATE_HZ)
    assert np.isnan(rows[:, 1]).sum() == round(JUMP_S * RATE_HZ)
    assert rows[-1, 0] == pytest.approx(time_s[-1])


@pytest.mark.parametrize("times", [[1.0, 1.0], [1.0, 0.5], [1.0, np.nan]])
def test_times_that_do_not_rise_are_refused_and_the_stream_stays_as_it_was(times):
    stream = EvenStream(RATE_HZ, 1)
    stream.rows(np.zeros((1, 1)), np.array([0.98]))
    with pytest.raises(BadRecording, match="expected times that rise"):
        stream.rows(np.zeros((2, 1)), np.array(times))
    assert len(stream.rows(np.zeros((1, 1)), np.array([1.0]))) == 1


def test_times_for_only_a_part_of_the_stream_are_refused():
    stream = EvenStream(RATE_HZ, 1)
    stream.rows(np.zeros((1, 1)), None)
    with pytest.raises(BadInput, match="with and without times"):
        stream.rows(np.zeros((1, 1)), np.array([1.0]))
