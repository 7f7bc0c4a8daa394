"""Keep one device connected: read what it can do, listen, and come back after a drop."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from retrowalk.devices import gatt
from retrowalk.devices.radio import Client, Found, RadioFailed
from retrowalk.devices.transport import Gone, Joined, Kind, Notification, Word

READ_ONCE = {
    Kind.TREADMILL: (gatt.MACHINE_FEATURE, gatt.SPEED_RANGE, gatt.INCLINE_RANGE),
    Kind.STRAP: (),
}
# Answers and status first: whoever hears the belt's speed can already hear a refusal.
LISTENED_TO = {
    Kind.TREADMILL: (
        gatt.CONTROL_POINT,
        gatt.MACHINE_STATUS,
        gatt.TRAINING_STATUS,
        gatt.TREADMILL_DATA,
    ),
    Kind.STRAP: (gatt.HEART_RATE_MEASUREMENT,),
}
FIRST_WAIT_S = 0.5  # design rule: before the first try to come back; doubled each time
LONGEST_WAIT_S = 8.0  # design rule: so that a strap put on again is found soon
PATIENCE_S = 10.0  # design rule: a radio that takes longer to connect is asked anew
WRITE_PATIENCE_S = 2.0  # design rule: a frame that is not taken by then is given up


@dataclass(slots=True)
class Link:
    """One device and the way to it.

    tell: takes every word, in the radio's own thread.
    turn: held while connecting, since radios connect to one device at a time.
    """

    found: Found
    client: Client
    tell: Callable[[Word], None]
    turn: asyncio.Lock
    _to_send: asyncio.Queue[tuple[str, bytes]] = field(default_factory=asyncio.Queue)
    _has: frozenset[str] = frozenset()

    async def keep(self) -> None:
        """Stay connected until cancelled."""
        wait_s = FIRST_WAIT_S
        try:
            while True:
                gone = asyncio.Event()
                try:
                    async with self.turn:
                        await asyncio.wait_for(self._join(gone), PATIENCE_S)
                except (RadioFailed, TimeoutError):
                    await self._leave_quietly()
                    await asyncio.sleep(wait_s)
                    wait_s = min(2.0 * wait_s, LONGEST_WAIT_S)
                    continue
                wait_s = FIRST_WAIT_S
                await self._send_until(gone)
                self._has = frozenset()
                self.tell(Gone(self.found.kind))
                await self._leave_quietly()
        finally:
            await self._leave_quietly()

    def write(self, characteristic: str, frame: bytes) -> None:
        """Send a frame as soon as those before it are sent; drop it where nothing is there."""
        if characteristic in self._has:
            self._to_send.put_nowait((characteristic, frame))

    async def _join(self, gone: asyncio.Event) -> None:
        has = await self.client.join(gone.set)
        kind = self.found.kind
        read: dict[str, bytes] = {}
        for characteristic in READ_ONCE[kind]:
            if characteristic in has:
                try:
                    read[characteristic] = await self.client.read(characteristic)
                except RadioFailed:
                    continue  # what cannot be read is not told; the link itself may be fine
        held: list[Word] = []
        tell = held.append  # what comes before we have said that it is there waits
        for characteristic in LISTENED_TO[kind]:
            if characteristic in has:
                await self.client.listen(
                    characteristic,
                    lambda frame, name=characteristic: tell(
                        Notification(name, bytes(frame))
                    ),  # type: ignore[misc] # the default binds the loop's name
                )
        self._to_send = asyncio.Queue()  # what was meant for the lost link is stale
        self._has = has
        self.tell(Joined(kind, self.found.name, has, read))
        for word in held:
            self.tell(word)
        tell = self.tell

    async def _send_until(self, gone: asyncio.Event) -> None:
        ended = asyncio.ensure_future(gone.wait())
        next_frame: asyncio.Future[tuple[str, bytes]] | None = None
        try:
            while not gone.is_set():
                next_frame = asyncio.ensure_future(self._to_send.get())
                await asyncio.wait((ended, next_frame), return_when=asyncio.FIRST_COMPLETED)
                if not next_frame.done():
                    return
                await self._send(*next_frame.result())
        finally:
            ended.cancel()
            if next_frame is not None:
                next_frame.cancel()

    async def _send(self, characteristic: str, frame: bytes) -> None:
        try:
            await asyncio.wait_for(
                self.client.write(characteristic, frame), WRITE_PATIENCE_S
            )
        except (RadioFailed, TimeoutError):
            return  # lost in silence, see Transport.write

    async def _leave_quietly(self) -> None:
        try:
            await asyncio.wait_for(self.client.leave(), WRITE_PATIENCE_S)
        except (RadioFailed, TimeoutError):
            return  # it is gone either way
