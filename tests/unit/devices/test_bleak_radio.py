"""The thin layer over bleak: what it asks, and that every failure becomes one of ours."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from bleak.exc import BleakError

from retrowalk.devices import bleak_radio, gatt
from retrowalk.devices.radio import Found, RadioFailed
from retrowalk.devices.transport import Kind

T = TypeVar("T")


@dataclass
class Told:
    local_name: str | None
    rssi: int
    service_uuids: list[str]


@dataclass
class Device:
    address: str
    name: str | None = None


@dataclass
class Characteristic:
    uuid: str


@dataclass
class Service:
    characteristics: list[Characteristic]


@dataclass
class Client:
    """What bleak's client does, as far as we use it."""

    address: str
    disconnected_callback: Any
    services: list[Service] = field(default_factory=list)
    written: list[tuple[str, bytes, bool]] = field(default_factory=list)

    async def connect(self) -> None:
        self.services = [Service([Characteristic(gatt.TREADMILL_DATA)])]

    async def read_gatt_char(self, name: str) -> bytearray:
        raise BleakError(f"{name} is  not permitted")

    async def start_notify(self, name: str, heard: Any) -> None:
        heard(name, bytearray(b"\x00\x00\x64\x00"))

    async def write_gatt_char(self, name: str, frame: bytes, *, response: bool) -> None:
        self.written.append((name, frame, response))

    async def disconnect(self) -> None:
        self.disconnected_callback(self)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: a browser's test may keep a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


FOUND = Found("AA:01", "Treadmill", Kind.TREADMILL)


def test_a_scan_tells_treadmills_and_straps_the_loudest_first(
    monkeypatch: pytest.MonkeyPatch,
):
    class Scanner:
        @staticmethod
        async def discover(**asked: Any) -> dict[str, tuple[Device, Told]]:
            assert set(asked["service_uuids"]) == {gatt.FITNESS_MACHINE, gatt.HEART_RATE}
            return {
                "1": (Device("AA:02", "Strap"), Told(None, -80, [gatt.HEART_RATE])),
                "2": (Device("AA:01"), Told("Treadmill", -40, [gatt.FITNESS_MACHINE])),
            }

    monkeypatch.setattr(bleak_radio, "BleakScanner", Scanner)
    seen = run(bleak_radio.BleakRadio().scan(0.1))
    assert [(one.name, one.kind) for one in seen] == [
        ("Treadmill", Kind.TREADMILL),
        ("Strap", Kind.STRAP),
    ]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (BleakError("Bluetooth  is off"), "Bluetooth is off"),
        (FileNotFoundError(2, "No such file"), "no Bluetooth service answers"),
        (OSError("broken"), "broken"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_a_radio_that_cannot_be_used_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, why: str
):
    class Scanner:
        @staticmethod
        async def discover(**_: Any) -> None:
            raise error

    monkeypatch.setattr(bleak_radio, "BleakScanner", Scanner)
    sentence = f"This computer's Bluetooth cannot be used ({why}); switch it on"
    with pytest.raises(RadioFailed) as refused:
        run(bleak_radio.BleakRadio().scan(0.1))
    assert str(refused.value).startswith(sentence)


def test_a_device_is_joined_heard_written_to_and_left(monkeypatch: pytest.MonkeyPatch):
    made: list[Client] = []

    def client(address: str, disconnected_callback: Any) -> Client:
        made.append(Client(address, disconnected_callback))
        return made[-1]

    async def use() -> tuple[frozenset[str], list[bytes], list[str]]:
        heard: list[bytes] = []
        gone: list[str] = []
        device = bleak_radio.BleakRadio().client(FOUND)
        has = await device.join(lambda: gone.append("gone"))
        with pytest.raises(RadioFailed, match=f"^{gatt.SPEED_RANGE} is not permitted$"):
            await device.read(gatt.SPEED_RANGE)
        await device.listen(gatt.TREADMILL_DATA, heard.append)
        await device.write(gatt.CONTROL_POINT, b"\x00")
        await device.leave()
        await device.leave()
        with pytest.raises(RadioFailed, match="is not connected"):
            await device.write(gatt.CONTROL_POINT, b"\x00")
        return has, heard, gone

    monkeypatch.setattr(bleak_radio, "BleakClient", client)
    has, heard, gone = run(use())
    assert has == {gatt.TREADMILL_DATA}
    assert heard == [b"\x00\x00\x64\x00"]
    assert gone == ["gone"]
    assert made[0].written == [(gatt.CONTROL_POINT, b"\x00", True)]
