"""The computer's own Bluetooth radio, by bleak (the extra `bluetooth`). As thin as can be.

What bleak raises differs by platform; each failure is turned into RadioFailed here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from retrowalk.devices.radio import SERVICES, Client, Found, RadioFailed

try:
    from bleak import BleakClient, BleakScanner
    from bleak.exc import BleakError
except ImportError:  # the extra `bluetooth` is not installed
    HAS_BLEAK = False
else:
    HAS_BLEAK = True

NOT_INSTALLED = (
    "Bluetooth needs one more package; install it with: pip install 'retrowalk[bluetooth]'"
)
NO_ADAPTER = (
    "This computer's Bluetooth cannot be used ({why}); switch it on, or plug an adapter "
    "in, and try again"
)


class BleakRadio:
    """Looks around with bleak."""

    def __init__(self) -> None:
        if not HAS_BLEAK:
            raise RadioFailed(NOT_INSTALLED)

    async def scan(self, seconds: float) -> tuple[Found, ...]:
        """Return the treadmills and straps in reach, the loudest first."""
        with _translated(NO_ADAPTER):
            seen = await BleakScanner.discover(
                timeout=seconds, service_uuids=list(SERVICES), return_adv=True
            )
        found = [
            Found(device.address, told.local_name or device.name or "", kind, told.rssi)
            for device, told in seen.values()
            for service, kind in SERVICES.items()
            if service in told.service_uuids
        ]
        return tuple(sorted(found, key=lambda one: -(one.rssi_dbm or -999)))

    def client(self, found: Found) -> Client:
        """Return a client of a device, not yet connected."""
        return _BleakDevice(found)


class _BleakDevice:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._client: BleakClient | None = None

    async def join(self, gone: Callable[[], None]) -> frozenset[str]:
        client = BleakClient(
            self._found.address, disconnected_callback=lambda _client: gone()
        )
        with _translated("{why}"):
            await client.connect()
        self._client = client
        return frozenset(
            characteristic.uuid
            for service in client.services
            for characteristic in service.characteristics
        )

    async def read(self, characteristic: str) -> bytes:
        with _translated("{why}"):
            return bytes(await self._joined.read_gatt_char(characteristic))

    async def listen(self, characteristic: str, heard: Callable[[bytes], None]) -> None:
        with _translated("{why}"):
            await self._joined.start_notify(
                characteristic, lambda _sender, frame: heard(bytes(frame))
            )

    async def write(self, characteristic: str, frame: bytes) -> None:
        with _translated("{why}"):
            await self._joined.write_gatt_char(characteristic, frame, response=True)

    async def leave(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with _translated("{why}"):
                await client.disconnect()

    @property
    def _joined(self) -> "BleakClient":
        if self._client is None:
            raise RadioFailed(f"{self._found.title} is not connected")
        return self._client


@contextmanager
def _translated(sentence: str) -> Iterator[None]:
    """Turn what bleak and the platforms under it raise into our own failure."""
    try:
        yield
    except FileNotFoundError as error:  # no system bus: nothing here speaks for a radio
        raise RadioFailed(sentence.format(why="no Bluetooth service answers")) from error
    except (TimeoutError, BleakError, OSError, EOFError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise RadioFailed(sentence.format(why=why)) from error
