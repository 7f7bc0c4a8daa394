"""The rules of a treadmill's belt: what it is asked to do, and what the person is told.

No clock, no radio. `follow` is called after every `step` with the session as it then is,
and with the same event. The player's coach/belt.js is its deliberate twin.

A belt is never started and never asked for more than the prescription. Every change is at
most BELT_CHANGE_MPS and said before. Whoever stops gets a stop at once, and whom the
session stops is warned; it is repeated until the belt itself says twice that it stands. Out
of sight means never faster again.
"""

from dataclasses import replace

from retrowalk.coach.belt import Belt, Followed
from retrowalk.coach.belt_driving import driven
from retrowalk.coach.belt_hearing import heard
from retrowalk.coach.belt_stopping import (
    asked_to_stop,
    brought_to_stop,
    stopped,
    warned_of_stop,
)
from retrowalk.coach.events import (
    Event,
    PainReported,
    Pause,
    StopPressed,
    StumbleReported,
    SymptomReported,
)
from retrowalk.coach.live import Live, Phase

# What the person does or reports, and so knows of: the belt stops with it, without a warning.
BY_HAND = (Pause, StopPressed, StumbleReported, SymptomReported, PainReported)
WALKING = Phase.WALKING  # looked up once: every event asks for it


def follow(belt: Belt, live: Live, event: Event) -> Followed:
    """Return the belt after the event, what to ask of it now, and what to say now.

    live: the session after the event. Ticks go on until the belt no longer is `stopping`,
    also once the session is over.
    """
    belt, commands, cues = heard(belt, live, event)
    walking = live.phase is WALKING
    halts = belt.was_walking and not walking
    if isinstance(event, StopPressed) or (
        isinstance(event, BY_HAND) and (halts or belt.stopping is not None)
    ):
        belt = asked_to_stop(belt)
    elif halts:
        belt, warned = brought_to_stop(belt)
        cues += warned
    if belt.was_walking is not walking:
        belt = replace(belt, was_walking=walking, stop_said_s=None)
    if belt.stopping is not None:
        belt, more, said = stopped(belt, belt.stopping)
    elif walking:
        belt, warned = warned_of_stop(belt, live)
        belt, more, said = driven(belt, live)
        cues += warned
    else:
        return belt, commands, cues
    return belt, (*commands, *more), (*cues, *said)
