"""A stop that was asked for: repeated until the belt says that it stands."""

from dataclasses import replace

from retrowalk.coach.belt import AskForControl, Belt, Command, Followed, StopBelt, Stopping
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.limits import (
    BELT_NOT_STOPPED_S,
    BELT_STANDS_READINGS,
    BELT_STOP_AGAIN_S,
    BELT_STOP_SAID_S,
    BELT_TOLD_BLIND,
    BELT_TOLD_EVERY_S,
    BELT_WARNED_S,
)
from retrowalk.coach.live import Live
from retrowalk.coach.segments import Kind


def warned_of_stop(belt: Belt, live: Live) -> tuple[Belt, tuple[Cue, ...]]:
    """Say shortly before a walk ends with a halt that the belt will stop."""
    if live.left_s > BELT_STOP_SAID_S or not _ends_with_a_halt(live):
        return (belt if belt.stop_said_s is None else replace(belt, stop_said_s=None)), ()
    if belt.stop_said_s is not None or not _will_be_stopped(belt):
        return belt, ()
    return replace(belt, stop_said_s=belt.clock_s), (Cue(CueCode.BELT_STOPS),)


def brought_to_stop(belt: Belt) -> tuple[Belt, tuple[Cue, ...]]:
    """Stop the belt as the session halts by itself: once the person was warned."""
    said_s = belt.stop_said_s
    warned = said_s is not None and belt.clock_s - said_s >= BELT_WARNED_S
    if warned or not _will_be_stopped(belt):
        return asked_to_stop(belt), ()
    late = () if said_s is not None else (Cue(CueCode.BELT_STOPS),)
    due_s = (belt.clock_s if said_s is None else said_s) + BELT_WARNED_S
    return asked_to_stop(belt, due_s), late


def asked_to_stop(belt: Belt, due_s: float | None = None) -> Belt:
    """Note that the belt shall stop; one that was never in reach is not ours to stop.

    due_s: when to ask it first; None for at once.
    """
    if not (belt.linked or belt.told_lost):
        return belt
    from_s = belt.clock_s if due_s is None else due_s
    stop = belt.stopping
    if stop is None:
        stop = Stopping(stood=belt.speed_mps == 0.0, due_s=from_s, slower_s=from_s)
    again = replace(stop, sent_s=None, due_s=min(stop.due_s, from_s))
    return replace(belt, change=None, stopping=again)


def stopped(belt: Belt, stop: Stopping) -> Followed:
    """Ask again, tell the person if it does not stop, or note that it stands."""
    if _stands(belt, stop):
        said = () if stop.stood else (Cue(CueCode.BELT_STANDS),)
        return replace(belt, stopping=None), (), said
    commands: tuple[Command, ...] = ()
    cues: tuple[Cue, ...] = ()
    now = stop
    may_ask = belt.linked and belt.may_set and belt.clock_s >= stop.due_s
    if may_ask and _due(belt, stop.sent_s, BELT_STOP_AGAIN_S):
        commands = (StopBelt(),) if belt.controlled else (AskForControl(), StopBelt())
        now = replace(now, sent_s=belt.clock_s)
    if _to_be_told(belt, stop):
        cues = (Cue(CueCode.BELT_NOT_STOPPED),)
        now = replace(now, told_s=belt.clock_s, told=stop.told + 1)
    return (belt if now is stop else replace(belt, stopping=now)), commands, cues


def _ends_with_a_halt(live: Live) -> bool:
    following = live.script.segments[live.index + 1 : live.index + 2]
    return not following or following[0].kind is Kind.CHANGE


def _will_be_stopped(belt: Belt) -> bool:
    return belt.linked and belt.may_set and belt.moving_s is not None


def _stands(belt: Belt, stop: Stopping) -> bool:
    if stop.zeros >= BELT_STANDS_READINGS:
        return True
    # A treadmill may well fall silent once it stands.
    return belt.speed_mps == 0.0 and belt.clock_s - stop.slower_s >= BELT_NOT_STOPPED_S


def _to_be_told(belt: Belt, stop: Stopping) -> bool:
    if belt.speed_mps == 0.0 or not _due(belt, stop.told_s, BELT_TOLD_EVERY_S):
        return False
    if belt.told_lost:  # nothing will confirm it, so there is nothing to wait for
        return stop.told < BELT_TOLD_BLIND
    return belt.clock_s - stop.slower_s >= BELT_NOT_STOPPED_S


def _due(belt: Belt, last_s: float | None, every_s: float) -> bool:
    return last_s is None or belt.clock_s - last_s >= every_s
