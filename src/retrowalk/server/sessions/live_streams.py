"""All sessions whose steps are told just now, bounded in number and age.

Only in this process. After a restart, or in another worker, the next piece simply begins a
new stream; the player adds up.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from retrowalk.server.sessions.live_stream import LiveStream

MOST = 256  # 500 pocket streams take 85 % of a core, and each some 50 kB
MOST_OF_ONE_ACCOUNT = 4  # so that nobody pushes others out; a household walks one by one
IDLE_S = 300.0  # a pause is shorter; a session that ended says nothing more


@dataclass(frozen=True, slots=True)
class Whose:
    """A session, and whose it is."""

    account: int
    person: UUID
    session: UUID


class LiveStreams:
    """The streams, longest unused first."""

    def __init__(
        self, most: int = MOST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep up to `most`."""
        self._most, self._clock = most, clock
        self._lock = threading.Lock()
        self._streams: OrderedDict[Whose, tuple[LiveStream, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._streams)

    def stream(self, whose: Whose, begin: Callable[[], LiveStream]) -> LiveStream:
        """Return the session's stream; `begin` makes one where there is none.

        What `begin` raises is raised, and nothing is kept.
        """
        with self._lock:
            found = self._found(whose)
        made = found or begin()
        with self._lock:
            # Two first pieces at once: the one that came in first counts.
            stream = self._found(whose) or made
            self._streams[whose] = stream, self._clock()
            self._streams.move_to_end(whose)
            self._make_room(whose.account)
        return stream

    def clear(self) -> None:
        """Forget all streams, as a restart does."""
        with self._lock:
            self._streams.clear()

    def _found(self, whose: Whose) -> LiveStream | None:
        self._drop_idle()
        kept = self._streams.get(whose)
        return kept[0] if kept else None

    def _drop_idle(self) -> None:
        now = self._clock()
        while self._streams:
            oldest, (_, used_at) = next(iter(self._streams.items()))
            if now - used_at <= IDLE_S:
                return
            del self._streams[oldest]

    def _make_room(self, account: int) -> None:
        own = [whose for whose in self._streams if whose.account == account]
        for whose in own[:-MOST_OF_ONE_ACCOUNT]:
            del self._streams[whose]
        while len(self._streams) > self._most:
            self._streams.popitem(last=False)


STREAMS = LiveStreams()
