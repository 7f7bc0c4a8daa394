"""The outcomes app."""

from django.apps import AppConfig

from retrowalk.server import catalogues


class OutcomesConfig(AppConfig):
    """The outcomes app: tests that were done, and what sessions and tests add up to."""

    name = "retrowalk.server.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read the words of the pages in other languages."""
        catalogues.load()
