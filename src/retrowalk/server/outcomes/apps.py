"""The outcomes app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The outcomes app; it stores nothing of its own."""

    name = "retrowalk.server.outcomes"
    label = "outcomes"
