"""What stored tests say, worked out once a process: a document never changes, nor its digest."""

from collections import OrderedDict
from threading import Lock

from retrowalk.outcomes.results import Result, results
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.outcomes.receive_test import taken_of

MOST_KEPT = 4096  # tests; a result is small, the series it came from are not


class ResultsKept:
    """The latest results by the digest of their document; safe among threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Result, ...]] = OrderedDict()
        self._lock = Lock()

    def of(self, stored: StoredTest) -> tuple[Result, ...]:
        """Return what a stored test says."""
        with self._lock:
            found = self._kept.get(stored.digest)
            if found is not None:
                self._kept.move_to_end(stored.digest)
                return found
        made = results(taken_of(stored))
        with self._lock:
            self._kept[stored.digest] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made


RESULTS = ResultsKept()
