"""The learn app."""

from django.apps import AppConfig


class LearnConfig(AppConfig):
    """The learn app; it stores the studies that an account added for itself."""

    name = "retrowalk.server.learn"
    label = "learn"
    default_auto_field = "django.db.models.BigAutoField"
