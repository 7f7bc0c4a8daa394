"""A direction that changes without a pause ends one bout and begins the next."""

from functools import cache

import numpy as np
import pytest

from retrowalk.directions import CODES, Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.judging.changes import TOLD_BY_NEIGHBOUR, parts, side_by_side
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.measure import measured
from retrowalk.gait.settings import Settings
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

FORTH, BACK = Direction.FORWARD, Direction.BACKWARD
LEGS = [SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET]
PLAN = (Interval(2.0), Interval(15.0, FORTH, 100.0, 0.6), Interval(15.0, BACK, 90.0, 0.4))
CHANGES_S = 17.0


@cache
def there_and_back(site):
    return simulate((*PLAN, Interval(2.0)), site, Side.LEFT).recording


@pytest.mark.parametrize("site", LEGS)
def test_each_way_has_its_own_bout_and_the_two_meet(site):
    bouts = analyse(there_and_back(site), kernels=REFERENCE).bouts
    assert [CODES[code] for code in bouts.direction] == [FORTH, BACK]
    assert bouts.end_s[0] == pytest.approx(bouts.start_s[1])
    assert bouts.end_s[0] == pytest.approx(CHANGES_S, abs=1.5)


@pytest.mark.parametrize("site", LEGS)
def test_no_stride_beside_the_change_is_called_what_it_is_not(site):
    steps = analyse(there_and_back(site), kernels=REFERENCE).steps
    for at_s, code in zip(steps.initial_contact_s, steps.direction, strict=True):
        truth = FORTH if at_s < CHANGES_S else BACK
        assert CODES[code] in {truth, Direction.UNKNOWN}


@pytest.mark.parametrize("site", LEGS)
def test_a_part_hears_from_the_one_beside_it_and_not_from_beyond_the_walk(site):
    one = _whole(site)
    found = parts(one, 4)
    first, second = side_by_side([measured(part, site, None) for part in found])
    assert first.beyond[0] == second.beyond[1] == 0.0
    assert abs(first.beyond[1]) == abs(second.beyond[0]) == TOLD_BY_NEIGHBOUR
    # each end is told the way of the other part, which is not its own
    assert first.beyond[1] * np.nansum(first.going) < 0.0
    assert second.beyond[0] * np.nansum(second.going) < 0.0


def test_parts_lie_end_to_end_and_hold_the_whole_walk():
    one = _whole(SensorSite.SHANK)
    found = parts(one, 4)
    assert found[0].first == one.walk.first
    assert found[1].first == found[0].first + found[0].n_samples
    assert sum(walk.n_samples for walk in found) == one.walk.n_samples


def test_a_walk_that_keeps_its_way_is_left_whole():
    plan = (Interval(2.0), Interval(15.0, BACK, 90.0, 0.4), Interval(2.0))
    recording = simulate(plan, SensorSite.SHANK, Side.LEFT).recording
    (walk,) = walks(recording, Settings())
    assert parts(measured(walk, SensorSite.SHANK, None), 4) == []


def test_parts_with_fewer_steps_than_asked_for_are_not_made():
    assert parts(_whole(SensorSite.FOOT), 60) == []


def _whole(site):
    (walk,) = walks(there_and_back(site), Settings())
    return measured(walk, site, None)
