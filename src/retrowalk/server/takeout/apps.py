"""Taking data along and bringing it back."""

from django.apps import AppConfig


class TakeoutConfig(AppConfig):
    """The app of archives: a whole household, or one person, in one file."""

    name = "retrowalk.server.takeout"
    label = "takeout"
