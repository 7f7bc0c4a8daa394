"""The whole demo household: people, sessions, trials of oneself, strides and tests."""

from datetime import date

from django.db import transaction

from retrowalk.server.demo.strides import seen
from retrowalk.server.demo.tests_taken import TAKEN, take
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme.demo import seed
from retrowalk.server.proof.demo import seed_trials


@transaction.atomic
def furnish(today: date) -> Account:
    """Make the demo household anew, with all that belongs to it; touch nobody else's data.

    Raises ValueError if somebody real has taken the account's name.
    """
    account = seed(today)
    for person in Person.objects.filter(account=account):
        for number, walk in enumerate(person.walks.all()):
            walk.gait = seen(walk, number)
            walk.save(update_fields=["gait"])
        for story in TAKEN.get(person.name, ()):
            take(person, story, today)
    seed_trials(today)
    return account
