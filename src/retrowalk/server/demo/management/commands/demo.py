"""Seed the demo household: `python -m retrowalk.server manage demo`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from retrowalk.errors import Conflict
from retrowalk.server.demo.household import furnish
from retrowalk.server.programme.demo import is_of


class Command(BaseCommand):
    """Makes the demo household anew; touches nothing else."""

    help = "Make the demo household anew (simulated data; nothing else is touched)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what `serve` needs: no new household if today's is there."""
        parser.add_argument("--if-stale", action="store_true", help="only once a day")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Seed."""
        today = timezone.localdate()
        if options["if_stale"] and is_of(today):
            return
        try:
            furnish(today)
        except Conflict as error:
            raise CommandError(str(error)) from error
