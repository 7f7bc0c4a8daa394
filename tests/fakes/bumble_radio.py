"""Virtual devices on bumble's real stack: treadmill, strap and central on one link.

Everything from the advertisement to the attribute protocol is real; only the air between
the three controllers is a LocalLink in this process.
"""

import asyncio
import uuid
from collections.abc import Callable

from bumble.controller import Controller
from bumble.core import UUID, AdvertisingData, BaseBumbleError
from bumble.core import TimeoutError as BumbleTimeout
from bumble.device import Connection, Device, Peer
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.hci import Address
from bumble.host import Host
from bumble.link import LocalLink

from retrowalk.devices import gatt, heart_rate
from retrowalk.devices.heart_rate import HeartReading
from retrowalk.devices.radio import SERVICES, Client, Found, RadioFailed
from retrowalk.devices.simulated_treadmill import SimulatedTreadmill
from retrowalk.devices.transport import Notification

TREADMILL, STRAP, CENTRAL = "C0:00:00:00:00:01", "C0:00:00:00:00:02", "C0:00:00:00:00:03"
READ, WRITE = Characteristic.Properties.READ, Characteristic.Properties.WRITE
NOTIFY, INDICATE = Characteristic.Properties.NOTIFY, Characteristic.Properties.INDICATE
FAILURES = (BaseBumbleError, BumbleTimeout, asyncio.TimeoutError, AssertionError)


class BumbleRadio:
    """A radio whose devices live in the same event loop, made at the first scan."""

    def __init__(self, treadmill: SimulatedTreadmill) -> None:
        self.treadmill = treadmill
        self.garble: Callable[[Notification], Notification] = lambda word: word
        self._central: Device | None = None
        self._belt: Device | None = None
        self._strap: Device | None = None
        self._says_by: dict[str, Characteristic[bytes]] = {}

    async def scan(self, seconds: float) -> tuple[Found, ...]:
        if self._central is None:
            await self._power_on()
        assert self._central is not None
        heard: dict[str, Found] = {}

        def noted(advertisement: object) -> None:
            data = advertisement.data  # type: ignore[attr-defined]  # bumble types it loosely
            for service in data.get_all(
                AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS
            ):
                for one in service if isinstance(service, list) else [service]:
                    kind = SERVICES.get(_full(one))
                    if kind:
                        address = str(advertisement.address)  # type: ignore[attr-defined]
                        name = str(data.get(AdvertisingData.COMPLETE_LOCAL_NAME))
                        heard[address] = Found(address, name, kind, -50)

        self._central.on("advertisement", noted)
        await self._central.start_scanning()
        for _ in range(int(seconds / 0.05)):
            await asyncio.sleep(0.05)
            if len(heard) == len(SERVICES):
                break
        await self._central.stop_scanning()
        return tuple(sorted(heard.values(), key=lambda found: found.kind))

    def client(self, found: Found) -> Client:
        assert self._central is not None
        return _BumbleClient(self._central, found)

    async def drop(self) -> None:
        """Cut the treadmill's link, as a wall or a flat battery does."""
        assert self._belt is not None
        for connection in list(self._belt.connections.values()):
            await connection.disconnect()

    async def _power_on(self) -> None:
        link = LocalLink()
        self._central = _device("central", CENTRAL, link)
        self._belt = _device("Virtual treadmill", TREADMILL, link)
        strap = self._strap = _device("Virtual strap", STRAP, link)
        belt_service, self._says_by = self._machine()
        rate = Characteristic(
            _short(gatt.HEART_RATE_MEASUREMENT), NOTIFY, Characteristic.READABLE, b""
        )
        self._says_by[gatt.HEART_RATE_MEASUREMENT] = rate
        self._belt.add_service(belt_service)
        strap.add_service(Service(_short(gatt.HEART_RATE), [rate]))
        for device, service in (
            (self._belt, gatt.FITNESS_MACHINE),
            (strap, gatt.HEART_RATE),
        ):
            await device.power_on()
            await device.start_advertising(
                advertising_data=_advertised(device.name, service), auto_restart=True
            )
        await self._central.power_on()

    def _machine(self) -> tuple[Service, dict[str, Characteristic[bytes]]]:
        read = self.treadmill.joined().read
        made = {
            name: Characteristic(_short(name), READ, Characteristic.READABLE, value)
            for name, value in read.items()
        }
        for name in (gatt.TREADMILL_DATA, gatt.MACHINE_STATUS):
            made[name] = Characteristic(_short(name), NOTIFY, Characteristic.READABLE, b"")
        made[gatt.CONTROL_POINT] = Characteristic(
            _short(gatt.CONTROL_POINT),
            WRITE | INDICATE,
            Characteristic.WRITEABLE,
            CharacteristicValue(write=self._written),
        )
        return Service(_short(gatt.FITNESS_MACHINE), list(made.values())), made

    def _written(self, connection: Connection | None, value: bytes) -> None:
        del connection  # there is one
        self.treadmill.receive(bytes(value))

    async def speak(self, seconds: float) -> None:
        """Let virtual time pass, then let both devices say what they have to say."""
        assert self._belt is not None
        assert self._strap is not None
        self.treadmill.pass_time(seconds)
        self.treadmill.report()
        said = list(self.treadmill.said)
        self.treadmill.said.clear()
        for word in said:
            one = self._says_by[word.characteristic]
            frame = self.garble(word).frame
            if word.characteristic == gatt.CONTROL_POINT:
                await self._belt.indicate_subscribers(one, frame)
            else:
                await self._belt.notify_subscribers(one, frame)
        beat = heart_rate.encode(HeartReading(bpm=90, contact=True))
        rate = self._says_by[gatt.HEART_RATE_MEASUREMENT]
        await self._strap.notify_subscribers(rate, beat)


class _BumbleClient:
    def __init__(self, central: Device, found: Found) -> None:
        self._central = central
        self._found = found
        self._connection: Connection | None = None
        self._has: dict[str, object] = {}

    async def join(self, gone: Callable[[], None]) -> frozenset[str]:
        try:
            connection = await self._central.connect(self._found.address, timeout=3.0)
            connection.on("disconnection", lambda _reason: gone())
            self._connection = connection
            peer = Peer(connection)
            await peer.discover_services()
            await peer.discover_characteristics()
        except FAILURES as error:
            raise RadioFailed(str(error)) from error
        self._has = {
            _full(one.uuid): one
            for service in peer.services
            for one in service.characteristics
        }
        return frozenset(self._has)

    async def read(self, characteristic: str) -> bytes:
        return bytes(await self._done(self._has[characteristic].read_value()))  # type: ignore[attr-defined]

    async def listen(self, characteristic: str, heard: Callable[[bytes], None]) -> None:
        await self._done(self._has[characteristic].subscribe(heard))  # type: ignore[attr-defined]

    async def write(self, characteristic: str, frame: bytes) -> None:
        work = self._has[characteristic].write_value(frame, with_response=True)  # type: ignore[attr-defined]
        await self._done(work)

    async def leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and connection.handle in self._central.connections:
            await self._done(connection.disconnect())

    async def _done(self, work):  # type: ignore[no-untyped-def]  # whatever bumble gives
        try:
            return await work
        except FAILURES as error:
            raise RadioFailed(str(error)) from error


def _device(name: str, address: str, link: LocalLink) -> Device:
    controller = Controller(name, link=link)
    # A host is both ends of its own wire to the controller.
    return Device(name=name, address=Address(address), host=Host(controller, controller))


def _advertised(name: str, service: str) -> bytes:
    return bytes(
        AdvertisingData(
            [
                (AdvertisingData.COMPLETE_LOCAL_NAME, name.encode()),
                (
                    AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
                    _short(service).to_bytes(),
                ),
            ]
        )
    )


def _short(name: str) -> UUID:
    return UUID.from_16_bits(int(name[4:8], 16))


def _full(short: UUID) -> str:
    return str(uuid.UUID(bytes=bytes(reversed(short.to_bytes(force_128=True)))))
