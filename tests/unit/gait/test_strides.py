"""How far a foot goes with each stride: rules and laws of the dead reckoning."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import Direction
from retrowalk.gait.leg.contacts_leg import leg_contacts
from retrowalk.gait.leg.sagittal import sagittal
from retrowalk.gait.leg.strides import Strides, _agreed, strides
from retrowalk.gait.walk import Walk
from retrowalk.signals.attitude import attitudes, turned
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FEW = settings(max_examples=8, deadline=None)
WAYS = (Direction.FORWARD, Direction.BACKWARD)
STEP_M, STRIDE_S, RATE_HZ = 0.5, 1.2, 100.0
AHEAD = np.array([1.0, 0.0, 0.0])  # as the simulated sensor is mounted


@cache
def a_walk(way, rate_hz=RATE_HZ):
    plan = (Interval(2.0), Interval(12.0, way, 120.0 / STRIDE_S, STEP_M), Interval(2.0))
    recording = simulate(plan, SensorSite.FOOT, Side.LEFT, rate_hz=rate_hz).recording
    low, high = round(1.5 * rate_hz), round(14.5 * rate_hz)
    return Walk(
        first=low,
        rate_hz=rate_hz,
        acc_mps2=recording.acc_mps2[low:high],
        gyr_radps=recording.gyr_radps[low:high],
        missing=np.zeros(high - low, dtype=bool),
        stride_s=STRIDE_S,
    )


def landings(walk):
    motion = sagittal(walk, walk.gyr_radps)
    return leg_contacts(walk, motion, SensorSite.FOOT).initial


def reckoned(walk) -> Strides:
    return strides(walk, walk.gyr_radps, landings(walk))


@pytest.mark.parametrize(("way", "sign"), [(WAYS[0], 1.0), (WAYS[1], -1.0)])
@pytest.mark.parametrize("rate_hz", [60.0, 100.0, 200.0])
def test_strides_are_as_long_as_they_were_and_go_the_way_they_went(way, sign, rate_hz):
    one = reckoned(a_walk(way, rate_hz))
    assert np.isnan(one.length_m[0])
    np.testing.assert_allclose(one.length_m[2:-1], 2.0 * STEP_M, atol=0.05)
    assert (sign * (one.moved_m[1:] @ AHEAD) > 0.0).all()


@pytest.mark.parametrize("way", WAYS)
def test_coarse_values_of_a_phone_lengthen_no_stride_by_more_than_5_cm(way):
    walk = a_walk(way, 60.0)
    coarse = replace(
        walk,
        acc_mps2=np.round(walk.acc_mps2, 1),
        gyr_radps=np.radians(np.round(np.degrees(walk.gyr_radps), 1)),
    )
    np.testing.assert_allclose(reckoned(coarse).length_m[2:-1], 2.0 * STEP_M, atol=0.05)


@pytest.mark.parametrize("way", WAYS)
def test_played_in_reverse_the_foot_goes_as_far_the_other_way(way):
    walk = a_walk(way)
    other = replace(
        walk,
        acc_mps2=np.ascontiguousarray(walk.acc_mps2[::-1]),
        gyr_radps=np.ascontiguousarray(-walk.gyr_radps[::-1]),
    )
    one, back = reckoned(walk), reckoned(other)
    going = np.nanmedian(one.moved_m @ AHEAD)
    assert np.nanmedian(back.moved_m @ AHEAD) == pytest.approx(-going, abs=0.02)


@FEW
@given(way=st.sampled_from(WAYS), seed=st.integers(0, 10**6))
def test_strapping_the_sensor_on_another_way_turns_the_way_gone_with_it(way, seed):
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    walk = a_walk(way)
    other = replace(
        walk, acc_mps2=walk.acc_mps2 @ turn.T, gyr_radps=walk.gyr_radps @ turn.T
    )
    one, turned = reckoned(walk), reckoned(other)
    np.testing.assert_allclose(turned.length_m, one.length_m, atol=1e-6)
    np.testing.assert_allclose(turned.moved_m, one.moved_m @ turn.T, atol=1e-6)
    np.testing.assert_allclose(turned.up, one.up @ turn.T, atol=1e-6)
    np.testing.assert_array_equal(turned.first_rest, one.first_rest)


@FEW
@given(
    way=st.sampled_from(WAYS),
    tilt=st.floats(-0.02, 0.02),
    across=st.floats(-0.02, 0.02),
)
def test_a_gyroscope_that_drifts_evenly_is_noticed_and_corrected(way, tilt, across):
    walk = a_walk(way)
    drifting = walk.gyr_radps + np.array([across, tilt, 0.0])
    one = reckoned(walk)
    other = strides(replace(walk, gyr_radps=drifting), drifting, landings(walk))
    np.testing.assert_allclose(other.length_m[2:-1], one.length_m[2:-1], atol=0.03)


@FEW
@given(way=st.sampled_from(WAYS), share=st.floats(-0.01, 0.01))
def test_an_accelerometer_a_percent_off_is_a_percent_off_in_length(way, share):
    walk = a_walk(way)
    one = reckoned(walk)
    other = reckoned(replace(walk, acc_mps2=walk.acc_mps2 * (1.0 + share)))
    np.testing.assert_allclose(
        other.length_m[2:-1], (1.0 + share) * one.length_m[2:-1], rtol=0.005
    )


@FEW
@given(way=st.sampled_from(WAYS), hole=st.integers(200, 1000), size=st.integers(1, 12))
def test_a_stride_with_too_much_bridged_over_is_not_measured(way, hole, size):
    walk = a_walk(way)
    missing = walk.missing.copy()
    missing[hole : hole + size] = True
    one, other = reckoned(walk), reckoned(replace(walk, missing=missing))
    lost = np.isfinite(one.length_m) & np.isnan(other.length_m)
    assert lost.sum() <= 2
    if size <= 5:  # 50 ms
        assert not lost.any()
    inside = (one.first_rest < hole) & (one.last_rest > hole + size)
    assert lost[inside].all() or size <= 5


def test_rests_are_told_and_a_stride_without_one_is_not_measured():
    walk = a_walk(Direction.FORWARD)
    one = reckoned(walk)
    measured = np.isfinite(one.length_m)
    assert (one.first_rest[measured] < one.last_rest[measured]).all()
    np.testing.assert_array_equal(one.first_rest[2:], one.last_rest[1:-1])
    restless = walk.gyr_radps + np.array([0.0, 0.0, 4.0])
    none = strides(replace(walk, gyr_radps=restless), restless, landings(walk))
    assert np.isnan(none.length_m).all()
    assert (none.first_rest == -1).all()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_contacts_hold_few_strides(count):
    walk = a_walk(Direction.FORWARD)
    one = strides(walk, walk.gyr_radps, landings(walk)[2 : 2 + count])
    assert len(one.length_m) == count
    assert np.isfinite(one.length_m).sum() == max(0, count - 1)


@FEW
@given(n=st.integers(3, 40), seed=st.integers(0, 1000))
def test_what_strides_agree_on_is_kept_and_what_scatters_is_not(n, seed):
    random = np.random.default_rng(seed)
    drift = np.tile([0.03, -0.01, 0.0], (n, 1))
    np.testing.assert_allclose(_agreed(drift), drift, atol=1e-9)
    scattered = random.normal(0.0, 0.05, (n, 3))
    assert np.linalg.norm(_agreed(scattered), axis=1).max() <= (
        np.linalg.norm(scattered, axis=1).max()
    )
    assert not _agreed(drift[:2]).any()
    alternating = drift * np.where(np.arange(n) % 2, -1.0, 1.0)[:, None]
    assert np.linalg.norm(_agreed(alternating), axis=1).max() < 0.01


@FEW
@given(seed=st.integers(0, 1000), n=st.integers(2, 40))
def test_running_attitudes_are_the_turns_one_after_another_from_each_stretchs_first(
    seed, n
):
    gyr = np.random.default_rng(seed).normal(0.0, 3.0, (n + 7, 3))
    offset = np.concatenate([np.arange(7), np.arange(n)])
    turn = attitudes(gyr, RATE_HZ, offset)
    expected = Rotation.identity()
    for before, after in pairwise(gyr[7:]):
        expected = expected * Rotation.from_rotvec(0.5 * (before + after) / RATE_HZ)
    vector = np.array([[0.3, -1.0, 2.0]])
    np.testing.assert_allclose(
        turned(turn[:, -1:], vector)[0], expected.apply(vector[0]), atol=1e-9
    )
    np.testing.assert_allclose(
        turned(turn[:, [0, 7]], np.tile(vector, (2, 1))), [vector[0]] * 2
    )
