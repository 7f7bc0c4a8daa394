"""What a leg's strides say: the two laws that facing and going are built on."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.gait.leg.measure_leg import along_axis, line_of_travel
from retrowalk.gait.leg.sagittal import in_plane, smoothed, swing_axis
from retrowalk.gait.leg.signature import facing_shapes, going_shapes
from retrowalk.gait.leg.strides import Strides
from retrowalk.gait.moments import Windows
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

LEGS = [SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET]
STRIDE_S = 1.2


@cache
def walked(site):
    plan = (Interval(2.0), Interval(16.0, Direction.FORWARD, 100.0, 0.6))
    recording = simulate(plan, site, Side.LEFT).recording
    inner = slice(400, 1600)
    acc, gyr = recording.acc_mps2[inner], recording.gyr_radps[inner]
    return Walk(0, 100.0, acc, gyr, np.zeros(len(acc), dtype=bool), STRIDE_S)


def in_reverse(walk):
    acc, gyr = walk.acc_mps2[::-1].copy(), -walk.gyr_radps[::-1]
    return Walk(0, 100.0, acc, gyr, walk.missing, STRIDE_S)


def shapes(walk, site, windows, axis):
    motion = in_plane(walk, smoothed(walk, walk.gyr_radps), axis, 1.0)
    along = np.zeros(len(windows.first))
    return facing_shapes(motion, windows, site), going_shapes(motion, windows, along, site)


def axis_of(walk):
    return swing_axis(smoothed(walk, walk.gyr_radps).gyr_radps, walk.up())[0]


WINDOWS = Windows(np.array([240, 420, 600]), np.array([360, 540, 720]))


@pytest.mark.parametrize("site", LEGS)
def test_in_reverse_time_a_leg_faces_as_it_did_and_goes_the_other_way(site):
    walk, axis = walked(site), axis_of(walked(site))
    facing, going = shapes(walk, site, WINDOWS, axis)
    n = walk.n_samples
    mirrored = Windows(n - WINDOWS.last, n - WINDOWS.first)
    facing_then, going_then = shapes(in_reverse(walk), site, mirrored, axis)
    np.testing.assert_allclose(facing_then, facing, atol=0.02)
    np.testing.assert_allclose(going_then, -going, atol=0.02)
    assert (np.abs(going[:, 0]) > 0.1).all()


@pytest.mark.parametrize("site", LEGS)
def test_with_the_axis_taken_the_other_way_round_both_change_sign(site):
    walk, axis = walked(site), axis_of(walked(site))
    facing, going = shapes(walk, site, WINDOWS, axis)
    facing_then, going_then = shapes(walk, site, WINDOWS, -axis)
    np.testing.assert_allclose(facing_then, -facing, atol=1e-9)
    np.testing.assert_allclose(going_then, -going, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(heading=st.floats(0.0, 6.28), wobble=st.floats(0.0, 0.3), back=st.booleans())
def test_the_line_a_foot_travels_along_is_found_and_how_far_ahead_along_it(
    heading, wobble, back
):
    turns = heading + wobble * np.array([-1.0, 1.0, -1.0, 1.0])
    sign = -1.0 if back else 1.0
    moved = sign * np.stack([np.cos(turns), np.sin(turns), 0.1 * np.ones(4)], axis=1)
    up = np.tile([0.0, 0.0, 1.0], (4, 1))
    unmeasured = np.array([[np.nan] * 3])
    rests = np.arange(5)
    reckoned = Strides(
        np.concatenate([unmeasured, moved]),
        np.concatenate([unmeasured, up]),
        rests,
        rests + 1,
    )
    line, share = line_of_travel(reckoned)
    ahead = np.array([np.cos(heading), np.sin(heading), 0.0])
    assert abs(line @ ahead) > 0.999
    assert share >= np.cos(wobble) ** 2 - 1e-6
    axis = np.cross(up[0], ahead)
    along = along_axis(reckoned, axis)
    assert np.isnan(along[0])
    np.testing.assert_allclose(along[1:], sign * np.cos(wobble), atol=1e-6)


def test_without_any_stride_there_is_no_line_of_travel():
    nothing = Strides(
        np.full((2, 3), np.nan), np.full((2, 3), np.nan), *[np.full(2, -1)] * 2
    )
    line, share = line_of_travel(nothing)
    assert share == 0.0
    assert not line.any()
