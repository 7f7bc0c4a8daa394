"""A trial of oneself in the bundle: what the days are, and the question of each day."""

from datetime import date, timedelta

from django.utils.translation import gettext
from ninja import Schema

from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.server.people.models import Person
from retrowalk.server.programme.standing import Standing
from retrowalk.server.programme.trial_days import trial_day
from retrowalk.server.proof.choices import choice_of
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.readings import by_day
from retrowalk.server.proof.today import paused
from retrowalk.server.proof.trials import running
from retrowalk.training.alternation import Alternation, DayFor
from retrowalk.training.planning.training_days import HORIZON_DAYS


class TrialDayAnswer(Schema):
    """One day of a trial; told: what it is, in one line."""

    day: date
    kind: str
    told: str


class TrialQuestion(Schema):
    """The question of a day, answered with one whole number from low to high."""

    key: str
    version: int
    measure: str
    name: str
    told: str
    low: int
    high: int


class TrialAnswer(Schema):
    """The trial that runs; question null: the reading of a day is a test of its own.

    paused: why the trial pauses; null while it goes on. answered: days with an answer.
    """

    ends_on: date
    days: list[TrialDayAnswer]
    question: TrialQuestion | None
    answered: list[date]
    paused: str | None
    page: str


def trial_of(person: Person, now: Standing, today: date) -> TrialAnswer | None:
    """Return what the player needs of the trial that runs; None where none does."""
    trial = running(person, today)
    if trial is None:
        return None
    last = min(trial.ends_on, today + timedelta(days=HORIZON_DAYS))
    return TrialAnswer(
        ends_on=trial.ends_on,
        days=_days(trial, now, today, last),
        question=_question(trial),
        answered=sorted(by_day(person, trial.protocol, today, last)),
        paused=paused(now) or None,
        page=f"/persons/{person.pk}/trial/",
    )


def _days(trial: OwnTrial, now: Standing, today: date, last: date) -> list[TrialDayAnswer]:
    order = Alternation(trial.starts_on, tuple(DayFor(kind) for kind in trial.order))
    due = {session.day: session for session in now.ahead}
    span = range(today.toordinal(), last.toordinal() + 1)
    found = (
        trial_day(order, day, due.get(day), trial.person)
        for day in map(date.fromordinal, span)
    )
    return [
        TrialDayAnswer(day=one.day, kind=one.kind.value, told=one.told)
        for one in found
        if one is not None
    ]


def _question(trial: OwnTrial) -> TrialQuestion | None:
    of, choice = protocol(trial.protocol), choice_of(trial.protocol)
    if choice.whole_from_to is None:
        return None
    low, high = choice.whole_from_to
    return TrialQuestion(
        key=of.key,
        version=of.version,
        measure=of.principal,
        name=str(choice.name),
        told=gettext(of.told),
        low=low,
        high=high,
    )
