"""What keeps safe is always heard; how much of the rest is the person's choice."""

import pytest

from retrowalk.coach.calls import calls
from retrowalk.coach.cues import CueCode
from retrowalk.coach.presenting import (
    PRESENTED,
    Density,
    Weight,
    is_heard,
    pattern,
)
from retrowalk.coach.segments import laid_out
from retrowalk.directions import Direction
from retrowalk.training.prescription import Interval, Place, Prescription, Support


@pytest.mark.parametrize("code", CueCode)
def test_every_cue_can_be_heard_beeped_and_shaken(code: CueCode):
    assert is_heard(code, Density.ALL)
    assert all(100 <= hertz <= 2000 and 0 < s < 1 for hertz, s in pattern(code).tones)
    assert all(10 <= ms <= 1000 for ms in pattern(code).shake_ms)
    assert pattern(code).tones
    assert pattern(code).shake_ms


@pytest.mark.parametrize("code", CueCode)
def test_who_wants_fewer_cues_never_hears_one_that_who_wants_more_does_not(code: CueCode):
    assert is_heard(code, Density.NONE) <= is_heard(code, Density.FEW)


@pytest.mark.parametrize(
    "word", ["stop", "pain", "slow_down", "sit_down", "belt_not", "belt_lost", "rest"]
)
def test_what_tells_to_stop_or_to_take_care_is_heard_whatever_was_chosen(word: str):
    found = [code for code in CueCode if code.startswith(word)]
    assert found
    assert all(is_heard(code, Density.NONE) for code in found)


def test_no_change_of_a_belts_speed_goes_unheard():
    for code in (CueCode.BELT_FASTER, CueCode.BELT_SLOWER):
        assert is_heard(code, Density.NONE)


def test_few_leaves_out_form_and_what_is_only_nice_to_know():
    unheard = {code for code in CueCode if not is_heard(code, Density.FEW)}
    assert {code for code in CueCode if code.startswith("form_")} < unheard
    assert {CueCode.HALF_WAY, CueCode.NEXT_BACKWARD, CueCode.LAST_SECONDS} < unheard
    assert CueCode.CHANGE_IN not in unheard
    assert CueCode.WALK_BACKWARD not in unheard


def test_nothing_that_the_clock_alone_says_is_about_safety():
    walks = (Interval(Direction.FORWARD, 200.0), Interval(Direction.BACKWARD, 400.0))
    dose = Prescription("test", walks, Place.HALLWAY, Support.RAIL_OR_WALL, ())
    told = {call.cue.code for call in calls(dose, laid_out(walks, 10.0))}
    assert Weight.SAFETY not in {PRESENTED[code][0] for code in told}
