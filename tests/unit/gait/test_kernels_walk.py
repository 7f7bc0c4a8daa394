"""A whole walk in one go says what is composed of the plain kernels, whatever the walk."""

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import Direction
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.judging.deciding import decided_walk
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.note_rows import NOTES
from retrowalk.gait.kernels.numba_trunk_contacts import middle_of
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.known import Known
from retrowalk.gait.measured import Measured
from retrowalk.gait.measures.walk_measures import COLUMNS, walk_measures
from retrowalk.gait.settings import Settings
from retrowalk.gait.trunk.measure_trunk import measured_trunk
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

UNTIMED = settings(deadline=None, max_examples=40)
BACK = SensorSite.LOWER_BACK
FRONT_LEFT_UP = np.eye(3)
GRAVITY = np.array([0.0, 0.0, 9.81])
ARRAYS = ("going", "turning", "stride_length_m", "axis", "up", "step_length_m", "foot")


@cache
def strolls():
    """Simulated walks of the lower back: forward, backward, slow, with standing between."""
    forth, back = Direction.FORWARD, Direction.BACKWARD
    plans = (
        (Interval(2.0), Interval(14.0, forth, 112.0, 0.65), Interval(2.0)),
        (Interval(2.0), Interval(12.0, back, 84.0, 0.4), Interval(3.0)),
        (Interval(8.0, forth, 100.0, 0.6), Interval(2.0), Interval(8.0, back, 90.0, 0.4)),
    )
    found = [
        one for plan in plans for one in walks(simulate(plan, BACK).recording, Settings())
    ]
    assert len(found) >= len(plans)
    return found


@st.composite
def drawn_walks(draw):
    """Real walking shapes worn anyhow, and what is none: noise, ties, a single stride."""
    seed = draw(st.integers(0, 10**6))
    random = np.random.default_rng(seed)
    walk = draw(st.sampled_from(strolls()))
    n = draw(st.integers(60, walk.n_samples))
    acc, gyr = walk.acc_mps2[:n].copy(), walk.gyr_radps[:n].copy()
    if draw(st.booleans()):
        acc = random.normal(0.0, draw(st.floats(0.05, 3.0)), (n, 3)) + GRAVITY
    if draw(st.booleans()):
        turn = Rotation.random(rng=random).as_matrix()
        acc, gyr = acc @ turn.T, gyr @ turn.T
    if draw(st.booleans()):
        acc = np.round(acc, 1)  # a phone's grade, with ties
    stride_s = draw(st.one_of(st.just(walk.stride_s), st.floats(0.5, 2.5)))
    return Walk(
        first=0,
        rate_hz=draw(st.sampled_from([50.0, 100.0, 128.0])),
        acc_mps2=acc,
        gyr_radps=gyr if draw(st.booleans()) else None,
        missing=random.random(n) < draw(st.sampled_from([0.0, 0.1])),
        stride_s=stride_s,
    )


def both(walk):
    return walk, replace(walk, kernels=COMPILED)


def assert_same(got, expected, name):
    np.testing.assert_allclose(got, expected, rtol=1e-4, atol=1e-5, err_msg=name)


def assert_alike(got: Measured, expected: Measured):
    assert_same(got.contacts.initial, expected.contacts.initial, "initial")
    assert got.contacts.both_feet
    assert got.walk.stride_s == expected.walk.stride_s
    assert np.isnan(got.contacts.final).all()
    np.testing.assert_equal(got.facing, expected.facing)
    for name in ARRAYS:
        assert_same(getattr(got, name), getattr(expected, name), name)
        assert getattr(got, name).dtype == getattr(expected, name).dtype


@UNTIMED
@given(
    walk=drawn_walks(),
    body=st.sampled_from([None, FRONT_LEFT_UP]),
    height_m=st.sampled_from([None, 1.75]),
)
def test_a_walk_of_the_lower_back_is_read_alike_in_one_go(walk, body, height_m):
    plain, quick = both(walk)
    known = Known(height_m=height_m)
    expected = measured_trunk(plain, body, known)
    got = measured_trunk(quick, body, known)
    assert_alike(got, expected)


@UNTIMED
@given(walk=drawn_walks(), body=st.sampled_from([None, FRONT_LEFT_UP]))
def test_what_its_samples_say_of_each_step_is_noted_alike(walk, body):
    plain, quick = both(walk)
    one = measured_trunk(plain, body)
    expected = walk_measures(plain, one, BACK, body)
    got = walk_measures(quick, one, BACK, body)
    for name in COLUMNS:
        assert_same(getattr(got, name), getattr(expected, name), name)
    assert got.clipped_share == expected.clipped_share


@UNTIMED
@given(
    going=st.lists(st.one_of(st.floats(-4.0, 4.0), st.just(np.nan)), max_size=40),
    facing=st.one_of(st.floats(-6.0, 6.0), st.just(np.nan)),
    certainty=st.floats(0.5, 0.99),
    both_feet=st.booleans(),
    seed=st.integers(0, 999),
)
def test_strides_are_judged_alike(going, facing, certainty, both_feet, seed):
    n = len(going)
    turning = np.random.default_rng(seed).random(n) < 0.2
    some = measured_trunk(strolls()[0], FRONT_LEFT_UP)
    contacts = replace(
        some.contacts, initial=np.arange(float(n)), final=np.zeros(n), both_feet=both_feet
    )
    one = replace(some, going=np.array(going), turning=turning, contacts=contacts)
    expected = decided_walk(one, facing, certainty)
    got = decided_walk(
        replace(one, walk=replace(some.walk, kernels=COMPILED)), facing, certainty
    )
    np.testing.assert_array_equal(got.code, expected.code)
    assert_same(got.confidence, expected.confidence, "confidence")


def test_a_calibration_is_read_alike():
    learnt = Calibration(BACK, None, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 3.0, 0.4, 1.3)
    for walk in strolls():
        plain, quick = both(walk)
        known = Known(calibration=learnt)
        expected = measured_trunk(plain, None, known)
        assert expected.facing == 3.0
        assert_alike(measured_trunk(quick, None, known), expected)


@pytest.mark.parametrize("still", [0.0, 9.81])
def test_what_does_not_move_at_all_is_no_trouble(still):
    acc = np.full((300, 3), still)
    walk = Walk(0, 100.0, acc, None, np.zeros(300, dtype=bool), 1.1, COMPILED)
    one = measured_trunk(walk, None)
    assert len(one.going) == len(one.contacts.initial)


def test_the_notes_stand_in_the_order_of_the_columns():
    assert len(COLUMNS) == NOTES
    names = [one.name for one in fields(type(walk_notes_of(strolls()[0])))]
    assert names[: len(COLUMNS)] == list(COLUMNS)


def walk_notes_of(walk):
    one = measured_trunk(walk, FRONT_LEFT_UP)
    return walk_measures(walk, one, BACK, FRONT_LEFT_UP)


@UNTIMED
@given(values=st.lists(st.floats(-9.0, 9.0), min_size=1, max_size=60))
def test_the_middle_is_found_without_sorting(values):
    assert middle_of(np.array(values)) == np.median(values)


def test_plain_kernels_compose_a_walk_and_compiled_ones_do_it_in_one_go():
    for name in ("trunk_walk", "trunk_notes", "judged"):
        assert getattr(REFERENCE, name) is None
        assert getattr(COMPILED, name) is not None
