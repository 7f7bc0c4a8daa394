"""A leg's step is told when its swing is over: not before, and not long after."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import Direction
from retrowalk.gait.following.live_pace import BLOCK_S, Pace
from retrowalk.gait.following.live_swing import Swing
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.live import StepDetector
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.signals.ring import Ring
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FEW = settings(max_examples=25, deadline=None)
HZ = 60.0
STRIDE = 60  # samples, of which the swing takes 0.4
SWING_ENDS = 24
IN_TIME_S = 0.6


def leg_radps(strides):
    """Return the rate of a leg: a quick lobe one way, a slow one back, shape (n,)."""
    swing = 5.0 * np.sin(np.pi * np.arange(SWING_ENDS) / SWING_ENDS)
    stance = -10.0 / 3.0 * np.sin(np.pi * np.arange(STRIDE - SWING_ENDS) / 36.0)
    return np.tile(np.concatenate([swing, stance]), strides)


@FEW
@given(seed=st.integers(0, 10_000), side=st.sampled_from([1.0, -1.0]))
def test_the_end_of_a_swing_is_seen_once_it_is_over_however_the_sensor_is_worn(seed, side):
    turn = Rotation.random(random_state=seed).as_matrix()
    rate = leg_radps(4)[:, None] * turn[0]
    swing = Swing()
    assert not swing.known
    swing.learn(rate, side * turn[0])
    assert swing.known
    late = rate[STRIDE - 10 :]  # the end of a stance, then a swing
    assert swing.ended(late[: 10 + SWING_ENDS - 3]) == -1
    assert swing.ended(late[: 10 + SWING_ENDS + 5]) == pytest.approx(10 + SWING_ENDS, abs=1)


def test_a_leg_that_stands_has_no_swing_that_ends():
    swing = Swing()
    swing.learn(leg_radps(4)[:, None] * np.eye(3)[0], np.eye(3)[0])
    assert swing.ended(np.zeros((0, 3))) == -1
    assert swing.ended(np.full((50, 3), 0.01)) == -1
    assert swing.ended(0.2 * leg_radps(1)[:, None] * np.eye(3)[0]) == -1


@pytest.mark.parametrize("site", [SensorSite.SHANK, SensorSite.POCKET])
def test_steps_are_told_in_time_also_when_strides_grow_shorter_and_longer(site):
    there, back = Direction.FORWARD, Direction.BACKWARD
    plan = [Interval(2.0)]
    plan += [Interval(4.0, back, spm, 0.35) for spm in (72.0, 84.0, 100.0, 88.0)]
    plan += [Interval(3.0)]
    plan += [Interval(4.0, there, spm, 0.55) for spm in (96.0, 120.0, 100.0)]
    one = simulate(plan, site, Side.LEFT, rate_hz=HZ).recording
    ears = StepDetector(site, HZ)
    steps = [*ears.push(np.hstack([one.acc_mps2, one.gyr_radps]))]
    late_s = np.array([step.told_s - step.time_s for step in steps])
    apart_s = np.diff([0.0, *(step.time_s for step in steps)])
    starts = {s.told_s for s, apart in zip(steps, apart_s, strict=True) if apart > 2.0}
    within = late_s[[step.told_s not in starts for step in steps]]
    assert len(within) >= 12
    assert np.mean(within <= IN_TIME_S) >= 0.9


@pytest.mark.parametrize(("times", "believed"), [(1, False), (2, True)])
def test_a_rhythm_at_twice_the_stride_is_believed_from_the_second_time_on(times, believed):
    stride_s = [1.0]

    def periods(_values, beat):
        return np.array([[0.0, stride_s[0] * HZ / beat.step, 0.9]])

    kernels = replace(REFERENCE, own_periods=periods)
    pace = Pace(HZ, SensorSite.SHANK, 2.0, kernels)
    ring, random = Ring(400, 8), np.random.default_rng(1)
    size = round(BLOCK_S * HZ)

    def walk(seconds):
        for _ in range(round(seconds * HZ / size)):
            ring.append(
                np.hstack([random.normal(0.0, 3.0, (size, 7)), np.zeros((size, 1))])
            )
            pace.block(ring)

    walk(6.0)
    assert pace.stride_s == pytest.approx(1.0, abs=0.05)
    stride_s[0] = 2.0
    walk(1.1 * times - 0.05)
    assert (pace.stride_s > 1.5) is believed
