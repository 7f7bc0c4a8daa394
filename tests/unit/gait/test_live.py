"""Laws of the live engine, shown on simulated walks and, where they are, on recordings."""

import pickle
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import CODES, Direction
from retrowalk.errors import BadInput, BadRecording
from retrowalk.gait.analyse import analyse
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.known import Known
from retrowalk.gait.live import StepDetector
from retrowalk.signals.recording import SensorSite, Side, ToldAxes
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

VALIDATION = Path(__file__).parents[3] / "validation"
sys.path.insert(0, str(VALIDATION))

from recordings import as_phone, data_folder, remounted, trials  # noqa: E402 (path set above)

FORTH, BACK = Direction.FORWARD, Direction.BACKWARD
PLAN = (
    Interval(3.0),
    Interval(12.0, FORTH, 110.0, 0.6),
    Interval(4.0),
    Interval(12.0, BACK, 96.0, 0.4),
    Interval(3.0),
)
LEGS = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET)
SITES = (*LEGS, SensorSite.LOWER_BACK)
FEW = settings(max_examples=4, deadline=None)
IN_TIME_S = 0.6
SAME_S = 0.25  # a live contact this near to the batch's is the same step
NEAR_S = 0.06  # tolerance of its time, for nine steps in ten
NEEDS_DATA = pytest.mark.skipif(
    data_folder() is None, reason="recordings not here; set RETROWALK_DATA to their folder"
)


@cache
def walked(site):
    one = simulate(PLAN, site, None if site is SensorSite.LOWER_BACK else Side.LEFT)
    return as_phone(
        replace(one.recording, axes=None if site in LEGS else ToldAxes("+z", "+x"))
    )


def samples_of(recording):
    if recording.gyr_radps is None:
        return recording.acc_mps2
    return np.hstack([recording.acc_mps2, recording.gyr_radps])


def detector(recording, **changes):
    return StepDetector(
        recording.site, recording.rate_hz, recording.side, recording.axes, **changes
    )


def told(recording, cuts=(), time_s=None, ears=None):
    samples = samples_of(recording)
    one = ears or detector(recording)
    edges = sorted({0, len(samples), *(cut % (len(samples) + 1) for cut in cuts)})
    steps = []
    for low, high in pairwise(edges):
        steps += one.push(samples[low:high], None if time_s is None else time_s[low:high])
    return [*steps, *one.finish()]


@cache
def told_whole(site):
    return tuple(told(walked(site)))


@cache
def start_of(site):
    """Return the first 11 s, for what is asked of many examples."""
    one = walked(site)
    return replace(one, acc_mps2=one.acc_mps2[:660], gyr_radps=one.gyr_radps[:660])


@cache
def told_start(site):
    steps = tuple(told(start_of(site)))
    assert len(steps) >= 4
    return steps


@pytest.mark.parametrize("site", SITES)
@FEW
@given(cuts=st.lists(st.integers(0, 10_000), max_size=60))
def test_steps_do_not_depend_on_the_pieces_the_samples_come_in(site, cuts):
    assert str(tuple(told(start_of(site), cuts))) == str(told_start(site))


def test_one_sample_at_a_time_says_the_same():
    site = SensorSite.POCKET
    cuts = range(start_of(site).n_samples)
    assert str(tuple(told(start_of(site), cuts))) == str(told_start(site))


@pytest.mark.parametrize("site", SITES)
def test_each_step_is_told_once_in_order_and_never_before_it_is_seen(site):
    steps = told_whole(site)
    times = [step.time_s for step in steps]
    assert times == sorted(times)
    assert min(np.diff(times)) > 0.25
    assert [step.told_s for step in steps] == sorted(step.told_s for step in steps)
    assert all(step.told_s >= step.time_s for step in steps)


@pytest.mark.parametrize("site", SITES)
def test_within_a_walk_nine_steps_in_ten_are_told_in_time(site):
    """Left aside: the first ones, told together once the movement is known to be a walk."""
    steps, began = told_whole(site), set()
    for before, step in zip((None, *steps), steps, strict=False):
        if before is None or step.time_s - before.time_s > 2.0:
            began.add(step.told_s)
    assert len(began) == 2
    late = [step.told_s - step.time_s for step in steps if step.told_s not in began]
    assert np.quantile(late, 0.9) <= IN_TIME_S
    assert np.median(late) <= 0.45


def agree(live, recording):
    """Compare with the recording's analysis as a whole; return the share found live."""
    batch = analyse(recording).steps
    at_s = np.array([step.time_s for step in live])
    apart, found = [], 0
    for row, contact_s in enumerate(batch.initial_contact_s):
        nearest = int(np.argmin(np.abs(at_s - contact_s)))
        if abs(at_s[nearest] - contact_s) > SAME_S:
            continue
        found += 1
        said, heard = CODES[batch.direction[row]], live[nearest].direction
        assert {said, heard} != {FORTH, BACK}, (recording.site, contact_s, said, heard)
        if said is heard:
            apart.append(abs(at_s[nearest] - contact_s))
    assert np.quantile(apart, 0.9) <= NEAR_S
    return found, len(batch.initial_contact_s)


@pytest.mark.parametrize("site", SITES)
def test_live_and_batch_agree_on_a_simulated_session(site):
    found, batch = agree(told_whole(site), walked(site))
    assert found >= batch - 3


@NEEDS_DATA
@pytest.mark.parametrize(
    ("pattern", "site"),
    [
        ("session__A.npz", SensorSite.POCKET),
        ("session__B.npz", SensorSite.SHANK),
        ("session__B.npz", SensorSite.FOOT),
        ("ipol__2-1.npz", SensorSite.FOOT),
        ("ipol__4-1.npz", SensorSite.LOWER_BACK),
    ],
)
def test_live_and_batch_agree_on_recordings(pattern, site):
    one = next(trial for trial in trials(pattern) if trial.recording.site is site)
    given_axes = site is SensorSite.LOWER_BACK
    recording = as_phone(one.recording if given_axes else remounted(one.recording, 4))
    found, batch = agree(told(recording), recording)
    assert found >= 0.85 * batch


@pytest.mark.parametrize("site", LEGS)
@pytest.mark.parametrize("seed", [1, 2])
def test_directions_are_right_however_the_sensor_is_mounted(site, seed):
    recording = walked(site)
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    steps = told(
        replace(
            recording,
            acc_mps2=recording.acc_mps2 @ turn.T,
            gyr_radps=recording.gyr_radps @ turn.T,
        )
    )
    said = [(step.direction, FORTH if step.time_s < 17.0 else BACK) for step in steps]
    assert all(one in (truth, Direction.UNKNOWN) for one, truth in said)
    assert sum(one is truth for one, truth in said) >= 0.6 * len(said)
    assert {one for one, _ in said} >= {FORTH, BACK}


@pytest.mark.parametrize("site", LEGS)
def test_a_change_of_direction_is_noticed_within_four_strides_and_never_named_wrong(site):
    """Without a stop between: the simulated person turns the walk round on the spot."""
    plan = (
        Interval(2.0),
        Interval(14.0, FORTH, 110.0, 0.5),
        Interval(14.0, BACK, 100.0, 0.4),
    )
    recording = as_phone(replace(simulate(plan, site, Side.LEFT).recording, axes=None))
    steps = told(recording)
    after = [step for step in steps if step.time_s > 16.6]
    assert all(step.direction is not FORTH for step in after[1:])
    assert BACK in {step.direction for step in after[:6]}


@pytest.mark.parametrize("site", SITES)
def test_standing_still_and_swaying_are_no_steps(site):
    rng, time_s = np.random.default_rng(7), np.arange(1800) / 60.0
    samples = rng.normal(0.0, 0.03, (1800, 6))
    samples[:, 2] += 9.81
    samples[:, 0] += 0.3 * np.sin(2.0 * np.pi * 0.4 * time_s)
    assert StepDetector(site, 60.0).push(samples) == ()


def test_a_walk_that_stops_and_starts_again_is_told_in_full():
    times = np.array([step.time_s for step in told_whole(SensorSite.SHANK)])
    assert (times < 16.0).sum() >= 9
    assert (times > 19.0).sum() >= 8


def test_a_gap_is_not_walked_through_and_both_sides_are_told():
    recording = walked(SensorSite.SHANK)
    acc = recording.acc_mps2.copy()
    acc[480:510] = np.nan
    times = np.array([step.time_s for step in told(replace(recording, acc_mps2=acc))])
    assert not ((times > 8.0) & (times < 8.5)).any()
    assert (times < 8.0).sum() >= 3
    assert (times > 8.5).sum() >= 9


def test_brief_gaps_change_next_to_nothing():
    recording = walked(SensorSite.SHANK)
    acc = recording.acc_mps2.copy()
    acc[400::97] = np.nan
    steps = told(replace(recording, acc_mps2=acc))
    assert abs(len(steps) - len(told_whole(SensorSite.SHANK))) <= 1


@FEW
@given(seed=st.integers(0, 1000), cuts=st.lists(st.integers(0, 10_000), max_size=20))
def test_uneven_times_say_nearly_the_same_whatever_the_pieces(seed, cuts):
    recording = start_of(SensorSite.SHANK)
    even = 100.0 + np.arange(recording.n_samples) / recording.rate_hz
    jitter = np.random.default_rng(seed).uniform(-0.3, 0.3, len(even)) / recording.rate_hz
    at_s, samples = even + jitter, samples_of(recording)
    uneven = np.stack([np.interp(at_s, even, samples[:, k]) for k in range(6)], axis=1)
    moved = replace(recording, acc_mps2=uneven[:, :3], gyr_radps=uneven[:, 3:])
    steps = told(moved, cuts, at_s)
    assert str(steps) == str(told(moved, (), at_s))
    ours = np.array([step.time_s for step in told_start(SensorSite.SHANK)])
    theirs = np.array([step.time_s for step in steps]) - 100.0
    assert abs(len(ours) - len(theirs)) <= 1
    near = np.abs(ours[:, None] - theirs).min(axis=1)
    assert np.quantile(near, 0.9) < NEAR_S


def test_an_hour_of_nothing_between_samples_is_no_walk_and_ends_nothing():
    recording = walked(SensorSite.SHANK)
    at_s = np.arange(recording.n_samples) / recording.rate_hz
    at_s[1020:] += 3600.0  # between the two walks
    times = np.array([step.time_s for step in told(recording, (), at_s)])
    whole = np.array([step.time_s for step in told_whole(SensorSite.SHANK)])
    assert (times < 1000.0).sum() == (whole < 17.0).sum()
    assert (times > 3600.0).sum() >= (whole >= 17.0).sum() - 1


@pytest.mark.parametrize("site", SITES)
def test_a_sensor_at_its_end_of_range_is_survived(site):
    recording = walked(site)
    clipped = replace(recording, acc_mps2=np.clip(recording.acc_mps2, -11.0, 11.0))
    steps = told(clipped)
    said = [(step.direction, FORTH if step.time_s < 17.0 else BACK) for step in steps]
    assert all({one, truth} != {FORTH, BACK} for one, truth in said)


def test_without_a_gyroscope_steps_are_counted_and_directions_are_unknown():
    recording = replace(walked(SensorSite.SHANK), gyr_radps=None)
    steps = told(recording)
    assert len(steps) >= 12
    assert {step.direction for step in steps} == {Direction.UNKNOWN}
    assert all(np.isnan(step.confidence) for step in steps)


def test_the_foot_is_the_sensors_own_on_a_leg_and_cadence_counts_both():
    steps = told_whole(SensorSite.SHANK)
    assert {step.foot for step in steps} == {Side.LEFT}
    walking = [step.cadence_spm for step in steps if 8.0 < step.time_s < 14.0]
    assert np.median(walking) == pytest.approx(110.0, abs=4.0)


def test_memory_does_not_grow_with_the_stream():
    ears = detector(walked(SensorSite.POCKET))
    samples = samples_of(walked(SensorSite.POCKET))
    ears.push(samples)
    before, pickled = ears.nbytes, len(pickle.dumps(ears))
    for _ in range(3):
        ears.push(samples)
    assert ears.nbytes == before
    assert ears.nbytes < 100_000
    assert len(pickle.dumps(ears)) < pickled + 5000


def test_a_detector_goes_on_from_where_it_was_pickled():
    recording, half = walked(SensorSite.FOOT), walked(SensorSite.FOOT).n_samples // 3
    samples = samples_of(recording)
    one = detector(recording)
    steps = list(one.push(samples[:half]))
    again = pickle.loads(pickle.dumps(one))  # noqa: S301 (our own bytes)
    steps += [*again.push(samples[half:]), *again.finish()]
    assert str(tuple(steps)) == str(told_whole(SensorSite.FOOT))


def test_after_a_reset_the_same_stream_says_the_same():
    ears = detector(walked(SensorSite.SHANK))
    ears.push(samples_of(walked(SensorSite.SHANK))[:700])
    ears.reset()
    assert str(tuple(told(walked(SensorSite.SHANK), ears=ears))) == str(
        told_whole(SensorSite.SHANK)
    )


def test_a_calibration_tells_the_lower_back_its_front_and_another_mounting_does_not():
    recording = replace(walked(SensorSite.LOWER_BACK), axes=None)
    learnt = Calibration(SensorSite.LOWER_BACK, None, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 4.0)
    fits = told(recording, ears=detector(recording, known=Known(calibration=learnt)))
    other = replace(learnt, up=(1.0, 0.0, 0.0), forward=(0.0, 0.0, 1.0))
    misfits = told(recording, ears=detector(recording, known=Known(calibration=other)))
    assert {step.direction for step in fits} - {Direction.UNKNOWN, Direction.TURNING}
    assert {step.direction for step in misfits} <= {Direction.UNKNOWN, Direction.TURNING}


@pytest.mark.parametrize("rate_hz", [0.0, 2.0, 4000.0, float("nan")])
def test_a_rate_at_which_steps_cannot_be_seen_is_refused(rate_hz):
    with pytest.raises(BadRecording, match="sampling rate"):
        StepDetector(SensorSite.POCKET, rate_hz)


@pytest.mark.parametrize("shape", [(5,), (5, 2), (5, 7)])
def test_samples_of_another_shape_are_refused(shape):
    with pytest.raises(BadInput, match="expected"):
        StepDetector(SensorSite.POCKET, 60.0).push(np.zeros(shape))


def test_a_sensor_does_not_grow_a_gyroscope():
    ears = StepDetector(SensorSite.POCKET, 60.0)
    ears.push(np.zeros((5, 3)))
    with pytest.raises(BadInput):
        ears.push(np.zeros((5, 6)))


def test_g_instead_of_metres_is_named_and_refused_until_the_reset():
    ears, rng = StepDetector(SensorSite.POCKET, 60.0), np.random.default_rng(1)
    samples = np.array([0.0, 0.0, 1.0]) + rng.normal(0.0, 0.01, (300, 3))
    for _ in range(2):
        with pytest.raises(BadRecording, match="looks like g"):
            ears.push(samples)
    ears.reset()
    assert ears.push(9.81 * samples) == ()


@FEW
@given(seed=st.integers(0, 10_000), missing=st.floats(0.0, 0.5))
def test_whatever_comes_there_is_a_reason_or_an_answer(seed, missing):
    rng = np.random.default_rng(seed)
    samples = rng.normal(0.0, 10.0 ** rng.uniform(-2, 2), (900, 6))
    samples[:, 2] += 9.81
    samples[rng.random(900) < missing] = np.nan
    samples[rng.random(900) < 0.01, 0] = np.inf
    try:
        steps = StepDetector(SensorSite.SHANK, 60.0).push(samples)
    except BadRecording:
        return
    assert all(step.direction in CODES for step in steps)
