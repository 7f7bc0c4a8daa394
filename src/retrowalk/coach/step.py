"""The live rules: a session and an event in, a session and cues out.

No clock, no radio, no screen. The player's step.js is a deliberate twin of this file and
of trouble.py and corrections.py; contracts/transcripts holds both to the same words.

How time is told. A tick moves the clock by any amount up to BELIEVED_TICK_S, and the
state after two ticks is the state after one of their sum. What is *said* depends on when
the coach can speak: of everything a tick passes, a call more than FRESH_S past stays
unsaid, and only the last segment that was entered is announced, with the time it has
left and with the turn that leads into it. So one long tick says a part of what many
short ones say, never anything else.
"""

from bisect import bisect_right
from dataclasses import replace

from retrowalk.coach.corrections import corrected
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import (
    Event,
    HeartRateSeen,
    PainReported,
    Pause,
    Resume,
    ScreenHidden,
    ScreenShown,
    SensorBack,
    SensorLost,
    SpeedSeen,
    Start,
    StepsSeen,
    StopPressed,
    StumbleReported,
    SymptomReported,
    Tick,
)
from retrowalk.coach.halting import ended, held
from retrowalk.coach.instructions import belt_last, instruction, opening
from retrowalk.coach.limits import BELIEVED_TICK_S, FRESH_S, PAIN_HIGH_NRS
from retrowalk.coach.live import Live, Phase
from retrowalk.coach.segments import Kind, Segment
from retrowalk.coach.trouble import noted, troubled
from retrowalk.training.session import Ending

OVER = Phase.OVER  # looked up once: every event asks for it
Said = tuple[Live, tuple[Cue, ...]]


def step(live: Live, event: Event) -> Said:
    """Return where the session stands after the event, and what to say now.

    An event that makes no sense in the present phase changes nothing and says nothing.
    After the end nothing is ever said, but a late report of trouble is still noted.
    """
    if live.phase is OVER:
        return noted(live, event), ()
    match event:
        case Tick(seconds):
            return _ticked(live, seconds)
        case StepsSeen() | SpeedSeen() | HeartRateSeen():
            return corrected(live, event)
        case StopPressed():
            return ended(live, Ending.STOPPED_BY_CHOICE, CueCode.STOPPED)
        case StumbleReported() | SymptomReported() | PainReported():
            return troubled(live, event)
        case Start(pain_nrs):
            return _started(live, pain_nrs)
        case Pause():
            return held(live, CueCode.PAUSED) if live.moving else (live, ())
        case Resume():
            return _resumed(live)
        case SensorLost() | SensorBack():
            return _sensor(live, lost=isinstance(event, SensorLost))
        case ScreenHidden():
            return _screen_hidden(live)
        case ScreenShown():
            return _screen_shown(live)
        case _:
            return live, ()  # of the belt: belt_rule.py answers


def _ticked(live: Live, seconds: float) -> Said:
    if not live.moving or not seconds > 0.0:
        return live, ()
    if seconds > BELIEVED_TICK_S:
        return held(live, CueCode.TIME_LOST)
    plan, at_s = live.script, live.at_s + seconds
    if at_s >= plan.end_s:
        return ended(live.at(plan.end_s), Ending.COMPLETED, CueCode.DONE)
    moved = live.at(at_s)
    first, beyond = bisect_right(plan.calls_s, live.at_s), bisect_right(plan.calls_s, at_s)
    fresh = [c for c in plan.calls[first:beyond] if at_s - c.at_s <= FRESH_S]
    if moved.index == live.index:
        return moved, tuple([call.cue for call in fresh])
    now = moved.segment
    moved = replace(moved, phase=_phase(now))
    return moved, (
        *(call.cue for call in fresh if call.at_s < now.start_s),
        *opening(live, moved),
        *(call.cue for call in fresh if call.at_s >= now.start_s),
    )


def _phase(segment: Segment) -> Phase:
    return Phase.WALKING if segment.kind is Kind.WALK else Phase.CHANGING


def _started(live: Live, pain_nrs: int | None) -> Said:
    if live.phase is not Phase.READY:
        return live, ()
    if pain_nrs is not None and pain_nrs > PAIN_HIGH_NRS:
        return live, (Cue(CueCode.PAIN_WAIT),)
    started = replace(
        live, phase=_phase(live.segment), pain_before_nrs=pain_nrs, pain_nrs=pain_nrs
    )
    at_once = (call.cue for call in started.script.calls if call.at_s <= 0.0)
    return started, (instruction(started), *belt_last(started), *at_once)


def _resumed(live: Live) -> Said:
    if live.phase is not Phase.PAUSED:
        return live, ()
    resumed = replace(live, phase=_phase(live.segment))
    return resumed, (
        Cue(CueCode.RESUMED),
        instruction(resumed),
        *belt_last(resumed),
    )


def _sensor(live: Live, *, lost: bool) -> Said:
    if live.sensor_lost is lost:
        return live, ()
    code = CueCode.SENSOR_LOST if lost else CueCode.SENSOR_BACK
    return replace(live, sensor_lost=lost), (Cue(code),)


def _screen_hidden(live: Live) -> Said:
    if live.screen_hidden:
        return live, ()
    said = (Cue(CueCode.KEEP_SCREEN_ON),) if live.moving else ()
    return replace(live, screen_hidden=True), said


def _screen_shown(live: Live) -> Said:
    if not live.screen_hidden:
        return live, ()
    shown = replace(live, screen_hidden=False)
    if live.moving:
        return shown, (instruction(shown),)
    return shown, (Cue(CueCode.PAUSED),) if live.phase is Phase.PAUSED else ()
