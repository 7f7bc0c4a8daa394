"""How a cue reaches the person: whether it is heard, and its beep and shake. One table.

Every cue is spoken, shown and, on request, beeped and vibrated. How much of it is heard is
the person's choice, except for what keeps them safe. The player's coach/presenting.js is the
twin of this file; contracts/transcripts/presenting.json holds both.
"""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.coach.cues import CueCode


class Density(StrEnum):
    """How many cues the person wants to hear."""

    ALL = "all"
    FEW = "few"
    NONE = "none"


class Weight(StrEnum):
    """What a cue is for."""

    SAFETY = "safety"  # stop, hold on, slow down, mind the belt: always heard
    TELLS = "tells"  # what to do now, and what changed: heard unless none are wanted
    EXTRA = "extra"  # form, half-way and what comes next: heard only where all are wanted


class Signal(StrEnum):
    """A sound and a shake that can be told apart without words."""

    TURN = "turn"
    SOON = "soon"
    STOP = "stop"
    CARE = "care"
    DONE = "done"
    TIP = "tip"


@dataclass(frozen=True, slots=True)
class Pattern:
    """tones: (hertz, seconds) in a row, rising for go, falling for stop.

    shake_ms: on, off, on and so on.
    """

    tones: tuple[tuple[float, float], ...]
    shake_ms: tuple[int, ...]


PATTERNS: dict[Signal, Pattern] = {
    Signal.TURN: Pattern(((660, 0.14), (880, 0.2)), (200, 100, 200)),
    Signal.SOON: Pattern(((660, 0.12),), (120,)),
    Signal.STOP: Pattern(((440, 0.25), (330, 0.4)), (600,)),
    Signal.CARE: Pattern(((550, 0.12), (550, 0.12), (550, 0.12)), (100, 60, 100, 60, 100)),
    Signal.DONE: Pattern(((523, 0.16), (659, 0.16), (784, 0.32)), (150, 80, 150, 80, 300)),
    Signal.TIP: Pattern(((740, 0.08),), (60,)),
}

HEARD = {
    Density.ALL: frozenset(Weight),
    Density.FEW: frozenset({Weight.SAFETY, Weight.TELLS}),
    Density.NONE: frozenset({Weight.SAFETY}),
}

_SAFETY, _TELLS, _EXTRA = Weight.SAFETY, Weight.TELLS, Weight.EXTRA
PRESENTED: dict[CueCode, tuple[Weight, Signal]] = {
    CueCode.WALK_FORWARD: (_TELLS, Signal.TURN),
    CueCode.WALK_BACKWARD: (_TELLS, Signal.TURN),
    CueCode.CHANGE_TO_FORWARD: (_TELLS, Signal.TURN),
    CueCode.CHANGE_TO_BACKWARD: (_TELLS, Signal.TURN),
    CueCode.STOP_BELT_YOURSELF: (_SAFETY, Signal.STOP),
    CueCode.START_BELT_YOURSELF: (_TELLS, Signal.TIP),
    CueCode.NEXT_FORWARD: (_EXTRA, Signal.SOON),
    CueCode.NEXT_BACKWARD: (_EXTRA, Signal.SOON),
    CueCode.CHANGE_IN: (_TELLS, Signal.SOON),
    CueCode.HALF_WAY: (_EXTRA, Signal.TIP),
    CueCode.LAST_SECONDS: (_EXTRA, Signal.SOON),
    CueCode.FORM_STAND_TALL: (_EXTRA, Signal.TIP),
    CueCode.FORM_SHORT_STEPS: (_EXTRA, Signal.TIP),
    CueCode.FORM_LIGHT_HAND: (_EXTRA, Signal.TIP),
    CueCode.FORM_LOOK_AHEAD: (_EXTRA, Signal.TIP),
    CueCode.FORM_CORE_FIRM: (_EXTRA, Signal.TIP),
    CueCode.FORM_SHOULDERS_BACK: (_EXTRA, Signal.TIP),
    CueCode.FORM_PARTNER_WATCHES: (_EXTRA, Signal.TIP),
    CueCode.GOING_FORWARD: (_TELLS, Signal.CARE),
    CueCode.GOING_BACKWARD: (_TELLS, Signal.CARE),
    CueCode.SLOWER: (_SAFETY, Signal.CARE),
    CueCode.STOP_THE_BELT: (_SAFETY, Signal.STOP),
    CueCode.HEART_RATE_HIGH: (_SAFETY, Signal.CARE),
    CueCode.REST: (_SAFETY, Signal.STOP),
    CueCode.BELT_TOO_FAST: (_SAFETY, Signal.CARE),
    CueCode.BELT_TOO_SLOW: (_EXTRA, Signal.TIP),
    CueCode.BELT_FASTER: (_SAFETY, Signal.CARE),
    CueCode.BELT_SLOWER: (_SAFETY, Signal.CARE),
    CueCode.BELT_STOPS: (_SAFETY, Signal.CARE),
    CueCode.BELT_STANDS: (_TELLS, Signal.TIP),
    CueCode.BELT_NOT_STOPPED: (_SAFETY, Signal.STOP),
    CueCode.BELT_LOST: (_SAFETY, Signal.CARE),
    CueCode.BELT_BACK: (_TELLS, Signal.TIP),
    CueCode.BELT_REFUSED: (_SAFETY, Signal.CARE),
    CueCode.BELT_LET_GO: (_SAFETY, Signal.CARE),
    CueCode.SLOW_DOWN: (_SAFETY, Signal.CARE),
    CueCode.STOP_AND_HOLD: (_SAFETY, Signal.STOP),
    CueCode.PAIN_WAIT: (_SAFETY, Signal.STOP),
    CueCode.PAIN_REST: (_SAFETY, Signal.STOP),
    CueCode.PAIN_STOP: (_SAFETY, Signal.STOP),
    CueCode.TIME_LOST: (_SAFETY, Signal.CARE),
    CueCode.KEEP_SCREEN_ON: (_TELLS, Signal.CARE),
    CueCode.SENSOR_LOST: (_TELLS, Signal.TIP),
    CueCode.SENSOR_BACK: (_TELLS, Signal.TIP),
    CueCode.PAUSED: (_TELLS, Signal.STOP),
    CueCode.RESUMED: (_TELLS, Signal.TIP),
    CueCode.STOPPED: (_SAFETY, Signal.STOP),
    CueCode.DONE: (_TELLS, Signal.DONE),
    CueCode.SIT_DOWN_AND_GET_HELP: (_SAFETY, Signal.STOP),
    CueCode.SIT_DOWN_AND_REST: (_SAFETY, Signal.STOP),
}


def is_heard(code: CueCode, density: Density) -> bool:
    """Say whether a cue is spoken to somebody who wants this many; it is always shown."""
    return PRESENTED[code][0] in HEARD[density]


def pattern(code: CueCode) -> Pattern:
    """Return the sound and the shake of a cue."""
    return PATTERNS[PRESENTED[code][1]]
