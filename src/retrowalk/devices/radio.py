"""What we need of a radio library: look around, connect, read, listen, write.

bleak_radio.py is the real one; tests bring virtual devices behind the same few methods.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from retrowalk.devices import gatt
from retrowalk.devices.transport import Kind
from retrowalk.errors import RetrowalkError

SERVICES = {gatt.FITNESS_MACHINE: Kind.TREADMILL, gatt.HEART_RATE: Kind.STRAP}


class RadioFailed(RetrowalkError):
    """The radio, or the device at its other end, did not do what was asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device in reach. rssi_dbm: how loud it is; None where the radio does not say."""

    address: str
    name: str
    kind: Kind
    rssi_dbm: int | None = None

    @property
    def title(self) -> str:
        """What a person may know it by."""
        return f"{self.name or 'no name'} ({self.address})"


class Client(Protocol):
    """One device. Every method raises RadioFailed where the radio or the device fails."""

    async def join(self, gone: Callable[[], None]) -> frozenset[str]:
        """Connect and return the characteristics it has; call gone() when the link ends."""

    async def read(self, characteristic: str) -> bytes:
        """Return a value."""

    async def listen(self, characteristic: str, heard: Callable[[bytes], None]) -> None:
        """Have heard() called with every frame from now on."""

    async def write(self, characteristic: str, frame: bytes) -> None:
        """Send a frame and wait until the device has it."""

    async def leave(self) -> None:
        """End the link; do nothing where there is none."""


class Radio(Protocol):
    """Looks around, and reaches what it found."""

    async def scan(self, seconds: float) -> tuple[Found, ...]:
        """Return the treadmills and straps in reach, the loudest first."""

    def client(self, found: Found) -> Client:
        """Return a client of a device, not yet connected."""
