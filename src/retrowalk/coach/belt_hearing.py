"""What the belt's radio says, and its silence: the belt as far as it is known."""

from dataclasses import replace

from retrowalk.coach.belt import AskForControl, Belt, Followed, Machine, Stopping
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import (
    BeltControlled,
    BeltFound,
    BeltLost,
    BeltRefused,
    BeltRight,
    BeltTaken,
    BeltTargetSeen,
    Event,
    SpeedSeen,
    Tick,
)
from retrowalk.coach.limits import (
    BELIEVED_BELT_MPS,
    BELIEVED_TICK_S,
    BELT_BY_HAND_MPS,
    BELT_HEARD_S,
    BELT_OTHERS_MPS,
    BELT_SILENT_S,
)
from retrowalk.coach.live import Live, Phase


def heard(belt: Belt, live: Live, event: Event) -> Followed:
    """Return what is known of the belt after the event."""
    match event:
        case Tick(seconds):
            return _passed(belt, live, seconds)
        case SpeedSeen(speed_mps):
            return _read(belt, speed_mps)
        case BeltFound():
            return _found(belt, live, event)
        case BeltControlled():
            controlled = belt.linked and belt.may_set and not belt.let_go
            return replace(belt, controlled=controlled), (), ()
        case BeltRefused(to):
            return _refused(belt, to)
        case BeltTargetSeen(speed_mps):
            return _target_seen(belt, speed_mps)
        case BeltTaken():
            return _let_go(belt, CueCode.BELT_LET_GO)
        case BeltLost():
            if not belt.linked:
                return belt, (), ()
            return _lost(replace(belt, linked=False, controlled=False), live)
        case _:
            return belt, (), ()


def _passed(belt: Belt, live: Live, seconds: float) -> Followed:
    if not seconds > 0.0:
        return belt, (), ()
    # A clock that jumped must not be added: it may be hours, or without end.
    now_s = belt.clock_s + min(seconds, BELIEVED_TICK_S)
    passed = belt.at(now_s)
    if seconds > BELT_HEARD_S:
        return _slept(passed), (), ()
    moves, heard_s = belt.moving_s is not None, belt.heard_s
    if moves and heard_s is not None and now_s - heard_s > BELT_SILENT_S:
        return _lost(passed, live)
    return passed, (), ()


def _slept(belt: Belt) -> Belt:
    """Wait for the next reading: whether the radio was silent meanwhile nobody can tell."""
    now_s, stop = belt.clock_s, belt.stopping
    return replace(
        belt,
        speed_mps=None,
        heard_s=now_s,
        change=None,
        stopping=stop and replace(stop, slower_s=now_s),
    )


def _read(belt: Belt, speed_mps: float) -> Followed:
    if not belt.linked or not 0.0 <= speed_mps <= BELIEVED_BELT_MPS:
        return belt, (), ()
    said = (Cue(CueCode.BELT_BACK),) if belt.told_lost else ()
    if belt.stopping is not None:
        belt = replace(belt, stopping=_slower(belt.stopping, belt, speed_mps))
    return (_moving(belt, speed_mps) if speed_mps else _still(belt)), (), said


def _slower(stop: Stopping, belt: Belt, speed_mps: float) -> Stopping:
    least_mps = stop.least_mps
    slower = least_mps is None or speed_mps < least_mps
    return replace(
        stop,
        least_mps=speed_mps if slower else least_mps,
        slower_s=belt.clock_s if slower else stop.slower_s,
        zeros=0 if speed_mps else stop.zeros + 1,
    )


def _still(belt: Belt) -> Belt:
    still = belt.read(0.0, moving_s=None, top_mps=None)
    return replace(still, asked=()) if belt.asked else still


def _moving(belt: Belt, speed_mps: float) -> Belt:
    top_mps = speed_mps if belt.top_mps is None else max(belt.top_mps, speed_mps)
    moving_s = belt.clock_s if belt.moving_s is None else belt.moving_s
    moving = belt.read(speed_mps, moving_s, top_mps)
    by_hand = speed_mps < top_mps - BELT_BY_HAND_MPS
    return replace(moving, left_alone=True) if by_hand and not belt.left_alone else moving


def _found(belt: Belt, live: Live, found: BeltFound) -> Followed:
    said = (Cue(CueCode.BELT_BACK),) if belt.told_lost else ()
    fresh = replace(
        _unknown(belt),
        linked=True,
        controlled=False,
        told_lost=False,
        was_lost=belt.was_lost or (belt.linked and live.phase is not Phase.READY),
        may_set=found.may_set_speed,
        machine=Machine(
            _believed(found.speed_low_mps),
            _believed(found.speed_high_mps),
            _believed(found.speed_step_mps),
        ),
    )
    asks = found.may_set_speed and not belt.let_go
    return fresh, ((AskForControl(),) if asks else ()), said


def _believed(speed_mps: float | None) -> float | None:
    """Return what a machine tells of itself, None if no machine can be so."""
    if speed_mps is None or not 0.0 < speed_mps <= BELIEVED_BELT_MPS:
        return None
    return speed_mps


def _lost(belt: Belt, live: Live) -> Followed:
    """Note that nobody knows what the belt does, and tell the person who may be on it."""
    under_way = live.phase is not Phase.READY
    blind = replace(_unknown(belt), was_lost=belt.was_lost or under_way, told_lost=True)
    matters = live.phase is not Phase.OVER or belt.stopping is not None
    said = (Cue(CueCode.BELT_LOST),) if matters and not belt.told_lost else ()
    return blind, (), said


def _unknown(belt: Belt) -> Belt:
    return replace(
        belt, speed_mps=None, heard_s=None, moving_s=None, top_mps=None, change=None
    )


def _refused(belt: Belt, to: BeltRight) -> Followed:
    if belt.stopping or to is BeltRight.STOP:  # asked again, with the right to it, soon
        return replace(belt, controlled=False), (), ()
    return _let_go(belt, CueCode.BELT_REFUSED)


def _target_seen(belt: Belt, speed_mps: float) -> Followed:
    """Let go where somebody else sets the speed that we set, too: never two hands.

    Before we first set a moving belt it is the person's hand, as it should be.
    """
    ours = [mps for _, mps in belt.asked]
    if belt.stopping or not ours:
        return belt, (), ()
    if any(abs(speed_mps - mps) <= BELT_OTHERS_MPS for mps in ours):
        return belt, (), ()
    return _let_go(belt, CueCode.BELT_LET_GO)


def _let_go(belt: Belt, why: CueCode) -> Followed:
    said = () if belt.let_go or not belt.may_set else (Cue(why),)
    return replace(belt, let_go=True, controlled=False, change=None), (), said
