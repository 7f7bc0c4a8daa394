"""The learn app."""

from django.apps import AppConfig


class LearnConfig(AppConfig):
    """The learn app; it stores nothing of its own."""

    name = "retrowalk.server.learn"
    label = "learn"
