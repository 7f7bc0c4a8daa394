"""Setting a moving belt's speed: little by little, announced, within the prescription."""

import math
from dataclasses import replace

from retrowalk.coach.belt import Belt, Change, Followed, SetBeltSpeed
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.limits import (
    BELT_BETWEEN_S,
    BELT_CHANGE_MPS,
    BELT_HEARD_S,
    BELT_NOT_FASTER_S,
    BELT_STEP_MPS,
    BELT_UNDER_WAY_S,
    BELT_WARNED_S,
)
from retrowalk.coach.live import Live

ANNOUNCED = {Change.FASTER: CueCode.BELT_FASTER, Change.SLOWER: CueCode.BELT_SLOWER}
STEPS_PER_MPS = 360.0  # the radio's unit of speed is 0.01 km/h
ROUNDING = 1e-6  # of a step: 0.35 m/s is 126 steps, and not 125.99999999999999


def driven(belt: Belt, live: Live) -> Followed:
    """Announce the next change of speed, or make the one that was announced."""
    if belt.segment != live.index:
        belt = replace(
            belt,
            segment=live.index,
            left_alone=False,
            top_mps=belt.speed_mps or None,
            change=None,
        )
    aim = _aim(belt, live)
    if aim is None:
        return (belt if belt.change is None else replace(belt, change=None)), (), ()
    change, speed_mps = aim
    if belt.change is not change:
        if belt.asked and belt.clock_s - belt.asked[-1][0] < BELT_BETWEEN_S:
            return belt, (), ()
        announced = replace(belt, change=change, announced_s=belt.clock_s)
        return announced, (), (Cue(ANNOUNCED[change]),)
    if belt.clock_s - belt.announced_s < BELT_WARNED_S:
        return belt, (), ()
    late = [one for one in belt.asked if belt.clock_s - one[0] <= BELT_BETWEEN_S]
    changed = replace(
        belt,
        change=None,
        asked=(*late, (belt.clock_s, speed_mps)),
        top_mps=None if change is Change.SLOWER else belt.top_mps,
    )
    return changed, (SetBeltSpeed(speed_mps),), ()


def _aim(belt: Belt, live: Live) -> tuple[Change, float] | None:
    """Return which way to change the speed and to what; None to leave it as it is."""
    segment = live.segment
    most_mps, least_mps = segment.speed_most_mps, segment.speed_least_mps
    now_mps, heard_s = belt.speed_mps, belt.heard_s
    if not belt.controlled or most_mps is None or not now_mps or heard_s is None:
        return None
    if belt.clock_s - heard_s > BELT_HEARD_S:
        return None
    if now_mps > most_mps + BELT_STEP_MPS:
        return _down(belt, now_mps, most_mps)
    if least_mps is None or now_mps >= least_mps - BELT_STEP_MPS:
        return None
    if not _may_be_faster(belt, live):
        return None
    return _up(belt, now_mps, min(least_mps, most_mps))


def _down(belt: Belt, now_mps: float, most_mps: float) -> tuple[Change, float] | None:
    """Aim at the top of the prescription, if it is one small step away.

    A belt further above was set by hand, and a step that still is above the prescription
    could meet a belt that was slowed by hand meanwhile: the person is told instead.
    """
    speed_mps = _rounded(belt, most_mps)
    if not _within(belt, speed_mps) or now_mps - speed_mps > BELT_CHANGE_MPS + ROUND_MPS:
        return None
    return Change.SLOWER, speed_mps


def _up(belt: Belt, now_mps: float, least_mps: float) -> tuple[Change, float] | None:
    """Aim one small step up, at most at the low end: within the band the person chooses."""
    speed_mps = _rounded(belt, min(now_mps + BELT_CHANGE_MPS, least_mps))
    if not _within(belt, speed_mps) or speed_mps <= now_mps:
        return None
    return Change.FASTER, speed_mps


def _may_be_faster(belt: Belt, live: Live) -> bool:
    if belt.was_lost or belt.left_alone or belt.moving_s is None:
        return False
    under_way_s = belt.clock_s - belt.moving_s
    return under_way_s >= BELT_UNDER_WAY_S and live.left_s >= BELT_NOT_FASTER_S


def _rounded(belt: Belt, speed_mps: float) -> float:
    """Round down to what the radio can say and the machine can do."""
    grain_mps = belt.machine.grain_mps
    if grain_mps is not None and grain_mps > 0.0:
        speed_mps = math.floor(speed_mps / grain_mps + ROUNDING) * grain_mps
    return math.floor(speed_mps * STEPS_PER_MPS + ROUNDING) / STEPS_PER_MPS


def _within(belt: Belt, speed_mps: float) -> bool:
    low_mps, high_mps = belt.machine.low_mps, belt.machine.high_mps
    if low_mps is not None and speed_mps < low_mps - ROUND_MPS:
        return False
    return speed_mps > 0.0 and (high_mps is None or speed_mps <= high_mps + ROUND_MPS)


ROUND_MPS = ROUNDING / STEPS_PER_MPS
