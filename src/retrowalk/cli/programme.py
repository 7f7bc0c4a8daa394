"""`retrowalk programme`: the programmes there are, one in full, and one of your own."""

import argparse
from pathlib import Path

from retrowalk.cli.programme_pages import checked, full, listed
from retrowalk.errors import BadInput, BadProgramme
from retrowalk.training.programmes.starters import PROGRAMMES, programme
from retrowalk.training.programmes.text import parse, to_text
from retrowalk.training.programmes.text_lines import TEXT_MAX

BYTES_MAX = 4 * TEXT_MAX  # a character has at most four bytes in UTF-8
OWN_KEY = "own"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "programme",
        help="what to walk: the programmes there are, or one of your own",
        description="List the programmes, show one in full, or check one that you wrote.",
    )
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    every = actions.add_parser("list", help="all programmes, and what stands behind each")
    every.set_defaults(run=run_list)
    show = actions.add_parser("show", help="one programme with its sessions and sources")
    show.add_argument("key", metavar="KEY", help="the programme's key, as in the list")
    show.add_argument(
        "--as-text",
        action="store_true",
        help="print it as a text to change and check, instead",
    )
    show.set_defaults(run=run_show)
    check = actions.add_parser("check", help="check a programme text, and say what it does")
    check.add_argument("file", metavar="FILE", type=Path, help="the text, in UTF-8")
    check.set_defaults(run=run_check)


def run_list(arguments: argparse.Namespace) -> int:
    """Print every programme with what stands behind it."""
    del arguments
    print(listed(tuple(PROGRAMMES.values())))
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print one programme in full, or as a text."""
    one = programme(arguments.key)
    print(to_text(one) if arguments.as_text else full(one), end="")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Check a programme text, and print what it would do."""
    path: Path = arguments.file
    try:
        print(checked(parse(_text(path), OWN_KEY)), end="")
    except BadProgramme as error:
        raise BadProgramme(f"{path}: {error}") from error
    return 0


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            found = file.read(BYTES_MAX + 1)
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        raise BadInput(
            f"{path} cannot be read: {why}; expected a programme text"
        ) from error
    if len(found) > BYTES_MAX:
        raise BadProgramme(
            f"it is longer than {TEXT_MAX} characters; expected a page or less"
        )
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not text in UTF-8; expected a programme text") from error
