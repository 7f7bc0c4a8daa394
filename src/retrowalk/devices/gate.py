"""The last look before a speed is written: nobody may have stopped the belt meanwhile.

A treadmill says at once that a hand or its key stopped it, while its speed still runs down
and is told once a second. A machine that takes a speed for a start would move again. So
from that word on, until the belt has stood, no speed goes out. A stop always does.
"""

from dataclasses import dataclass

from retrowalk.coach.belt import Command, SetBeltSpeed
from retrowalk.devices import ftms_data, ftms_status, gatt
from retrowalk.devices.ftms_status import BeltStopped, KeyPulled
from retrowalk.devices.transport import Notification, Word
from retrowalk.errors import BadFrame


@dataclass(slots=True)
class Gate:
    """stopped: somebody stopped the belt, and it has not been seen to stand since."""

    stopped: bool = False
    _told_mps: float = 0.0
    _slower: bool = False

    def hear(self, word: Word) -> None:
        """Take in what the treadmill said; what cannot be read changes nothing."""
        if not isinstance(word, Notification):
            return
        try:
            if word.characteristic == gatt.MACHINE_STATUS:
                status = ftms_status.decode_status(word.frame)
                self.stopped = self.stopped or isinstance(status, BeltStopped | KeyPulled)
            if word.characteristic == gatt.TREADMILL_DATA:
                self._read(ftms_data.decode(word.frame).speed_mps)
        except BadFrame:
            return  # told elsewhere

    def lets(self, command: Command) -> bool:
        """Whether the command may go out."""
        slowed = self.stopped or self._slower
        return not (isinstance(command, SetBeltSpeed) and slowed)

    def _read(self, speed_mps: float | None) -> None:
        if speed_mps is None:
            return
        self._slower = speed_mps < self._told_mps  # it may be running down
        self._told_mps = speed_mps
        if speed_mps == 0.0:
            self.stopped = False
