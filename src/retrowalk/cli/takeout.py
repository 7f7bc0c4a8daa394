"""`retrowalk takeout`: everything of an account in one file, from where the server runs."""

import argparse

from retrowalk.cli import handed_over


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    handed_over.register(commands, "takeout", "everything of an account in one file")
