"""Stairs are no walking: a foot's dead reckoning shows the climb, a shank's resting ankle."""

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

sys.path.insert(0, str(Path(__file__).parents[2] / "fakes"))

from stair_walker import Ground, downstairs, ramp, upstairs
from stair_walker import climbed as went

from retrowalk.directions import Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.leg_rules import STAIR_STRIDES
from retrowalk.gait.kernels.shank_stairs import shank_on_stairs
from retrowalk.gait.kernels.stairs import on_stairs
from retrowalk.gait.leg.measure_leg import measured_leg
from retrowalk.gait.settings import Settings
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


STAIRS = {
    "up": upstairs(),
    "up, slowly": upstairs(2.0),
    "up, low": upstairs(rise_m=0.16, tread_m=0.3),
    "up, one by one": Ground(0.285, 0.18, 1.9, one_by_one=True),
    "down": downstairs(),
    "down, slowly": downstairs(2.0),
    "down, steep": downstairs(rise_m=0.2, tread_m=0.25),
    "down, one by one": Ground(0.285, -0.18, 1.9, one_by_one=True),
    "up, backward": Ground(-0.285, 0.18, 1.8),
}
SLOPES = [
    ramp(slope, step_m, stride_s)
    for slope in (-0.25, -0.15, 0.0, 0.15, 0.25)
    for step_m, stride_s in ((0.65, 1.1), (0.2, 1.4), (-0.2, 1.4), (-0.6, 1.2))
]
ENDS = 3  # the first stride of a flight rises half as much, the last has no end to see


@cache
def went_on(ground, site=SensorSite.SHANK, place=0.6):
    return went(ground, site, place=place)


def turned_over(recording, seed):
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    acc, gyr = recording.acc_mps2 @ turn.T, recording.gyr_radps @ turn.T
    return replace(recording, acc_mps2=acc, gyr_radps=gyr)


@pytest.mark.parametrize("name", STAIRS)
@pytest.mark.parametrize("site", [SensorSite.SHANK, SensorSite.FOOT])
def test_a_leg_that_climbs_stairs_takes_no_walking_steps(name, site):
    recording, landed_s = went_on(STAIRS[name], site)
    found_s = analyse(turned_over(recording, 1)).steps.initial_contact_s
    assert len(landed_s) == 12
    assert len(found_s) <= ENDS


@pytest.mark.parametrize("place", [0.3, 0.85])
@pytest.mark.parametrize("name", ["up", "down"])
def test_stairs_are_told_wherever_on_the_shank_the_sensor_sits(name, place):
    recording, _ = went_on(STAIRS[name], place=place)
    assert len(analyse(recording).steps.initial_contact_s) <= ENDS


@pytest.mark.parametrize("ground", SLOPES, ids=str)
def test_a_shank_on_a_ramp_or_treadmill_walks_either_way(ground):
    recording, landed_s = went_on(ground)
    found_s = analyse(recording).steps.initial_contact_s
    assert len(found_s) >= len(landed_s) - 1


def test_a_shank_walks_before_and_after_a_flight_of_stairs():
    parts = [went_on(one)[0] for one in (ramp(0.0, 0.6), upstairs(), ramp(0.0, -0.4))]
    whole = replace(
        parts[0],
        acc_mps2=np.concatenate([one.acc_mps2 for one in parts]),
        gyr_radps=np.concatenate([one.gyr_radps for one in parts]),
    )
    found_s = analyse(whole).steps.initial_contact_s
    ends_s = np.cumsum([one.duration_s for one in parts])
    before, stairs, after = np.histogram(found_s, bins=[0.0, *ends_s])[0]
    assert before >= 11
    assert stairs <= ENDS
    assert after >= 11


@settings(deadline=None, max_examples=12)
@given(
    ground=st.sampled_from([*STAIRS.values(), *SLOPES[::3]]),
    site=st.sampled_from([SensorSite.SHANK, SensorSite.FOOT]),
    seed=st.integers(0, 10**6),
    noise=st.sampled_from([0.0, 0.3, 1.0]),
)
def test_both_kernels_leave_out_the_same_strides(ground, site, seed, noise):
    recording, random = (
        turned_over(went_on(ground, site)[0], seed),
        np.random.default_rng(1),
    )
    acc = recording.acc_mps2 + random.normal(0.0, noise, recording.acc_mps2.shape)
    for walk in walks(replace(recording, acc_mps2=acc), Settings()):
        plain = measured_leg(walk, walk.gyr_radps, site, None)
        quick = measured_leg(replace(walk, kernels=COMPILED), walk.gyr_radps, site, None)
        np.testing.assert_allclose(
            quick.contacts.initial, plain.contacts.initial, rtol=1e-4, atol=1e-5
        )


@st.composite
def drawn_shanks(draw):
    """Motion of any shank, its contacts, some without an end of the stance."""
    random, m = np.random.default_rng(draw(st.integers(0, 10**6))), draw(st.integers(0, 9))
    size = draw(st.sampled_from([0.1, 0.5, 2.0]))
    motion = tuple(random.normal(0.0, size, 100 * m + 50) for _ in range(4))
    if draw(st.booleans()):  # all rise alike
        motion = (0 * motion[0], motion[1], 0 * motion[2] - 0.3, 0.1 * motion[3])
    initial = 100.0 * np.arange(m) + random.uniform(0.0, 30.0, m)
    final = np.where(random.random(m) < 0.1, np.nan, initial + random.uniform(30, 70, m))
    return motion, initial, final


@settings(deadline=None)
@given(drawn=drawn_shanks())
def test_which_way_the_axis_points_and_whether_up_or_down_changes_nothing(drawn):
    (rate, angle, above, ahead), initial, final = drawn
    found = shank_on_stairs((rate, angle, above, ahead), initial, final, 1.2)
    mirrored = shank_on_stairs((-rate, -angle, above, -ahead), initial, final, 1.2)
    downward = shank_on_stairs((-rate, angle, -above, -ahead), initial, final, 1.2)
    assert (found == mirrored).all()
    assert (found == downward).all()
    assert not found[np.isnan(final)].any()
    assert found.sum() == 0 or found.sum() >= STAIR_STRIDES


def test_a_shank_whose_ankle_moves_at_one_of_the_moments_is_not_believed():
    initial, nothing = 100.0 * np.arange(5), np.zeros(500)
    rising = nothing - 0.3  # m/s below its own mean while the ankle rests: it climbs
    assert shank_on_stairs(
        (nothing,) * 2 + (rising, nothing), initial, initial + 60, 1.2
    ).all()
    for at in (12, 18, 24, 30):
        moved = rising.copy()
        moved[[at + 100 * row + off for row in range(5) for off in (-1, 0, 1)]] = 0.0
        swing = (nothing, nothing, moved, nothing)
        assert not shank_on_stairs(swing, initial, initial + 60, 1.2).any()
