"""What a guided session teaches, and what it must not teach."""

import json
import sys
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from retrowalk.directions import CODES, Direction
from retrowalk.errors import BadInput
from retrowalk.gait.analyse import analyse
from retrowalk.gait.calibrate import NotLearnt, ToldInterval, calibrate
from retrowalk.gait.calibration import MOST_REMEMBERED, Calibration
from retrowalk.gait.known import Known
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

VALIDATION = Path(__file__).parents[3] / "validation"
sys.path.insert(0, str(VALIDATION))

from recordings import data_folder, trials  # noqa: E402 (path set above)

FORTH, BACK, UNKNOWN = Direction.FORWARD, Direction.BACKWARD, Direction.UNKNOWN
GUIDED = (Interval(3.0), Interval(20.0, FORTH, 110.0, 0.6), Interval(3.0),
          Interval(20.0, BACK, 96.0, 0.4), Interval(3.0))  # fmt: skip
TOLD = (ToldInterval(3.0, 23.0, FORTH), ToldInterval(26.0, 46.0, BACK))
NEXT = (Interval(3.0), Interval(12.0, BACK, 100.0, 0.45), Interval(3.0),
        Interval(12.0, FORTH, 116.0, 0.65), Interval(3.0))  # fmt: skip
SITES = (SensorSite.LOWER_BACK, SensorSite.SHANK, SensorSite.POCKET, SensorSite.FOOT)
FEW = settings(max_examples=3, deadline=None)


@cache
def walked(plan, site):
    side = None if site is SensorSite.LOWER_BACK else Side.LEFT
    return replace(simulate(plan, site, side).recording, axes=None)


def mounted(recording, seed):
    """The same recording from a sensor strapped on another way."""
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    gyr = recording.gyr_radps
    return replace(
        recording,
        acc_mps2=recording.acc_mps2 @ turn.T,
        gyr_radps=None if gyr is None else gyr @ turn.T,
        axes=None,
    )


def said(recording, learnt=None):
    report = analyse(recording, known=Known(calibration=learnt))
    return [CODES[code] for code in report.bouts.direction]


@pytest.mark.parametrize("site", SITES)
@FEW
@given(seed=st.integers(0, 10**6))
def test_what_a_guided_session_teaches_names_the_next_one_however_it_is_mounted(site, seed):
    learnt = calibrate(mounted(walked(GUIDED, site), seed), TOLD)
    assert isinstance(learnt, Calibration)
    assert learnt.forward_strides >= 6
    assert learnt.backward_strides >= 6
    assert 2.2 <= learnt.facing_score <= MOST_REMEMBERED
    assert said(mounted(walked(NEXT, site), seed), learnt) == [BACK, FORTH]


def test_the_lower_back_needs_no_gyroscope_to_learn_and_none_to_use_it():
    bare = [
        replace(walked(plan, SensorSite.LOWER_BACK), gyr_radps=None)
        for plan in (GUIDED, NEXT)
    ]
    learnt = calibrate(bare[0], TOLD)
    assert isinstance(learnt, Calibration)
    assert said(bare[1]) == [UNKNOWN, UNKNOWN]
    assert said(bare[1], learnt) == [BACK, FORTH]


@pytest.mark.parametrize("told", [TOLD[:1], TOLD[1:]], ids=["forward", "backward"])
def test_one_direction_is_enough_for_the_mounting_and_leaves_the_signature_alone(told):
    learnt = calibrate(walked(GUIDED, SensorSite.LOWER_BACK), told)
    assert isinstance(learnt, Calibration)
    assert (learnt.going_middle, learnt.going_scale) == (0.0, 1.0)
    assert said(walked(NEXT, SensorSite.LOWER_BACK), learnt) == [BACK, FORTH]


@pytest.mark.parametrize("site", SITES)
def test_told_the_wrong_way_round_it_learns_the_wrong_way_round(site):
    swapped = [
        replace(one, direction=BACK if one.direction is FORTH else FORTH) for one in TOLD
    ]
    right, wrong = (calibrate(walked(GUIDED, site), told) for told in (TOLD, swapped))
    np.testing.assert_allclose(wrong.forward, -np.array(right.forward), atol=1e-6)


def test_told_that_half_of_one_direction_was_the_other_it_learns_nothing():
    mixed = (ToldInterval(3.0, 13.0, FORTH), ToldInterval(13.0, 23.0, BACK))
    learnt = calibrate(walked(GUIDED, SensorSite.LOWER_BACK), mixed)
    assert isinstance(learnt, NotLearnt)
    assert "too much alike" in learnt.why


def test_a_sensor_put_on_another_way_ignores_what_was_learnt():
    learnt = calibrate(walked(GUIDED, SensorSite.LOWER_BACK), TOLD)
    other = walked(NEXT, SensorSite.LOWER_BACK)
    on_its_side = replace(other, acc_mps2=other.acc_mps2[:, [1, 2, 0]], gyr_radps=None)
    assert said(on_its_side, learnt) == [UNKNOWN, UNKNOWN]


def moved(recording, *at_s):
    """The same recording from a sensor that was turned on its side at each moment."""
    acc = recording.acc_mps2.copy()
    for moment_s in at_s:
        row = round(moment_s * recording.rate_hz)
        acc[row:] = acc[row:][:, [1, 2, 0]]
    return replace(recording, acc_mps2=acc, gyr_radps=None)


def test_of_a_sensor_that_moved_only_the_larger_part_is_learnt_from():
    recording = moved(walked(GUIDED, SensorSite.LOWER_BACK), 24.5)
    learnt = calibrate(recording, [TOLD[0], ToldInterval(26.0, 36.0, BACK)])
    assert learnt.forward_strides > 20
    assert learnt.backward_strides == 0


def test_a_sensor_that_moved_again_and_again_teaches_nothing():
    three = [*GUIDED[:2], *GUIDED[:2], *GUIDED[:2]]
    recording = moved(walked(tuple(three), SensorSite.LOWER_BACK), 24.5, 47.5)
    told = [ToldInterval(low, low + 20.0, FORTH) for low in (3.0, 26.0, 49.0)]
    learnt = calibrate(recording, told)
    assert isinstance(learnt, NotLearnt)
    assert "otherwise" in learnt.why


@pytest.mark.parametrize(
    ("site", "told", "why"),
    [
        (SensorSite.WRIST, TOLD, "arm swings"),
        (SensorSite.SHANK, TOLD, "gyroscope"),
        (SensorSite.LOWER_BACK, (ToldInterval(0.0, 3.0, FORTH),), "fewer than"),
        (SensorSite.LOWER_BACK, (), "fewer than"),
    ],
)
def test_where_nothing_can_be_learnt_the_reason_is_given(site, told, why):
    recording = replace(walked(GUIDED, SensorSite.LOWER_BACK), site=site, gyr_radps=None)
    learnt = calibrate(recording, told)
    assert isinstance(learnt, NotLearnt)
    assert why in learnt.why


def test_a_told_interval_is_forward_or_backward_and_ends_after_it_begins():
    with pytest.raises(BadInput, match="turning"):
        ToldInterval(0.0, 5.0, Direction.TURNING)
    with pytest.raises(BadInput, match="after its start"):
        ToldInterval(5.0, 5.0, FORTH)


def test_a_calibration_is_plain_data_that_comes_back_as_it_went():
    learnt = calibrate(walked(GUIDED, SensorSite.FOOT), TOLD)
    stored = json.loads(json.dumps(asdict(learnt)))
    stored["site"], stored["side"] = SensorSite(stored["site"]), Side(stored["side"])
    stored["up"], stored["forward"] = tuple(stored["up"]), tuple(stored["forward"])
    assert Calibration(**stored) == learnt


@FEW
@given(middle=st.floats(-2.0, 2.0), scale=st.floats(1.0, 2.0), seed=st.integers(0, 99))
def test_the_personal_reading_keeps_the_order_of_scores(middle, scale, seed):
    one = Calibration(
        SensorSite.LOWER_BACK, None, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 4.0, middle, scale
    )
    going = np.sort(np.random.default_rng(seed).normal(0.0, 3.0, 20))
    assert (np.diff(one.personal(going)) >= 0.0).all()
    assert one.personal(np.array([middle]))[0] == pytest.approx(0.0)


# --- recordings of people and of motion capture (validation/README.md) -----------------

needs_data = pytest.mark.skipif(
    data_folder() is None, reason="recordings not here; set RETROWALK_DATA to their folder"
)


@cache
def session(name, place):
    (trial,) = [one for one in trials(f"session__{name}.npz") if one.name.endswith(place)]
    return trial


def told_in(trial):
    names = {b"F": FORTH, b"B": BACK}
    edges = np.flatnonzero(trial.labels[1:] != trial.labels[:-1]) + 1
    bounds = zip([0, *edges], [*edges, len(trial.labels)], strict=True)
    return [
        ToldInterval(low / 100.0, high / 100.0, names[bytes(trial.labels[low])])
        for low, high in bounds
        if bytes(trial.labels[low]) in names
    ]


@needs_data
@pytest.mark.parametrize("place", ["back", "shankL"])
def test_an_interval_left_out_is_named_by_what_the_others_taught(place):
    trial = session("B", place)
    recording, told = mounted(trial.recording, 4), told_in(trial)
    for out in (told[0], told[1]):
        learnt = calibrate(recording, [one for one in told if one is not out])
        report = analyse(recording, known=Known(calibration=learnt))
        at_s = report.steps.initial_contact_s
        inside = (at_s >= out.start_s) & (at_s < out.end_s)
        codes = {CODES[code] for code in report.steps.direction[inside]}
        assert out.direction in codes
        assert codes <= {out.direction, UNKNOWN}


@needs_data
def test_the_way_out_of_real_people_teaches_the_way_back():
    for trial in trials("ipol__[1-3]-1.npz"):
        if trial.recording.site is not SensorSite.LOWER_BACK:
            continue
        recording = replace(mounted(trial.recording, 8), gyr_radps=None, axes=None)
        learnt = calibrate(recording, [ToldInterval(4.0, float(trial.uturn_s[0]), FORTH)])
        report = analyse(recording, known=Known(calibration=learnt))
        back = report.steps.initial_contact_s > trial.uturn_s[1] + 0.5
        codes = [CODES[code] for code in report.steps.direction[back]]
        assert BACK not in codes
        assert codes.count(FORTH) > 0.85 * len(codes)
