"""The lower back: contacts, stride, line and front, each by its own rule."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.gait.calibration import Calibration, body_of
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.judging.everyday import everyday_facing
from retrowalk.gait.kernels.numpy_sway import least_likeness
from retrowalk.gait.known import Known
from retrowalk.gait.measured import Measured
from retrowalk.gait.settings import Settings
from retrowalk.gait.trunk.contacts_trunk import trunk_contacts
from retrowalk.gait.trunk.measure_trunk import measured_trunk
from retrowalk.gait.trunk.signature_trunk import found_frame, going_along
from retrowalk.gait.trunk.steps_trunk import feet, step_length_m
from retrowalk.gait.trunk.trunk import level_axes, trunk_of
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FEW = settings(max_examples=6, deadline=None)
FORTH, BACK = Direction.FORWARD, Direction.BACKWARD
FRONT, LEFT = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])
STRIDE_S = 1.1


def pendulum(way=1.0, stride_s=STRIDE_S, n_s=12.0, rate_hz=100.0, closing=0.0):
    """A body over its feet: quick and pushed up at each landing, swaying to each foot.

    way: +1 forward, -1 backward. Left lands at 0, stride_s, …; x forward, y left, z up.
    closing: share of a step's rise in one last step, after the walk has stopped.
    """
    time_s = np.arange(round(n_s * rate_hz)) / rate_hz
    stride = 2.0 * np.pi / stride_s
    speed = way * (
        0.12 * np.cos(2.0 * stride * time_s) + 0.05 * np.cos(4.0 * stride * time_s)
    )
    ahead = np.gradient(speed) * rate_hz
    above = 1.8 * np.cos(2.0 * stride * (time_s - 0.05)) + 9.81
    aside = -0.7 * np.sin(stride * time_s)
    acc = np.stack([ahead, aside, above], axis=1)
    if closing:
        stop = round((n_s - 2.0) * rate_hz)
        last = np.exp(-(((time_s - time_s[stop] - 0.5 * stride_s) / 0.1) ** 2))
        acc[stop:] = [0.0, 0.0, 9.81]
        acc[:, 2] += closing * 3.6 * last
    return walk_of(acc, stride_s, rate_hz)


def walk_of(acc, stride_s=STRIDE_S, rate_hz=100.0):
    return Walk(0, rate_hz, acc, None, np.zeros(len(acc), dtype=bool), stride_s)


def landings(walk):
    trunk = trunk_of(walk)
    return trunk_contacts(trunk, going_along(trunk, found_frame(trunk))).initial


def turned(walk, seed):
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    return replace(walk, acc_mps2=walk.acc_mps2 @ turn.T), turn


@pytest.mark.parametrize("way", [1.0, -1.0])
@FEW
@given(stride_s=st.floats(0.9, 1.6), rate_hz=st.sampled_from([50.0, 60.0, 100.0, 200.0]))
def test_a_step_is_found_at_each_landing_in_both_directions(way, stride_s, rate_hz):
    walk = pendulum(way, stride_s, rate_hz=rate_hz)
    at_s = landings(walk) / rate_hz
    landed_s = np.arange(1, int(12.0 / (0.5 * stride_s)) - 1) * 0.5 * stride_s
    gap_s = np.abs(at_s[:, None] - landed_s).min(axis=0)
    assert gap_s.max() < 0.06 * stride_s
    assert len(landed_s) <= len(at_s) <= len(landed_s) + 3
    assert (np.diff(at_s) > 0.0).all()


@pytest.mark.parametrize(("rise", "more"), [(0.2, 1), (0.01, 0)])
def test_a_walk_ends_with_one_faint_step_and_a_tremble_is_none(rise, more):
    found, bare = (landings(pendulum(closing=one)) for one in (rise, 1e-6))
    assert len(found) == len(bare) + more


@FEW
@given(seed=st.integers(0, 10**6))
def test_turning_the_sensor_leaves_the_contacts_and_turns_the_found_line_with_it(seed):
    walk = pendulum()
    other, turn = turned(walk, seed)
    np.testing.assert_allclose(
        landings(other),
        landings(walk),
        atol=1e-6,
    )
    line = turn.T @ found_frame(trunk_of(other))[0]
    assert abs(line @ FRONT) > 0.999


@pytest.mark.parametrize("wrong", [0.5, 2.0 / 3.0, 2.0])
def test_side_to_side_tells_the_stride_from_its_step(wrong):
    walk = replace(pendulum(), stride_s=wrong * STRIDE_S)
    assert trunk_of(walk).walk.stride_s == pytest.approx(STRIDE_S, abs=0.02)
    assert trunk_of(pendulum()).walk.stride_s == STRIDE_S


@FEW
@given(stride_s=st.floats(0.9, 1.6))
def test_what_never_repeats_side_to_side_keeps_the_stride_it_was_told(stride_s):
    noise = np.random.default_rng(1).normal(0.0, 1.0, (1200, 3))
    noise[:, 2] += 9.81
    assert trunk_of(walk_of(noise, stride_s)).walk.stride_s == stride_s


@FEW
@given(stride_s=st.floats(0.9, 1.6))
def test_a_stride_repeats_itself_and_half_of_it_is_the_opposite_to_one_side(stride_s):
    walk = pendulum(stride_s=stride_s)
    level = walk.acc_mps2 @ level_axes(walk.up())
    assert least_likeness(level, np.array([walk.stride_samples]))[0] > 0.9
    assert least_likeness(level, np.array([walk.stride_samples // 2]))[0] < -0.9


@FEW
@given(seed=st.integers(0, 1000), lag=st.integers(2, 60))
def test_least_likeness_is_the_smallest_over_all_directions(seed, lag):
    level = np.random.default_rng(seed).normal(size=(300, 2)) @ [[2.0, 0.3], [0.1, 0.5]]
    before, after = level[:-lag], level[lag:]
    angles = np.linspace(0.0, np.pi, 721)
    axes = np.stack([np.cos(angles), np.sin(angles)])
    cross = (before @ axes * (after @ axes)).sum(axis=0)
    alone = 0.5 * ((before @ axes) ** 2 + (after @ axes) ** 2).sum(axis=0)
    assert least_likeness(level, np.array([lag]))[0] == pytest.approx(
        (cross / alone).min(), abs=1e-3
    )


@pytest.mark.parametrize("way", [1.0, -1.0])
def test_told_the_front_the_way_of_every_stride_shows_and_untold_the_front_stays_open(way):
    told = measured_trunk(pendulum(way), np.eye(3))
    judged = told.going[np.isfinite(told.going)]
    assert len(judged) > 10
    assert (way * judged > 2.2).all()
    assert told.facing > 0.0
    found = measured_trunk(pendulum(way), None)
    assert np.isnan(found.facing)
    side = np.sign(found.axis @ LEFT)
    assert (way * side * found.going[np.isfinite(found.going)] > 2.2).all()


@pytest.mark.parametrize("way", [1.0, -1.0])
@FEW
@given(seed=st.integers(0, 10**6))
def test_a_calibration_tells_what_told_axes_tell_however_the_sensor_is_mounted(way, seed):
    walk, turn = turned(pendulum(way), seed)
    learnt = calibration(up=turn @ [0.0, 0.0, 1.0], forward=turn @ FRONT)
    one = measured_trunk(walk, None, Known(calibration=learnt))
    assert one.facing == learnt.facing_score
    assert (way * one.going[np.isfinite(one.going)] > 2.2).all()


def test_a_sensor_put_on_another_way_is_noticed_by_gravity_and_nothing_is_taken_over():
    learnt = calibration(up=np.array([0.0, 0.0, 1.0]), forward=FRONT)
    assert learnt.body(np.array([0.0, np.sin(0.3), np.cos(0.3)])) is not None
    assert learnt.body(np.array([0.0, 1.0, 0.0])) is None
    assert body_of(None, learnt, SensorSite.SHANK, np.array([0.0, 0.0, 1.0])) is None
    told = np.eye(3)
    assert body_of(told, learnt, SensorSite.LOWER_BACK, np.array([0.0, 1.0, 0.0])) is told
    aside, _ = turned(pendulum(), 3)
    assert np.isnan(measured_trunk(aside, None, Known(calibration=learnt)).facing)


def test_a_broken_calibration_and_a_height_in_centimetres_are_refused():
    with pytest.raises(BadInput, match="forward has length 2"):
        calibration(up=np.array([0.0, 0.0, 1.0]), forward=2.0 * FRONT)
    with pytest.raises(BadInput, match="height is 175 m"):
        Known(height_m=175.0)


@pytest.mark.parametrize("way", [1.0, -1.0])
def test_the_foot_that_lands_is_the_one_the_trunk_sways_to(way):
    trunk = trunk_of(pendulum(way))
    at = landings(trunk.walk)
    left = np.round(at / (0.5 * STRIDE_S * 100.0)).astype(int) % 2 == 0
    code = feet(trunk, LEFT, at)
    np.testing.assert_array_equal(code, np.where(left, 1, 2))
    np.testing.assert_array_equal(feet(trunk, -LEFT, at), np.where(left, 2, 1))


def test_without_sway_or_with_few_steps_the_foot_is_not_known():
    walk = pendulum()
    noise = np.random.default_rng(0).normal(0.0, 0.5, walk.n_samples)
    acc = walk.acc_mps2.copy()
    acc[:, 1] = noise
    trunk = trunk_of(walk_of(acc))
    at = landings(trunk.walk)
    assert (feet(trunk, LEFT, at) == 0).mean() > 0.5
    assert (feet(trunk, LEFT, at[:3]) == 0).all()


def test_a_step_is_longer_for_a_taller_person_and_not_measured_without_a_height():
    trunk = trunk_of(pendulum())
    at = landings(trunk.walk)
    short, tall = (step_length_m(trunk, at, one) for one in (1.5, 1.9))
    assert np.isnan(step_length_m(trunk, at, None)).all()
    assert np.isnan(short[0])
    assert (tall[2:-1] > short[2:-1]).all()
    assert 0.3 < np.nanmedian(short) < 0.9


def everyday(ways, strides=40):
    """Walks of one day, one way each, in a mounting whose line may come out either end."""
    none = np.zeros(0)
    found = []
    for row, way in enumerate(ways):
        flip = -1.0 if row % 3 == 0 else 1.0
        one = measured_trunk(pendulum(n_s=4.0), np.eye(3))
        found.append(
            replace(
                one,
                axis=flip * LEFT,
                going=np.full(strides, 3.0 * way * flip),
                turning=np.zeros(strides, dtype=bool),
                facing=float("nan"),
                stride_length_m=none,
            )
        )
    return found


def test_most_everyday_walking_is_taken_as_forward_whichever_end_the_line_has():
    found = everyday([1.0] * 9 + [-1.0])
    facing = everyday_facing(found)
    assert (np.sign(facing) == [np.sign(one.axis @ LEFT) for one in found]).all()


@pytest.mark.parametrize(
    "ways", [[1.0] * 6 + [-1.0] * 6, [1.0] * 3], ids=["half of it backward", "too little"]
)
def test_a_training_or_a_short_walk_is_not_taken_for_everyday_life(ways):
    assert np.isnan(everyday_facing(everyday(ways))).all()


def test_a_second_mounting_on_the_same_day_is_judged_for_itself():
    first, other = everyday([1.0] * 10), everyday([1.0] * 3)
    other = [replace(one, up=np.array([1.0, 0.0, 0.0])) for one in other]
    facing = everyday_facing(first + other)
    assert np.isfinite(facing[:10]).all()
    assert np.isnan(facing[10:]).all()


@FEW
@given(rock_deg=st.floats(1.0, 4.0), seed=st.integers(0, 99))
def test_a_rocking_pelvis_feels_like_a_still_one_once_a_gyroscope_tells(rock_deg, seed):
    still = pendulum()
    time_s = np.arange(still.n_samples) / 100.0
    phase = np.random.default_rng(seed).uniform(0.0, 6.3)
    pitch = np.radians(rock_deg) * np.sin(4.0 * np.pi * time_s / STRIDE_S + phase)
    cos, sin = np.cos(pitch), np.sin(pitch)
    ahead, aside, above = still.acc_mps2.T
    acc = np.stack([cos * ahead - sin * above, aside, sin * ahead + cos * above], axis=1)
    gyr = np.stack([0.0 * pitch, np.gradient(pitch) * 100.0, 0.0 * pitch], axis=1)
    rocking = replace(still, acc_mps2=acc, gyr_radps=gyr)
    told, bare = (trunk_of(one) for one in (rocking, replace(rocking, gyr_radps=None)))
    truth = trunk_of(still).along(FRONT)[100:-100]
    off, off_bare = (np.std(one.along(FRONT)[100:-100] - truth) for one in (told, bare))
    assert off < 0.3 * off_bare


def calibration(up, forward) -> Calibration:
    return Calibration(
        SensorSite.LOWER_BACK, None, tuple(up.tolist()), tuple(forward.tolist()), 4.0
    )


@cache
def simulated() -> tuple[Measured, ...]:
    plan = (Interval(3.0), Interval(12.0, FORTH, 110.0, 0.6), Interval(3.0))
    recording = simulate(plan, SensorSite.LOWER_BACK).recording
    return tuple(measured_trunk(one, None) for one in walks(recording, Settings()))


def test_a_simulated_walk_keeps_its_stride_and_its_line():
    (one,) = simulated()
    assert one.walk.stride_s == pytest.approx(120.0 / 110.0, rel=0.05)
    assert abs(one.axis @ LEFT) > 0.9
