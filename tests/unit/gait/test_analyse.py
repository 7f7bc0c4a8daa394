"""Laws that hold for every recording, shown on simulated walks."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import CODES, Direction
from retrowalk.errors import BadInput, BadRecording
from retrowalk.gait.analyse import analyse
from retrowalk.gait.settings import Settings
from retrowalk.signals.recording import Recording, SensorSite, Side, ToldAxes
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FORTH, BACK = Direction.FORWARD, Direction.BACKWARD
PLAN = (
    Interval(4.0),
    Interval(12.0, FORTH, 110.0, 0.6),
    Interval(4.0),
    Interval(12.0, BACK, 96.0, 0.4),
    Interval(3.0),
)
LEGS = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET)
FEW = settings(max_examples=5, deadline=None)


@cache
def simulated(site):
    return simulate(PLAN, site, None if site is SensorSite.LOWER_BACK else Side.LEFT)


def walked(site, **changes):
    return replace(simulated(site).recording, **changes)


@cache
def as_simulated(site):
    return analyse(walked(site, axes=None))


def remounted(recording, seed):
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    return replace(
        recording,
        acc_mps2=recording.acc_mps2 @ turn.T,
        gyr_radps=recording.gyr_radps @ turn.T,
        axes=None,
    )


def said(report):
    return [CODES[code] for code in report.bouts.direction]


@pytest.mark.parametrize("site", LEGS)
@FEW
@given(seed=st.integers(0, 10**6))
def test_strapping_the_sensor_on_another_way_changes_nothing(site, seed):
    one = as_simulated(site)
    other = analyse(remounted(walked(site), seed))
    assert [FORTH, BACK] == said(one) == said(other)
    np.testing.assert_allclose(other.bouts.start_s, one.bouts.start_s)
    np.testing.assert_array_equal(other.bouts.steps, one.bouts.steps)
    np.testing.assert_allclose(
        other.steps.initial_contact_s, one.steps.initial_contact_s, atol=1e-6
    )
    np.testing.assert_array_equal(other.steps.direction, one.steps.direction)
    assert other.axes == "found"


@FEW
@given(shift_s=st.floats(-1e6, 1e6))
def test_a_later_start_shifts_every_time_by_as_much(shift_s):
    one, later = (
        analyse(walked(SensorSite.SHANK)),
        analyse(walked(SensorSite.SHANK, start_s=shift_s)),
    )
    for name in ("start_s", "end_s"):
        np.testing.assert_allclose(
            getattr(later.bouts, name) - shift_s, getattr(one.bouts, name), atol=1e-6
        )
    np.testing.assert_allclose(
        later.steps.final_contact_s - shift_s, one.steps.final_contact_s, atol=1e-6
    )
    np.testing.assert_array_equal(later.bouts.cadence_spm, one.bouts.cadence_spm)


@pytest.mark.parametrize("quicker", [0.85, 1.2])
def test_the_same_walk_played_quicker_has_as_many_steps_and_that_much_more_cadence(quicker):
    slow = walked(SensorSite.SHANK)
    fast = replace(slow, rate_hz=100.0 * quicker, gyr_radps=slow.gyr_radps * quicker)
    one, other = analyse(slow), analyse(fast)
    assert one.bouts.steps.sum() == pytest.approx(other.bouts.steps.sum(), abs=2)
    np.testing.assert_allclose(
        other.bouts.cadence_spm, quicker * one.bouts.cadence_spm, rtol=0.03
    )


@pytest.mark.parametrize("site", list(SensorSite))
def test_walks_and_steps_of_both_feet_are_found_at_every_site(site):
    truth = simulated(site)
    report = analyse(truth.recording)
    assert len(report.bouts.start_s) == 2
    np.testing.assert_allclose(report.bouts.start_s, [4.0, 20.0], atol=1.0)
    np.testing.assert_allclose(report.bouts.end_s, [16.0, 32.0], atol=1.0)
    np.testing.assert_allclose(report.bouts.cadence_spm, [110.0, 96.0], rtol=0.05)
    assert report.bouts.steps.sum() == pytest.approx(len(truth.foot), abs=4)
    assert report.simulated


@pytest.mark.parametrize(
    ("site", "near_s"),
    [(SensorSite.FOOT, 0.02), (SensorSite.SHANK, 0.05), (SensorSite.POCKET, 0.2)],
)
def test_contacts_of_a_leg_lie_at_its_own_footfalls(site, near_s):
    truth = simulated(site)
    report = analyse(truth.recording)
    own_s = truth.initial_contact_s[truth.foot == 1]
    gap_s = np.abs(report.steps.initial_contact_s[:, None] - own_s).min(axis=1)
    assert np.median(gap_s) < near_s
    assert set(report.steps.foot) == {1}


def test_a_foot_says_how_long_its_strides_are():
    report = analyse(walked(SensorSite.FOOT))
    forth = report.steps
    middle = [np.nanmedian(forth.stride_length_m[forth.bout == bout]) for bout in (0, 1)]
    np.testing.assert_allclose(middle, [1.2, 0.8], rtol=0.05)


def test_the_lower_back_tells_direction_only_when_it_knows_where_forward_is():
    told, untold = (
        analyse(walked(SensorSite.LOWER_BACK)),
        analyse(walked(SensorSite.LOWER_BACK, axes=None)),
    )
    assert said(told) == [FORTH, BACK]
    assert said(untold) == [Direction.UNKNOWN] * 2
    assert "was not told" in {gap.what: gap.why for gap in untold.not_measured}["direction"]


def test_told_round_the_wrong_way_the_walk_reads_the_wrong_way_round():
    assert said(analyse(walked(SensorSite.SHANK, axes=ToldAxes("+z", "-x")))) == [
        BACK,
        FORTH,
    ]


@pytest.mark.parametrize(
    ("site", "why"), [(SensorSite.SHANK, "no gyroscope"), (SensorSite.WRIST, "arm swings")]
)
def test_where_the_direction_cannot_be_known_it_is_unknown_and_the_reason_is_given(
    site, why
):
    report = analyse(walked(site, gyr_radps=None))
    assert {Direction.UNKNOWN} == set(said(report))
    assert np.isnan(report.bouts.direction_confidence).all()
    assert why in {gap.what: gap.why for gap in report.not_measured}["direction"]


@pytest.mark.parametrize("site", list(SensorSite))
@pytest.mark.parametrize("hz", [3.0, 6.0, 20.0])
def test_restless_noise_and_standing_are_no_walk(site, hz):
    random = np.random.default_rng(int(hz))
    noise = random.normal(size=(6000, 6))
    size = max(1, int(100.0 / (2.0 * hz)))
    smooth = (
        np.apply_along_axis(np.convolve, 0, noise, np.ones(size) / size, "same") * size**0.5
    )
    acc = smooth[:, :3] + np.array([0.0, 0.0, 9.81])
    acc[3000:] = 0.02 * noise[3000:, :3] + np.array([0.0, 0.0, 9.81])
    report = analyse(Recording(0.0, 100.0, acc, 0.7 * smooth[:, 3:], site))
    assert (report.bouts.end_s - report.bouts.start_s).sum() < 3.0


@pytest.mark.parametrize("site", list(SensorSite))
def test_shaking_is_no_walk(site):
    time_s = np.arange(2000) / 100.0
    shake = np.sin(2.0 * np.pi * 5.0 * time_s)[:, None]
    acc = shake * [4.0, 1.0, 2.0] + np.array([0.0, 0.0, 9.81])
    assert not len(
        analyse(Recording(0.0, 100.0, acc, shake * [1.0, 2.0, 0.3], site)).bouts.start_s
    )


@FEW
@given(
    site=st.sampled_from(list(SensorSite)),
    holes=st.lists(
        st.tuples(st.integers(0, 3400), st.integers(1, 300)), min_size=1, max_size=6
    ),
    cut=st.integers(200, 3500),
)
def test_gaps_and_cuts_never_break_it_and_no_step_lies_in_a_gap(site, holes, cut):
    recording = walked(site)
    acc = recording.acc_mps2[:cut].copy()
    gyr = recording.gyr_radps[:cut]
    for first, size in holes:
        acc[first : first + size] = np.nan
    if np.isnan(acc).all():
        return
    report = analyse(replace(recording, acc_mps2=acc, gyr_radps=gyr))
    at = np.clip(np.round(report.steps.initial_contact_s * 100.0).astype(int), 0, cut - 1)
    assert not np.isnan(acc[at]).any()
    assert (np.diff(report.steps.initial_contact_s) > 0.0).all()
    assert (
        "walking inside gaps" in {gap.what for gap in report.not_measured}
        or not np.isnan(acc).any()
    )


@pytest.mark.parametrize("rate_hz", [50.0, 60.0, 200.0])
def test_a_phone_or_a_quicker_sensor_says_the_same(rate_hz):
    recording = simulate(PLAN, SensorSite.POCKET, Side.LEFT, rate_hz=rate_hz).recording
    coarse = replace(
        recording,
        acc_mps2=np.round(recording.acc_mps2, 1),
        gyr_radps=np.radians(np.round(np.degrees(recording.gyr_radps), 1)),
    )
    assert said(analyse(coarse)) == [FORTH, BACK]


def test_fifteen_seconds_are_enough():
    short = simulate(
        [Interval(3.0), Interval(9.0, BACK, 90.0, 0.4), Interval(3.0)], SensorSite.POCKET
    )
    assert said(analyse(replace(short.recording, axes=None))) == [BACK]


def test_higher_certainty_never_names_more_directions():
    recording = walked(SensorSite.POCKET, axes=None)
    named = [
        int((analyse(recording, Settings(certainty=least)).steps.direction > 0).sum())
        for least in (0.6, 0.9, 0.97, 1.0)
    ]
    assert named == sorted(named, reverse=True)
    assert named[0] > named[-1]


def test_nothing_walked_gives_an_empty_report_with_its_reason():
    still = np.tile([0.0, 0.0, 9.81], (3000, 1))
    report = analyse(Recording(0.0, 100.0, still, None, SensorSite.WRIST))
    assert len(report.bouts.start_s) == len(report.steps.bout) == 0
    assert "lay still 100%" in {gap.what: gap.why for gap in report.not_measured}["walking"]


def test_wrong_units_and_wrong_settings_are_refused():
    recording = walked(SensorSite.FOOT)
    with pytest.raises(BadRecording, match="looks like g"):
        analyse(replace(recording, acc_mps2=recording.acc_mps2 / 9.81))
    with pytest.raises(BadRecording, match="one line"):
        analyse(replace(recording, axes=ToldAxes("+x", "-x")))
    with pytest.raises(BadInput, match=r"certainty is 0\.3"):
        Settings(certainty=0.3)
