"""A simulated treadmill and heart-rate strap that speak real bytes.

Nothing here was measured on a body or a machine: the figures make a demonstration and
tests move, and whoever shows them labels them simulated.
"""

from dataclasses import dataclass, field

from retrowalk.devices import ftms_control, ftms_data, gatt, heart_rate
from retrowalk.devices.ftms_control import (
    PauseBelt,
    Reply,
    RequestControl,
    Result,
    SetIncline,
    SetSpeed,
    StartBelt,
    StopBelt,
)
from retrowalk.devices.ftms_data import BeltReading
from retrowalk.devices.heart_rate import HeartReading
from retrowalk.devices.transport import Notification
from retrowalk.errors import BadFrame

# All made up for the demonstration, see above.
NOTIFY_EVERY_S = 1.0
BELT_MOST_MPS = 2.0
BELT_CHANGE_MPS2 = 0.15
HEART_AT_REST_BPM = 75.0
HEART_RISE_BPM_PER_MPS = 50.0
HEART_SETTLES_S = 30.0


@dataclass(slots=True)
class SimulatedDevices:
    """A treadmill and a strap on one simulated radio, with a clock of their own.

    Only the simulated person's hand starts the belt (press_start); no frame can.
    """

    speed_mps: float = 0.0
    bpm: float = HEART_AT_REST_BPM
    _target_mps: float = 0.0
    _distance_m: float = 0.0
    _incline_pct: float = 0.0
    _clock_s: float = 0.0
    _running: bool = False
    _controlled: bool = False
    _said: list[Notification] = field(default_factory=list)

    @property
    def simulated(self) -> bool:
        """Always: no real device is behind this."""
        return True

    def press_start(self, speed_mps: float) -> None:
        """Let the simulated person start the belt, or change its speed, by hand."""
        self._running, self._target_mps = True, min(speed_mps, BELT_MOST_MPS)

    def press_stop(self) -> None:
        """Let the simulated person stop the belt by hand."""
        self._running, self._target_mps = False, 0.0

    def pass_time(self, seconds: float) -> None:
        """Let time pass: the belt and the heart move, and both devices speak."""
        while seconds > 0.0:
            next_word_s = NOTIFY_EVERY_S - self._clock_s % NOTIFY_EVERY_S
            part_s = min(seconds, next_word_s)
            self._move(part_s)
            seconds -= part_s
            if part_s == next_word_s:
                self._speak()

    def heard(self) -> tuple[Notification, ...]:
        """Return the frames sent since the last time this was asked, in order."""
        said = tuple(self._said)
        self._said.clear()
        return said

    def write(self, characteristic: str, frame: bytes) -> None:
        """Take a command on the control point and answer it, as a treadmill does."""
        if characteristic != gatt.CONTROL_POINT:
            raise BadFrame(f"nothing can be written to {characteristic}")
        answer = ftms_control.encode_reply(
            Reply(frame[0] if frame else 0, self._obey(frame))
        )
        self._said.append(Notification(gatt.CONTROL_POINT, answer))

    def _obey(self, frame: bytes) -> Result:
        try:
            command = ftms_control.decode(frame)
        except BadFrame:
            return Result.NOT_SUPPORTED
        if isinstance(command, RequestControl):
            self._controlled = True
            return Result.SUCCESS
        if not self._controlled:
            return Result.CONTROL_NOT_PERMITTED
        match command:
            case StartBelt():
                return Result.NOT_SUPPORTED
            case StopBelt() | PauseBelt():
                self.press_stop()
            case SetSpeed(speed_mps):
                if not self._running or speed_mps > BELT_MOST_MPS:
                    return Result.OUT_OF_RANGE
                self._target_mps = speed_mps
            case SetIncline(incline_pct):
                self._incline_pct = incline_pct
        return Result.SUCCESS

    def _move(self, seconds: float) -> None:
        reach_mps = BELT_CHANGE_MPS2 * seconds
        self.speed_mps += max(-reach_mps, min(reach_mps, self._target_mps - self.speed_mps))
        self._distance_m += self.speed_mps * seconds
        aim_bpm = HEART_AT_REST_BPM + HEART_RISE_BPM_PER_MPS * self.speed_mps
        self.bpm += (aim_bpm - self.bpm) * min(1.0, seconds / HEART_SETTLES_S)
        self._clock_s += seconds

    def _speak(self) -> None:
        belt = BeltReading(
            speed_mps=self.speed_mps,
            distance_m=self._distance_m,
            incline_pct=self._incline_pct,
            elapsed_s=self._clock_s,
        )
        heart = HeartReading(bpm=round(self.bpm), contact=True)
        self._said += (
            Notification(gatt.TREADMILL_DATA, ftms_data.encode(belt)),
            Notification(gatt.HEART_RATE_MEASUREMENT, heart_rate.encode(heart)),
        )
