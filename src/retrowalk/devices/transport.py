"""What we need of a radio, in our words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What sort of device speaks."""

    TREADMILL = "treadmill"
    STRAP = "strap"


@dataclass(frozen=True, slots=True)
class Notification:
    """One frame that a device sent.

    characteristic: full UUID, as in gatt.py.
    """

    characteristic: str
    frame: bytes


@dataclass(frozen=True, slots=True)
class Joined:
    """A device is connected, for the first time or again. Nothing moves by that.

    has: its characteristics. read: what was read from it at once, by characteristic.
    """

    kind: Kind
    name: str = ""
    has: frozenset[str] = frozenset()
    read: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gone:
    """The radio lost a device; it is looked for again without being asked."""

    kind: Kind


Word = Notification | Joined | Gone


class Transport(Protocol):
    """Carries frames between devices and us. Nothing here waits: a radio takes its time."""

    @property
    def simulated(self) -> bool:
        """Whether no real device is behind it; then everything it says is labelled so."""

    def heard(self) -> tuple[Word, ...]:
        """Return what came since the last time this was asked, in order."""

    def write(self, characteristic: str, frame: bytes) -> None:
        """Send a frame if the device is there; an answer, if any, is heard later.

        A frame that cannot be sent is lost in silence: whoever needs it done looks for
        the answer, and asks again.
        """
