"""The whole demo household: people, sessions, trials of oneself, strides and tests."""

from datetime import date

from django.db import IntegrityError, transaction

from retrowalk.errors import Conflict, Unknown
from retrowalk.server.demo.strides import seen
from retrowalk.server.demo.tests_taken import TAKEN, take
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme.demo import seed
from retrowalk.server.proof.demo import seed_trials


def furnish(today: date) -> Account:
    """Make the demo household anew, with all that belongs to it; touch nobody else's data.

    Its identifiers are the same each day, so its pages keep their addresses. Raises Conflict,
    and leaves everything as it was, where somebody else has its name or one of them.
    """
    try:
        with transaction.atomic():
            return _furnished(today)
    except (IntegrityError, Unknown) as error:
        raise Conflict(
            "it cannot be made anew; most likely another account keeps something under one "
            f"of its identifiers ({' '.join(str(error).split())[:160]})"
        ) from error


def _furnished(today: date) -> Account:
    account = seed(today)
    for person in Person.objects.filter(account=account):
        for number, walk in enumerate(person.walks.all()):
            walk.gait = seen(walk, number)
            walk.save(update_fields=["gait"])
        for story in TAKEN.get(person.name, ()):
            take(person, story, today)
    seed_trials(today)
    return account
