"""Bring an archive back: `retrowalk bring-back`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from retrowalk.errors import BadInput, Conflict
from retrowalk.files.takeout.unpacking import Unpacked
from retrowalk.server.people.models import Account
from retrowalk.server.takeout.accounts import account_made, account_named
from retrowalk.server.takeout.bringing import bring, opened
from retrowalk.server.takeout.counted import counted
from retrowalk.server.takeout.looked import Looked
from retrowalk.server.takeout.looking import look


class Command(BaseCommand):
    """Checks an archive, says what it would bring, and stores it if told to."""

    help = "Bring an archive back; see `retrowalk bring-back --help`."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the terminal hands over."""
        parser.add_argument("--file", required=True, type=Path)
        parser.add_argument("--account", required=True)
        parser.add_argument("--new-account", action="store_true")
        parser.add_argument("--yes", action="store_true")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Look, and store with --yes."""
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"there is no file {file}; expected one that takeout wrote")
        name = options["account"]
        account = account_made(name) if options["new_account"] else account_named(name)
        if account.is_demo:
            raise CommandError(
                "the demo household keeps no files; expected another account"
            )
        try:
            with opened(file) as unpacked:
                self._bring(account, unpacked, stores=options["yes"])
        except (BadInput, Conflict) as error:
            raise CommandError(str(error)) from error

    def _bring(self, account: Account, unpacked: Unpacked, *, stores: bool) -> None:
        if not account._state.adding:
            self._tell(_looked(account, unpacked, stores=stores), stores=stores)
            return
        account.save()
        kept = False
        try:
            looked = _looked(account, unpacked, stores=stores)
            kept = stores
        finally:
            if not kept:
                account.delete()
        self._tell(looked, stores=stores)

    def _tell(self, looked: Looked, *, stores: bool) -> None:
        done = "Brought back" if stores else "New"
        new = f"{done}: {counted(looked.brings)}." if looked.brings else "Nothing new."
        self.stdout.write(new)
        if looked.recordings:
            self.stdout.write(f"{done}: {looked.recordings} motion recordings.")
        if looked.here:
            self.stdout.write(f"Already here, and the same: {counted(looked.here)}.")
        for group in looked.groups.values():
            for said in group.conflicts:
                self.stdout.write(f"Nothing of {group.name} is brought back: {said}")
            for said in group.stays:
                self.stdout.write(f"{group.name}: {said} It stays as it is here.")
        if not stores:
            self.stdout.write("Nothing was stored: this was a look. Say --yes to store it.")


def _looked(account: Account, unpacked: Unpacked, *, stores: bool) -> Looked:
    return bring(account, unpacked) if stores else look(account, unpacked)
