"""Finish what deletions left behind: `python -m retrowalk.server manage finish_deleting`."""

from typing import Any

from django.core.management.base import BaseCommand

from retrowalk.server.takeout.removing import finish


class Command(BaseCommand):
    """Does what was left when the server stopped; `serve` calls it at each start."""

    help = "Finish deletions that the server could not finish before it stopped."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Finish them."""
        finish()
