"""A treadmill and a strap in the browser's own Bluetooth emulation.

The browser's real Web Bluetooth code runs: chooser, connection, discovery, reads, writes,
disconnection. Only notifications take a trick, since the emulation has no word for them: a
listening characteristic reads its value again and again, and each read is answered when
there is something to say.
"""

import base64
from collections import defaultdict, deque
from typing import Any

from faulty_treadmill import FaultyTreadmill
from playwright.sync_api import Browser, CDPSession, Page

from retrowalk.devices import gatt, heart_rate
from retrowalk.devices.heart_rate import HeartReading

FLAG = "--enable-features=WebBluetooth"
TREADMILL, STRAP = "AA:00:00:00:00:01", "AA:00:00:00:00:02"
NAMES = {TREADMILL: "Virtual treadmill", STRAP: "Virtual strap"}
SERVICES = {TREADMILL: gatt.FITNESS_MACHINE, STRAP: gatt.HEART_RATE}
SAYS = {
    TREADMILL: (gatt.TREADMILL_DATA, gatt.MACHINE_STATUS, gatt.CONTROL_POINT),
    STRAP: (gatt.HEART_RATE_MEASUREMENT,),
}
LISTEN_BY_READING = """
const original = BluetoothRemoteGATTCharacteristic.prototype;
original.startNotifications = async function () {
  const again = () => this.readValue().then(again, () => {});
  again();
  return this;
};
"""


class EmulatedBluetooth:
    """Two devices in reach of the browser; tests say when they speak."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self.treadmill = FaultyTreadmill()
        self.chosen = TREADMILL
        self._cdp = browser.new_browser_cdp_session()
        self._page_cdp: CDPSession = page.context.new_cdp_session(page)
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._read = self.treadmill.joined().read
        self._to_say: dict[str, deque[bytes]] = defaultdict(deque)
        self._waiting: set[str] = set()
        page.add_init_script(LISTEN_BY_READING)
        self._prepare()

    def pass_time(self, seconds: float) -> None:
        """Let the belt move, and both devices speak."""
        self.treadmill.at_s += seconds
        self.treadmill.pass_time(seconds)
        self.treadmill.report()
        self._say(
            gatt.HEART_RATE_MEASUREMENT, heart_rate.encode(HeartReading(92, contact=True))
        )
        self.speak()

    def speak(self) -> None:
        """Send what the treadmill has to say."""
        for word in self.treadmill.said:
            self._say(word.characteristic, word.frame)
        self.treadmill.said.clear()

    def drop(self, address: str = TREADMILL) -> None:
        """Cut the link. Reads that wait are failed first, or the browser says nothing."""
        for name in [one for one in SAYS[address] if one in self._waiting]:
            self._waiting.discard(name)
            self._answer(name, "read", 0x0E, None)  # "unlikely error"
        for name in (*self._read, *SAYS[address]):  # the emulation forgets them
            self._ids.pop(name, None)
            self._to_say.pop(name, None)
        self._cdp.send("BluetoothEmulation.simulateGATTDisconnection", {"address": address})

    def _prepare(self) -> None:
        send = self._cdp.send
        send("BluetoothEmulation.enable", {"state": "powered-on", "leSupported": True})
        self._cdp.on("BluetoothEmulation.gattOperationReceived", self._operated)
        self._cdp.on("BluetoothEmulation.characteristicOperationReceived", self._asked)
        for address, service in SERVICES.items():
            send(
                "BluetoothEmulation.simulatePreconnectedPeripheral",
                {
                    "address": address,
                    "name": NAMES[address],
                    "manufacturerData": [],
                    "knownServiceUuids": [service],
                },
            )
        self._page_cdp.send("DeviceAccess.enable")
        self._page_cdp.on("DeviceAccess.deviceRequestPrompted", self._prompted)
        self._prompts: set[str] = set()

    def _prompted(self, event: dict[str, Any]) -> None:
        seen = any(device["id"] == self.chosen for device in event["devices"])
        if not seen or event["id"] in self._prompts:  # told more than once
            return
        self._prompts.add(event["id"])
        self._page_cdp.send(
            "DeviceAccess.selectPrompt", {"id": event["id"], "deviceId": self.chosen}
        )

    def _operated(self, event: dict[str, Any]) -> None:
        address, kind = event["address"], event["type"]
        if kind == "discovery":
            self._build(address)
        self._cdp.send(
            "BluetoothEmulation.simulateGATTOperationResponse",
            {"address": address, "type": kind, "code": 0},
        )

    def _build(self, address: str) -> None:
        if any(name in self._ids for name in SAYS[address]):
            return
        service = self._cdp.send(
            "BluetoothEmulation.addService",
            {"address": address, "serviceUuid": SERVICES[address]},
        )["serviceId"]
        reads = tuple(self._read) if address == TREADMILL else ()
        for name in (*reads, *SAYS[address]):
            made = self._cdp.send(
                "BluetoothEmulation.addCharacteristic",
                {
                    "serviceId": service,
                    "characteristicUuid": name,
                    "properties": {"read": True, "write": name == gatt.CONTROL_POINT},
                },
            )["characteristicId"]
            self._ids[name], self._names[made] = made, name

    def _asked(self, event: dict[str, Any]) -> None:
        name, kind = self._names[event["characteristicId"]], event["type"]
        if kind == "write":
            self._answer(name, kind, 0, None)
            self.treadmill.receive(base64.b64decode(event["data"]))
            self.speak()
        elif name in self._read:
            self._answer(name, kind, 0, self._read[name])
        elif self._to_say[name]:
            self._answer(name, kind, 0, self._to_say[name].popleft())
        else:
            self._waiting.add(name)

    def _say(self, name: str, frame: bytes) -> None:
        if name in self._waiting:
            self._waiting.discard(name)
            self._answer(name, "read", 0, frame)
        elif name in self._ids:
            self._to_say[name].append(frame)

    def _answer(self, name: str, kind: str, code: int, data: bytes | None) -> None:
        answer: dict[str, Any] = {
            "characteristicId": self._ids[name],
            "type": kind,
            "code": code,
        }
        if data is not None:
            answer["data"] = base64.b64encode(data).decode()
        self._cdp.send("BluetoothEmulation.simulateCharacteristicOperationResponse", answer)
