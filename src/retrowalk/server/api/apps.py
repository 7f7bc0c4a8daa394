"""The api app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The api app; it stores nothing of its own."""

    name = "retrowalk.server.api"
    label = "api"
