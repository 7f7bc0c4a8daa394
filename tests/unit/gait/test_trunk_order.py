"""The lower back in a turn, at a stop and at a walk's end: what of the faint rises is a step."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.trunk.measure_trunk import measured_trunk
from retrowalk.gait.trunk.order_trunk import Tops, catch
from retrowalk.gait.trunk.signature_trunk import going_along
from retrowalk.gait.trunk.trunk import trunk_of
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

FEW = settings(max_examples=8, deadline=None)
RATE_HZ, STEP_S = 100.0, 0.55
STRIDE = np.pi / STEP_S  # rad/s
ROW = 10  # steps on either side of a pause
FAINT = 0.7  # m/s2; clear steps rise by 3.6
EYE, GRAVITY = np.eye(3), np.array([0.0, 0.0, 9.81])


class Stroll:
    """Rows of steps with pauses between, as the lower back feels them; then a walk.

    x forward, y left, z up. Each row begins with a landing, of the left foot or the right.
    """

    def __init__(self, length_s, way=1.0):
        self.time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        self.way, self.acc = way, np.zeros((len(self.time_s), 3))
        self.yaw = np.zeros(len(self.time_s))

    def row(self, at_s, steps, foot=1.0):
        """Steps from a landing at a moment; foot: +1 the left one lands first."""
        since = self.time_s - at_s
        low, high = -0.75 * STEP_S + 0.05, (steps - 0.75) * STEP_S + 0.05
        here = (since > low) & (since < high)  # from level to level
        speed = 0.24 * STRIDE * np.sin(2.0 * STRIDE * since)
        speed += 0.2 * STRIDE * np.sin(4.0 * STRIDE * since)
        above = 1.8 * np.cos(2.0 * STRIDE * (since - 0.05))
        aside = -0.7 * foot * np.sin(STRIDE * since)
        row = np.stack([-self.way * speed, aside, above], axis=1)
        self.acc += np.where(here[:, None], row, 0.0)
        return self

    def rise(self, at_s, size=FAINT):
        """One faint rise, with which nothing sways."""
        self.acc[:, 2] += size * np.exp(-(((self.time_s - at_s - 0.05) / 0.1) ** 2))
        return self

    def turn(self, first_s, last_s, angle_deg):
        """A turn about the vertical from one moment to another."""
        here = (self.time_s >= first_s) & (self.time_s < last_s)
        self.yaw[here] += np.radians(angle_deg) / (last_s - first_s)
        return self

    def stop(self, at_s, lost_mps):
        """Speed lost within a step from a moment on."""
        here = (self.time_s >= at_s) & (self.time_s < at_s + STEP_S)
        self.acc[here, 0] -= self.way * lost_mps / STEP_S
        return self

    def walk(self, gyroscope=True):
        gyr = np.stack([0.0 * self.yaw, 0.0 * self.yaw, self.yaw], axis=1)
        acc = self.acc + GRAVITY
        missing = np.zeros(len(acc), dtype=bool)
        return Walk(0, RATE_HZ, acc, gyr if gyroscope else None, missing, 2.0 * STEP_S)


def landings_s(walk):
    return measured_trunk(walk, EYE).contacts.initial / RATE_HZ


def between(at_s, low_s, high_s):
    return at_s[(at_s > low_s + 0.5 * STEP_S) & (at_s < high_s - 0.5 * STEP_S)]


def about_turn(foot, way=1.0, turned_deg=170.0):
    """Ten steps, a pause of 3.1 with two faint rises, ten steps that a foot begins.

    The tenth step of the first row is one of the right foot.
    """
    last_s = 1.0 + (ROW - 1) * STEP_S
    next_s = last_s + 3.1 * STEP_S
    one = Stroll(next_s + ROW * STEP_S + 1.0, way).row(1.0, ROW).row(next_s, ROW, foot)
    one.rise(last_s + 1.05 * STEP_S).rise(last_s + 2.05 * STEP_S)
    return one.turn(last_s + 0.2, next_s - 0.2, turned_deg), last_s, next_s


@pytest.mark.parametrize("way", [1.0, -1.0])
@pytest.mark.parametrize("gyroscope", [True, False])
@pytest.mark.parametrize(("foot", "steps"), [(1.0, 2), (-1.0, 1)])
def test_feet_take_turns_also_in_a_turn_and_the_last_rise_before_it_ends_goes(
    foot, steps, gyroscope, way
):
    one, last_s, next_s = about_turn(foot, way)
    at_s = landings_s(one.walk(gyroscope))
    found = between(at_s, last_s, next_s)
    assert len(found) == steps
    assert abs(found[0] - last_s - 1.05 * STEP_S) < 0.1
    assert len(at_s) == 2 * ROW + steps


def test_where_the_sway_does_not_tell_the_foot_nothing_is_struck():
    one, last_s, next_s = about_turn(-1.0)
    one.acc[one.time_s > last_s, 1] = 0.0
    assert len(between(landings_s(one.walk()), last_s, next_s)) == 2


@pytest.mark.parametrize(("turned_deg", "steps"), [(170.0, 2), (-60.0, 2), (10.0, 0)])
def test_a_pause_is_part_of_a_walk_where_the_body_turns_and_else_a_standstill(
    turned_deg, steps
):
    last_s = 1.0 + (ROW - 1) * STEP_S
    next_s = last_s + 3.1 * STEP_S
    one = Stroll(next_s + 2.2).row(1.0, ROW).row(next_s, 2)
    one.rise(last_s + 1.8 * STEP_S).turn(last_s + 0.1, next_s - 0.1, turned_deg)
    found = landings_s(one.walk())
    again = np.abs(found[:, None] - next_s - [0.0, STEP_S]).min(axis=1) < 0.1
    assert again.sum() == steps
    assert (found < last_s + 0.5 * STEP_S).sum() == ROW


@pytest.mark.parametrize("way", [1.0, -1.0])
@pytest.mark.parametrize(
    ("lost_mps", "later", "caught"),
    [(0.6, 0.95, True), (0.0, 0.95, False), (-0.6, 0.95, False), (0.6, 1.4, False)],
)
def test_who_still_goes_when_the_last_foot_has_landed_is_caught_by_one_more(
    way, lost_mps, later, caught
):
    last_s = 1.0 + (ROW - 1) * STEP_S
    walk = Stroll(last_s + 2.0, way).row(1.0, ROW).stop(last_s, lost_mps).walk()
    trunk = trunk_of(walk)
    at_s = np.append(1.0 + np.arange(ROW) * STEP_S, last_s + later * STEP_S)
    landed, none = RATE_HZ * (at_s - 0.035), np.zeros(0)
    tops = Tops(landed.astype(np.int64), landed, np.ones(len(landed)), none, none)
    keep = np.arange(len(landed)) < ROW
    catch(keep, trunk, going_along(trunk, EYE), tops)
    assert keep[:ROW].all()
    assert keep[ROW] == caught


@FEW
@given(seed=st.integers(0, 10**6), gyroscope=st.booleans(), told=st.booleans())
def test_in_one_go_the_same_steps_are_found_as_by_the_plain_kernels(seed, gyroscope, told):
    random = np.random.default_rng(seed)
    pause, turned_deg = random.uniform(1.6, 5.0), random.uniform(-180.0, 180.0)
    lost_mps = random.uniform(-0.6, 0.9)
    last_s = 1.0 + (ROW - 1) * STEP_S
    next_s = last_s + pause * STEP_S
    end_s = next_s + 5 * STEP_S
    one = Stroll(end_s + 2.0, random.choice([1.0, -1.0])).row(1.0, ROW)
    one.row(next_s, int(random.integers(1, 6)), random.choice([1.0, -1.0]))
    for at_s in random.uniform(last_s, end_s + 1.0, 4):
        one.rise(at_s, random.uniform(0.05, 1.0))
    one.turn(last_s, next_s, turned_deg).stop(next_s + 4.1 * STEP_S, lost_mps)
    walk = one.walk(gyroscope)
    acc = walk.acc_mps2 + random.normal(0.0, 0.05, walk.acc_mps2.shape)
    mount = EYE if told else Rotation.random(rng=random).as_matrix()
    gyr = None if walk.gyr_radps is None else walk.gyr_radps @ mount.T
    walk = replace(walk, acc_mps2=acc @ mount.T, gyr_radps=gyr)
    body = EYE if told else None
    plain = measured_trunk(walk, body)
    quick = measured_trunk(replace(walk, kernels=COMPILED), body)
    np.testing.assert_allclose(quick.contacts.initial, plain.contacts.initial, atol=1e-6)


def test_a_sensor_at_the_wrist_is_not_asked_for_turns_of_the_trunk():
    one, last_s, next_s = about_turn(-1.0, turned_deg=0.0)
    worn = measured_trunk(one.walk(), None, site=SensorSite.WRIST)
    assert len(between(worn.contacts.initial / RATE_HZ, last_s, next_s)) == 2
