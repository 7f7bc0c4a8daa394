import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import CODES, Direction
from retrowalk.errors import BadInput
from retrowalk.signals.quality import check
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval, footfalls
from retrowalk.simulate.walker import simulate

FORTH, BACK = Direction.FORWARD, Direction.BACKWARD
WAYS = st.sampled_from([None, FORTH, BACK])


@settings(deadline=None, max_examples=20)
@given(
    plan=st.lists(
        st.builds(
            Interval,
            st.floats(4.0, 20.0),
            WAYS,
            st.floats(60.0, 130.0),
            st.floats(0.2, 0.7),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_footfalls_follow_the_plan_and_each_foot_leaves_from_where_it_landed(plan):
    falls = footfalls(plan)
    assert len(falls.foot) == sum(one.steps for one in plan)
    assert (np.diff(falls.land_s) > 0.0).all()
    assert (falls.land_s > falls.leave_s).all()
    gone = sum(
        (1.0 if one.direction is FORTH else -1.0)
        * one.step_length_m
        * max(one.steps - 1, 0)
        for one in plan
        if one.steps
    )
    for foot in (1, 2):
        own = falls.foot == foot
        np.testing.assert_allclose(falls.to_m[own][:-1], falls.from_m[own][1:], atol=1e-9)
        if own.any():
            assert falls.to_m[own][-1] == pytest.approx(gone, abs=1e-9)


def test_the_truth_names_each_interval_and_the_recording_says_it_is_simulated():
    walk = simulate(
        [Interval(3.0), Interval(6.0, BACK), Interval(5.0, FORTH)], SensorSite.SHANK
    )
    assert walk.recording.simulated
    np.testing.assert_allclose(walk.interval_start_s, [0.0, 3.0, 9.0])
    assert [CODES[c] for c in walk.interval_direction] == [Direction.UNKNOWN, BACK, FORTH]
    assert walk.recording.n_samples == 1400


@pytest.mark.parametrize("site", list(SensorSite))
def test_a_simulated_sensor_is_plausible_and_stands_still_while_the_person_stands(site):
    recording = simulate(
        [Interval(4.0), Interval(10.0, FORTH), Interval(4.0)], site
    ).recording
    check(recording)
    standing = recording.acc_mps2[:250]
    np.testing.assert_allclose(standing.mean(axis=0), [0.0, 0.0, 9.81], atol=0.15)
    assert np.isfinite(recording.gyr_radps).all()
    assert np.abs(recording.acc_mps2).max() < 80.0


def test_the_same_seed_gives_the_same_recording_and_another_only_other_noise():
    plan = [Interval(2.0), Interval(5.0, BACK)]
    one, same, other = (
        simulate(plan, SensorSite.FOOT, seed=seed).recording for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one.acc_mps2, same.acc_mps2)
    assert 0.0 < np.abs(one.acc_mps2 - other.acc_mps2).max() < 1.0


@pytest.mark.parametrize(
    "made",
    [
        lambda: Interval(0.0),
        lambda: Interval(5.0, Direction.TURNING),
        lambda: Interval(5.0, FORTH, cadence_spm=400.0),
        lambda: Interval(5.0, FORTH, step_length_m=2.0),
    ],
)
def test_a_plan_that_cannot_be_walked_is_refused(made):
    with pytest.raises(BadInput, match="expected"):
        made()
