"""A person's own ratio: found within its range, or refused with a reason."""

from math import inf, nan, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.training.effort.energy_calibration import (
    HEART_RATE_ERROR_BPM,
    OXYGEN_SHARE,
    SteadyWalk,
    calibrated,
)
from retrowalk.training.effort.energy_ranges import CostRatio, NotKnown
from retrowalk.training.effort.measured_costs import WILLIFORD

KMH = 1.0 / 3.6


def walk(kmh: float, beats: float, times: float = 1.0, noise: float = 0.0) -> SteadyWalk:
    """A walk of a person whose heart follows the equation's cost in a straight line."""
    cost = 0.1 * kmh * 1000.0 / 60.0 * times
    return SteadyWalk(kmh * KMH, 80.0 + beats * cost + noise)


@given(
    truth=st.floats(1.0, 1.7),
    beats=st.floats(2.5, 6.0),
    fast=st.floats(5.0, 6.0),
    back=st.floats(3.0, 3.5),
    noise=st.lists(
        st.floats(-HEART_RATE_ERROR_BPM, HEART_RATE_ERROR_BPM), min_size=3, max_size=3
    ),
)
def test_a_known_ratio_lies_within_the_range_found(
    truth: float, beats: float, fast: float, back: float, noise: list[float]
):
    slow = walk(3.0, beats, noise=noise[0])
    told = calibrated(
        [slow, walk(fast, beats, noise=noise[1])], [walk(back, beats, truth, noise[2])]
    )
    assume(isinstance(told, CostRatio))
    assert isinstance(told, CostRatio)
    assert told.low <= truth <= told.high


@given(
    truth=st.floats(1.0, 1.5), share=st.floats(OXYGEN_SHARE, 1.0), beats=st.floats(3.0, 6.0)
)
def test_a_heart_that_beats_faster_than_the_oxygen_explains_does_not_hide_the_ratio(
    truth: float, share: float, beats: float
):
    felt = 1.0 + (truth - 1.0) / share
    told = calibrated([walk(3.0, beats), walk(6.0, beats)], [walk(3.2, beats, felt)])
    assume(isinstance(told, CostRatio))
    assert isinstance(told, CostRatio)
    assert told.low <= truth <= told.high


def test_the_athletes_own_heart_rates_would_make_too_much_of_backward():
    # 33 beats for 14.73 ml forward; 19 beats more backward stand for 8.5 ml, 3.53 were used.
    beats_per_ml = (146.0 - 113.0) / (27.15 - 12.42)
    felt = 1.0 + (132.0 - 113.0) / beats_per_ml / (WILLIFORD.forward - 3.5)
    assert felt == pytest.approx(1.95, abs=0.005)
    assert pytest.approx(WILLIFORD.ratio) == 1.0 + OXYGEN_SHARE * (felt - 1.0)


@given(beats=st.floats(3.0, 6.0), truth=st.floats(1.1, 1.4), factor=st.floats(0.83, 1.48))
def test_how_far_a_person_differs_from_the_equation_cancels(
    beats: float, truth: float, factor: float
):
    assume(beats * factor > 3.0)
    told = calibrated(
        [walk(3.0, beats * factor), walk(6.0, beats * factor)],
        [walk(3.3, beats * factor, truth)],
    )
    assert isinstance(told, CostRatio)
    assert told.low <= truth <= told.high


@given(
    truth=st.floats(1.1, 1.4),
    beats=st.floats(3.5, 6.0),
    ahead=st.integers(1, 4),
    back=st.integers(1, 4),
)
def test_the_upper_end_is_where_the_reading_is_two_standard_errors_off_the_line(
    truth: float, beats: float, ahead: int, back: int
):
    told = calibrated(
        [walk(3.0, beats)] * ahead + [walk(6.0, beats)] * ahead,
        [walk(3.0, beats, truth)] * back,
    )
    assert isinstance(told, CostRatio)
    off = 5.0 * told.high - 7.5  # ml/kg/min from the mean of 5 and 10
    spread = 2.0 * ahead * 2.5**2
    error = 2.0 * sqrt(1.0 / back + 0.5 / ahead + off**2 / spread)
    miss = beats * (5.0 * truth - 7.5) - beats * off
    assert abs(miss) == pytest.approx(1.96 * error)


@pytest.mark.parametrize(("rise", "clear"), [(11.0, False), (11.2, True)])
def test_the_rise_has_to_be_twice_its_own_error(rise: float, clear: bool):
    # two walks: 2 x 1.96 x 2 beats x the root of 2 are 11.1 beats
    ahead = [SteadyWalk(3.0 * KMH, 90.0), SteadyWalk(6.0 * KMH, 90.0 + rise)]
    told = calibrated(ahead, [SteadyWalk(4.0 * KMH, 98.0)])
    assert isinstance(told, CostRatio) is clear


@given(times=st.integers(2, 9))
def test_repeated_walks_narrow_the_range(times: int):
    slow, fast, back = walk(3.0, 3.0), walk(6.0, 3.0), walk(3.5, 3.0, 1.4)
    once = calibrated([slow, fast], [back])
    often = calibrated([slow] * times + [fast] * times, [back] * times)
    assert isinstance(once, CostRatio)
    assert isinstance(often, CostRatio)
    assert once.low <= often.low <= 1.4 <= often.high < once.high


@given(truth=st.floats(1.0, 1.7), beats=st.floats(1.0, 6.0))
def test_a_ratio_is_never_told_to_be_below_forward(truth: float, beats: float):
    told = calibrated([walk(3.0, beats), walk(6.0, beats)], [walk(4.0, beats, truth)])
    assert isinstance(told, NotKnown) or 1.0 <= told.low <= told.high


@pytest.mark.parametrize(
    ("ahead", "back", "why"),
    [
        ([], [walk(3.0, 3.0)], "too alike"),
        ([walk(3.0, 3.0)], [walk(3.0, 3.0)], "too alike"),
        ([walk(4.0, 9.0), walk(4.8, 9.0)], [walk(4.0, 9.0)], "too alike"),
        ([walk(3.0, 3.0), walk(6.0, 3.0)], [], "No backward walk"),
        ([walk(2.9, 3.0), walk(6.0, 3.0)], [walk(4.0, 3.0)], "slower than 3 kilometres"),
        ([walk(3.0, 3.0), walk(6.0, 3.0)], [walk(2.0, 3.0)], "slower than 3 kilometres"),
        ([walk(3.0, 3.0), walk(6.2, 3.0)], [walk(4.0, 3.0)], "faster than 6 kilometres"),
        ([walk(3.0, 3.0), walk(6.0, 3.0)], [walk(6.2, 3.0)], "faster than 6 kilometres"),
        ([walk(3.0, 1.0), walk(6.0, 1.0)], [walk(4.0, 1.0)], "rose too little"),
        ([walk(3.0, -3.0), walk(6.0, -3.0)], [walk(4.0, -3.0)], "rose too little"),
        ([walk(3.0, 3.0), walk(6.0, 3.0)], [walk(5.0, 3.0, 1.8)], "much faster backward"),
        (
            [walk(3.0, 3.0), walk(6.0, 3.0)],
            [walk(3.0, 3.0, 0.2)],
            "much more slowly backward",
        ),
        (
            [walk(3.0, 6.0), walk(6.0, 6.0)],
            [walk(6.0, 6.0, 0.6)],
            "more slowly backward than",
        ),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_reason(
    ahead: list[SteadyWalk], back: list[SteadyWalk], why: str
):
    told = calibrated(ahead, back)
    assert isinstance(told, NotKnown)
    assert why in told.why
    assert told.why.endswith(".")
    assert told.sources


@given(bad=st.sampled_from([nan, inf, -inf, -1.0, 0.0]))
def test_what_is_no_speed_or_heart_rate_is_refused_in_a_sentence(bad: float):
    with pytest.raises(BadAnswer, match="a walk had a speed of"):
        SteadyWalk(bad, 100.0)
    with pytest.raises(BadAnswer, match=r"a heart rate is .* expected 30 to 230"):
        SteadyWalk(1.0, bad)
