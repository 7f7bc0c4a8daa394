"""The demo household."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo app: invented people in every room of the site; it stands above them all."""

    name = "retrowalk.server.demo"
    label = "demo"
