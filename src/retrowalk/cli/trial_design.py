"""The design file that all commands of a trial take."""

import argparse
from pathlib import Path

from retrowalk.cli.toml_text import read_toml_text
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.design_toml import parse


def add_design(parser: argparse.ArgumentParser) -> None:
    """Add the design as the command's first word."""
    parser.add_argument(
        "design", type=Path, metavar="DESIGN.toml", help="the trial's design"
    )


def read_design(path: Path) -> Design:
    """Return the design of a file; raise BadInput if it cannot be read as one."""
    return parse(read_toml_text(path, "a design"), path.name)
