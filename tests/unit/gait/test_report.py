"""The whole report: laws that hold whatever the walk, shown on simulated ones."""

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import CODES, Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.measures.variability import MIN_STRIDES
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FORTH, BACK = Direction.FORWARD, Direction.BACKWARD
F, B = CODES.index(FORTH), CODES.index(BACK)
PLAN = (
    Interval(4.0),
    Interval(20.0, FORTH, 110.0, 0.6),
    Interval(4.0),
    Interval(20.0, BACK, 96.0, 0.4),
    Interval(3.0),
)
FEW = settings(max_examples=4, deadline=None)


@cache
def walked(site):
    side = None if site is SensorSite.LOWER_BACK else Side.LEFT
    return simulate(PLAN, site, side).recording


@cache
def reported(site):
    return analyse(walked(site))


def remounted(recording, seed):
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    return replace(
        recording,
        acc_mps2=recording.acc_mps2 @ turn.T,
        gyr_radps=recording.gyr_radps @ turn.T,
        axes=None,
    )


def same(one, other, tolerance=1e-3, but=()):
    """Hold that two tables of measures say the same."""
    for field in fields(one):
        if field.name not in but:
            np.testing.assert_allclose(
                getattr(other, field.name),
                getattr(one, field.name),
                rtol=tolerance,
                atol=1e-6,
                err_msg=field.name,
            )


@pytest.mark.parametrize("site", [SensorSite.FOOT, SensorSite.SHANK])
@FEW
@given(seed=st.integers(0, 10**6))
def test_strapping_the_sensor_on_another_way_changes_no_measure(site, seed):
    one = analyse(replace(walked(site), axes=None))
    other = analyse(remounted(walked(site), seed))
    same(one.bout_measures, other.bout_measures)
    same(one.direction_measures, other.direction_measures)


@FEW
@given(shift_s=st.floats(-1e6, 1e6))
def test_a_later_start_changes_no_measure(shift_s):
    later = analyse(replace(walked(SensorSite.FOOT), start_s=shift_s))
    same(reported(SensorSite.FOOT).direction_measures, later.direction_measures, 1e-9)
    same(reported(SensorSite.FOOT).step_measures, later.step_measures, 1e-9)


def test_the_other_foot_says_the_same_of_a_mirrored_walk():
    mirror = np.array([1.0, -1.0, 1.0])
    left = walked(SensorSite.FOOT)
    right = replace(
        left,
        side=Side.RIGHT,
        acc_mps2=left.acc_mps2 * mirror,
        gyr_radps=left.gyr_radps * -mirror,
    )
    other = analyse(right)
    same(reported(SensorSite.FOOT).direction_measures, other.direction_measures, 1e-6)
    assert set(other.steps.foot) == {2}


def test_a_sensor_of_twice_the_rate_says_the_same():
    slow = walked(SensorSite.FOOT)
    at = np.arange(2 * slow.n_samples - 1) / 2.0
    grid = np.arange(slow.n_samples)

    def doubled(values):
        return np.stack([np.interp(at, grid, values[:, k]) for k in range(3)], axis=1)

    fast = replace(
        slow,
        rate_hz=2.0 * slow.rate_hz,
        acc_mps2=doubled(slow.acc_mps2),
        gyr_radps=doubled(slow.gyr_radps),
    )
    one, other = (
        reported(SensorSite.FOOT).direction_measures,
        analyse(fast).direction_measures,
    )
    for name in ("stride_s", "stride_length_m", "stance_share", "landing_peak_mps2"):
        np.testing.assert_allclose(
            getattr(other, name)[[F, B]],
            getattr(one, name)[[F, B]],
            rtol=0.05,
            err_msg=name,
        )


def test_forward_and_backward_are_told_apart_in_every_measure_and_never_averaged():
    of = reported(SensorSite.FOOT).direction_measures
    np.testing.assert_allclose(of.cadence_spm[[F, B]], [110.0, 96.0], rtol=0.02)
    np.testing.assert_allclose(of.stride_length_m[[F, B]], [1.2, 0.8], rtol=0.05)
    expected = np.array([1.2, 0.8]) * np.array([110.0, 96.0]) / 120.0
    np.testing.assert_allclose(of.speed_mps[[F, B]], expected, rtol=0.05)
    np.testing.assert_allclose(
        of.walk_ratio_m_per_spm[[F, B]], [0.6 / 110, 0.4 / 96], rtol=0.07
    )


@pytest.mark.parametrize("site", [SensorSite.FOOT, SensorSite.LOWER_BACK])
def test_a_direction_is_the_sum_of_its_bouts(site):
    report = reported(site)
    strides = report.direction_measures.strides[[F, B]]
    by_bout = [
        report.bout_measures.strides[report.bouts.direction == code].sum()
        for code in (F, B)
    ]
    np.testing.assert_array_equal(strides, by_bout)


@pytest.mark.parametrize("site", list(SensorSite))
def test_columns_are_as_long_as_what_they_belong_to_and_nothing_is_endless(site):
    report = reported(site)
    n, bouts = len(report.steps.bout), len(report.bouts.start_s)
    tables = (
        (report.step_measures, StepMeasures, n),
        (report.bout_measures, Measures, bouts),
        (report.direction_measures, Measures, len(CODES)),
    )
    for table, kind, rows in tables:
        for field in fields(kind):
            values = getattr(table, field.name)
            assert len(values) == rows, field.name
            assert not np.isinf(values).any(), field.name


@pytest.mark.parametrize("site", list(SensorSite))
def test_what_a_site_cannot_show_is_nan_and_its_reason_is_given(site):
    report = reported(site)
    why = {gap.what: gap.why for gap in report.not_measured}
    measured = report.direction_measures
    both_feet = site in {SensorSite.LOWER_BACK, SensorSite.WRIST}
    assert np.isnan(measured.stance_share).all() == both_feet
    assert any("double support" in what for what in why) == both_feet
    trunk = site is SensorSite.LOWER_BACK
    assert np.isfinite(measured.harmonic_ratio_v).any() == trunk
    assert any("harmonic ratio" in what for what in why) != trunk
    foot = site is SensorSite.FOOT
    assert np.isfinite(measured.foot_pitch_deg).any() == foot
    assert any("lands first" in what for what in why) != foot


def test_with_few_strides_the_reason_says_how_many_there_are():
    report = reported(SensorSite.FOOT)
    assert np.isnan(report.direction_measures.stride_time_cv_pct).all()
    why = {gap.what: gap.why for gap in report.not_measured}["stride-time variability"]
    most = int(report.direction_measures.strides.max())
    assert why.startswith("not enough strides")
    assert str(most) in why
    assert str(MIN_STRIDES) in why


def test_steps_and_time_of_the_days_are_those_of_the_bouts():
    report = reported(SensorSite.LOWER_BACK)
    assert report.days.steps.sum() == report.bouts.steps.sum()
    lasted_s = (report.bouts.end_s - report.bouts.start_s).sum()
    assert report.days.walked_s.sum() == pytest.approx(lasted_s)
    told = report.days.forward_steps.sum() + report.days.backward_steps.sum()
    assert told <= report.days.steps.sum()
    assert report.days.backward_steps.sum() > 0
