"""Measures by hand: each by its own rule, on rows small enough to check with a pencil."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.gait.judging.direction import BACKWARD, FORWARD, UNKNOWN
from retrowalk.gait.measures.cadence import unbroken
from retrowalk.gait.measures.groups import Groups, ratio
from retrowalk.gait.measures.matched import matched
from retrowalk.gait.measures.pace import (
    cadence_of_strides_spm,
    lengths,
    strides,
    times,
    walk_ratio_m_per_spm,
)
from retrowalk.gait.measures.phases import phases
from retrowalk.gait.measures.symmetry import alternate_sides, step_symmetry
from retrowalk.gait.measures.variability import stride_time_cv_pct

NAN = np.nan
QUICK = settings(deadline=None, max_examples=40)


def one_group(n):
    return Groups(np.zeros(n, dtype=np.int64), 1)


def test_a_group_without_a_value_has_no_mean_and_rows_of_no_group_count_nowhere():
    groups = Groups(np.array([0, 0, 2, -1]), 3)
    values = np.array([1.0, 3.0, NAN, 100.0])
    np.testing.assert_array_equal(groups.mean(values), [2.0, NAN, NAN])
    np.testing.assert_array_equal(groups.count(values), [2, 0, 0])
    np.testing.assert_array_equal(groups.total(values), [4.0, 0.0, 0.0])


def test_a_step_is_the_time_since_the_other_foot_a_stride_the_two_before():
    since = np.array([NAN, 0.5, 0.6, NAN, 0.5])
    nothing = np.full(5, NAN)
    seen = times(since, nothing, nothing, both_feet=True)
    np.testing.assert_array_equal(seen.step_s, since)
    np.testing.assert_allclose(seen.stride_s, [NAN, NAN, 1.1, NAN, NAN])
    assert np.isnan(seen.stance_s).all()


def test_stance_and_swing_are_the_two_parts_of_the_stride_that_ends_in_a_contact():
    initial = np.array([10.0, 11.0, 12.2])
    final = np.array([10.6, NAN, 12.9])
    since = np.array([NAN, 1.0, 1.2])
    seen = times(since, initial, final, both_feet=False)
    np.testing.assert_allclose(seen.stance_s, [NAN, 0.6, NAN])
    np.testing.assert_allclose(seen.swing_s, [NAN, 0.4, NAN])
    np.testing.assert_allclose(seen.stride_s, since)
    assert np.isnan(seen.step_s).all()


def test_an_interval_with_a_missed_contact_is_no_step_time():
    kept = unbroken(np.array([0.5, 0.52, 1.0, 0.48]))
    np.testing.assert_allclose(kept, [0.5, 0.52, NAN, 0.48])


def test_shares_of_the_stride_add_up_and_double_support_is_what_stance_exceeds_half_by():
    seen = phases(np.array([0.6, 0.7, NAN]), np.array([0.4, 0.3, 0.4]), one_group(3))
    assert seen.stance[0] == pytest.approx(0.65)
    assert seen.stance[0] + seen.swing[0] == pytest.approx(1.0)
    assert seen.double_support[0] == pytest.approx(0.3)


def test_a_foot_that_stands_less_than_half_of_the_time_has_no_double_support():
    assert np.isnan(
        phases(np.array([0.4]), np.array([0.6]), one_group(1)).double_support[0]
    )


def test_speed_is_all_way_by_all_time_of_rows_that_have_both():
    time_s, length_m = np.array([1.0, 2.0, NAN, 1.0]), np.array([1.0, 1.0, 9.0, NAN])
    seen = lengths(time_s, length_m, one_group(4), both_feet=False)
    assert seen.speed_mps[0] == pytest.approx(2.0 / 3.0)
    assert seen.step_m[0] == pytest.approx(seen.stride_m[0] / 2.0)


def test_two_rows_of_the_trunk_are_one_stride():
    stride_s = np.array([NAN, NAN, 1.0, 1.0, 1.0, 1.0, 1.0])
    assert strides(stride_s, one_group(7), both_feet=True)[0] == 2
    assert strides(stride_s, one_group(7), both_feet=False)[0] == 5


def test_a_stride_of_a_second_is_120_steps_a_minute_and_a_walk_ratio_is_length_by_cadence():
    assert cadence_of_strides_spm(np.array([1.0]))[0] == pytest.approx(120.0)
    assert walk_ratio_m_per_spm(np.array([0.6]), np.array([120.0]))[0] == pytest.approx(
        0.005
    )


def cv(stride_s, bouts, n):
    stride_s = np.asarray(stride_s, dtype=float)
    cells = Groups(np.asarray(bouts), int(max(bouts)) + 1)
    return float(
        stride_time_cv_pct(stride_s, cells, one_group(len(stride_s)), np.array([n]))[0]
    )


def test_below_fifty_strides_there_is_no_variability():
    even = [1.0, 1.02] * 25
    assert np.isnan(cv(even[:49], [0] * 49, 49))
    assert np.isfinite(cv(even, [0] * 50, 50))


def test_variability_is_the_standard_deviation_within_bouts_by_the_mean():
    one = [1.0, 1.1] * 25
    expected = 100.0 * np.std(one, ddof=1) / np.mean(one)
    assert cv(one, [0] * 50, 50) == pytest.approx(expected)
    quick = [s / 2.0 for s in one]  # another bout, twice as quick: no unevenness by itself
    both = cv(one + quick, [0] * 50 + [1] * 50, 100)
    pooled = np.sqrt((np.var(one, ddof=1) + np.var(quick, ddof=1)) / 2.0)
    assert both == pytest.approx(100.0 * pooled / np.mean(one + quick))


@QUICK
@given(scale=st.floats(0.5, 2.0), seed=st.integers(0, 999))
def test_walking_everything_slower_changes_no_share_and_no_variability(scale, seed):
    random = np.random.default_rng(seed)
    stance, swing = random.uniform(0.5, 0.7, 60), random.uniform(0.3, 0.5, 60)
    slow, quick = (
        phases(stance * scale, swing * scale, one_group(60)),
        phases(stance, swing, one_group(60)),
    )
    assert slow.stance[0] == pytest.approx(quick.stance[0])
    one = cv(stance + swing, [0] * 60, 60)
    assert cv(scale * (stance + swing), [0] * 60, 60) == pytest.approx(one)


def test_even_steps_are_symmetric_and_a_limp_is_the_ratio_of_its_two_times():
    step_s = np.array([NAN, *([0.5, 0.6] * 12)])
    side = alternate_sides(step_s)
    assert step_symmetry(step_s, side, one_group(25))[0] == pytest.approx(0.5 / 0.6)
    even = np.array([NAN, *([0.5] * 24)])
    assert step_symmetry(even, alternate_sides(even), one_group(25))[0] == pytest.approx(
        1.0
    )


def test_mirroring_left_and_right_changes_no_symmetry():
    random = np.random.default_rng(5)
    step_s = random.uniform(0.4, 0.7, 41)
    side = alternate_sides(step_s)
    one, other = (step_symmetry(step_s, s, one_group(41))[0] for s in (side, 1 - side))
    assert one == pytest.approx(other)


def test_a_missed_contact_does_not_swap_the_feet():
    step_s = np.array([NAN, 0.5, 0.6, 0.5, NAN, 0.5, 0.6])
    np.testing.assert_array_equal(
        alternate_sides(step_s) ^ alternate_sides(step_s)[0], [0, 1, 0, 1, 1, 0, 1]
    )


def test_a_few_steps_say_nothing_about_symmetry():
    step_s = np.array([NAN, 0.5, 0.9, 0.5, 0.9])
    assert np.isnan(step_symmetry(step_s, alternate_sides(step_s), one_group(5))[0])


def test_forward_and_backward_stand_beside_each_other_at_common_speeds_only():
    way = np.array([FORWARD] * 40 + [BACKWARD] * 20 + [UNKNOWN] * 20)
    speed = np.array([1.22] * 20 + [0.82] * 20 + [0.82] * 20 + [0.82] * 20)
    peak = np.array([30.0] * 20 + [12.0] * 20 + [9.0] * 20 + [99.0] * 20)
    seen = matched(way, speed, {"landing": peak})
    assert seen.speed_mps == pytest.approx(0.82)
    assert (seen.forward[0], seen.backward[0]) == pytest.approx((12.0, 9.0))
    assert seen.strides == (20, 20)


@pytest.mark.parametrize("speed", [NAN, 1.3])
def test_without_a_common_speed_nothing_is_compared(speed):
    way = np.array([FORWARD] * 20 + [BACKWARD] * 20)
    seen = matched(way, np.array([0.8] * 20 + [speed] * 20), {"landing": np.ones(40)})
    assert np.isnan([seen.speed_mps, seen.forward[0], seen.backward[0]]).all()
    assert seen.strides == (0, 0)


def test_nothing_by_nothing_is_not_known_and_never_zero():
    assert np.isnan(ratio(np.array([0.0, 1.0]), np.array([0.0, 0.0]))).all()
