"""The proof app."""

from django.apps import AppConfig


class ProofConfig(AppConfig):
    """The proof app: a person's trial of themself, from the question to the answer."""

    name = "retrowalk.server.proof"
    label = "proof"
