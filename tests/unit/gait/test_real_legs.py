"""What must hold for contacts and strides on the recordings (validation/README.md).

Skipped where the recordings are not there; the full tables are validation/contacts and
validation/stride_length.
"""

import importlib.util
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from retrowalk.gait.analyse import analyse
from retrowalk.signals.recording import SensorSite

VALIDATION = Path(__file__).parents[3] / "validation"
sys.path.insert(0, str(VALIDATION))

from recordings import as_phone, data_folder, trials  # noqa: E402 (path set above)

pytestmark = pytest.mark.skipif(
    data_folder() is None, reason="recordings not here; set RETROWALK_DATA to their folder"
)
WAYS = {"as given": lambda recording: recording, "as a phone": as_phone}


def script(claim):
    place = importlib.util.spec_from_file_location(claim, VALIDATION / claim / "run.py")
    module = importlib.util.module_from_spec(place)
    sys.modules[claim] = module
    place.loader.exec_module(module)
    return module


@cache
def feet(pattern):
    found = [one for one in trials(pattern) if one.recording.site is SensorSite.FOOT]
    return [one for one in found if one.recording.duration_s > 2.0]


@pytest.mark.parametrize("way", WAYS)
def test_real_feet_are_timed_within_20_ms_and_98_of_100_steps_are_found(way):
    contacts = script("contacts")
    tally = contacts.Tally()
    for trial in feet("ipol__[3459]-[12].npz"):
        report = analyse(WAYS[way](trial.recording))
        truth = contacts.Truth(trial.own_initial_s, trial.own_final_s)
        tally.add(truth, report, contacts._straight(trial))
    assert len(tally.initial_ms) / tally.true > 0.98
    assert tally.extra / tally.true < 0.02
    assert np.median(np.abs(tally.initial_ms)) < 20.0
    assert np.median(np.abs(tally.final_ms)) < 20.0


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "pattern", ["bandai__walk-back_[acmt]*.npz", "bandai__walk_*_001.npz"]
)
def test_strides_are_measured_to_5_cm_backward_and_forward(pattern, way):
    lengths = script("stride_length")
    pairs = [
        lengths._pairs(analyse(WAYS[way](one.recording)), one) for one in feet(pattern)
    ]
    error_m = np.concatenate([found - true for true, found in pairs])
    assert np.isfinite(error_m).mean() > 0.9
    assert np.nanmedian(np.abs(error_m)) < 0.03
    assert np.nanmean(np.abs(error_m) < 0.05) > 0.8


def test_a_real_foots_strides_are_those_of_motion_capture_to_5_cm():
    lengths = script("stride_length")
    for trial in feet("gaittoolbox*.npz"):
        true_m, found_m = lengths._pairs(analyse(trial.recording), trial)
        assert np.nanmedian(np.abs(found_m - true_m)) < 0.05
