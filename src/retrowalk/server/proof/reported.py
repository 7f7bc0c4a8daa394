"""A trial of oneself as a clinician reads it: the verdict, what it rests on, and its limits.

One that runs is named without a number: the person reads the report, too (ADR 0018).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.saying import Saying
from retrowalk.outcomes.single_case.verdict import Finding
from retrowalk.server.people.models import Person
from retrowalk.server.programme.trial_days import KINDS
from retrowalk.server.proof.choices import choice_of
from retrowalk.server.proof.judging import Judged, judge
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.trials import running
from retrowalk.training.alternation import DayFor


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """Backward against one other thing. figures: the difference with its interval, and days."""

    against: str | Promise
    sentence: str
    figures: str


@dataclass(frozen=True, slots=True)
class ReportedTrial:
    """One trial. runs: nothing but its name and days is told yet.

    days: how many were drawn; answered: how many have an answer that is judged. limits: what
    makes the verdict less than it seems, in sentences.
    """

    name: str | Promise
    first: date
    last: date
    days: int
    runs: bool
    simulated: bool
    answered: int = 0
    findings: tuple[ReportedFinding, ...] = ()
    why_not: str = ""
    limits: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedTrials:
    """The one that runs, and the newest that is over. earlier: how many there are besides."""

    told: tuple[ReportedTrial, ...]
    earlier: int


def reported(person: Person, today: date, saying: Saying) -> ReportedTrials:
    """Return what a report tells of a person's trials; judging one takes a while."""
    runs = running(person, today)  # one whose last day is over is finished by this
    over = [one for one in person.own_trials.all() if one != runs and _began(one)]
    told = (*([] if runs is None else [runs]), *over[:1])
    return ReportedTrials(
        tuple(_reported(one, today, saying) for one in told), len(over[1:])
    )


def _began(trial: OwnTrial) -> bool:
    return trial.stopped_on is None or trial.stopped_on > trial.starts_on


def _reported(trial: OwnTrial, today: date, saying: Saying) -> ReportedTrial:
    days = choice_of(trial.protocol).name, trial.starts_on, trial.ends_on, len(trial.order)
    if trial.state == OwnTrial.State.RUNNING:
        return ReportedTrial(*days, runs=True, simulated=trial.simulated)
    came = judge(trial, today, saying)
    return ReportedTrial(
        *days,
        runs=False,
        simulated=trial.simulated,
        answered=len(came.kept),
        findings=tuple(_finding(one, trial, saying) for one in came.findings),
        why_not=came.why_not,
        limits=tuple(_limits(trial, came)),
        sources=tuple(dict.fromkeys(key for one in came.findings for key in one.sources)),
    )


def _finding(one: Finding, trial: OwnTrial, saying: Saying) -> ReportedFinding:
    of, test = measure(trial.measure), one.test
    days = _("%(one)d days with backward and %(other)d with the other count.") % {
        "one": one.readings[0],
        "other": one.readings[1],
    }
    difference = _("Difference, backward minus the other: %(size)s.") % {
        "size": saying.size(of, test.difference)
    }
    between = _("95 % interval: without limits.")
    if isfinite(test.low) and isfinite(test.high):
        between = _("95 %% interval: %(low)s to %(high)s.") % {
            "low": saying.size(of, test.low),
            "high": saying.size(of, test.high),
        }
    words = KINDS[DayFor(one.against.value)]
    return ReportedFinding(words, one.sentence, f"{difference} {between} {days}")


def _limits(trial: OwnTrial, came: Judged) -> Iterator[str]:
    """Yield what makes the verdict less than it seems."""
    course = came.course
    if trial.stopped_on is not None:
        yield _(
            "It was stopped early, on %(day)s: who stops when it looks good or bad makes the "
            "answer less sure than its figures say."
        ) % {"day": formats.date_format(trial.stopped_on, _("j F Y"))}
    if course.sessions:
        yield _("%(walked)d of %(all)d planned sessions were walked.") % {
            "walked": course.walked,
            "all": course.sessions,
        }
    if course.paused:
        yield ngettext(
            "The plan rested on %(n)d day, which is left empty.",
            "The plan rested on %(n)d days, which are left empty.",
            course.paused,
        ) % {"n": course.paused}
    if len(came.findings) > 1:
        yield _(
            "Each comparison by itself is wrong in up to 5 % of trials where nothing differs; "
            "that one of the two is, happens in up to 10 %."
        )
    yield _(
        "One person, who knew what each day was for. Days are judged as drawn, whatever was "
        "walked on them. It compares days: what builds up over weeks does not show in it."
    )
