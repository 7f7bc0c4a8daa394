"""Turns: where they are and by how much; none is seen without a gyroscope."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.finding.turning import ABOUT_TURN_DEG, turns
from retrowalk.gait.settings import Settings
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import Recording, SensorSite

DATA = Path(os.environ.get("RETROWALK_DATA", Path(__file__).parents[4] / "shared" / "data"))
RATE_HZ = 100.0


def walk_with(yaw_radps, up=(0.0, 0.0, 1.0)):
    n = len(yaw_radps)
    up = np.array(up)
    sway = 0.4 * np.sin(2.0 * np.pi * np.arange(n) / 110.0)
    gyr = (yaw_radps + sway)[:, None] * up
    acc = np.tile(9.81 * up, (n, 1))
    return Walk(0, RATE_HZ, acc, gyr, np.zeros(n, dtype=np.bool_), 1.1)


@settings(deadline=None, max_examples=40)
@given(
    angle_deg=st.floats(80.0, 360.0),
    left=st.booleans(),
    lasts=st.integers(100, 200),
    axis=st.integers(0, 2),
)
def test_a_turn_is_found_with_its_angle_and_side_whatever_the_mounting(
    angle_deg, left, lasts, axis
):
    yaw = np.zeros(2000)
    sign = 1.0 if left else -1.0
    yaw[900 : 900 + lasts] = sign * np.radians(angle_deg) * RATE_HZ / lasts
    ((first, last, found_deg),) = turns(walk_with(yaw, np.eye(3)[axis]))
    assert first <= 900
    assert last >= 900 + lasts - 1
    assert found_deg == pytest.approx(sign * angle_deg, abs=0.15 * angle_deg + 15.0)


def test_the_pelvis_swaying_and_a_gentle_curve_are_no_turns():
    assert len(turns(walk_with(np.zeros(2000)))) == 0
    assert len(turns(walk_with(np.full(3000, np.radians(9.0))))) == 0


def test_a_left_and_a_right_turn_are_two_and_ascend():
    yaw = np.zeros(3000)
    yaw[500:650], yaw[1500:1700] = np.radians(60.0), -np.radians(90.0)
    found = turns(walk_with(yaw))
    assert found.shape == (2, 3)
    assert (np.diff(found[:, 0]) > 0.0).all()
    assert found[0, 2] > 0.0 > found[1, 2]


def test_without_a_gyroscope_there_is_none():
    walk = Walk(0, RATE_HZ, np.ones((500, 3)), None, np.zeros(500, dtype=np.bool_), 1.1)
    assert turns(walk).shape == (0, 3)


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared recordings are not here")
@pytest.mark.parametrize(
    ("place", "site"), [("back", SensorSite.LOWER_BACK), ("footL", SensorSite.FOOT)]
)
def test_the_about_turns_of_real_people_are_found_where_they_were_seen(place, site):
    near = 0
    for path in sorted(DATA.glob("ipol__[1-9]-1.npz")):
        with np.load(path, allow_pickle=False) as one:
            acc, gyr = one[f"{place}_acc"], one[f"{place}_gyr"]
            seen_s, rate_hz = one["uturn"].mean(), float(one["fs"])
        recording = Recording(
            0.0, rate_hz, acc.astype(np.float64), gyr.astype(np.float64), site
        )
        for walk in walks(recording, Settings()):
            for first, last, angle_deg in turns(walk):
                low, high = (walk.first + np.array([first, last])) / rate_hz
                near += low <= seen_s <= high and abs(angle_deg) >= ABOUT_TURN_DEG - 25.0
    assert near >= 8  # of 9
