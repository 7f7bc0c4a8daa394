"""A virtual treadmill on a bad radio, and a person on it: all that can go wrong, by a seed.

Faults: the link drops and comes back, frames are garbled, late, in the wrong order or lost,
control and commands are refused, another app writes, and the belt does not stop, or starts
when a speed is set while it stands (which no treadmill should do and some may).
"""

import random
from dataclasses import dataclass, field

from retrowalk.coach.live import Live, Phase
from retrowalk.devices import ftms_control, gatt
from retrowalk.devices.ftms_control import Command, Result, SetSpeed, StartBelt, StopBelt
from retrowalk.devices.simulated_treadmill import SPEEDS, SimulatedTreadmill
from retrowalk.devices.transport import Gone, Kind, Notification, Word


@dataclass
class Faults:
    """What is wrong in one session; 0 and None: nothing."""

    garbled: float = 0.0  # share of words
    late_s: float = 0.0  # at most; words then overtake each other
    lost: float = 0.0  # share of words
    refuses: frozenset[int] = frozenset()  # commands that are refused
    deaf_s: float = 0.0  # how long the belt takes no notice of a stop
    eager: bool = False  # a speed starts a standing belt
    drops: tuple[tuple[float, float], ...] = ()  # spans without a link
    other_writes: tuple[tuple[float, float], ...] = ()  # when, and what speed


def faults(dice: random.Random, length_s: float) -> Faults:
    """Draw what is wrong: mostly one or two things, sometimes nothing, sometimes all."""
    share = dice.choice([0.0, 0.2, 0.2, 0.5, 1.0])

    def some() -> bool:
        return dice.random() < share

    drops = sorted(dice.uniform(0.0, length_s) for _ in range(dice.randint(1, 3)))
    writes = [dice.uniform(0.0, length_s) for _ in range(dice.randint(1, 2))]
    return Faults(
        garbled=dice.choice([0.05, 0.3]) if some() else 0.0,
        late_s=dice.choice([1.0, 4.0]) if some() else 0.0,
        lost=dice.choice([0.1, 0.5]) if some() else 0.0,
        refuses=frozenset(dice.sample([0, 2, 8], dice.randint(1, 3)))
        if some()
        else frozenset(),
        deaf_s=dice.choice([4.0, 12.0, 1e9]) if some() else 0.0,
        eager=some(),
        drops=tuple((at_s, at_s + dice.uniform(1.0, 20.0)) for at_s in drops)
        if some()
        else (),
        other_writes=tuple((at_s, dice.uniform(0.1, 1.9)) for at_s in writes)
        if some()
        else (),
    )


@dataclass
class FaultyTreadmill(SimulatedTreadmill):
    """A machine that notes who moved its belt, and obeys badly."""

    faults: Faults = field(default_factory=Faults)
    at_s: float = 0.0
    by: str = "nobody"  # whose the present target is
    stop_heard_s: float | None = None
    started_by_us: list[float] = field(default_factory=list)
    set_by_us: list[float] = field(default_factory=list)

    def press_start(self, speed_mps: float) -> None:
        self.by, self.stop_heard_s = "hand", None
        super().press_start(speed_mps)

    def other_app(self, speed_mps: float) -> None:
        """Let another app write: it moves a belt that a hand started."""
        if self.running:
            self.by = "other app"
            self._aim(speed_mps)

    def do(self, command: Command | StartBelt) -> Result:
        if isinstance(command, StopBelt):
            if self.stop_heard_s is None:
                self.stop_heard_s = self.at_s
            if self.at_s - self.stop_heard_s < self.faults.deaf_s:
                return Result.SUCCESS  # it says so, and moves on
        if isinstance(command, SetSpeed):
            if not self.running and self.faults.eager:
                self.running = True
                self.started_by_us.append(self.at_s)
            if self.running:
                self.by = "us"
                self.set_by_us.append(command.speed_mps)
        return super().do(command)

    def receive(self, frame: bytes) -> None:
        if frame and frame[0] in self.faults.refuses:
            refused = ftms_control.Reply(frame[0], Result.CONTROL_NOT_PERMITTED)
            self._say(gatt.CONTROL_POINT, ftms_control.encode_reply(refused))
            return
        super().receive(frame)


class FaultyRadio:
    """A transport that loses, garbles and delays words, and drops the link."""

    def __init__(self, dice: random.Random, faults: Faults) -> None:
        self.treadmill = FaultyTreadmill(faults=faults)
        self.faults = faults
        self.linked = False
        self.at_s = 0.0
        self._dice = dice
        self._due: list[tuple[float, int, Word]] = []
        self._count = 0
        self._next_report_s = 1.0
        self._writes = list(faults.other_writes)
        self._join()

    @property
    def simulated(self) -> bool:
        return True

    def pass_time(self, seconds: float) -> None:
        self.at_s += seconds
        self.treadmill.at_s = self.at_s
        self.treadmill.pass_time(seconds)
        if self.at_s >= self._next_report_s:
            self._next_report_s += 1.0
            self.treadmill.report()
        while self._writes and self.at_s >= self._writes[0][0]:
            self.treadmill.other_app(self._writes.pop(0)[1])
        gone = any(start <= self.at_s < end for start, end in self.faults.drops)
        if gone and self.linked:
            self.linked = False
            self._due.clear()
            # A radio notices late that the other side is gone.
            self._send(Gone(Kind.TREADMILL), self._dice.uniform(0.0, 4.0))
        if not gone and not self.linked:
            self._join()
        self._collect()

    def heard(self) -> tuple[Word, ...]:
        self._collect()
        ready = sorted(word for word in self._due if word[0] <= self.at_s)
        self._due = [word for word in self._due if word[0] > self.at_s]
        return tuple(word for _, _, word in ready)

    def write(self, characteristic: str, frame: bytes) -> None:
        assert characteristic == gatt.CONTROL_POINT
        if self.linked:
            self.treadmill.receive(frame)

    def _join(self) -> None:
        self.linked = True
        # Gone is always said before Joined, however late.
        self._due = [(min(t, self.at_s), n, word) for t, n, word in self._due]
        self._send(self.treadmill.joined(), 0.0)

    def _collect(self) -> None:
        said = list(self.treadmill.said)
        self.treadmill.said.clear()
        for word in said:
            if not self.linked or self._dice.random() < self.faults.lost:
                continue
            self._send(self._garbled(word), self._dice.uniform(0.0, self.faults.late_s))

    def _garbled(self, word: Notification) -> Notification:
        if self._dice.random() >= self.faults.garbled:
            return word
        frame = bytearray(word.frame)
        match self._dice.randint(0, 2):
            case 0:
                frame = frame[: self._dice.randint(0, len(frame) - 1)]
            case 1:
                frame[self._dice.randrange(len(frame))] = self._dice.randrange(256)
            case _:
                frame = bytearray(self._dice.randbytes(self._dice.randint(0, 20)))
        return Notification(word.characteristic, bytes(frame))

    def _send(self, word: Word, late_s: float) -> None:
        self._count += 1
        self._due.append((self.at_s + late_s, self._count, word))


class Walker:
    """A person who obeys the coach, more or less, and sometimes presses something."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._will: list[tuple[float, str]] = []
        self._heeds = dice.choice([1.0, 1.0, 0.7])
        self._stops = dice.choice([0.0, 0.0, 0.02])  # a look: stops the belt unasked
        self.above = dice.random() < 0.2  # starts the belt faster than prescribed

    def hears(self, at_s: float, said: list[str]) -> None:
        """Decide what to do about what the coach says."""
        for code in said:
            deed = {"start_belt_yourself": "start", "stop_belt_yourself": "stop"}.get(code)
            if deed and self._dice.random() < self._heeds:
                self._will.append((at_s + self._dice.uniform(1.0, 5.0), deed))

    def moves(self, at_s: float, live: Live, treadmill: SimulatedTreadmill) -> None:
        """Do by hand what was decided, once its time has come."""
        if treadmill.running and self._dice.random() < self._stops:
            self._will += [(at_s, "stop"), (at_s + self._dice.uniform(4.0, 9.0), "start")]
        for deed in [one for one in self._will if one[0] <= at_s]:
            self._will.remove(deed)
            if deed[1] == "stop":
                treadmill.press_stop()
            elif live.phase is Phase.WALKING:
                most_mps = live.segment.speed_most_mps or 0.5
                top_mps = most_mps + 0.3 if self.above else most_mps
                treadmill.press_start(self._dice.uniform(SPEEDS.low_mps, top_mps))
