"""Delete an account or a person of it: `retrowalk delete`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from retrowalk.errors import Conflict
from retrowalk.server.takeout.accounts import account_named, person_named
from retrowalk.server.takeout.counted import counted, total
from retrowalk.server.takeout.documents import Whose
from retrowalk.server.takeout.erasing import erase
from retrowalk.server.takeout.taking import size_of_recordings


class Command(BaseCommand):
    """Says what would be deleted, and deletes it if told to."""

    help = (
        "Delete an account, or one person of it, for good; see `retrowalk delete --help`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the terminal hands over."""
        parser.add_argument("--account", required=True)
        parser.add_argument("--person")
        parser.add_argument("--yes", action="store_true")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Look, and delete with --yes."""
        account = account_named(options["account"])
        if account.is_demo:
            raise CommandError("the demo household is made anew each day; it stays")
        named = options["person"]
        whose = Whose(account, person_named(account, named) if named else None)
        name = whose.person.name if whose.person else f"the account {account.username}"
        held = counted(total(whose))
        self.stdout.write(f"Of {name} there is: {held}.")
        found = size_of_recordings(whose)
        if found.recordings:
            self.stdout.write(f"Motion recordings: {found.recordings}.")
        if not options["yes"]:
            self.stdout.write(
                "Nothing was deleted: this was a look. Say --yes to delete it."
            )
            return
        try:
            left = erase(whose)
        except Conflict as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Deleted: everything of {name}.")
        if left:
            self.stdout.write(
                f"Still to be removed from the disk at the next start: {left}."
            )
