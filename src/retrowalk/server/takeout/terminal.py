"""Taking along, bringing back and deleting from the terminal of whoever runs the server."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.management import CommandError, call_command

from retrowalk.server.home import HOME_VARIABLE

UNUSABLE = 2  # exit code of "what you asked for cannot be done", as at the terminal
STOPPED = 130  # 128 + SIGINT, as shells count
# All rows go at once or none does; the recordings of what went leave at the next start at latest.
_STOPPED_DELETING = "Run it again without --yes to see whether anything is left."
DATABASE_VARIABLE, DATABASE = "RETROWALK_DATABASE_URL", "retrowalk.sqlite3"


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = vars(_parser().parse_args(arguments))
    run, home = options.pop("run"), options.pop("home")
    if home:
        os.environ[HOME_VARIABLE] = home
    trouble = None if options.get("new_account") else _nothing_there()
    if trouble:
        sys.stderr.write(f"retrowalk: {trouble}\n")
        return UNUSABLE
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retrowalk.server.settings")
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        call_command(run, **options)
    except CommandError as error:
        sys.stderr.write(f"retrowalk: {' '.join(str(error).split())}\n")
        return UNUSABLE
    except KeyboardInterrupt:
        done = _STOPPED_DELETING if run == "delete" else "Nothing was stored."
        sys.stderr.write(f"\nStopped. {done}\n")
        return STOPPED
    return 0


def _nothing_there() -> str | None:
    """Say that there is no Retrowalk in the folder, before one is made there; None if there is."""
    if os.environ.get(DATABASE_VARIABLE):
        return None
    folder = Path(os.environ.get(HOME_VARIABLE) or Path.home() / ".retrowalk").expanduser()
    if (folder / DATABASE).is_file():
        return None
    return f"there is no Retrowalk in {folder}; expected its folder with --home"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="retrowalk")
    commands = parser.add_subparsers(required=True)
    _add_takeout(commands)
    _add_bring_back(commands)
    _add_delete(commands)
    return parser


def _add_takeout(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    one = commands.add_parser(
        "takeout",
        help="everything of an account in one file",
        description=(
            "Write everything that Retrowalk keeps of an account, or of one person of it, into "
            "one file: tables as CSV and Parquet with a dictionary, and all of it without loss. "
            "It tells about health: keep it where only you can open it."
        ),
    )
    one.set_defaults(run="takeout")
    _add_whose(one)
    one.add_argument(
        "--person", metavar="NAME", help="only this person, by name or identifier"
    )
    one.add_argument(
        "--out",
        metavar="FILE.zip",
        required=True,
        type=Path,
        help="where to write; a new file",
    )
    one.add_argument(
        "--without-recordings", action="store_true", help="leave the motion recordings here"
    )


def _add_bring_back(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    one = commands.add_parser(
        "bring-back",
        help="bring a file of takeout back",
        description=(
            "Check a file that 'retrowalk takeout' or the site wrote, say what it would bring, "
            "and store it with --yes. What is here already is never written over, and bringing "
            "a file back twice changes nothing."
        ),
    )
    one.set_defaults(run="bring_back")
    one.add_argument("file", metavar="FILE.zip", type=Path, help="the file")
    _add_whose(one)
    one.add_argument(
        "--new-account",
        action="store_true",
        help="make the account first; asks for its password (or reads it from a pipe)",
    )
    one.add_argument("--yes", action="store_true", help="store it; otherwise only look")


def _add_delete(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    one = commands.add_parser(
        "delete",
        help="delete an account, or one person of it, for good",
        description=(
            "Say what would be deleted of an account, or of one person of it, and delete it with "
            "--yes: from the database, the motion recordings, and every sign-in. It cannot be "
            "had back, except from a file of takeout; backups of this machine keep it."
        ),
    )
    one.set_defaults(run="delete")
    _add_whose(one)
    one.add_argument(
        "--person", metavar="NAME", help="only this person, by name or identifier"
    )
    one.add_argument("--yes", action="store_true", help="delete it; otherwise only look")


def _add_whose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", metavar="NAME", required=True, help="who signs in")
    parser.add_argument(
        "--home", metavar="FOLDER", help="Retrowalk's folder (default ~/.retrowalk)"
    )
