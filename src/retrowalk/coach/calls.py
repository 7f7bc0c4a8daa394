"""What is said when: warnings, half-way, the end in sight, and tips on form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.limits import (
    FORM_APART_S,
    FORM_EVERY_S,
    FORM_FIRST_S,
    HALF_WAY_FROM_S,
    WARN_FROM_S,
    WARN_S,
)
from retrowalk.coach.segments import Kind, Segment, summed_s, walks
from retrowalk.directions import Direction
from retrowalk.training.prescription import Prescription, Support

NEXT = {
    Direction.FORWARD: CueCode.NEXT_FORWARD,
    Direction.BACKWARD: CueCode.NEXT_BACKWARD,
}
FORWARD_TIPS = (
    CueCode.FORM_STAND_TALL,
    CueCode.FORM_LOOK_AHEAD,
    CueCode.FORM_SHOULDERS_BACK,
)
BACKWARD_TIPS = (
    CueCode.FORM_STAND_TALL,
    CueCode.FORM_CORE_FIRM,
    CueCode.FORM_SHOULDERS_BACK,
)
SUPPORT_TIPS: dict[Support, tuple[CueCode, ...]] = {
    Support.NONE: (),
    Support.RAIL_OR_WALL: (CueCode.FORM_LIGHT_HAND,),
    Support.SECOND_PERSON: (CueCode.FORM_PARTNER_WATCHES,),
}


@dataclass(frozen=True, slots=True)
class Call:
    """One cue at one moment of the script's clock."""

    at_s: float
    cue: Cue


def calls(prescription: Prescription, segments: Sequence[Segment]) -> tuple[Call, ...]:
    """Return everything that is said by the clock alone, in the order of saying.

    The instruction at the start of each segment is not among these: it belongs to the
    segment itself, and a late clock must be able to say it for the time that is left.
    """
    said = [*_half_way(segments), *_warnings(segments)]
    said += _tips(prescription.support, segments, [call.at_s for call in said])
    return tuple(sorted(said, key=lambda call: call.at_s))


def _half_way(segments: Sequence[Segment]) -> Iterator[Call]:
    half_s = summed_s(walk.duration_s for walk in walks(segments)) / 2.0
    if half_s * 2.0 < HALF_WAY_FROM_S:
        return
    for walk in walks(segments):
        at_s = walk.start_s + half_s
        if at_s < walk.end_s:  # on the clock, not by duration: sums of seconds round
            yield Call(at_s, Cue(CueCode.HALF_WAY))
            return
        half_s = max(0.0, half_s - walk.duration_s)


def _warnings(segments: Sequence[Segment]) -> Iterator[Call]:
    for index, segment in enumerate(segments):
        if segment.kind is Kind.CHANGE or segment.duration_s < WARN_FROM_S:
            continue
        at_s = segment.end_s - WARN_S
        following = next(iter(walks(segments[index + 1 :])), None)
        if following is None:
            yield Call(at_s, Cue(CueCode.LAST_SECONDS, WARN_S))
            continue
        # What comes next first: the sentence that a screen shows last is what to do.
        yield Call(at_s, Cue(NEXT[following.direction], following.duration_s))
        if segments[index + 1].kind is Kind.CHANGE:
            yield Call(at_s, Cue(CueCode.CHANGE_IN, WARN_S))


def _tips(
    support: Support, segments: Sequence[Segment], taken_s: Sequence[float]
) -> Iterator[Call]:
    tips = {
        Direction.FORWARD: cycle(FORWARD_TIPS),
        Direction.BACKWARD: cycle(
            (CueCode.FORM_SHORT_STEPS, *SUPPORT_TIPS[support], *BACKWARD_TIPS)
        ),
    }
    for walk in walks(segments):
        at_s = walk.start_s + FORM_FIRST_S
        while at_s <= walk.end_s - FORM_APART_S:
            if all(abs(at_s - other_s) >= FORM_APART_S for other_s in taken_s):
                yield Call(at_s, Cue(next(tips[walk.direction])))
            at_s += FORM_EVERY_S
