"""From evidence to directions: what neighbours, mountings and the course over ground add."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import CODES, Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.judging.facing import MOST_FACING, pooled, shared_facing
from retrowalk.gait.judging.over_ground import over_ground
from retrowalk.gait.judging.persistence import CHANGE, persistent
from retrowalk.gait.known import Known
from retrowalk.signals.course import Course
from retrowalk.signals.recording import SensorSite, Side, ToldAxes
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FORTH, BACK, UNKNOWN = Direction.FORWARD, Direction.BACKWARD, Direction.UNKNOWN
QUICK = settings(max_examples=60, deadline=None)
evidence = st.lists(st.floats(-4.0, 4.0), min_size=1, max_size=6)


def by_counting(own, change):
    """The same posterior, from every possible history by itself."""
    weight = {+1: np.zeros(len(own)), -1: np.zeros(len(own))}
    for states in product((1, -1), repeat=len(own)):
        chance = np.prod(1.0 / (1.0 + np.exp(-np.array(states) * own)))
        for one, other in pairwise(states):
            chance *= 1.0 - change if one == other else change
        for at, state in enumerate(states):
            weight[state][at] += chance
    return np.log(weight[1] / weight[-1])


@QUICK
@given(own=evidence, change=st.floats(0.001, 0.4))
def test_what_neighbours_say_is_exactly_what_counting_all_histories_gives(own, change):
    np.testing.assert_allclose(
        persistent(np.array(own), change), by_counting(np.array(own), change), atol=1e-6
    )


@QUICK
@given(own=evidence)
def test_the_other_way_round_in_sign_or_in_time_neighbours_say_the_same(own):
    one = np.array(own)
    np.testing.assert_allclose(persistent(-one), -persistent(one), atol=1e-9)
    np.testing.assert_allclose(persistent(one[::-1]), persistent(one)[::-1], atol=1e-9)


def test_a_stride_that_says_nothing_is_as_its_neighbours_and_nothing_at_all_stays_unknown():
    said = persistent(np.array([np.nan, 3.0, 3.0, np.nan]))
    assert (said[[0, 3]] > 2.2).all()
    assert np.isnan(persistent(np.array([np.nan, np.nan]))).all()
    assert not len(persistent(np.zeros(0)))


def test_one_odd_stride_is_no_change_of_direction_and_a_few_are():
    ahead = np.full(6, 4.0)
    assert (persistent(np.concatenate([ahead, [-4.0], ahead])) > 0.0).all()
    changed = persistent(np.concatenate([ahead, np.full(3, -4.0), ahead]))
    np.testing.assert_array_equal(np.sign(changed), [1] * 6 + [-1] * 3 + [1] * 6)
    assert CHANGE < 0.05


@QUICK
@given(score=st.floats(-3.0, 3.0), fewer=st.integers(1, 50), more=st.integers(0, 50))
def test_more_strides_make_a_mounting_surer_but_never_surer_than_was_tested(
    score, fewer, more
):
    few, many = pooled(
        score * np.array([fewer, fewer + more], dtype=float),
        np.array([fewer, fewer + more], dtype=float),
    )
    assert abs(few) <= abs(many) + 1e-9 <= MOST_FACING + 2e-9
    assert few * score >= 0.0
    assert np.isnan(pooled(np.zeros(1), np.zeros(1)))[0]


def test_a_phone_put_back_the_other_way_round_is_another_mounting_from_then_on():
    axis = np.tile([0.0, 1.0, 0.0], (6, 1))
    up = np.tile([0.0, 0.0, 1.0], (6, 1))
    score = np.array([3.0, 2.5, 3.0, -3.0, -2.5, -3.0])
    facing = shared_facing(axis, up, score, np.full(6, 10.0))
    assert (facing[:3] > 4.0).all()
    assert (facing[3:] < -4.0).all()


def test_a_walk_that_faintly_says_the_opposite_is_told_less_by_the_others():
    axis, up = np.tile([0.0, 1.0, 0.0], (5, 1)), np.tile([0.0, 0.0, 1.0], (5, 1))
    score = np.array([3.0, 3.0, -1.2, 3.0, 3.0])
    facing = shared_facing(axis, up, score, np.full(5, 8.0))
    assert (facing[[0, 1, 3, 4]] > 4.0).all()
    assert facing[2] < 3.0


def test_a_sensor_that_slowly_turns_in_its_pocket_keeps_its_mounting():
    angle = np.radians(np.arange(12) * 15.0)
    axis = np.stack([np.cos(angle), np.sin(angle), np.zeros(12)], axis=1)
    up = np.tile([0.0, 0.0, 1.0], (12, 1))
    score = np.where(np.arange(12) % 3 == 0, 1.5, 0.3)
    facing = shared_facing(axis, up, score, np.full(12, 6.0))
    np.testing.assert_allclose(facing, facing[0])
    assert facing[0] > pooled(np.array([6 * 0.3]), np.array([6.0]))[0]


def a_course(**changes):
    columns = {
        "time_s": np.arange(0.0, 40.0),
        "course_deg": np.full(40, 350.0),
        "heading_deg": np.full(40, 10.0),
        "speed_mps": np.full(40, 1.0),
    }
    return Course(**{**columns, **changes})


@QUICK
@given(north=st.floats(0.0, 360.0), off=st.floats(-60.0, 60.0))
def test_a_course_along_the_heading_says_forward_and_against_it_backward(north, off):
    at_s = np.array([3.2, 17.9])
    ahead = a_course(
        course_deg=np.full(40, (north + off) % 360.0), heading_deg=np.full(40, north)
    )
    behind = replace(ahead, course_deg=(ahead.course_deg + 180.0) % 360.0)
    assert (over_ground(ahead, at_s) > 1.0).all()
    np.testing.assert_allclose(
        over_ground(behind, at_s), -over_ground(ahead, at_s), atol=1e-9
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"speed_mps": np.full(40, 0.2)},
        {"speed_mps": np.full(40, np.nan)},
        {"heading_deg": np.full(40, np.nan)},
        {"position_accuracy_m": np.full(40, 60.0)},
        {"heading_deg": 90.0 * np.arange(40.0) % 360.0},
        {"time_s": 100.0 + np.arange(40.0)},
    ],
    ids=["slow", "no speed", "no compass", "inaccurate", "turning", "another time"],
)
def test_a_course_that_cannot_be_trusted_says_nothing(changes):
    assert np.isnan(over_ground(a_course(**changes), np.array([5.0, 6.0]))).all()


def test_sideways_says_next_to_nothing_and_no_fix_at_all_says_nothing():
    sideways = a_course(course_deg=np.full(40, 100.0))
    np.testing.assert_allclose(over_ground(sideways, np.array([5.0])), 0.0, atol=1e-9)
    empty = Course(*[np.zeros(0)] * 4)
    assert np.isnan(over_ground(empty, np.array([5.0]))).all()


WALK = (
    Interval(3.0),
    Interval(12.0, FORTH, 110.0, 0.6),
    Interval(4.0),
    Interval(12.0, BACK, 96.0, 0.4),
    Interval(3.0),
)


def untold(site, plan=WALK):
    side = None if site in {SensorSite.LOWER_BACK, SensorSite.WRIST} else Side.LEFT
    return replace(simulate(plan, site, side).recording, axes=None)


def named(report):
    return [CODES[code] for code in report.bouts.direction]


def test_outdoors_the_course_says_what_a_wrist_cannot():
    time_s = np.arange(0.0, 34.0)
    heading = np.full(34, 80.0)
    course = Course(time_s, np.where(time_s < 17.0, 85.0, 265.0), heading, np.full(34, 0.8))
    recording = untold(SensorSite.WRIST)
    assert named(analyse(recording)) == [UNKNOWN, UNKNOWN]
    assert named(analyse(recording, known=Known(course=course))) == [FORTH, BACK]


def test_a_course_that_contradicts_the_leg_makes_it_unknown_not_wrong():
    time_s = np.arange(0.0, 34.0)
    against = Course(
        time_s,
        np.where(time_s < 17.0, 265.0, 85.0),
        np.full(34, 80.0),
        np.full(34, 0.8),
    )
    recording = untold(SensorSite.SHANK)
    said = analyse(recording, known=Known(course=against))
    assert set(named(said)) == {UNKNOWN}


def test_a_change_of_direction_without_a_pause_is_found_where_it_happens():
    plan = (
        Interval(3.0),
        Interval(15.0, FORTH, 100.0, 0.5),
        Interval(15.0, BACK, 100.0, 0.5),
    )
    steps = analyse(untold(SensorSite.SHANK, plan)).steps
    inner = (steps.initial_contact_s > 4.0) & (steps.initial_contact_s < 32.0)
    away = np.abs(steps.initial_contact_s - 18.0) > 2.5
    truth = np.where(steps.initial_contact_s < 18.0, CODES.index(FORTH), CODES.index(BACK))
    assert (steps.direction[inner & away] == truth[inner & away]).all()
    assert len(steps.direction[inner & away]) > 15


def test_a_phone_turned_round_between_two_walks_never_reads_the_wrong_way():
    recording = untold(SensorSite.POCKET)
    turned = np.diag([-1.0, -1.0, 1.0])  # about the vertical: gravity does not notice
    late = (np.arange(recording.n_samples) > 17.0 * recording.rate_hz)[:, None]
    acc = np.where(late, recording.acc_mps2 @ turned, recording.acc_mps2)
    gyr = np.where(late, recording.gyr_radps @ turned, recording.gyr_radps)
    said = named(analyse(replace(recording, acc_mps2=acc, gyr_radps=gyr)))
    assert all(
        one in {true, UNKNOWN} for one, true in zip(said, [FORTH, BACK], strict=True)
    )


def calibration(forward):
    return Calibration(
        site=SensorSite.SHANK,
        side=Side.LEFT,
        up=(0.0, 0.0, 1.0),
        forward=forward,
        facing_score=4.0,
    )


def test_a_calibrated_leg_knows_its_mounting_and_turned_round_never_reads_the_wrong_way():
    recording = untold(SensorSite.SHANK)
    right = analyse(recording, known=Known(calibration=calibration((1.0, 0.0, 0.0))))
    assert (named(right), right.axes) == ([FORTH, BACK], "calibrated")
    turned = analyse(recording, known=Known(calibration=calibration((-1.0, 0.0, 0.0))))
    assert all(
        one in {true, UNKNOWN}
        for one, true in zip(named(turned), [FORTH, BACK], strict=True)
    )


def test_told_axes_count_more_than_what_was_learnt():
    recording = replace(untold(SensorSite.SHANK), axes=ToldAxes("+z", "+x"))
    said = analyse(recording, known=Known(calibration=calibration((-1.0, 0.0, 0.0))))
    assert (named(said), said.axes) == ([FORTH, BACK], "told")
