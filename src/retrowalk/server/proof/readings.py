"""The answers of a trial: ordinary tests, one a day, of which the last of a day counts."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import numpy as np
from django.utils import timezone

from retrowalk.arrays import FloatArray
from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.results import results
from retrowalk.server.outcomes.receive_test import taken_of
from retrowalk.server.people.models import Person
from retrowalk.server.proof.models import OwnTrial
from retrowalk.training.codec.session import record_from_json

MOST_BEFORE = timedelta(days=180)  # older days say little about how days scatter now


def by_day(person: Person, key: str, first: date, last: date) -> dict[date, float]:
    """Return the counted values of a protocol's principal measure, from first to last.

    An answer belongs to the day on the clock it was given by: a journey afterwards, which
    puts the person's clock elsewhere, moves no answer to another day.
    """
    wanted = protocol(key).principal
    found: dict[date, float] = {}
    for stored in person.tests.filter(
        protocol=key,
        taken_at__gte=_start(first - _DAY),
        taken_at__lt=_start(last + 2 * _DAY),
    ):
        taken = taken_of(stored)
        day = taken.taken_at.date()
        if not first <= day <= last:
            continue
        for result in results(taken):
            if result.measure == wanted and result.value is not None:
                found[day] = result.value
    return found


def of_trial(trial: OwnTrial) -> dict[date, float]:
    """Return the values of a trial's days, up to the day it was stopped on."""
    last = trial.ends_on if trial.stopped_on is None else trial.stopped_on - _DAY
    if last < trial.starts_on:
        return {}
    return by_day(trial.person, trial.protocol, trial.starts_on, last)


def before(person: Person, key: str, today: date) -> Mapping[date, float]:
    """Return the person's earlier readings of the last half year."""
    return by_day(person, key, today - MOST_BEFORE, today)


def pain_before_sessions(person: Person, today: date) -> dict[date, float]:
    """Return the pain told before sessions, by day: it stands in where no day was asked."""
    walks = person.walks.filter(
        record__isnull=False, started_at__gte=_start(today - MOST_BEFORE)
    )
    found = {}
    for record in walks.values_list("record", flat=True):
        told = record_from_json(record)
        if told.pain_before is not None:
            found[timezone.localdate(told.started_at)] = float(told.pain_before)
    return found


def on_days(trial: OwnTrial, values: Mapping[date, float]) -> FloatArray:
    """Return the values day by day of the trial, NaN where there is none."""
    days = [trial.starts_on + k * _DAY for k in range(len(trial.order))]
    return np.array([values.get(day, np.nan) for day in days], dtype=np.float64)


_DAY = timedelta(days=1)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
