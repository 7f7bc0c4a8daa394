"""Two made-up persons of the demo household: one trial gone through, one that runs.

Their answers and their draws' seeds are invented; screening, plans, decisions, the order
and the verdict come from the same rules as everybody's. All of it is marked simulated.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from retrowalk.errors import Unknown
from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.demo import NAME, NAMESPACE, begin_story, store_walk
from retrowalk.server.programme.demo_stories import Story, Told
from retrowalk.server.programme.standing import standing
from retrowalk.server.proof.asked import Asked
from retrowalk.server.proof.choices import PAIN
from retrowalk.server.proof.foretold import foretold, ground_of
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.trials import begin, running
from retrowalk.training.person import Group
from retrowalk.training.prescription import Place
from retrowalk.training.session import SessionRecord

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TrialStory:
    """A story with a trial that begins the day after its first session.

    relief: points of pain by which the made-up backward days are better.
    missing: every how-many-th day has no answer.
    """

    story: Story
    weeks: int
    seed: int
    relief: int
    missing: int


ELENA = TrialStory(
    Story(
        "Elena",
        64,
        Group.KNEE_OSTEOARTHRITIS,
        started_days_ago=53,
        yes=("regularly_active",),
        programme="knee_10_min",
        place=Place.HALLWAY,
    ),
    weeks=7,
    seed=11,
    relief=2,
    missing=13,
)
PAUL = TrialStory(
    Story(
        "Paul",
        59,
        Group.KNEE_OSTEOARTHRITIS,
        started_days_ago=18,
        yes=("regularly_active",),
        programme="knee_10_min",
        place=Place.HALLWAY,
    ),
    weeks=6,
    seed=4,
    relief=1,
    missing=6,
)


@transaction.atomic
def seed_trials(today: date) -> None:
    """Add both persons to the demo household, which has to be there; touch nobody else."""
    account = Account.objects.filter(username=NAME, is_demo=True).first()
    if account is None:
        raise Unknown("there is no demo household; make it first")
    for one in (ELENA, PAUL):
        _tell(account, one, today)


def _tell(account: Account, told: TrialStory, today: date) -> None:
    person = begin_story(account, told.story, today)
    drawn_on = today - timedelta(days=told.story.started_days_ago or 0)
    asked = Asked(PAIN.protocol, "forward", told.weeks, 4, drawn_on + _DAY)
    ground = ground_of(person, PAIN, drawn_on)
    if ground is None:
        raise Unknown("the demo has no ground to foretell from")
    trial = begin(person, asked, foretold(asked, ground), drawn_on, told.seed)
    OwnTrial.objects.filter(pk=trial.pk).update(drawn_at=_at(drawn_on, 12))
    _made_on(person, drawn_on)
    history: list[SessionRecord] = []
    for k in range((today - drawn_on).days):
        _live(person, trial, told, drawn_on + k * _DAY, history)
    running(person, today)


def _live(
    person: Person,
    trial: OwnTrial,
    told: TrialStory,
    day: date,
    history: list[SessionRecord],
) -> None:
    """Live through one day: walk what is due, and answer in the evening."""
    now = standing(person, day)
    number = (day - trial.starts_on).days
    chance = Random(f"{person.name} {number}")  # noqa: S311 - made-up answers
    if now.due is not None and now.plan is not None:
        pain = chance.choice((2, 2, 3))
        store_walk(person, now.plan, day, Told(pain, pain, 3.0, sensor=False), history)
    _made_on(person, day)
    if 0 <= number < len(trial.order) and (number + 1) % told.missing:
        better = told.relief if trial.order[number] == "backward" else 0
        _answer(person, chance.choice((4, 5, 5, 6)) - better, day)


def _answer(person: Person, value: int, day: date) -> None:
    of = protocol(PAIN.protocol)
    taken = TakenTest(
        of.key,
        _at(day, 20),
        (Trial(values={of.principal: float(value)}),),
        of.version,
        simulated=True,
    )
    receive(person, uuid.uuid5(NAMESPACE, f"{person.name} answer {day}"), to_json(taken))


def _made_on(person: Person, day: date) -> None:
    """Say that the versions of the plan which were made just now were made on that day."""
    newest = plans.latest_version(person)
    if newest is None or timezone.localdate(newest.created_at) <= day:
        return
    person.plans.filter(created_at__gt=_at(day, 23)).update(created_at=_at(day, 12))


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
