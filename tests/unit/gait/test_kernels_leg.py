"""A whole walk of a leg in one go says what is composed of the plain kernels."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import Direction
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.numba_leg_plane import main_axis as quick_main_axis
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.known import Known
from retrowalk.gait.leg.measure_leg import measured_leg
from retrowalk.gait.leg.sagittal import main_axis, smoothed, swing_axis
from retrowalk.gait.measures.walk_measures import COLUMNS, walk_measures
from retrowalk.gait.settings import Settings
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

UNTIMED = settings(deadline=None, max_examples=40)
SITES = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET)
LEFT = np.array([0.0, 1.0, 0.0])
BODY = np.eye(3)
GRAVITY = np.array([0.0, 0.0, 9.81])


@cache
def strolls(site):
    """Simulated walks seen from a leg: forward, backward, both with standing between."""
    forth, back = Direction.FORWARD, Direction.BACKWARD
    plans = (
        (Interval(2.0), Interval(14.0, forth, 112.0, 0.65), Interval(2.0)),
        (Interval(2.0), Interval(12.0, back, 84.0, 0.4), Interval(3.0)),
        (Interval(8.0, forth, 100.0, 0.6), Interval(2.0), Interval(8.0, back, 90.0, 0.4)),
    )
    seen = [simulate(plan, site, Side.LEFT).recording for plan in plans]
    return [one for recording in seen for one in walks(recording, Settings())]


@st.composite
def drawn_walks(draw):
    """Real walking shapes worn anyhow, and what is none: noise, a foot at rest, two samples."""
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    site = draw(st.sampled_from(SITES))
    walk = draw(st.sampled_from(strolls(site)))
    n = draw(st.integers(2, walk.n_samples))
    acc, gyr = walk.acc_mps2[:n].copy(), walk.gyr_radps[:n].copy()
    kind = draw(st.sampled_from(["walk", "walk", "rough", "noise", "rest"]))
    if kind == "rough":
        acc, gyr = acc + random.normal(0, 1.0, (n, 3)), gyr + random.normal(0, 0.3, (n, 3))
    if kind == "noise":
        acc, gyr = random.normal(0, 3.0, (n, 3)) + GRAVITY, random.normal(0, 2.0, (n, 3))
    if kind == "rest":
        gyr[n // 3 : n // 2] = 0.01 * random.normal(size=(n // 2 - n // 3, 3))
    if draw(st.booleans()):
        turn = Rotation.random(rng=random).as_matrix()
        acc, gyr = acc @ turn.T, gyr @ turn.T
    return site, Walk(
        first=0,
        rate_hz=draw(st.sampled_from([50.0, 100.0, 128.0])),
        acc_mps2=acc,
        gyr_radps=gyr,
        missing=random.random(n) < draw(st.sampled_from([0.0, 0.05])),
        stride_s=draw(st.one_of(st.just(walk.stride_s), st.floats(0.6, 2.5))),
    )


def assert_same(got, expected, name):
    np.testing.assert_allclose(got, expected, rtol=1e-4, atol=1e-5, err_msg=name)


def assert_alike(got, expected):
    assert not got.contacts.both_feet
    for name in ("initial", "final"):
        assert_same(getattr(got.contacts, name), getattr(expected.contacts, name), name)
    for name in ("going", "turning", "stride_length_m", "facing", "axis", "up", "foot"):
        assert_same(getattr(got, name), getattr(expected, name), name)
    assert_same(got.step_length_m, expected.step_length_m, "step_length_m")


@UNTIMED
@given(drawn=drawn_walks(), body=st.sampled_from([None, BODY]))
def test_a_walk_of_a_leg_is_read_alike_in_one_go(drawn, body):
    site, walk = drawn
    expected = measured_leg(walk, walk.gyr_radps, site, body)
    got = measured_leg(replace(walk, kernels=COMPILED), walk.gyr_radps, site, body)
    assert_alike(got, expected)


@UNTIMED
@given(drawn=drawn_walks())
def test_what_its_samples_say_of_each_step_is_noted_alike(drawn):
    site, walk = drawn
    one = measured_leg(walk, walk.gyr_radps, site, None)
    expected = walk_measures(walk, one, site, None)
    got = walk_measures(replace(walk, kernels=COMPILED), one, site, None)
    for name in COLUMNS:
        assert_same(getattr(got, name), getattr(expected, name), name)
    assert got.clipped_share == expected.clipped_share


def test_a_foot_that_rolls_more_than_it_tips_is_read_alike():
    for walk in strolls(SensorSite.FOOT):
        rates = walk.gyr_radps.copy()
        shakes = 9.0 * np.sin(2 * np.pi * 7.0 * np.arange(walk.n_samples) / walk.rate_hz)
        rates[:, 0] += np.where(np.abs(rates[:, 1]) > 1.0, shakes, 0.0)
        rolling = replace(walk, gyr_radps=rates)
        found, _ = swing_axis(smoothed(rolling, rates).gyr_radps, walk.up())
        expected = measured_leg(rolling, rates, SensorSite.FOOT, None)
        assert abs(found @ expected.axis) < 0.9  # its line of travel said what its plane is
        quick = replace(rolling, kernels=COMPILED)
        assert_alike(measured_leg(quick, rates, SensorSite.FOOT, None), expected)


@pytest.mark.parametrize("site", SITES)
def test_a_calibration_is_read_alike(site):
    learnt = Calibration(site, Side.LEFT, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 3.0, 0.4, 1.3)
    known = Known(calibration=learnt)
    for walk in strolls(site):
        expected = measured_leg(walk, walk.gyr_radps, site, None, known)
        quick = replace(walk, kernels=COMPILED)
        assert_alike(measured_leg(quick, walk.gyr_radps, site, None, known), expected)


@pytest.mark.parametrize("site", SITES)
def test_a_leg_that_does_not_move_at_all_is_no_trouble(site):
    still = np.tile(GRAVITY, (300, 1))
    walk = Walk(0, 100.0, still, 0.0 * still, np.zeros(300, dtype=bool), 1.1, COMPILED)
    one = measured_leg(walk, walk.gyr_radps, site, None)
    assert len(one.going) == len(one.contacts.initial)


@UNTIMED
@given(seed=st.integers(0, 10**6), flat=st.booleans())
def test_the_main_axis_is_found_by_turning_as_by_the_library(seed, flat):
    vectors = np.random.default_rng(seed).normal(size=(20, 3)) * [
        3.0,
        1.0,
        0.0 if flat else 0.5,
    ]
    axis, share = main_axis(vectors)
    got_axis, got_share = quick_main_axis(vectors.T @ vectors)
    np.testing.assert_allclose(got_axis, axis, atol=1e-9)
    assert got_share == pytest.approx(share)


def test_plain_kernels_compose_a_walk_of_a_leg_and_compiled_ones_do_it_in_one_go():
    for name in ("leg_walk", "leg_notes"):
        assert getattr(REFERENCE, name) is None
        assert getattr(COMPILED, name) is not None
