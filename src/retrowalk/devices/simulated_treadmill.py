"""A simulated treadmill that speaks real bytes. Only a hand starts its belt.

Nothing here was measured on a machine: the figures make a demonstration and tests move,
and whoever shows them labels them simulated.
"""

from dataclasses import dataclass, field

from retrowalk.devices import ftms_control, ftms_data, ftms_ranges, ftms_status, gatt
from retrowalk.devices.ftms_control import (
    Command,
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
from retrowalk.devices.ftms_ranges import Feature, InclineRange, SpeedRange
from retrowalk.devices.ftms_status import BeltStarted, BeltStopped, NewSpeed, Status
from retrowalk.devices.transport import Joined, Kind, Notification
from retrowalk.errors import BadFrame
from retrowalk.units import mps_from_kmh

# All made up for the demonstration, see above.
SPEEDS = SpeedRange(mps_from_kmh(0.3), 2.0, mps_from_kmh(0.1))
INCLINES = InclineRange(0.0, 15.0, 0.5)
BELT_CHANGE_MPS2 = 0.15

SPEAKS_BY = frozenset({gatt.TREADMILL_DATA, gatt.MACHINE_STATUS, gatt.CONTROL_POINT})


@dataclass(slots=True)
class SimulatedTreadmill:
    """One machine: what a hand does to it, what a frame does, and what it then says."""

    speed_mps: float = 0.0
    incline_pct: float = 0.0
    target_mps: float = 0.0
    running: bool = False
    controlled: bool = False
    said: list[Notification] = field(default_factory=list)
    _distance_m: float = 0.0
    _clock_s: float = 0.0

    def joined(self) -> Joined:
        """Return what is read from it on connecting; nobody controls it then."""
        self.controlled = False
        read = {
            gatt.MACHINE_FEATURE: ftms_ranges.encode_feature(
                Feature(speed_may_be_set=True, incline_may_be_set=True)
            ),
            gatt.SPEED_RANGE: ftms_ranges.encode_speed_range(SPEEDS),
            gatt.INCLINE_RANGE: ftms_ranges.encode_incline_range(INCLINES),
        }
        has = frozenset(read) | SPEAKS_BY
        return Joined(Kind.TREADMILL, "Simulated treadmill", has, read)

    def press_start(self, speed_mps: float) -> None:
        """Let a hand start the belt, or change its speed."""
        if not self.running:
            self.running = True
            self._tell(BeltStarted())
        self._aim(min(max(speed_mps, SPEEDS.low_mps), SPEEDS.high_mps))

    def press_stop(self) -> None:
        """Let a hand stop the belt."""
        if self.running:
            self._tell(BeltStopped(paused=False))
        self.running, self.target_mps = False, 0.0

    def receive(self, frame: bytes) -> None:
        """Take a frame on the control point and answer it."""
        answer = Reply(frame[0] if frame else 0, self._obey(frame))
        self._say(gatt.CONTROL_POINT, ftms_control.encode_reply(answer))

    def pass_time(self, seconds: float) -> None:
        """Let time pass: the belt nears its target."""
        reach_mps = BELT_CHANGE_MPS2 * seconds
        ahead_mps = self.target_mps - self.speed_mps
        self.speed_mps += max(-reach_mps, min(reach_mps, ahead_mps))
        self._distance_m += self.speed_mps * seconds
        self._clock_s += seconds

    def report(self) -> None:
        """Say how fast the belt goes."""
        belt = BeltReading(
            speed_mps=self.speed_mps,
            distance_m=self._distance_m,
            incline_pct=self.incline_pct,
            elapsed_s=self._clock_s,
        )
        self._say(gatt.TREADMILL_DATA, ftms_data.encode(belt))

    def _obey(self, frame: bytes) -> Result:
        try:
            command = ftms_control.decode(frame)
        except BadFrame:
            return Result.NOT_SUPPORTED
        if isinstance(command, RequestControl):
            self.controlled = True
            return Result.SUCCESS
        if not self.controlled:
            return Result.CONTROL_NOT_PERMITTED
        return self.do(command)

    def do(self, command: Command | StartBelt) -> Result:
        """Do what whoever controls it asks."""
        match command:
            case StopBelt() | PauseBelt():
                self.running, self.target_mps = False, 0.0
            case SetSpeed(speed_mps):
                # Half a step of room: a speed on the edge of the range is in it.
                slack = SPEEDS.step_mps / 2.0
                within = SPEEDS.low_mps - slack <= speed_mps <= SPEEDS.high_mps + slack
                if not self.running or not within:
                    return Result.OUT_OF_RANGE
                self._aim(speed_mps)
            case SetIncline(incline_pct):
                self.incline_pct = incline_pct
            case _:
                return Result.NOT_SUPPORTED
        return Result.SUCCESS

    def _aim(self, speed_mps: float) -> None:
        if speed_mps != self.target_mps:
            self._tell(NewSpeed(speed_mps))
        self.target_mps = speed_mps

    def _tell(self, status: Status) -> None:
        self._say(gatt.MACHINE_STATUS, ftms_status.encode_status(status))

    def _say(self, characteristic: str, frame: bytes) -> None:
        self.said.append(Notification(characteristic, frame))
