"""A session with devices: every event to the live rules and to the belt's rule, in order."""

from collections.abc import Callable
from dataclasses import dataclass

from retrowalk.coach.belt import Belt, Command
from retrowalk.coach.belt_rule import follow
from retrowalk.coach.cues import Cue
from retrowalk.coach.events import Event, HeartRateSeen, SpeedSeen, Tick
from retrowalk.coach.live import Live
from retrowalk.coach.step import step
from retrowalk.devices import gatt, hearing
from retrowalk.devices.gate import Gate
from retrowalk.devices.transport import Gone, Joined, Kind, Notification, Transport
from retrowalk.errors import BadFrame

# Design rule: both sorts of device speak about once a second; a reading older than this
# is not shown or kept as what is now.
READING_LASTS_S = 3.0
STRAP_GONE = "The heart-rate strap is out of reach. I look for it; the session goes on."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the transcript: at_s, seconds since the session was made; one of the rest.

    withheld: a command that did not go out, see gate.py.
    """

    at_s: float
    event: Event | Joined | Gone | None = None
    command: Command | None = None
    withheld: Command | None = None
    cue: Cue | None = None
    not_understood: str = ""


Say = Callable[[Live, tuple[Cue, ...]], None]


class GuidedWalk:
    """A session under way with a radio beside it, or none.

    say: is told what the coach says, as it says it. allowed: see hearing.events.
    transcript: all that happened but the ticks, in order.
    """

    def __init__(
        self, live: Live, radio: Transport | None, say: Say, *, allowed: bool
    ) -> None:
        self.live = live
        self.belt = Belt()
        self.at_s = 0.0
        self.transcript: list[Entry] = []
        self._radio = radio
        self._gate = Gate()
        self._say = say
        self._allowed = allowed
        self._speed: tuple[float, float] | None = None  # what, and when
        self._bpm: tuple[float, float] | None = None

    @property
    def speed_mps(self) -> float | None:
        """Belt speed now, None where nothing tells it."""
        return self._fresh(self._speed)

    @property
    def bpm(self) -> float | None:
        """Heart rate now, None where nothing tells it."""
        return self._fresh(self._bpm)

    def tell(self, event: Event) -> None:
        """Let the rules answer one event: cues to the person, commands to the belt."""
        match event:
            case Tick(seconds):
                self.at_s += max(0.0, seconds)
            case SpeedSeen(speed_mps):
                self._speed = (speed_mps, self.at_s)
            case HeartRateSeen(bpm):
                self._bpm = (bpm, self.at_s)
        if not isinstance(event, Tick):
            self.transcript.append(Entry(self.at_s, event=event))
        self.live, cues = step(self.live, event)
        self.belt, commands, more = follow(self.belt, self.live, event)
        self._obey(commands)
        said = (*cues, *more)
        self.transcript += [Entry(self.at_s, cue=cue) for cue in said]
        if said:
            self._say(self.live, said)

    def listen(self) -> tuple[str, ...]:
        """Take in what the radio brought; return a sentence for all the coach is silent on."""
        notes: list[str] = []
        for word in self._radio.heard() if self._radio else ():
            self._gate.hear(word)
            if not isinstance(word, Notification):
                self.transcript.append(Entry(self.at_s, event=word))
                notes += _link(word)
            try:
                events = hearing.events(word, allowed=self._allowed)
            except BadFrame as error:
                notes.append(f"Not understood, and left out: {error}")
                self.transcript.append(Entry(self.at_s, not_understood=str(error)))
                continue
            for event in events:
                self.tell(event)
        return tuple(notes)

    def _obey(self, commands: tuple[Command, ...]) -> None:
        for command in commands:
            if not self._gate.lets(command):
                self.transcript.append(Entry(self.at_s, withheld=command))
                continue
            self.transcript.append(Entry(self.at_s, command=command))
            if self._radio is not None:
                self._radio.write(gatt.CONTROL_POINT, hearing.frame(command))

    def _fresh(self, told: tuple[float, float] | None) -> float | None:
        if told is None or self.at_s - told[1] > READING_LASTS_S:
            return None
        return told[0]


def _link(word: Joined | Gone) -> tuple[str, ...]:
    if isinstance(word, Joined):
        return (f"Connected: {word.name or word.kind.value}.",)
    # A treadmill that is gone is the belt rule's to say.
    return (STRAP_GONE,) if word.kind is Kind.STRAP else ()
