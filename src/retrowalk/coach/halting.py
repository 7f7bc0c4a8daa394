"""Bringing a walk to a halt: on a treadmill the belt comes first."""

from dataclasses import replace

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.live import Live, Phase
from retrowalk.training.session import Ending


def held(live: Live, why: CueCode) -> tuple[Live, tuple[Cue, ...]]:
    """Pause the session and say why."""
    return replace(live, phase=Phase.PAUSED), (*belt_first(live), Cue(why))


def ended(live: Live, ending: Ending, *said: CueCode) -> tuple[Live, tuple[Cue, ...]]:
    """End the session and say so."""
    over = replace(live, phase=Phase.OVER, ending=ending)
    return over, (*belt_first(live), *(Cue(code) for code in said))


def belt_first(live: Live) -> tuple[Cue, ...]:
    """Return what must be said before anybody stands still on a belt that may move."""
    if live.script.on_belt and live.phase is Phase.WALKING:
        return (Cue(CueCode.STOP_BELT_YOURSELF),)
    return ()
