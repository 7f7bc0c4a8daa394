"""Measures taken from samples: golden shapes, and laws that physics demands."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.errors import BadInput
from retrowalk.gait.kernels.numpy_harmonics import harmonic_ratios
from retrowalk.gait.kernels.numpy_impact import landings
from retrowalk.gait.kernels.numpy_posture import lean_deg, turn_ranges_deg
from retrowalk.gait.kernels.numpy_regularity import likeness
from retrowalk.gait.measures.pitch import FLAT_DEG, contact_pitch_deg, forefoot_first
from retrowalk.gait.measures.sway import quiet_standing, sway
from retrowalk.gait.walk import Walk
from retrowalk.signals.between import between
from retrowalk.signals.recording import Recording, SensorSite, ToldAxes

G = 9.80665
QUICK = settings(deadline=None, max_examples=25)
HZ = 100.0


def ends(n, stride):
    last = np.arange(stride, n - 1, stride, dtype=float)
    return last - stride, last


def turned(acc, seed):
    return acc @ Rotation.random(rng=np.random.default_rng(seed)).as_matrix().T


def test_between_samples_lies_on_the_line_and_outside_is_nothing():
    values = np.array([[0.0], [2.0], [4.0]])
    found = between(values, np.array([[0.5, 1.25], [1.5, 2.5]]))
    np.testing.assert_allclose(found[..., 0], [[1.0, 2.5], [np.nan, np.nan]])


def landing(rate_hz, peak=20.0):
    """Return standing with a bump of 60 ms at 1 s, as a foot that lands."""
    time_s = np.arange(int(2.0 * rate_hz)) / rate_hz
    bump = np.clip(1.0 - np.abs(time_s - 1.03) / 0.03, 0.0, None)
    return np.outer(G + peak * bump, [0.0, 0.0, 1.0])


def test_the_peak_of_a_landing_is_what_it_exceeds_gravity_by_and_its_jerk_the_steepest_rise():
    peak, jerk = landings(landing(HZ), np.array([100.0]), HZ)
    assert peak[0] == pytest.approx(20.0, rel=1e-6)
    assert jerk[0] == pytest.approx(20.0 / 0.03, rel=1e-6)


@QUICK
@given(seed=st.integers(0, 999))
def test_turning_the_sensor_changes_no_landing(seed):
    acc = landing(HZ) + np.random.default_rng(seed).normal(0.0, 1.0, (200, 3))
    one = landings(acc, np.array([100.3]), HZ)
    other = landings(turned(acc, seed), np.array([100.3]), HZ)
    np.testing.assert_allclose(one, other)


def test_a_sensor_of_twice_the_rate_says_the_same_of_a_landing():
    one = landings(landing(HZ), np.array([100.0]), HZ)
    twice = landings(landing(2.0 * HZ), np.array([200.0]), 2.0 * HZ)
    np.testing.assert_allclose(one, twice, rtol=1e-6)


def test_a_landing_at_the_walks_edge_is_not_measured():
    peak, jerk = landings(landing(HZ), np.array([2.0, 195.0]), HZ)
    assert np.isnan([*peak, *jerk]).all()


def harmonics(even, odd, n=1001, stride=100):
    phase = 2.0 * np.pi * np.arange(n) / stride
    return even * np.sin(2.0 * phase) + odd * np.cos(phase)


def test_the_harmonic_ratio_is_even_by_odd_and_side_to_side_odd_by_even():
    body = np.stack([harmonics(3.0, 1.0)] * 3, axis=1)
    first, last = ends(len(body), 100)
    ratios = harmonic_ratios(body, first, last)
    np.testing.assert_allclose(ratios[:, 0], 3.0, rtol=0.02)
    np.testing.assert_allclose(ratios[:, 1], 3.0, rtol=0.02)
    np.testing.assert_allclose(ratios[:, 2], 1.0 / 3.0, rtol=0.02)


@QUICK
@given(shift=st.floats(0.0, 90.0), size=st.floats(0.1, 10.0))
def test_the_harmonic_ratio_does_not_care_where_a_stride_begins_nor_how_strong_it_is(
    shift, size
):
    body = harmonics(2.0, 1.0)[:, None]
    first, last = ends(900, 100)
    one = harmonic_ratios(body, first, last)
    other = harmonic_ratios(size * body, first + shift, last + shift)
    np.testing.assert_allclose(one, other, rtol=0.02)


def test_without_a_stride_there_is_no_harmonic_ratio():
    nothing = np.full(3, np.nan)
    assert np.isnan(harmonic_ratios(np.zeros((50, 3)), nothing, nothing)).all()


def regularity(signal, lag, first, last):
    like = likeness(signal, lag, first, last)
    return np.nansum(like.product) / np.nansum(like.energy)


def test_what_repeats_each_stride_is_regular_and_noise_is_not():
    random = np.random.default_rng(1)
    stride = random.normal(size=100)
    same = np.tile(stride - stride.mean(), 20)[:, None]
    first, last = ends(1900, 100)
    assert regularity(same, 101.0, first, last) == pytest.approx(1.0)
    noise = random.normal(size=(2000, 1))
    assert abs(regularity(noise, 100.0, first, last)) < 0.15


def test_steps_that_differ_repeat_by_the_stride_and_not_by_the_step():
    one, other = np.random.default_rng(2).normal(size=(2, 50))
    both = np.concatenate([one, other])
    signal = np.tile(both - both.mean(), 20)[:, None]
    first, last = ends(1900, 100)
    assert regularity(signal, 100.0, first, last) == pytest.approx(1.0)
    assert regularity(signal, 50.0, first, last) < 0.6


@QUICK
@given(seed=st.integers(0, 999))
def test_turning_the_sensor_changes_no_regularity_of_all_axes(seed):
    signal = np.random.default_rng(seed).normal(size=(600, 3))
    first, last = ends(500, 100)
    one = regularity(signal, 100.0, first, last)
    assert regularity(turned(signal, seed), 100.0, first, last) == pytest.approx(one)


BODY = np.eye(3)  # forward x, left y, up z


@pytest.mark.parametrize("deg", [-20.0, 0.0, 12.0])
def test_a_trunk_tipped_ahead_leans_by_as_much(deg):
    up = np.array([[-np.sin(np.radians(deg)), 0.0, np.cos(np.radians(deg))]]) * G
    assert lean_deg(up, BODY)[0] == pytest.approx(deg, abs=1e-9)


@QUICK
@given(deg=st.floats(1.0, 30.0), drift=st.floats(-0.5, 0.5))
def test_a_pelvis_that_swings_has_twice_its_amplitude_as_range_and_drift_is_no_range(
    deg, drift
):
    phase = 2.0 * np.pi * np.arange(1000) / 100.0
    rate = np.radians(deg) * 2.0 * np.pi / 1.0 * np.cos(phase) + drift
    first, last = ends(1000, 100)
    ranges = turn_ranges_deg(rate[:, None], HZ, first, last)
    np.testing.assert_allclose(ranges[:, 0], 2.0 * deg, rtol=0.03)


def foot(pitch_deg, stride=100):
    """Return the rate of a foot that lies flat but for a pitch at each contact."""
    angle = np.zeros(5 * stride)
    for contact in range(stride, 5 * stride, stride):
        angle[contact - 40 : contact] = np.linspace(0.0, -pitch_deg, 40)
        angle[contact : contact + 15] = -pitch_deg * np.linspace(1.0, 0.0, 15)
    return np.radians(np.gradient(angle)) * HZ


@pytest.mark.parametrize("pitch_deg", [-25.0, -10.0, 20.0])
def test_the_pitch_at_contact_is_what_the_foot_turns_until_it_lies_flat(pitch_deg):
    gyr = np.outer(foot(pitch_deg), [0.0, 1.0, 0.0])
    contact = np.array([100.0, 200.0, 300.0])
    seen = contact_pitch_deg(gyr, np.array([0.0, 1.0, 0.0]), contact, HZ, 100)
    np.testing.assert_allclose(seen, pitch_deg, atol=2.0)
    other = contact_pitch_deg(gyr, np.array([0.0, -1.0, 0.0]), contact, HZ, 100)
    np.testing.assert_allclose(other, -seen)
    assert forefoot_first(seen).all() == (pitch_deg < -FLAT_DEG)


def test_a_foot_that_never_rests_has_no_pitch():
    gyr = np.full((500, 3), 3.0)
    seen = contact_pitch_deg(gyr, np.array([0.0, 1.0, 0.0]), np.array([100.0]), HZ, 100)
    assert np.isnan(seen).all()
    assert not forefoot_first(seen).any()


def standing(n=3000, size=0.05, axes=None, site=SensorSite.LOWER_BACK):
    """Return standing that sways in a circle of this size, once in two seconds."""
    phase = np.pi * np.arange(n) / HZ
    level = size * np.stack([np.cos(phase), np.sin(phase)], axis=1)
    acc = np.column_stack([level, np.full(n, G)])
    return Recording(50.0, HZ, acc, None, site, axes=axes)


def test_sway_of_a_circle_is_its_radius_its_way_and_its_ellipse():
    seen = sway(standing(axes=ToldAxes("+z", "+x")), 55.0, 75.0)
    assert seen.rms_mps2[0] == pytest.approx(0.05, rel=0.01)
    assert seen.rms_ap_mps2[0] == pytest.approx(0.05 / np.sqrt(2.0), rel=0.01)
    assert seen.rms_ml_mps2[0] == pytest.approx(0.05 / np.sqrt(2.0), rel=0.01)
    assert seen.path_mps3[0] == pytest.approx(0.05 * np.pi, rel=0.01)
    assert seen.ellipse_m2ps4[0] == pytest.approx(5.991 * np.pi * 0.05**2 / 2.0, rel=0.02)


@QUICK
@given(seed=st.integers(0, 999))
def test_sway_needs_no_axes_and_does_not_change_when_the_sensor_is_turned(seed):
    one, other = standing(), standing()
    other.acc_mps2[:] = turned(other.acc_mps2, seed)
    a, b = sway(one, 55.0, 75.0), sway(other, 55.0, 75.0)
    for name in ("rms_mps2", "path_mps3", "ellipse_m2ps4"):
        np.testing.assert_allclose(getattr(a, name), getattr(b, name), rtol=1e-6)
    assert np.isnan(a.rms_ap_mps2[0])


@pytest.mark.parametrize("span", [(40.0, 60.0), (60.0, 90.0), (60.0, 61.0), (70.0, 60.0)])
def test_standing_that_is_not_in_the_recording_or_too_short_is_refused(span):
    with pytest.raises(BadInput, match="standing from"):
        sway(standing(), *span)


def test_standing_with_a_gap_is_refused():
    recording = standing()
    recording.acc_mps2[1000] = np.nan
    with pytest.raises(BadInput, match="missing samples"):
        sway(recording, 55.0, 75.0)


def walk_at(first, up=(0.0, 0.0, 1.0)):
    acc = np.tile(np.array(up) * G, (500, 1))
    return Walk(first, HZ, acc, None, np.zeros(500, dtype=bool), 1.0)


def test_quiet_standing_is_found_beside_a_walk_and_not_elsewhere():
    near = quiet_standing(standing(), None, [walk_at(3000)])
    assert len(near.start_s) == 1
    assert 50.0 < near.start_s[0] < near.end_s[0] < 80.0
    assert not len(quiet_standing(standing(), None, [walk_at(100_000)]).start_s)
    assert not len(quiet_standing(standing(), None, []).start_s)


@pytest.mark.parametrize(
    ("recording", "walk"),
    [
        (standing(size=0.0), walk_at(3000)),  # it lies on a table
        (standing(), walk_at(3000, (1.0, 0.0, 0.0))),  # it lies otherwise than in walking
        (standing(site=SensorSite.POCKET), walk_at(3000)),  # sitting looks the same
    ],
    ids=["table", "otherwise", "pocket"],
)
def test_what_may_not_be_standing_is_not_called_so(recording, walk):
    assert not len(quiet_standing(recording, None, [walk]).start_s)
