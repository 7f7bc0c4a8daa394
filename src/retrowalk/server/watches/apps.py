"""Files for watches and from them."""

from django.apps import AppConfig


class WatchesConfig(AppConfig):
    """The app of sessions and plans as files."""

    name = "retrowalk.server.watches"
    label = "watches"
    default_auto_field = "django.db.models.BigAutoField"
