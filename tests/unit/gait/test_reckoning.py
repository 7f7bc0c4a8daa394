"""Dead reckoning by both kernels: alike, and true to how a body was moved."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate
from retrowalk.units import STANDARD_GRAVITY_MPS2

FEW = settings(max_examples=30, deadline=None)
HZ = 100.0


@FEW
@given(seed=st.integers(0, 10_000), strides=st.integers(1, 6), turning=st.booleans())
def test_the_compiled_reckoning_is_the_plain_one(seed, strides, turning):
    random = np.random.default_rng(seed)
    acc = random.normal(0.0, 9.0, (300, 3))
    gyr = random.normal(0.0, 6.0, (300, 3)) * turning
    first = np.sort(random.integers(0, 290, strides))
    last = np.minimum(first + random.integers(1, 200, strides), 299)
    plain = REFERENCE.homed(acc, gyr, HZ, first, last)
    for one, other in zip(plain, COMPILED.homed(acc, gyr, HZ, first, last), strict=True):
        np.testing.assert_allclose(other, one, rtol=1e-9, atol=1e-9)
    drift = random.normal(0.0, 0.1, (strides, 3))
    told = plain.force_mps2, plain.begins, drift, HZ
    for one, other in zip(
        REFERENCE.travelled(*told), COMPILED.travelled(*told), strict=True
    ):
        np.testing.assert_allclose(other, one, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("kernels", [REFERENCE, COMPILED], ids=lambda one: one.name)
@FEW
@given(far_m=st.floats(-2.0, 2.0), lasts_s=st.floats(0.4, 2.0))
def test_a_sensor_pushed_from_rest_to_rest_has_gone_as_far_as_it_was_pushed(
    kernels, far_m, lasts_s
):
    n = round(lasts_s * HZ) + 1
    lasts_s = (n - 1) / HZ  # in whole samples
    share = np.arange(n) / (n - 1)
    acc = np.zeros((n, 3))
    acc[:, 0] = 2.0 * np.pi * far_m / lasts_s**2 * np.sin(2.0 * np.pi * share)
    acc[:, 2] = STANDARD_GRAVITY_MPS2
    first, last = np.array([0]), np.array([n - 1])
    home = kernels.homed(acc, np.zeros((n, 3)), HZ, first, last)
    gone = kernels.travelled(home.force_mps2, home.begins, np.zeros((1, 3)), HZ)
    np.testing.assert_allclose(gone.moved_m, [[far_m, 0.0, 0.0]], atol=0.03)
    np.testing.assert_allclose(gone.up, [[0.0, 0.0, 1.0]], atol=0.05)
    assert gone.fastest_mps[0] == pytest.approx(
        2.0 * abs(far_m) / lasts_s, rel=0.1, abs=0.02
    )


@cache
def a_session(site):
    plan = (
        Interval(2.0),
        Interval(12.0, Direction.FORWARD, 110.0, 0.6),
        Interval(4.0),
        Interval(12.0, Direction.BACKWARD, 92.0, 0.4),
    )
    return simulate(plan, site, Side.LEFT, rate_hz=60.0).recording


@pytest.mark.parametrize("site", [SensorSite.FOOT, SensorSite.POCKET])
def test_a_session_is_the_same_with_compiled_kernels(site):
    plain = analyse(a_session(site)).steps
    quick = analyse(a_session(site), kernels=COMPILED).steps
    np.testing.assert_array_equal(quick.direction, plain.direction)
    np.testing.assert_allclose(quick.initial_contact_s, plain.initial_contact_s, atol=1e-3)
    np.testing.assert_allclose(
        quick.stride_length_m, plain.stride_length_m, atol=1e-3, equal_nan=True
    )
