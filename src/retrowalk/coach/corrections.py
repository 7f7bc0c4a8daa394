"""What the live rules say when a sensor disagrees with what was told."""

from dataclasses import replace

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import HeartRateSeen, SpeedSeen, StepsSeen
from retrowalk.coach.halting import held
from retrowalk.coach.limits import (
    BELIEVED_BELT_MPS,
    BELIEVED_BPM,
    BELT_STEP_MPS,
    HEART_WARNINGS_TO_REST,
    REMIND_EVERY_S,
    SETTLE_S,
    SLOW_AFTER_S,
)
from retrowalk.coach.live import Live, Phase
from retrowalk.directions import Direction

Seen = StepsSeen | SpeedSeen | HeartRateSeen

GOING = {
    Direction.FORWARD: CueCode.GOING_FORWARD,
    Direction.BACKWARD: CueCode.GOING_BACKWARD,
}
# On a belt its buttons are in reach, on the floor only the legs are.
TOO_FAST = {False: CueCode.SLOWER, True: CueCode.BELT_TOO_FAST}


def corrected(live: Live, event: Seen) -> tuple[Live, tuple[Cue, ...]]:
    """Say what a sensor's reading asks for, at most every REMIND_EVERY_S of each sort."""
    if not live.moving:
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
    if not 0.0 <= speed_mps <= BELIEVED_BELT_MPS:
        return live, ()
    most_mps, code = live.segment.speed_most_mps, TOO_FAST[live.script.on_belt]
    if live.phase is Phase.CHANGING:
        if not _settled(live):
            return live, ()
        most_mps, code = 0.0, CueCode.STOP_THE_BELT
    if most_mps is None or speed_mps <= most_mps + BELT_STEP_MPS:
        return _slow(live, speed_mps)
    if not _due(live, live.speed_said_s):
        return live, ()
    return replace(live, speed_said_s=live.at_s), (Cue(code),)


def _slow(live: Live, speed_mps: float) -> tuple[Live, tuple[Cue, ...]]:
    """Say once an interval that a belt under way is slower than planned: it may be."""
    segment = live.segment
    least_mps = segment.speed_least_mps
    if least_mps is None or not BELT_STEP_MPS < speed_mps < least_mps - BELT_STEP_MPS:
        return live, ()
    said = live.slow_said_s is not None and live.slow_said_s >= segment.start_s
    early = live.at_s - segment.start_s < SLOW_AFTER_S
    if said or early or not live.script.on_belt:
        return live, ()
    return replace(live, slow_said_s=live.at_s), (Cue(CueCode.BELT_TOO_SLOW),)


def _heart_rate(live: Live, bpm: float) -> tuple[Live, tuple[Cue, ...]]:
    limit_bpm = live.script.heart_rate_limit_bpm
    if limit_bpm is None or not 0.0 < bpm <= BELIEVED_BPM:
        return live, ()
    if bpm <= limit_bpm:
        return (replace(live, heart_warnings=0) if live.heart_warnings else live), ()
    if not _due(live, live.heart_said_s):
        return live, ()
    warned = replace(live, heart_said_s=live.at_s, heart_warnings=live.heart_warnings + 1)
    said = Cue(CueCode.HEART_RATE_HIGH, bpm)
    if warned.heart_warnings < HEART_WARNINGS_TO_REST:
        return warned, (said,)
    resting, cues = held(replace(warned, heart_warnings=0), CueCode.REST)
    return resting, (said, *cues)


def _settled(live: Live) -> bool:
    return live.at_s - live.segment.start_s >= SETTLE_S


def _due(live: Live, said_s: float | None) -> bool:
    """Say whether a correction of one sort may be said again: a new segment resets it."""
    if said_s is None or said_s < live.segment.start_s:
        return True
    return live.at_s - said_s >= REMIND_EVERY_S
