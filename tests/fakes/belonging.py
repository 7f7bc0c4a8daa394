"""Which models belong to somebody: found by their keys, so that a new one is found, too."""

from django.apps import apps
from django.db import models

from retrowalk.server.people.models import Account, Person


def belonging():
    """Return every model from which keys lead to a person or an account."""
    found, before = {Account, Person}, set()
    every = apps.get_models(include_auto_created=True)
    while found != before:
        before = set(found)
        found |= {
            model
            for model in every
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model in before
        }
    return found
