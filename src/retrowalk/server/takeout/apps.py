"""Taking data along, bringing it back, and deleting it."""

from django.apps import AppConfig


class TakeoutConfig(AppConfig):
    """A whole household, or one person: in one file, back from it, or deleted for good."""

    name = "retrowalk.server.takeout"
    label = "takeout"
