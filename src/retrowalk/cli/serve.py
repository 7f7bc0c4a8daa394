"""`retrowalk serve`: open the coach. The web door is a house of its own; we only knock.

It runs as its own process, so that the terminal's commands never load the web framework.
Everything after `serve` is handed over as it is, --help too.
"""

import argparse
import signal
import subprocess
import sys
from types import FrameType

_HAND_OVER = "\0"  # no option begins with this, so every word is passed on


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "serve",
        help="open the coach in your browser",
        prefix_chars=_HAND_OVER,
        add_help=False,
    )
    parser.add_argument("rest", nargs="*")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Start the server, wait for it, and return its exit code."""
    server = subprocess.Popen(  # noqa: S603  # our own module under this very Python
        [sys.executable, "-m", "retrowalk.server", "serve", *arguments.rest]
    )

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame  # a signal handler is called with both
        server.terminate()

    signal.signal(signal.SIGTERM, end)
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C reached the server too; it says good-bye in its own time
