"""When a leg's foot lands and leaves: rules and laws, on simulated walks both ways."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.judging.direction import BACKWARD, FORWARD, UNKNOWN
from retrowalk.gait.leg.contacts_leg import leg_contacts, quiet_leg_contacts
from retrowalk.gait.leg.sagittal import sagittal
from retrowalk.gait.timing import JOLTS_AFTER_S, LANDS_AFTER, LEAVES_BEFORE, timed
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FEW = settings(max_examples=8, deadline=None)
LEGS = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET)
WAYS = (Direction.FORWARD, Direction.BACKWARD)
STRIDE_S = 1.2
RATE_HZ = 100.0


@cache
def truth(site, way, rate_hz=RATE_HZ, step_m=0.5):
    plan = (Interval(2.0), Interval(12.0, way, 120.0 / STRIDE_S, step_m), Interval(2.0))
    return simulate(plan, site, Side.LEFT, rate_hz=rate_hz)


def own(simulated):
    mine = simulated.foot == 1
    return simulated.initial_contact_s[mine], simulated.final_contact_s[mine]


def a_walk(site, way, rate_hz=RATE_HZ, step_m=0.5):
    recording = truth(site, way, rate_hz, step_m).recording
    low, high = round(1.5 * rate_hz), round(14.5 * rate_hz)
    return Walk(
        first=low,
        rate_hz=rate_hz,
        acc_mps2=recording.acc_mps2[low:high],
        gyr_radps=recording.gyr_radps[low:high],
        missing=np.zeros(high - low, dtype=bool),
        stride_s=STRIDE_S,
    )


def seen(walk, site):
    return leg_contacts(walk, sagittal(walk, walk.gyr_radps), site)


def in_reverse(walk):
    return replace(
        walk,
        acc_mps2=np.ascontiguousarray(walk.acc_mps2[::-1]),
        gyr_radps=np.ascontiguousarray(-walk.gyr_radps[::-1]),
    )


def turned(walk, seed):
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    return replace(walk, acc_mps2=walk.acc_mps2 @ turn.T, gyr_radps=walk.gyr_radps @ turn.T)


def cut(walk, low, high):
    return replace(
        walk,
        first=walk.first + low,
        acc_mps2=walk.acc_mps2[low:high],
        gyr_radps=walk.gyr_radps[low:high],
        missing=walk.missing[low:high],
    )


def nearest(of, among):
    return np.abs(of[:, None] - among).min(axis=1)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("site", [SensorSite.FOOT, SensorSite.SHANK])
@pytest.mark.parametrize("rate_hz", [50.0, 60.0, 100.0])
def test_every_step_is_found_once_whichever_way_it_goes(site, way, rate_hz):
    walk = a_walk(site, way, rate_hz)
    found_s = (walk.first + seen(walk, site).initial) / rate_hz
    true_s, _ = own(truth(site, way, rate_hz))
    assert len(found_s) == len(true_s)
    assert nearest(found_s, true_s).max() < 0.12


@pytest.mark.parametrize("way", WAYS)
def test_a_foot_that_shuffles_is_still_seen_to_step(way):
    walk = a_walk(SensorSite.FOOT, way, step_m=0.12)
    true_s, _ = own(truth(SensorSite.FOOT, way, step_m=0.12))
    assert len(seen(walk, SensorSite.FOOT).initial) == len(true_s)


@pytest.mark.parametrize("site", LEGS)
@pytest.mark.parametrize("way", WAYS)
def test_played_in_reverse_what_left_lands_and_what_landed_leaves(site, way):
    walk = a_walk(site, way)
    one, other = seen(walk, site), seen(in_reverse(walk), site)
    final = one.final[np.isfinite(one.final)]
    assert len(final) >= 8
    assert nearest(walk.n_samples - 1 - final, other.initial).max() <= 1.0
    final = other.final[np.isfinite(other.final)]
    assert nearest(walk.n_samples - 1 - final, one.initial).max() <= 1.0


@FEW
@given(site=st.sampled_from(LEGS), way=st.sampled_from(WAYS), seed=st.integers(0, 10**6))
def test_strapping_the_sensor_on_another_way_moves_no_contact(site, way, seed):
    walk = a_walk(site, way)
    one, other = seen(walk, site), seen(turned(walk, seed), site)
    np.testing.assert_allclose(other.initial, one.initial, atol=1e-6)
    np.testing.assert_allclose(other.final, one.final, atol=1e-6)


@FEW
@given(
    site=st.sampled_from(LEGS),
    way=st.sampled_from(WAYS),
    scale=st.floats(0.95, 1.05),
)
def test_a_gyroscope_a_few_percent_off_moves_no_contact(site, way, scale):
    walk = a_walk(site, way)
    one = seen(walk, site)
    other = seen(replace(walk, gyr_radps=walk.gyr_radps * scale), site)
    np.testing.assert_allclose(other.initial, one.initial, atol=1.0)


@FEW
@given(way=st.sampled_from(WAYS), low=st.integers(0, 400), size=st.integers(400, 900))
def test_a_shorter_look_at_a_foot_sees_the_same_contacts_away_from_its_ends(way, low, size):
    walk = a_walk(SensorSite.FOOT, way)
    whole = seen(walk, SensorSite.FOOT).initial
    part = seen(cut(walk, low, min(low + size, walk.n_samples)), SensorSite.FOOT)
    found = low + part.initial
    stride = walk.stride_samples
    sure = (whole > low + stride) & (whole < low + size - stride)
    assert nearest(whole[sure], found).max(initial=0.0) <= 3.0
    inner = (found > low + stride) & (found < low + size - stride)
    assert nearest(found[inner], whole).max(initial=0.0) <= 3.0


def test_a_swing_that_the_end_cuts_off_has_not_landed():
    walk = a_walk(SensorSite.FOOT, Direction.FORWARD)
    one = seen(walk, SensorSite.FOOT)
    mid_swing = int(one.initial[5] - 0.15 * walk.stride_samples)
    part = seen(cut(walk, 0, mid_swing), SensorSite.FOOT)
    assert len(part.initial) == 5


def test_standing_and_one_fidget_hold_no_contact():
    n = 600
    acc = np.tile([0.0, 0.0, 9.80665], (n, 1))
    gyr = np.zeros((n, 3))
    gyr[300:306, 1] = 2.0
    walk = Walk(0, RATE_HZ, acc, gyr, np.zeros(n, dtype=bool), STRIDE_S)
    assert not len(seen(walk, SensorSite.FOOT).initial)


def set_round(walk, metres):
    """Return the walk with the foot turned on the spot afterwards, carried so far aside."""
    share = np.clip((np.arange(150) - 40.0) / 50.0, 0.0, 1.0)
    yaw_rate = np.where((share > 0.0) & (share < 1.0), 4.0 * np.sin(np.pi * share), 0.0)
    path = metres * share**3 * (10.0 - 15.0 * share + 6.0 * share**2)
    aside = np.gradient(np.gradient(path)) * RATE_HZ**2
    heading = np.cumsum(yaw_rate) / RATE_HZ
    gravity = np.full(150, 9.80665)
    acc = np.stack([aside * np.sin(heading), aside * np.cos(heading), gravity], axis=1)
    gyr = np.stack([np.zeros(150), np.zeros(150), yaw_rate], axis=1)
    return replace(
        walk,
        acc_mps2=np.concatenate([walk.acc_mps2, acc]),
        gyr_radps=np.concatenate([walk.gyr_radps, gyr]),
        missing=np.zeros(walk.n_samples + 150, dtype=bool),
    )


def test_a_foot_set_round_on_the_spot_has_stepped_and_one_that_swivels_has_not():
    walk = a_walk(SensorSite.FOOT, Direction.FORWARD)
    before, steps, swivels = (
        seen(one, SensorSite.FOOT).initial
        for one in (walk, set_round(walk, 0.3), set_round(walk, 0.0))
    )
    assert len(steps) == len(before) + 1
    assert walk.n_samples + 40 < steps[-1] < walk.n_samples + 90
    assert len(swivels) == len(before)


@pytest.mark.parametrize(
    ("site", "near_s"), [(SensorSite.FOOT, 0.03), (SensorSite.SHANK, 0.2)]
)
def test_without_a_gyroscope_each_stride_has_one_contact_near_its_own(site, near_s):
    walk = replace(a_walk(site, Direction.FORWARD), gyr_radps=None)
    contacts = quiet_leg_contacts(walk)
    found_s = (walk.first + contacts.initial) / RATE_HZ - JOLTS_AFTER_S[site]
    true_s, _ = own(truth(site, Direction.FORWARD))
    assert len(found_s) == pytest.approx(len(true_s), abs=1)
    assert np.median(nearest(true_s, found_s)) < near_s
    assert np.isnan(contacts.final).all()


@pytest.mark.parametrize("site", LEGS)
def test_backward_the_two_ends_of_a_swing_swap_their_shares(site):
    walk = a_walk(site, Direction.FORWARD)
    at = Contacts(np.full(3, 500.0), np.full(3, 560.0), both_feet=False)
    moved = timed(walk, at, np.array([FORWARD, BACKWARD, UNKNOWN]), site)
    lands, leaves = (
        share[site] * walk.stride_samples for share in (LANDS_AFTER, LEAVES_BEFORE)
    )
    middle = 0.5 * (lands + leaves)
    np.testing.assert_allclose(moved.initial - 500.0, [lands, leaves, middle])
    np.testing.assert_allclose(560.0 - moved.final, [leaves, lands, middle])


def test_without_a_gyroscope_the_jolt_is_taken_back_to_the_landing():
    walk = replace(a_walk(SensorSite.FOOT, Direction.FORWARD), gyr_radps=None)
    at = Contacts(np.array([1.0, 500.0]), np.full(2, np.nan), both_feet=False)
    moved = timed(walk, at, np.array([UNKNOWN, FORWARD]), SensorSite.FOOT)
    np.testing.assert_allclose(moved.initial, [1.0, 497.0])


@FEW
@given(shift_s=st.floats(-1e5, 1e5), way=st.sampled_from(WAYS))
def test_a_later_start_shifts_a_foots_contacts_and_leaves_its_strides(shift_s, way):
    recording = truth(SensorSite.FOOT, way).recording
    one, later = analyse(recording), analyse(replace(recording, start_s=shift_s))
    np.testing.assert_allclose(
        later.steps.initial_contact_s - shift_s, one.steps.initial_contact_s, atol=1e-6
    )
    np.testing.assert_array_equal(later.steps.stride_length_m, one.steps.stride_length_m)


@FEW
@given(way=st.sampled_from(WAYS), hole=st.integers(300, 1200), size=st.integers(20, 150))
def test_a_hole_takes_its_own_contacts_and_no_others(way, hole, size):
    recording = truth(SensorSite.FOOT, way).recording
    acc = recording.acc_mps2.copy()
    acc[hole : hole + size] = np.nan
    whole = analyse(recording).steps.initial_contact_s
    holed = analyse(replace(recording, acc_mps2=acc)).steps.initial_contact_s
    low_s, high_s = hole / RATE_HZ, (hole + size) / RATE_HZ
    assert not ((holed > low_s) & (holed < high_s)).any()
    if hole > 500 and hole + size < 1000:  # both sides are long enough to be walks
        away = (whole < low_s - 1.5 * STRIDE_S) | (whole > high_s + 1.5 * STRIDE_S)
        assert nearest(whole[away], holed).max(initial=0.0) < 0.05


@pytest.mark.parametrize("way", WAYS)
def test_a_belt_that_shakes_the_foot_hides_no_step_and_makes_none(way):
    walk = a_walk(SensorSite.FOOT, way)
    random = np.random.default_rng(1)
    shaken = replace(
        walk,
        acc_mps2=walk.acc_mps2 + random.normal(0.0, 1.0, walk.acc_mps2.shape),
        gyr_radps=walk.gyr_radps + random.normal(0.0, 0.2, walk.acc_mps2.shape),
    )
    one, other = seen(walk, SensorSite.FOOT), seen(shaken, SensorSite.FOOT)
    np.testing.assert_allclose(other.initial, one.initial, atol=3.0)


@FEW
@given(
    site=st.sampled_from(LEGS),
    seed=st.integers(0, 10**6),
    n=st.integers(20, 700),
    rate_hz=st.sampled_from([20.0, 60.0, 400.0]),
    rate_radps=st.sampled_from([0.0, 0.1, 3.0, 30.0]),
)
def test_whatever_the_signal_contacts_ascend_within_the_walk(
    site, seed, n, rate_hz, rate_radps
):
    random = np.random.default_rng(seed)
    acc = random.normal(0.0, 3.0, (n, 3)) + np.array([0.0, 0.0, 9.8])
    gyr = np.cumsum(random.normal(0.0, 0.1, (n, 3)), axis=0)
    gyr *= rate_radps / max(1e-9, np.abs(gyr).max())
    walk = Walk(0, rate_hz, acc, gyr, np.zeros(n, dtype=bool), STRIDE_S)
    contacts = seen(walk, site)
    assert (np.diff(contacts.initial) > 0.0).all()
    final = contacts.final[np.isfinite(contacts.final)]
    assert (final > contacts.initial[np.isfinite(contacts.final)]).all()
    for at in (contacts.initial, final):
        assert ((at >= 0.0) & (at <= n - 1)).all()
