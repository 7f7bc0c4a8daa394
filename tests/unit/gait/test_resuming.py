"""A stream is taken up again where its detector was lost: nothing twice, nothing missing."""

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.gait.live import StepDetector
from retrowalk.gait.resuming import REPLAY_S, resumed
from retrowalk.signals.recording import SensorSite, Side, ToldAxes
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FORTH, BACK = Direction.FORWARD, Direction.BACKWARD
PLAN = (
    Interval(2.0),
    Interval(9.0, FORTH, 108.0, 0.6),
    Interval(3.0),
    Interval(9.0, BACK, 92.0, 0.4),
)
CHUNK_S = 1.0  # as the player uploads
AXES = {SensorSite.LOWER_BACK: ToldAxes("+z", "+x")}


@cache
def chunks(site):
    """Return seconds of a phone's stream: uneven times, two milliseconds of jitter."""
    side = None if site is SensorSite.LOWER_BACK else Side.LEFT
    one = simulate(PLAN, site, side, rate_hz=60.0).recording
    values = np.hstack([one.acc_mps2, one.gyr_radps])
    jitter_s = np.random.default_rng(4).uniform(-0.002, 0.002, len(values))
    time_s = np.arange(len(values)) / 60.0 + jitter_s
    second = np.floor(time_s / CHUNK_S)
    return [(values[second == k], time_s[second == k]) for k in np.unique(second)]


def fresh(site):
    return StepDetector(site, 60.0, axes=AXES.get(site))


@cache
def uninterrupted(site):
    ears = fresh(site)
    steps = [step for piece in chunks(site) for step in ears.push(*piece)]
    return [*steps, *ears.finish()]


def interrupted(site, lost_after):
    """Tell a stream whose detector is lost after so many chunks."""
    pieces, ears = chunks(site), fresh(site)
    steps = [step for piece in pieces[:lost_after] for step in ears.push(*piece)]
    told_until_s = steps[-1].time_s if steps else -math.inf
    ears = fresh(site)
    since_s = pieces[lost_after][1][0] - REPLAY_S
    recent = [one for one in pieces[: lost_after + 1] if one[1][0] >= since_s]
    steps += resumed(ears, recent, told_until_s)
    steps += [step for piece in pieces[lost_after + 1 :] for step in ears.push(*piece)]
    return [*steps, *ears.finish()]


@pytest.mark.parametrize("site", [SensorSite.POCKET, SensorSite.LOWER_BACK])
@settings(max_examples=4, deadline=None)
@given(lost_after=st.integers(0, 20))
def test_a_lost_detector_costs_no_step_and_tells_none_twice(site, lost_after):
    whole, parted = uninterrupted(site), interrupted(site, lost_after)
    assert len(parted) == len(whole)
    assert np.allclose([s.time_s for s in parted], [s.time_s for s in whole], atol=0.1)
    said = {(a.direction, b.direction) for a, b in zip(whole, parted, strict=True)}
    assert not said & {(FORTH, BACK), (BACK, FORTH)}


def test_the_newest_seconds_are_enough_to_go_on_within_a_walk():
    ears, pieces = fresh(SensorSite.POCKET), chunks(SensorSite.POCKET)
    resumed(ears, pieces[13:18], told_until_s=pieces[17][1][-1])
    later = [step for piece in pieces[18:] for step in ears.push(*piece)]
    assert len(later) >= 3
    assert {step.direction for step in later} <= {BACK, Direction.UNKNOWN}


def test_what_was_told_is_not_told_again():
    pieces = chunks(SensorSite.POCKET)
    newest_s = uninterrupted(SensorSite.POCKET)[-1].time_s
    assert resumed(fresh(SensorSite.POCKET), pieces, newest_s) == ()
    assert len(resumed(fresh(SensorSite.POCKET), pieces, -math.inf)) >= 12
