"""What a cohort needs of an engine: one method. engines/serial.py is the reference."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from retrowalk.cohort.row import Row, Task


class Engine(Protocol):
    """Runs work on many recordings."""

    def rows(self, work: Callable[[Task], Row], tasks: Sequence[Task]) -> Iterator[Row]:
        """Yield one row for every task, in any order, each as soon as it is there."""
        ...
