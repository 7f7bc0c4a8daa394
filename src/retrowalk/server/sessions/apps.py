"""Walked sessions: what the player sent, and what came of it."""

from django.apps import AppConfig


class WalksConfig(AppConfig):
    """The sessions app; its label is not "sessions", which Django's own login sessions hold."""

    name = "retrowalk.server.sessions"
    label = "walks"
    default_auto_field = "django.db.models.BigAutoField"
