"""The simulated person's hand on the simulated treadmill: does what the coach says."""

from collections.abc import Iterable

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.live import Live, Phase
from retrowalk.devices.simulated import SimulatedDevices

WALK_MPS = 0.4  # made up, for intervals without a prescribed speed
SLOW_START = 0.7  # of the prescribed speed: made up, so that the coach has something to do


class SimulatedHand:
    """Starts the belt when told to, and stops it."""

    def __init__(self, devices: SimulatedDevices) -> None:
        self._devices = devices
        self._told_to_start = False

    def hears(self, cues: Iterable[Cue]) -> None:
        """Take in what the coach says."""
        for cue in cues:
            if cue.code is CueCode.START_BELT_YOURSELF:
                self._told_to_start = True
            elif cue.code is CueCode.STOP_BELT_YOURSELF:
                self._told_to_start = False
                self._devices.press_stop()

    def moves(self, live: Live, seconds: float) -> None:
        """Let time pass for the devices, and press start where that was asked."""
        if self._told_to_start and live.phase is Phase.WALKING:
            most_mps = live.segment.speed_most_mps
            self._devices.press_start(
                WALK_MPS if most_mps is None else SLOW_START * most_mps
            )
            self._told_to_start = False
        self._devices.pass_time(seconds)
