"""Write an archive: `retrowalk takeout`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from retrowalk.errors import BadInput
from retrowalk.files.whole_file import check_target, whole_file
from retrowalk.server.takeout.accounts import account_named, person_named
from retrowalk.server.takeout.counted import counted
from retrowalk.server.takeout.documents import Whose
from retrowalk.server.takeout.taking import take


class Command(BaseCommand):
    """Writes everything of an account, or of one person of it, into one file."""

    help = "Write everything of an account into one file; see `retrowalk takeout --help`."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the terminal hands over."""
        parser.add_argument("--account", required=True)
        parser.add_argument("--person")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--without-recordings", action="store_true")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Write it and say what it holds."""
        out: Path = options["out"]
        account = account_named(options["account"])
        person = person_named(account, options["person"]) if options["person"] else None
        try:
            _check_new(out)
            with whole_file(out) as part:
                part.touch(mode=0o600)
                with part.open("r+b") as file:
                    whose = Whose(account, person)
                    taken = take(whose, file, recordings=not options["without_recordings"])
        except BadInput as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Written: {out} ({out.stat().st_size / 1e6:.1f} MB)")
        self.stdout.write(f"It holds {counted(taken.rows)}.")
        if taken.recordings:
            self.stdout.write(f"Motion recordings: {taken.recordings}.")
        if taken.missing:
            said = f"Motion recordings that sessions name and that are not here: {taken.missing}."
            self.stdout.write(said)
        self.stdout.write("It tells about health: keep it where only you can open it.")


def _check_new(out: Path) -> None:
    if out.is_file():
        raise BadInput(f"{out} is there already; expected another name with --out")
    check_target(out, (".zip",), out)
