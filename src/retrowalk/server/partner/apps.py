"""The partner app."""

from django.apps import AppConfig


class PartnerConfig(AppConfig):
    """A companion's view of a session under way, opened by a link, without an account."""

    name = "retrowalk.server.partner"
    label = "partner"
