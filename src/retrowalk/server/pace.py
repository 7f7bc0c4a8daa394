"""How often somebody may ask: so many calls a second, and a few more at once.

Kept in this process only, for as many keys as are newest: it spares the machine, and is no
secret's only guard.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from retrowalk.errors import RetrowalkError

MOST_KEYS = 4096  # some 0.5 MB; who has not asked for longest is forgotten first


class TooFast(RetrowalkError):
    """Somebody asks more often than is good for all; wait_s: when the next call is free."""

    def __init__(self, detail: str, wait_s: float) -> None:
        super().__init__(detail)
        self.wait_s = wait_s


class Pace:
    """A bucket for each key that fills at a steady rate and that every call takes from."""

    def __init__(
        self,
        per_s: float,
        burst: int,
        clock: Callable[[], float] = time.monotonic,
        most_keys: int = MOST_KEYS,
    ) -> None:
        """Let `per_s` calls a second pass in the long run, and up to `burst` at once."""
        self._per_s, self._burst, self._clock = per_s, burst, clock
        self._most_keys = most_keys
        self._lock = threading.Lock()
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> None:
        """Count one call; raise TooFast if the bucket is empty."""
        with self._lock:
            now = self._clock()
            left = self._now_left(key, now)
            if left < 1.0:
                wait_s = (1.0 - left) / self._per_s
                raise TooFast(f"too many requests; try again in {wait_s:.1f} s.", wait_s)
            self._keep(key, left - 1.0, now)

    def check(self, key: Hashable) -> None:
        """Raise TooFast if the bucket is empty; count nothing."""
        with self._lock:
            left = self._now_left(key, self._clock())
        if left < 1.0:
            wait_s = (1.0 - left) / self._per_s
            raise TooFast(f"too many requests; try again in {wait_s:.1f} s.", wait_s)

    def forget(self) -> None:
        """Forget every call so far."""
        with self._lock:
            self._left.clear()

    def _now_left(self, key: Hashable, now: float) -> float:
        left, at = self._left.get(key, (float(self._burst), now))
        return min(float(self._burst), left + (now - at) * self._per_s)

    def _keep(self, key: Hashable, left: float, now: float) -> None:
        self._left[key] = left, now
        self._left.move_to_end(key)
        if len(self._left) > self._most_keys:
            self._left.popitem(last=False)
