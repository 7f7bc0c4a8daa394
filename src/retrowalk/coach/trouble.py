"""What the live rules do when the person reports a stumble, pain or a symptom."""

from dataclasses import replace

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import Event, PainReported, StumbleReported, SymptomReported
from retrowalk.coach.halting import ended, held
from retrowalk.coach.limits import (
    GET_HELP,
    PAIN_HIGH_NRS,
    PAIN_RISE_NRS,
    STUMBLES_TO_HOLD,
)
from retrowalk.coach.live import Live, Phase
from retrowalk.training.session import Ending, Symptom

STOPPED_EARLY = (Ending.STOPPED_BY_CHOICE, Ending.STOPPED_BY_PAIN)
Trouble = StumbleReported | SymptomReported | PainReported


def troubled(live: Live, event: Trouble) -> tuple[Live, tuple[Cue, ...]]:
    """Answer trouble in a session that is not over: a symptom or high pain ends it at once.

    Before the start there was no walk yet: only a symptom counts then.
    """
    match event:
        case SymptomReported(symptom):
            return ended(
                noted(live, event),
                Ending.STOPPED_BY_SYMPTOM,
                CueCode.STOPPED,
                _advice(symptom),
            )
        case _ if live.phase is Phase.READY:
            return live, ()
        case StumbleReported():
            return _stumbled(noted(live, event))
        case PainReported():
            return _in_pain(noted(live, event))


def noted(live: Live, event: Event) -> Live:
    """Write a report of trouble down, and nothing else.

    A symptom told after the person chose to stop, or because of pain, is why it ended.
    """
    match event:
        case StumbleReported():
            return replace(live, stumbles=live.stumbles + 1)
        case PainReported(nrs):
            return replace(
                live, pain_nrs=nrs, pain_most_nrs=max(nrs, live.pain_most_nrs or 0)
            )
        case SymptomReported(symptom):
            symptoms = (*live.symptoms, symptom)
            if live.ending in STOPPED_EARLY:
                ending = Ending.STOPPED_BY_SYMPTOM
                return replace(live, symptoms=symptoms, ending=ending)
            return replace(live, symptoms=symptoms)
        case _:
            return live


def _stumbled(live: Live) -> tuple[Live, tuple[Cue, ...]]:
    if live.stumbles < STUMBLES_TO_HOLD:
        return live, (Cue(CueCode.SLOW_DOWN),)
    return held(live, CueCode.STOP_AND_HOLD)


def _in_pain(live: Live) -> tuple[Live, tuple[Cue, ...]]:
    """Answer the latest rating: too much ends the walk, a rise asks for rest."""
    now = live.pain_nrs or 0
    before = live.pain_before_nrs
    if now > PAIN_HIGH_NRS:
        return ended(live, Ending.STOPPED_BY_PAIN, CueCode.PAIN_STOP)
    if before is not None and now - before >= PAIN_RISE_NRS:
        return held(live, CueCode.PAIN_REST)
    return live, ()


def _advice(symptom: Symptom) -> CueCode:
    if symptom in GET_HELP:
        return CueCode.SIT_DOWN_AND_GET_HELP
    return CueCode.SIT_DOWN_AND_REST
