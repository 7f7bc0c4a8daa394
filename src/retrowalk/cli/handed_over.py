"""Commands that the server runs: the terminal only knocks, and never loads the web framework.

Everything after the command's name is handed over as it is, --help too.
"""

import argparse
import subprocess
import sys

_HAND_OVER = "\0"  # no option begins with this, so every word is passed on


def register(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, said: str
) -> None:
    """Add a command that `python -m retrowalk.server.takeout` runs."""
    parser = commands.add_parser(name, help=said, prefix_chars=_HAND_OVER, add_help=False)
    parser.add_argument("rest", nargs="*")
    parser.set_defaults(run=lambda arguments: _run(name, arguments.rest))


def _run(name: str, rest: list[str]) -> int:
    """Run it and return its exit code; Ctrl-C reaches it by itself."""
    command = [sys.executable, "-m", "retrowalk.server.takeout", name, *rest]
    server = subprocess.Popen(command)  # noqa: S603  # our own module under this very Python
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue
