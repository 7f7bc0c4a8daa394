"""Guide a session: the clock, the keys and the devices tell the coach, it answers."""

from collections.abc import Callable

from retrowalk.cli.coach_keys import Pressed
from retrowalk.cli.coach_record import Notes
from retrowalk.cli.coach_screen import Readings, Screen
from retrowalk.cli.simulated_hand import SimulatedHand
from retrowalk.coach.cues import Cue
from retrowalk.coach.events import (
    Event,
    PainReported,
    Pause,
    Resume,
    Start,
    StopPressed,
    StumbleReported,
    Tick,
)
from retrowalk.coach.live import Live, Phase
from retrowalk.devices.guided import GuidedWalk
from retrowalk.devices.transport import Transport

PAIN_KEYS = "0123456789x"  # each at the rating that it stands for
HOW_MUCH_PAIN = "How much does it hurt now? 0 is no pain; type 0 to 9, or x for 10."
SIMULATED_TICK_S = 0.25  # a fast clock passes in ticks as short as a slow one's
# Design rule: longer than any belt takes to run out, and short enough to wait for.
BELT_RUNS_OUT_S = 30.0
NOT_CONFIRMED = (
    "The belt has not said that it stands. Look before you step off, and press its stop "
    "button or pull its key."
)


class Session:
    """One session under way at the terminal.

    radio: carries the devices, None where there are none. allowed: the person lets us
    change the belt's speed and stop it. hand: who starts and stops a simulated belt.
    """

    def __init__(
        self,
        live: Live,
        shown: Screen,
        radio: Transport | None,
        hand: SimulatedHand | None = None,
        *,
        allowed: bool = False,
    ) -> None:
        self.walk = GuidedWalk(live, radio, self._say, allowed=allowed)
        self.notes = Notes()
        self._shown = shown
        self._hand = hand
        self._asking = False
        self._pain_before: int | None = None

    @property
    def live(self) -> Live:
        """Where the session stands."""
        return self.walk.live

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
            self._look()
            try:
                passed_s = wait()
                typed = pressed() if pressed else ""
            except KeyboardInterrupt:
                self._tell(StopPressed())
                break
            self._pass_time(passed_s)  # first: it passed before the keys were seen
            for key in typed:
                self._key(key)
        self._bring_belt_to_rest(wait)

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
        if self._hand is None:
            self._tick(seconds)
            return
        while seconds > 0.0 and self._under_way():
            part_s = min(seconds, SIMULATED_TICK_S)
            self._hand.moves(self.live, part_s)
            self._tick(part_s)
            seconds -= part_s

    def _tick(self, seconds: float) -> None:
        # First what the devices said: a command must not cross a hand on the treadmill.
        for note in self.walk.listen():
            self._shown.note(note)
        before, before_s = self.live, self.walk.at_s
        self._tell(Tick(seconds))
        self.notes.look(self.walk, before, before_s)

    def _under_way(self) -> bool:
        return self.live.phase is not Phase.OVER or self.walk.belt.stopping is not None

    def _bring_belt_to_rest(self, wait: Callable[[], float]) -> None:
        """Go on until the belt says that it stands; a second Ctrl-C leaves at once."""
        until_s = self.walk.at_s + BELT_RUNS_OUT_S
        try:
            while self.walk.belt.stopping is not None and self.walk.at_s < until_s:
                self._look()
                self._pass_time(wait())
        except KeyboardInterrupt:
            pass  # whoever presses it twice wants out; what is not known is said below
        self._look()
        if self.walk.belt.stopping is not None:
            self._shown.note(NOT_CONFIRMED)

    def _look(self) -> None:
        walk = self.walk
        stopping = walk.belt.stopping is not None
        self._shown.look(self.live, Readings(walk.speed_mps, walk.bpm, stopping=stopping))

    def _say(self, live: Live, cues: tuple[Cue, ...]) -> None:
        if self._hand is not None:
            self._hand.hears(cues)
        self._shown.say(live, cues)

    def _tell(self, event: Event) -> None:
        self.walk.tell(event)
