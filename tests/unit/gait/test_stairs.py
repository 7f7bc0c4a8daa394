"""Stairs are no walking: a foot sensor's dead reckoning shows that it climbs."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.leg_rules import STAIR_STRIDES
from retrowalk.gait.kernels.stairs import on_stairs
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

UP = np.array([0.0, 0.0, 1.0])


def climbed(rise_m, step_m, *, from_s=0.0, to_s=np.inf, way=Direction.FORWARD):
    """A simulated foot whose every swing within a span ends so much higher, and its truth.

    The swing rises with the least jerk; the foot's own pitch says where its up lies.
    """
    plan = (Interval(2.0), Interval(24.0, way, 90.0, step_m), Interval(2.0))
    walk = simulate(plan, SensorSite.FOOT, Side.LEFT)
    recording, own = walk.recording, walk.foot == 1
    rate_hz, gyr = recording.rate_hz, recording.gyr_radps
    time_s = np.arange(recording.n_samples) / rate_hz
    lift = np.zeros_like(time_s)
    left_s, landed_s = walk.final_contact_s[own], walk.initial_contact_s[own]
    there = (left_s >= from_s) & (landed_s <= to_s)
    for begin, end in zip(left_s[there], landed_s[there], strict=True):
        share = np.clip((time_s - begin) / (end - begin), 0.0, 1.0)
        lift += rise_m / (end - begin) ** 2 * (60 * share - 180 * share**2 + 120 * share**3)
    pitch = np.cumsum(gyr[:, 1]) / rate_hz
    felt = np.stack([-np.sin(pitch), np.zeros_like(pitch), np.cos(pitch)], axis=1)
    acc = recording.acc_mps2 + lift[:, None] * felt
    return replace(recording, acc_mps2=acc), landed_s[there]


def steps_within(recording, span_s, kernels=None):
    at_s = analyse(recording, kernels=kernels).steps.initial_contact_s
    return int(((at_s > span_s[0]) & (at_s < span_s[-1])).sum())


@pytest.mark.parametrize(("rise_m", "step_m"), [(0.34, 0.28), (-0.34, 0.28), (0.17, 0.15)])
@pytest.mark.parametrize("kernels", [None, COMPILED])
def test_climbing_descending_and_one_stair_at_a_time_are_no_walking(
    rise_m, step_m, kernels
):
    level, landed_s = climbed(0.0, step_m)
    assert steps_within(level, landed_s, kernels) >= len(landed_s) - 3
    stairs, landed_s = climbed(rise_m, step_m)
    assert steps_within(stairs, landed_s, kernels) <= 1


def test_what_is_walked_before_and_after_a_flight_of_stairs_is_counted():
    level, landed_s = climbed(0.0, 0.3)
    stairs, _ = climbed(0.34, 0.3, from_s=10.0, to_s=18.0)
    assert steps_within(stairs, (10.5, 17.5)) <= 1
    before, after = landed_s[landed_s < 9.5], landed_s[landed_s > 18.5]
    for span in (before, after):
        assert steps_within(stairs, span) >= steps_within(level, span) - 1


@pytest.mark.parametrize("slope", [-0.15, 0.15, 0.25])
@pytest.mark.parametrize("way", [Direction.FORWARD, Direction.BACKWARD])
def test_a_ramp_or_an_inclined_treadmill_is_walked_on(slope, way):
    level, landed_s = climbed(0.0, 0.5, way=way)
    ramp, _ = climbed(slope * 1.0, 0.5, way=way)
    assert steps_within(ramp, landed_s) >= steps_within(level, landed_s) - 1


@settings(deadline=None)
@given(
    rises=st.lists(st.sampled_from([0.0, 0.05, 0.34, -0.34, np.nan]), max_size=20),
    turned=st.booleans(),
)
def test_only_as_many_in_a_row_as_can_be_no_accident_are_stairs(rises, turned):
    moved = np.array([[0.56, 0.0, one] for one in rises]).reshape(-1, 3)
    up = np.tile(UP, (len(rises), 1))
    found = on_stairs(
        moved[:, [2, 0, 1]] if turned else moved, up[:, [2, 0, 1]] if turned else up
    )
    for at, one in enumerate(rises):
        first = last = at
        while first > 0 and rises[first - 1] == one:
            first -= 1
        while last + 1 < len(rises) and rises[last + 1] == one:
            last += 1
        assert found[at] == (abs(one) > 0.3 and last - first + 1 >= STAIR_STRIDES)
