"""`retrowalk delete`: an account, or one person of it, deleted for good where the server runs."""

import argparse

from retrowalk.cli import handed_over


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    handed_over.register(
        commands, "delete", "delete an account, or one person of it, for good"
    )
