"""What the live rules say when a sensor disagrees with what was told."""

from dataclasses import replace

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import HeartRateSeen, SpeedSeen, StepsSeen
from retrowalk.coach.limits import BELT_STEP_MPS, REMIND_EVERY_S, SETTLE_S
from retrowalk.coach.live import MOVING, Live, Phase
from retrowalk.directions import Direction

Seen = StepsSeen | SpeedSeen | HeartRateSeen

GOING = {
    Direction.FORWARD: CueCode.GOING_FORWARD,
    Direction.BACKWARD: CueCode.GOING_BACKWARD,
}


def corrected(live: Live, event: Seen) -> tuple[Live, tuple[Cue, ...]]:
    """Say what a sensor's reading asks for, at most every REMIND_EVERY_S of each sort."""
    if live.phase not in MOVING:
        return live, ()
    match event:
        case StepsSeen(direction):
            return _direction(live, direction)
        case SpeedSeen(speed_mps):
            return _speed(live, speed_mps)
        case HeartRateSeen(bpm):
            return _heart_rate(live, bpm)


def _direction(live: Live, direction: Direction) -> tuple[Live, tuple[Cue, ...]]:
    cannot_tell = direction not in GOING
    if live.phase is not Phase.WALKING or cannot_tell or not _settled(live):
        return live, ()
    if direction is live.segment.direction or not _due(live, live.direction_said_s):
        return live, ()
    return replace(live, direction_said_s=live.at_s), (Cue(GOING[direction]),)


def _speed(live: Live, speed_mps: float) -> tuple[Live, tuple[Cue, ...]]:
    most_mps, code = live.segment.speed_most_mps, CueCode.SLOWER
    if live.phase is Phase.CHANGING:
        if not _settled(live):
            return live, ()
        most_mps, code = 0.0, CueCode.STOP_THE_BELT
    within = most_mps is None or not speed_mps > most_mps + BELT_STEP_MPS
    if within or not _due(live, live.speed_said_s):
        return live, ()
    return replace(live, speed_said_s=live.at_s), (Cue(code),)


def _heart_rate(live: Live, bpm: float) -> tuple[Live, tuple[Cue, ...]]:
    limit_bpm = live.script.heart_rate_limit_bpm
    within = limit_bpm is None or not bpm > limit_bpm
    if within or not _due(live, live.heart_said_s):
        return live, ()
    said = (Cue(CueCode.HEART_RATE_HIGH, bpm),)
    return replace(live, heart_said_s=live.at_s), said


def _settled(live: Live) -> bool:
    return live.at_s - live.segment.start_s >= SETTLE_S


def _due(live: Live, said_s: float | None) -> bool:
    """Say whether a correction of one sort may be said again: a new segment resets it."""
    if said_s is None or said_s < live.segment.start_s:
        return True
    return live.at_s - said_s >= REMIND_EVERY_S
