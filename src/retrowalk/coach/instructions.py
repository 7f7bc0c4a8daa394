"""What to do now, said as a segment begins, or again whenever the person needs it."""

import math

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.halting import belt_first
from retrowalk.coach.limits import FRESH_S
from retrowalk.coach.live import Live, Phase
from retrowalk.coach.segments import Kind
from retrowalk.directions import Direction

INSTRUCTIONS = {
    (Kind.WALK, Direction.FORWARD): CueCode.WALK_FORWARD,
    (Kind.WALK, Direction.BACKWARD): CueCode.WALK_BACKWARD,
    (Kind.CHANGE, Direction.FORWARD): CueCode.CHANGE_TO_FORWARD,
    (Kind.CHANGE, Direction.BACKWARD): CueCode.CHANGE_TO_BACKWARD,
}


def opening(before: Live, live: Live) -> tuple[Cue, ...]:
    """Return what is said as a new segment begins.

    A walk the other way whose change was slept through is opened by that change: nobody
    is sent backward without being told to stop and turn first.
    """
    segment = live.segment
    if segment.kind is Kind.CHANGE:
        return (*belt_first(before), instruction(live))
    if segment.direction is before.segment.direction:
        from_rest = before.phase is Phase.CHANGING
        return (instruction(live), *(belt_last(live) if from_rest else ()))
    turn = Cue(INSTRUCTIONS[Kind.CHANGE, segment.direction], 0.0)
    return (*belt_first(before), turn, instruction(live), *belt_last(live))


def belt_last(live: Live) -> tuple[Cue, ...]:
    """Return what must be said once somebody who stood is told to walk."""
    walks = live.segment.kind is Kind.WALK
    if live.script.on_belt and walks:
        return (Cue(CueCode.START_BELT_YOURSELF),)
    return ()


def instruction(live: Live) -> Cue:
    """Return what to do now, and for how long: whole seconds, all of them if just begun."""
    segment = live.segment
    just_begun = live.at_s - segment.start_s <= FRESH_S
    seconds = segment.duration_s if just_begun else float(math.ceil(live.left_s))
    return Cue(INSTRUCTIONS[segment.kind, segment.direction], seconds)
