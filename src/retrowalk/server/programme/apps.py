"""Plans: what each person is to walk."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The programme app."""

    name = "retrowalk.server.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
