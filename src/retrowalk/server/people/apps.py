"""Accounts that log in, and the persons who train."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people app."""

    name = "retrowalk.server.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
