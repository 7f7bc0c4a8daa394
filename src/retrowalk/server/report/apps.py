"""The report app."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """The report app: what sessions, tests and trials of oneself say, for a clinician's file."""

    name = "retrowalk.server.report"
    label = "report"
