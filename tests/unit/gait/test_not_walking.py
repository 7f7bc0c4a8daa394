"""What moves with a rhythm and is no walking is not reported as walking."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "fakes"))

from other_motions import bounced, pedalled, quiet, shaken, swayed

from retrowalk.gait.analyse import analyse
from retrowalk.signals.recording import Recording, SensorSite

LEGS = {"thigh": SensorSite.THIGH, "shank": SensorSite.SHANK, "foot": SensorSite.FOOT}
WORN = (SensorSite.LOWER_BACK, SensorSite.POCKET)


def walked_s(motion, site, gyroscope=True):
    acc, gyr = motion
    bouts = analyse(Recording(0.0, 100.0, acc, gyr if gyroscope else None, site)).bouts
    return float((bouts.end_s - bouts.start_s).sum())


@pytest.mark.parametrize("gyroscope", [True, False])
@pytest.mark.parametrize("rpm", [45.0, 60.0, 75.0, 95.0])
@pytest.mark.parametrize("place", sorted(LEGS))
def test_pedalling_is_smooth_and_no_walking(place, rpm, gyroscope):
    motion = pedalled(30.0, rpm, place)
    assert walked_s(motion, LEGS[place], gyroscope) == 0.0
    if place == "thigh":
        assert walked_s(motion, SensorSite.POCKET, gyroscope) == 0.0


@pytest.mark.parametrize("place", sorted(LEGS))
@pytest.mark.parametrize("seed", range(3))
def test_a_rough_road_is_sharp_at_any_time_and_no_walking(place, seed):
    motion = pedalled(40.0, 70.0, place, road_mps2=4.0, seed=seed)
    assert walked_s(motion, LEGS[place]) == 0.0


@pytest.mark.parametrize("site", WORN)
@pytest.mark.parametrize("hz", [0.7, 1.0, 1.5, 2.0, 3.0, 5.0])
@pytest.mark.parametrize("size_mps2", [3.0, 15.0])
def test_a_shaken_phone_does_not_walk(hz, size_mps2, site):
    assert walked_s(shaken(20.0, hz, size_mps2), site) == 0.0


@pytest.mark.parametrize("site", WORN)
@pytest.mark.parametrize("hz", [0.3, 0.5, 0.8, 1.0])
def test_swaying_is_no_walking(hz, site):
    assert walked_s(swayed(20.0, hz, 2.0), site) == 0.0


@pytest.mark.parametrize("hz", [2.0, 3.0, 4.5, 6.0])
def test_a_leg_that_bounces_while_its_owner_sits_does_not_walk(hz):
    assert walked_s(bounced(20.0, hz), SensorSite.THIGH) == 0.0
    assert walked_s(bounced(20.0, hz), SensorSite.POCKET, gyroscope=False) == 0.0


@pytest.mark.parametrize("site", list(SensorSite))
@pytest.mark.parametrize("tremble_mps2", [0.02, 0.3, 1.0])
def test_standing_and_sitting_are_no_walking(tremble_mps2, site):
    for seed in range(3):
        assert walked_s(quiet(30.0, tremble_mps2, seed=seed), site) == 0.0


def test_the_motions_are_what_they_are_meant_to_be():
    acc, gyr = pedalled(10.0, 60.0, "thigh")
    degrees = np.degrees(np.ptp(np.cumsum(gyr[:, 1]) / 100.0))
    assert 30.0 < degrees < 70.0
    assert acc.std(axis=0).sum() > 1.0
