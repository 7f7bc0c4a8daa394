"""Many recordings at once, each in one of a few processes of this machine.

A worker that dies (out of memory, a crash in compiled code) takes its pool along. The tasks
that were under way are then tried again one by one, each in a process of its own: only the
one that kills its process again is reported as broken.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from retrowalk.cohort.row import Row, Task, broke

_AHEAD = 2  # tasks under way for each worker: enough that none waits for its next

Work = Callable[[Task], Row]


@dataclass(frozen=True, slots=True)
class Processes:
    """Works in this many processes."""

    workers: int

    def rows(self, work: Work, tasks: Sequence[Task]) -> Iterator[Row]:
        """Yield the row of every task, as they are done."""
        left = list(reversed(tasks))
        while left:
            under_way: dict[Future[Row], Task] = {}
            try:
                yield from self._until_broken(work, left, under_way)
            except BrokenProcessPool:
                for task in under_way.values():
                    yield _alone(work, task)

    def _until_broken(
        self, work: Work, left: list[Task], under_way: dict[Future[Row], Task]
    ) -> Iterator[Row]:
        pool = _pool(self.workers)
        try:
            while left or under_way:
                while left and len(under_way) < _AHEAD * self.workers:
                    under_way[pool.submit(work, left[-1])] = left[-1]
                    left.pop()
                for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                    row = done.result()
                    del under_way[done]
                    yield row
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _alone(work: Work, task: Task) -> Row:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return broke(task, "its process died, perhaps for want of memory")


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork copies locks that the threads of NumPy and Arrow may hold.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_ctrl_c_alone)


def _leave_ctrl_c_alone() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends the workers
