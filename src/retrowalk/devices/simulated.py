"""A simulated treadmill and heart-rate strap on one simulated radio.

Nothing here was measured on a body or a machine: the figures make a demonstration and
tests move, and whoever shows them labels them simulated.
"""

from dataclasses import dataclass, field

from retrowalk.devices import gatt, heart_rate
from retrowalk.devices.heart_rate import HeartReading
from retrowalk.devices.simulated_treadmill import SimulatedTreadmill
from retrowalk.devices.transport import Joined, Kind, Notification, Word
from retrowalk.errors import BadFrame

# All made up for the demonstration, see above.
NOTIFY_EVERY_S = 1.0
HEART_AT_REST_BPM = 75.0
HEART_RISE_BPM_PER_MPS = 50.0
HEART_SETTLES_S = 30.0


@dataclass(slots=True)
class SimulatedDevices:
    """A treadmill and a strap, with a clock of their own.

    Only the simulated person's hand starts the belt (press_start); no frame can.
    """

    treadmill: SimulatedTreadmill = field(default_factory=SimulatedTreadmill)
    bpm: float = HEART_AT_REST_BPM
    _clock_s: float = 0.0
    _said: list[Word] = field(default_factory=list)

    def __post_init__(self) -> None:
        strap = Joined(Kind.STRAP, "Simulated strap")
        self._said += [self.treadmill.joined(), strap]

    @property
    def simulated(self) -> bool:
        """Always: no real device is behind this."""
        return True

    def press_start(self, speed_mps: float) -> None:
        """Let the simulated person start the belt, or change its speed, by hand."""
        self.treadmill.press_start(speed_mps)

    def press_stop(self) -> None:
        """Let the simulated person stop the belt by hand."""
        self.treadmill.press_stop()

    def pass_time(self, seconds: float) -> None:
        """Let time pass: the belt and the heart move, and both devices speak."""
        while seconds > 0.0:
            next_word_s = NOTIFY_EVERY_S - self._clock_s % NOTIFY_EVERY_S
            part_s = min(seconds, next_word_s)
            self._move(part_s)
            seconds -= part_s
            if part_s == next_word_s:
                self._speak()

    def heard(self) -> tuple[Word, ...]:
        """Return what was said since the last time this was asked, in order."""
        self._collect()
        said = tuple(self._said)
        self._said.clear()
        return said

    def write(self, characteristic: str, frame: bytes) -> None:
        """Take a command on the control point and answer it, as a treadmill does."""
        if characteristic != gatt.CONTROL_POINT:
            raise BadFrame(f"nothing can be written to {characteristic}")
        self.treadmill.receive(frame)

    def _move(self, seconds: float) -> None:
        self.treadmill.pass_time(seconds)
        aim_bpm = HEART_AT_REST_BPM + HEART_RISE_BPM_PER_MPS * self.treadmill.speed_mps
        self.bpm += (aim_bpm - self.bpm) * min(1.0, seconds / HEART_SETTLES_S)
        self._clock_s += seconds

    def _speak(self) -> None:
        self.treadmill.report()
        self._collect()
        heart = HeartReading(bpm=round(self.bpm), contact=True)
        self._said.append(
            Notification(gatt.HEART_RATE_MEASUREMENT, heart_rate.encode(heart))
        )

    def _collect(self) -> None:
        self._said += self.treadmill.said
        self.treadmill.said.clear()
