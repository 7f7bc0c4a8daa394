"""The parts of the analysis, each by its own rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import pearsonr, skew

from retrowalk.gait.contacts import Contacts, crossings, followed
from retrowalk.gait.evidence import agreement
from retrowalk.gait.finding.gate import moving_stretches
from retrowalk.gait.finding.rhythm import rhythm
from retrowalk.gait.judging.direction import (
    BACKWARD,
    FORWARD,
    TURNING,
    UNKNOWN,
    Directions,
    named,
    prevailing,
)
from retrowalk.gait.judging.facing import pooled, shared_facing
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.leg.strides import strides
from retrowalk.gait.measures.cadence import cadence_spm
from retrowalk.gait.moments import Windows, windows_about
from retrowalk.gait.timing import timed
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

UNTIMED = settings(deadline=None, max_examples=40)  # the machine may be busy


@UNTIMED
@given(step_s=st.floats(0.3, 3.0), n=st.integers(2, 50), start_s=st.floats(0.0, 1e4))
def test_even_steps_give_their_own_rate_wherever_the_bout_starts(step_s, n, start_s):
    contact_s = start_s + step_s * np.arange(n)
    assert cadence_spm(contact_s, 1) == pytest.approx(60.0 / step_s, rel=1e-6)
    assert cadence_spm(contact_s, 2) == pytest.approx(120.0 / step_s, rel=1e-6)


def test_fewer_than_two_contacts_hold_no_cadence_and_a_missed_one_does_not_slow_it():
    assert np.isnan(cadence_spm(np.array([3.0]), 1))
    assert cadence_spm(np.array([0.0, 0.5, 1.0, 2.0, 2.5]), 1) == pytest.approx(120.0)


@UNTIMED
@given(facing=st.floats(-4.0, 4.0), going=st.floats(-4.0, 4.0))
def test_turning_the_axis_round_leaves_the_direction_as_it_is(facing, going):
    one = agreement(np.array(facing), np.array(going))
    other = agreement(np.array(-facing), np.array(-going))
    assert one == pytest.approx(other)
    assert agreement(np.array(-facing), np.array(going)) == pytest.approx(1.0 - one)


def test_a_direction_is_named_only_with_both_signs_clear():
    facing = np.array([4.0, 4.0, 4.0, 0.0, np.nan, 4.0])
    going = np.array([4.0, -4.0, 0.5, 4.0, 4.0, 4.0])
    turning = np.array([False] * 5 + [True])
    said = named(agreement(facing, going), turning, certainty=0.9)
    np.testing.assert_array_equal(
        said.code, [FORWARD, BACKWARD, UNKNOWN, UNKNOWN, UNKNOWN, TURNING]
    )
    np.testing.assert_array_equal(np.isnan(said.confidence), said.code == UNKNOWN)
    assert (said.confidence[[0, 1, 5]] >= 0.9).all()


@pytest.mark.parametrize(
    ("codes", "most"),
    [
        ([FORWARD, FORWARD, BACKWARD], FORWARD),
        ([BACKWARD, UNKNOWN, UNKNOWN], UNKNOWN),
        ([BACKWARD, FORWARD], UNKNOWN),
        ([TURNING, TURNING, FORWARD], TURNING),
    ],
)
def test_a_bout_goes_the_way_most_of_its_strides_go_and_a_draw_is_unknown(codes, most):
    confidence = np.where(np.array(codes) == UNKNOWN, np.nan, 0.95)
    bout = np.ones(len(codes), dtype=np.int64)  # the second of three; the others are empty
    strides = Directions(np.array(codes, dtype=np.int8), confidence)
    said = prevailing(strides, bout, 3)
    code, sure = said.code[1], said.confidence[1]
    assert said.code[[0, 2]].tolist() == [UNKNOWN, UNKNOWN]
    assert most == code
    assert np.isnan(sure) == (most == UNKNOWN)


def test_walks_of_one_mounting_share_what_they_know_and_others_do_not():
    axis = np.array([[0.0, 1.0, 0.0], [0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    up = np.tile([0.0, 0.0, 1.0], (4, 1))
    score, strides = np.array([0.6, -0.4, -0.2, np.nan]), np.array([10.0, 10.0, 5.0, 3.0])
    shared = shared_facing(axis, up, score, strides)
    together = pooled(np.array([10.0, -1.0]), np.array([20.0, 5.0]))
    np.testing.assert_allclose(
        shared, [together[0], -together[0], together[1], together[0]]
    )


@UNTIMED
@given(seed=st.integers(0, 1000), first=st.integers(0, 50), size=st.integers(10, 100))
def test_moments_by_running_sums_are_those_of_the_window_itself(seed, first, size):
    random = np.random.default_rng(seed)
    one, other = random.normal(1.0, 2.0, 200) ** 3, random.normal(size=200)
    windows = Windows(np.array([first]), np.array([first + size]))
    part = slice(first, first + size)
    assert windows.mean(one)[0] == pytest.approx(one[part].mean(), rel=1e-6, abs=1e-6)
    assert windows.skewness(one)[0] == pytest.approx(skew(one[part]), rel=1e-4, abs=1e-4)
    expected = pearsonr(one[part], other[part]).statistic
    assert windows.correlation(one, other)[0] == pytest.approx(expected, abs=1e-6)


def test_windows_are_cut_at_the_ends_of_the_walk():
    windows = windows_about(np.array([2.0, 50.0, 99.0]), 10.0, 100)
    np.testing.assert_array_equal(windows.first, [0, 40, 89])
    np.testing.assert_array_equal(windows.last, [12, 60, 100])


@UNTIMED
@given(period_s=st.floats(0.75, 1.9), n_s=st.floats(6.0, 20.0), seed=st.integers(0, 100))
def test_what_repeats_is_found_at_its_own_period(period_s, n_s, seed):
    time_s = np.arange(int(n_s * 100.0)) / 100.0
    phase = 2.0 * np.pi * time_s / period_s
    wave = np.stack([np.sin(phase), np.cos(phase) + 0.5 * np.sin(2.0 * phase)], axis=1)
    noise = np.random.default_rng(seed).normal(0.0, 0.1, wave.shape)
    seen = rhythm(wave + noise, 100.0, (0.7, 2.4), REFERENCE)
    assert seen.walking.all()
    np.testing.assert_allclose(seen.period_s, period_s, rtol=0.05)


@pytest.mark.parametrize("n", [190, 260, 400, 1200])
def test_windows_cover_a_stretch_of_any_length_from_its_first_sample_to_its_last(n):
    values = np.random.default_rng(0).normal(size=(n, 3))
    seen = rhythm(values, 100.0, (0.7, 2.4), REFERENCE)
    assert seen.first[0] == 0
    assert n - 4 < seen.last[-1] <= n
    assert (seen.first[1:] <= seen.last[:-1]).all()


def test_the_gate_keeps_what_moves_with_room_on_both_sides_and_drops_the_rest():
    acc = np.tile([0.0, 0.0, 9.81], (10_000, 1))
    acc[4000:5000, 0] = 3.0 * np.sin(np.arange(1000) / 8.0)
    ((first, last),) = moving_stretches(acc, 100.0)
    assert 3800 <= first <= 4000
    assert 5000 <= last <= 5200


def test_each_landing_is_paired_with_the_leaving_that_follows_it_or_with_none():
    initial, final = np.array([0.0, 100.0, 200.0, 300.0]), np.array([60.0, 270.0, 400.0])
    np.testing.assert_array_equal(
        followed(initial, final, 90.0), [60.0, np.nan, 270.0, np.nan]
    )


def test_a_crossing_is_found_between_samples_and_not_beyond_its_reach():
    values = np.array([-1.0, 1.0, 2.0, 1.0, -3.0])
    assert crossings(values, np.array([2, 1]), -1, 5) == pytest.approx([0.5, 0.5])
    assert crossings(values, np.array([2]), +1, 5) == pytest.approx([3.25])
    assert np.isnan(crossings(values, np.array([2]), +1, 1)).all()


def test_timing_never_moves_a_contact_out_of_its_walk_or_into_a_gap():
    walk = _level_walk(200)
    walk.missing[101:104] = True
    seen = Contacts(np.array([100.0, 150.0, 199.0]), np.array([105.0, np.nan, 30.0]), False)
    at = timed(walk, seen, np.array([FORWARD, FORWARD, FORWARD]), SensorSite.FOOT)
    np.testing.assert_allclose(at.initial, [100.0, 152.5, 199.0])
    np.testing.assert_allclose(at.final, [np.nan, np.nan, 27.0])


@UNTIMED
@given(metres=st.floats(0.3, 1.8), heading=st.floats(-3.1, 3.1))
def test_dead_reckoning_gives_back_the_distance_gone_whatever_the_heading(metres, heading):
    n, rate_hz = 300, 100.0
    share = np.clip((np.arange(n) / rate_hz - 1.0) / 0.6, 0.0, 1.0)
    path = metres * share**3 * (10.0 - 15.0 * share + 6.0 * share**2)
    pull = np.gradient(np.gradient(path)) * rate_hz**2
    acc = np.stack(
        [np.cos(heading) * pull, np.sin(heading) * pull, np.full(n, 9.80665)], axis=1
    )
    gyr = np.zeros((n, 3))
    walk = Walk(0, rate_hz, acc, gyr, np.zeros(n, dtype=bool), 1.2)
    moved = strides(walk, gyr, np.array([20.0, 165.0]))
    assert np.isnan(moved.length_m[0])
    assert moved.length_m[1] == pytest.approx(metres, rel=0.02)


def _level_walk(n):
    acc = np.tile([0.0, 0.0, 9.81], (n, 1))
    return Walk(0, 100.0, acc, np.zeros((n, 3)), np.zeros(n, dtype=bool), 1.0)
