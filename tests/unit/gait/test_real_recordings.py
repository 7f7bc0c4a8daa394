"""What must hold on recordings of people and of motion capture (validation/README.md).

Skipped where the recordings are not there; the full table is validation/direction.
"""

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from retrowalk.directions import CODES, Direction
from retrowalk.gait.analyse import analyse
from retrowalk.signals.recording import SensorSite

VALIDATION = Path(__file__).parents[3] / "validation"
sys.path.insert(0, str(VALIDATION))

from recordings import (  # noqa: E402 (path set above)
    as_phone,
    backwards_in_time,
    data_folder,
    remounted,
    trials,
)
from scoring import Tally, matched_errors_s  # noqa: E402 (path set above)

pytestmark = pytest.mark.skipif(
    data_folder() is None, reason="recordings not here; set RETROWALK_DATA to their folder"
)
WAYS = {
    "as given": lambda recording: recording,
    "mounted another way, as a phone": lambda recording: as_phone(remounted(recording, 5)),
    # As iPhones tell it: then left is right, but ahead stays ahead.
    "acceleration with the other sign": lambda recording: replace(
        recording, acc_mps2=-recording.acc_mps2, axes=None
    ),
}


@cache
def loaded(pattern):
    return tuple(trials(pattern))


def measured(pattern, site, way):
    tally = Tally()
    for trial in loaded(pattern):
        if trial.recording.site is site and trial.recording.duration_s > 2.0:
            tally.add(trial, analyse(WAYS[way](trial.recording)))
    return tally


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("site", [SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET])
@pytest.mark.parametrize("pattern", ["bandai__walk-back_*.npz", "bandai__walk_*_001.npz"])
def test_legs_say_backward_and_forward_and_never_the_opposite(pattern, site, way):
    tally = measured(pattern, site, way)
    assert tally.wrong == tally.strides_wrong == tally.none_found == 0
    assert tally.right >= 0.95 * (tally.right + tally.unknown)
    assert tally.strides_unknown <= 0.02 * tally.strides_right


@pytest.mark.parametrize("way", WAYS)
def test_real_feet_go_forward_and_played_in_reverse_backward(way):
    tally = measured("ipol__[1-4]-2.npz", SensorSite.FOOT, way)
    assert tally.strides_wrong == 0
    assert tally.strides_unknown <= 0.02 * tally.strides_right
    for trial in loaded("ipol__[1-4]-2.npz"):
        if trial.recording.site is SensorSite.FOOT:
            codes = analyse(WAYS[way](backwards_in_time(trial.recording))).steps.direction
            said = [CODES[code] for code in codes]
            assert Direction.FORWARD not in said
            assert said.count(Direction.BACKWARD) > 4 * said.count(Direction.UNKNOWN)


def test_the_lower_back_of_real_people_walks_forward_when_its_axes_are_told():
    tally = measured("ipol__[1-5]-1.npz", SensorSite.LOWER_BACK, "as given")
    assert tally.wrong == tally.strides_wrong == 0
    assert tally.strides_right > 4 * tally.strides_unknown


@pytest.mark.parametrize("site", [SensorSite.LOWER_BACK, SensorSite.FOOT])
@pytest.mark.parametrize("way", ["as given", "mounted another way, as a phone"])
def test_walks_and_steps_of_real_people_are_found(site, way):
    tally = measured("ipol__[1-5]-1.npz", site, way)
    assert tally.both_s / tally.walked_s > 0.9
    assert tally.both_s / tally.bout_s > 0.9
    assert tally.matched / tally.true_contacts > 0.85
    assert tally.matched / tally.found_contacts > 0.85
    assert abs(np.median(tally.initial_ms)) < 30.0


def test_real_feet_are_timed_and_measured():
    trial = loaded("ipol__1-1.npz")[0]
    feet = [one for one in loaded("ipol__1-1.npz") if one.recording.site is SensorSite.FOOT]
    assert trial.recording.site is SensorSite.LOWER_BACK
    for foot in feet:
        steps = analyse(foot.recording).steps
        errors_s = matched_errors_s(foot.own_initial_s, steps.initial_contact_s)
        assert np.median(np.abs(errors_s)) < 0.03
        assert 1.0 < np.nanmedian(steps.stride_length_m) < 1.6


def test_the_about_turn_is_a_turn_and_what_surrounds_it_goes_forward():
    for trial in loaded("ipol__1-1.npz"):
        steps = analyse(trial.recording).steps
        codes = [CODES[code] for code in steps.direction]
        in_turn = np.abs(steps.initial_contact_s - trial.uturn_s.mean()) < 1.5
        assert Direction.BACKWARD not in codes
        assert {CODES[code] for code in steps.direction[~in_turn]} <= {
            Direction.FORWARD,
            Direction.UNKNOWN,
        }


@pytest.mark.parametrize("place", ["pocketR", "shankL", "footL"])
def test_bouts_of_a_session_that_goes_both_ways_are_told_apart(place):
    trial = next(one for one in loaded("session__B.npz") if one.name.endswith(place))
    named = [
        CODES[code]
        for code in analyse(as_phone(remounted(trial.recording, 7))).bouts.direction
    ]
    truth = [
        Direction.BACKWARD,
        Direction.FORWARD,
        Direction.BACKWARD,
        Direction.FORWARD,
        Direction.FORWARD,
    ]
    assert len(named) == len(truth)
    assert all(
        said in {true, Direction.UNKNOWN} for said, true in zip(named, truth, strict=True)
    )
    assert sum(said == true for said, true in zip(named, truth, strict=True)) >= 4
