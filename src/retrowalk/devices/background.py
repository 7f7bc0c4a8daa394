"""A radio that works in a thread of its own, so that a session never waits for it."""

import asyncio
import threading
from collections import deque
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

from retrowalk.devices.link import Link
from retrowalk.devices.radio import Found, Radio
from retrowalk.devices.transport import Word

T = TypeVar("T")
GOODBYE_S = 5.0  # design rule: how long leaving the devices may take


class BackgroundRadio:
    """The transport of real devices: look around, join what was chosen, close at the end."""

    def __init__(self, radio: Radio, *, simulated: bool = False) -> None:
        self._radio = radio
        self._simulated = simulated
        self._heard: deque[Word] = deque()  # appended there, emptied here: both are atomic
        self._links: tuple[Link, ...] = ()
        self._keeping: list[asyncio.Task[None]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="radio", daemon=True
        )
        self._thread.start()

    @property
    def simulated(self) -> bool:
        """Whether the devices behind it are made up."""
        return self._simulated

    def scan(self, seconds: float) -> tuple[Found, ...]:
        """Return the treadmills and straps in reach; raise RadioFailed without a radio."""
        return self._wait_for(self._radio.scan(seconds))

    def join(self, chosen: Iterable[Found]) -> None:
        """Begin to connect; each device says Joined once it is there."""
        self._wait_for(self._begin(tuple(chosen)))

    def heard(self) -> tuple[Word, ...]:
        """Return what came since the last time this was asked, in order."""
        words = []
        while self._heard:
            words.append(self._heard.popleft())
        return tuple(words)

    def write(self, characteristic: str, frame: bytes) -> None:
        """Send a frame to the device that has this characteristic."""
        for link in self._links:
            self._loop.call_soon_threadsafe(link.write, characteristic, frame)

    def close(self) -> None:
        """Leave every device and end the thread."""
        try:
            self._wait_for(asyncio.wait_for(self._end(), GOODBYE_S))
        except TimeoutError:
            pass  # a radio that hangs must not keep a person waiting at the end
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(GOODBYE_S)
            if not self._thread.is_alive():
                self._loop.close()

    async def _begin(self, chosen: tuple[Found, ...]) -> None:
        turn = asyncio.Lock()
        self._links = tuple(
            Link(found, self._radio.client(found), self._heard.append, turn)
            for found in chosen
        )
        self._keeping = [asyncio.create_task(link.keep()) for link in self._links]

    async def _end(self) -> None:
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*self._keeping, return_exceptions=True)

    def _wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
