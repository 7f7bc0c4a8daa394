"""A bar for long work, on stderr, at a terminal only, and only after a second of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

PATIENCE_S = 1.0  # shorter work needs no bar


class Stages:
    """What the work is at now, and how far it is in it."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task

    def begin(self, what: str) -> None:
        """Start a stage whose length is not known until the first share is told."""
        self._bar.reset(self._task, description=what, total=None)

    def share(self, done: float) -> None:
        """Tell how much of the stage is done, 0 to 1."""
        self._bar.update(self._task, total=1.0, completed=done)


@contextmanager
def progress() -> Iterator[Stages]:
    """Give stages to report to; nothing of them stays on the screen."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    late = threading.Timer(PATIENCE_S, bar.start)
    late.daemon = True
    late.start()
    try:
        yield Stages(bar, bar.add_task("", total=None))
    finally:
        late.cancel()
        late.join()  # a bar that starts this instant is stopped below, not left behind
        bar.stop()
