"""Guide a session: the clock, the keys and the devices tell the coach, it answers."""

from collections.abc import Callable

from retrowalk.cli.coach_keys import Pressed
from retrowalk.cli.coach_screen import Screen
from retrowalk.coach.events import (
    Event,
    HeartRateSeen,
    PainReported,
    Pause,
    Resume,
    SpeedSeen,
    Start,
    StopPressed,
    StumbleReported,
    Tick,
)
from retrowalk.coach.live import Live, Phase
from retrowalk.coach.step import step
from retrowalk.devices import ftms_control, gatt, hearing
from retrowalk.devices.ftms_control import RequestControl, StopBelt
from retrowalk.devices.simulated import SimulatedDevices
from retrowalk.devices.transport import Transport
from retrowalk.errors import BadFrame

PAIN_KEYS = "0123456789x"  # each at the rating that it stands for
HOW_MUCH_PAIN = "How much does it hurt now? 0 is no pain; type 0 to 9, or x for 10."
SIMULATED_TICK_S = 0.25  # a fast clock passes in ticks as short as a slow one's
SIMULATED_WALK_MPS = 0.4  # made up, for intervals without a prescribed speed
BELT_RUNS_OUT_S = 15.0  # made up, longer than the simulated belt takes from its fastest


class Session:
    """One session under way at the terminal."""

    def __init__(self, live: Live, shown: Screen, devices: SimulatedDevices | None) -> None:
        self.live = live
        self._shown = shown
        self._devices = devices
        self._speed_mps: float | None = None
        self._bpm: float | None = None
        self._asking = False
        self._pain_before: int | None = None

    def conduct(self, wait: Callable[[], float], pressed: Pressed | None) -> None:
        """Guide the session to its end.

        wait: waits a little and returns the session seconds that passed.
        pressed: returns the keys typed since the last time; None where there is no
            keyboard, and the session then starts by itself.
        """
        if pressed is None:
            self._tell(Start())
        else:
            self._ask_for_pain()
        while self.live.phase is not Phase.OVER:
            self._shown.look(self.live, self._speed_mps, self._bpm)
            try:
                passed_s = wait()
                typed = pressed() if pressed else ""
            except KeyboardInterrupt:
                self._tell(StopPressed())
                break
            self._pass_time(passed_s)  # first: it passed before the keys were seen
            for key in typed:
                self._key(key)
        self._bring_belt_to_rest()

    def _key(self, key: str) -> None:
        asked, self._asking = self._asking, False
        if asked and key in PAIN_KEYS:
            self._rate(PAIN_KEYS.index(key))
        elif key == " ":
            start = Start(self._pain_before)
            toggled: dict[Phase, Event] = {Phase.READY: start, Phase.PAUSED: Resume()}
            self._tell(toggled.get(self.live.phase, Pause()))
            self._asking = self.live.phase is Phase.READY  # it was too much to begin
        elif key == "p":
            self._ask_for_pain()
        elif key == "s":
            self._tell(StumbleReported())
        elif key == "q":
            self._tell(StopPressed())

    def _ask_for_pain(self) -> None:
        self._asking = True
        self._shown.note(HOW_MUCH_PAIN)

    def _rate(self, nrs: int) -> None:
        """Take a rating: before the start it is kept for the start."""
        if self.live.phase is Phase.READY:
            self._pain_before = nrs
        else:
            self._tell(PainReported(nrs))

    def _pass_time(self, seconds: float) -> None:
        if self._devices is None:
            self._tell(Tick(seconds))
            return
        while seconds > 0.0 and self.live.phase is not Phase.OVER:
            part_s = min(seconds, SIMULATED_TICK_S)
            self._move_simulated_hand(self._devices)
            self._devices.pass_time(part_s)
            self._tell(Tick(part_s))
            self._listen(self._devices)
            seconds -= part_s

    def _listen(self, radio: Transport) -> None:
        for notification in radio.heard():
            try:
                seen = hearing.event(notification)
            except BadFrame as error:
                self._shown.note(f"Not understood, and left out: {error}")
                continue
            if isinstance(seen, SpeedSeen):
                self._speed_mps = seen.speed_mps
            if isinstance(seen, HeartRateSeen):
                self._bpm = seen.bpm
            if seen is not None:
                self._tell(seen)

    def _move_simulated_hand(self, devices: SimulatedDevices) -> None:
        """Do what the simulated person does when told: start and stop the belt by hand."""
        if self.live.phase is not Phase.WALKING:
            devices.press_stop()
            return
        most_mps = self.live.segment.speed_most_mps
        devices.press_start(SIMULATED_WALK_MPS if most_mps is None else most_mps)

    def _bring_belt_to_rest(self) -> None:
        """Ask the belt to stop, and say whether it then says that it stands."""
        if self._devices is None:
            return
        for command in (RequestControl(), StopBelt()):
            self._devices.write(gatt.CONTROL_POINT, ftms_control.encode(command))
        self._devices.pass_time(BELT_RUNS_OUT_S)
        self._listen(self._devices)
        stands = self._speed_mps == 0.0
        self._shown.note(
            "The belt stands." if stands else "The belt has not said that it stands."
        )

    def _tell(self, event: Event) -> None:
        self.live, cues = step(self.live, event)
        if cues:
            self._shown.say(self.live, cues)
