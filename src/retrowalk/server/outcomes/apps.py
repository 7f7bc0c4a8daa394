"""The outcomes app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The outcomes app: tests that were done, and what sessions and tests add up to."""

    name = "retrowalk.server.outcomes"
    label = "outcomes"
