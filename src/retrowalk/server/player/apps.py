"""The player app."""

from django.apps import AppConfig


class PlayerConfig(AppConfig):
    """The player app; it stores nothing of its own."""

    name = "retrowalk.server.player"
    label = "player"
