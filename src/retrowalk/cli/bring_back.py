"""`retrowalk bring-back`: a file of takeout brought back, where the server runs."""

import argparse

from retrowalk.cli import handed_over


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    handed_over.register(commands, "bring-back", "bring a file of takeout back")
