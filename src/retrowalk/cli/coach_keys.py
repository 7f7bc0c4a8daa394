"""Single keys from a terminal, without waiting for Enter; none where there is no terminal."""

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

try:
    import termios
    import tty
except ImportError:  # Windows has no termios; the session then runs without keys
    HAS_KEYS = False
else:
    HAS_KEYS = True

Pressed = Callable[[], str]
MOST_AT_ONCE = 32  # bytes; more than anybody types between two looks


@contextmanager
def keys() -> Iterator[Pressed | None]:
    """Give a function that returns the keys typed since the last time, or None."""
    if not (HAS_KEYS and sys.stdin.isatty()):
        yield None
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    try:
        yield lambda: _typed(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _typed(terminal: int) -> str:
    ready, _, _ = select.select([terminal], [], [], 0)
    return os.read(terminal, MOST_AT_ONCE).decode(errors="ignore") if ready else ""
