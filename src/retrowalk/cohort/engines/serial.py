"""One recording after the other, in this process: the reference for every other engine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retrowalk.cohort.row import Row, Task


@dataclass(frozen=True, slots=True)
class Serial:
    """Works here and now."""

    def rows(self, work: Callable[[Task], Row], tasks: Sequence[Task]) -> Iterator[Row]:
        """Yield the row of every task, in the order of the tasks."""
        return map(work, tasks)
