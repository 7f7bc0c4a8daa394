"""The days of a trial as they are shown: what each is for, what was done, what differed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.server.programme.trial_days import KINDS
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.plan_meanwhile import (
    Change,
    changes_of,
    missed_days,
    paused_days,
    versions_of,
)
from retrowalk.training.alternation import DayFor
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.session import SessionRecord

_DAY = timedelta(days=1)
LEAST_SHARE = 0.6  # of the planned sessions, as of the answers (outcomes); own choice


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day. answered: None where nothing is asked for yet; paused: the plan rested."""

    day: date
    kind: DayFor
    words: str | Promise
    answered: bool | None
    paused: bool
    today: bool
    differed: str


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """Days in a row that are for the same, as they are seen."""

    kind: DayFor
    words: str | Promise
    days: tuple[ShownDay, ...]

    @property
    def now(self) -> bool:
        """Whether today is one of them."""
        return any(one.today for one in self.days)

    @property
    def answers(self) -> int:
        """How many days have an answer."""
        return sum(bool(one.answered) for one in self.days)

    @property
    def due(self) -> int:
        """How many days have come and were not paused."""
        return sum(one.answered is not None for one in self.days)


@dataclass(frozen=True, slots=True)
class Course:
    """How a trial went so far.

    sessions: how many were planned on its days that have passed. walked: how many of them.
    """

    days: tuple[ShownDay, ...]
    periods: tuple[ShownPeriod, ...]
    changes: tuple[Change, ...]
    sessions: int
    walked: int

    @property
    def little_walked(self) -> bool:
        """Whether so few of the planned sessions were walked that little was tried."""
        return self.walked < LEAST_SHARE * self.sessions

    @property
    def missing(self) -> int:
        """How many days that have passed have no answer, pauses not counted."""
        return sum(one.answered is False and not one.today for one in self.days)

    @property
    def paused(self) -> int:
        """On how many days the plan rested."""
        return sum(one.paused for one in self.days)

    @property
    def differing(self) -> tuple[ShownDay, ...]:
        """The days on which something else was walked than the draw said."""
        return tuple(one for one in self.days if one.differed)


def course_of(trial: OwnTrial, answered: Collection[date], today: date) -> Course:
    """Return how a trial went, up to today or the day it was stopped on."""
    until = min(today, trial.ends_on)
    if trial.stopped_on is not None:
        until = min(until, trial.stopped_on - _DAY)
    versions = versions_of(trial)
    paused = paused_days(trial, versions, until)
    walked = _walked(trial)
    missed = missed_days(versions, until) - set(walked)
    days = tuple(
        _shown(
            trial.starts_on + k * _DAY,
            DayFor(kind),
            walked,
            missed,
            answered,
            paused,
            until,
            today,
        )
        for k, kind in enumerate(trial.order)
    )
    done = sum(one.day in walked for one in days)
    changes = tuple(changes_of(trial, versions))
    return Course(
        days,
        tuple(_periods(days)),
        changes,
        sessions=done + sum(one.day in missed for one in days),
        walked=done,
    )


def weeks(course: Course) -> list[tuple[ShownDay | None, ...]]:
    """Return the days as weeks, Monday first; None for a day outside the trial."""
    by_day = {one.day: one for one in course.days}
    monday = course.days[0].day - timedelta(days=course.days[0].day.weekday())
    rows = (course.days[-1].day - monday).days // 7 + 1
    return [
        tuple(by_day.get(monday + timedelta(days=7 * row + k)) for k in range(7))
        for row in range(rows)
    ]


def _shown(  # noqa: PLR0913, PLR0917 - one row of a table of columns that stand beside each other
    day: date,
    kind: DayFor,
    walked: Mapping[date, list[SessionRecord]],
    missed: Collection[date],
    answered: Collection[date],
    paused: Collection[date],
    until: date,
    today: date,
) -> ShownDay:
    rests = day in paused
    has = (day in answered) if day <= until and not rests else None
    differed = _differed(kind, walked.get(day, []))
    if day in missed and not rests:
        differed = _("A session was planned and not walked.")
    return ShownDay(day, kind, KINDS[kind], has, rests, day == today, differed)


def _differed(kind: DayFor, walked: list[SessionRecord]) -> str:
    """Say what was walked instead of what the day was for; empty where it was that."""
    backward = any(record.backward_done_s for record in walked)
    if kind is DayFor.NEITHER and walked:
        return _("You walked a session, though the day was for no walk.")
    if kind is DayFor.FORWARD and backward:
        return _("You walked backward, though the day was for forward.")
    if kind is DayFor.BACKWARD and walked and not backward:
        return _("You walked forward only, though the day was for backward.")
    return ""


def _periods(days: tuple[ShownDay, ...]) -> Iterator[ShownPeriod]:
    starts = [k for k in range(len(days)) if k == 0 or days[k].kind is not days[k - 1].kind]
    for first, end in pairwise([*starts, len(days)]):
        yield ShownPeriod(days[first].kind, days[first].words, days[first:end])


def _walked(trial: OwnTrial) -> dict[date, list[SessionRecord]]:
    walks = trial.person.walks.filter(
        record__isnull=False,
        started_at__date__gte=trial.starts_on - _DAY,
        started_at__date__lte=trial.ends_on + _DAY,
    )
    found: dict[date, list[SessionRecord]] = {}
    for record in map(record_from_json, walks.values_list("record", flat=True)):
        found.setdefault(timezone.localdate(record.started_at), []).append(record)
    return found
