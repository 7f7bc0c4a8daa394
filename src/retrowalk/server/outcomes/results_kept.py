"""What stored tests say, worked out once a process: a document never changes, nor its digest."""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from retrowalk.outcomes.results import Result, results
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.outcomes.receive_test import taken_of

Key = tuple[UUID, str]  # of a test, and the digest of its document
MOST_KEPT = 4096  # tests; a result is small, the series it came from are not


class ResultsKept:
    """The latest results by test and digest of its document; safe among threads.

    By test too: a digest may have come with an archive, so it speaks for its own row only.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, tuple[Result, ...]] = OrderedDict()
        self._lock = Lock()

    def of(self, stored: StoredTest) -> tuple[Result, ...]:
        """Return what a stored test says."""
        key = stored.pk, stored.digest
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = results(taken_of(stored))
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made


RESULTS = ResultsKept()
