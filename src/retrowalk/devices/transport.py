"""What we need of a radio, in our words."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Notification:
    """One frame that a device sent.

    characteristic: full UUID, as in gatt.py.
    """

    characteristic: str
    frame: bytes


class Transport(Protocol):
    """Carries frames between devices and us."""

    @property
    def simulated(self) -> bool:
        """Whether no real device is behind it; then everything it says is labelled so."""

    def heard(self) -> tuple[Notification, ...]:
        """Return the frames that came since the last time this was asked, in order."""

    def write(self, characteristic: str, frame: bytes) -> None:
        """Send a frame; the answer, if any, comes as a notification."""
