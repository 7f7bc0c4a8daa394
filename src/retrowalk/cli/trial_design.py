"""The design file that all commands of a trial take."""

import argparse
from pathlib import Path

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.design_toml import parse

_LONGEST = 1_000_000  # bytes; a design is a page or two


def add_design(parser: argparse.ArgumentParser) -> None:
    """Add the design as the command's first word."""
    parser.add_argument(
        "design", type=Path, metavar="DESIGN.toml", help="the trial's design"
    )


def read_design(path: Path) -> Design:
    """Return the design of a file; raise BadInput if it cannot be read as one."""
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise BadInput(f"{path} is larger than {_LONGEST:,} bytes; expected a design")
        text = data.decode("utf-8")
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not text; expected TOML in UTF-8") from error
    return parse(text, path.name)
