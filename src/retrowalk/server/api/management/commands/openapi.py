"""Write the API's description: `python -m retrowalk.server manage openapi FILE`."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from retrowalk.server.api.door import api


class Command(BaseCommand):
    """Writes the API's description into a file."""

    help = "Write the API's description (OpenAPI) into a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to."""
        parser.add_argument("file", type=Path)

    def handle(self, *_arguments: object, file: Path, **_options: object) -> None:
        """Write."""
        file.write_text(
            json.dumps(api.get_openapi_schema(), indent=1) + "\n", encoding="utf-8"
        )
