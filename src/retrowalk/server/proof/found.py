"""What a trial found, for its page: one plain sentence, and all that is uncertain about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.charts.trial_of_oneself import (
    Span,
    TrialKind,
    TrialWords,
    trial_of_oneself_chart,
)
from retrowalk.evidence.known_before import KnownBefore
from retrowalk.evidence.sources import Source
from retrowalk.outcomes.change import amount
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.single_case.said import LEAST_CHANCE, chance
from retrowalk.outcomes.single_case.verdict import Finding
from retrowalk.server.outcomes.spans import short
from retrowalk.server.people.clearance_shown import found as sources_found
from retrowalk.server.programme.trial_days import KINDS
from retrowalk.server.proof.days import Course
from retrowalk.server.proof.judging import judge
from retrowalk.server.proof.models import OwnTrial
from retrowalk.training.alternation import DayFor


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """Backward against one other thing: the sentence, then label and value of each ground.

    known: what was known before, with what that rests on; empty where nothing was.
    """

    against: str | Promise
    sentence: str
    rows: tuple[tuple[str, str], ...]
    known: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A trial that is over. why_not: why nothing could be judged; empty where it was.

    rows: each day with what it was for and its answer, for those who do not see the chart.
    """

    findings: tuple[ShownFinding, ...]
    why_not: str
    course: Course
    svg: str
    rows: tuple[tuple[date, str | Promise, str], ...]
    answered: int


def found(trial: OwnTrial, today: date) -> Found:
    """Return what a trial that is over found."""
    came, of = judge(trial, today), measure(trial.measure)
    rows = tuple(
        (
            d.day,
            d.words,
            amount(of, came.kept[d.day]) if d.day in came.kept else _missing(d.paused),
        )
        for d in came.course.days
    )
    return Found(
        tuple(_shown(one, of, came.known.get(one.against)) for one in came.findings),
        came.why_not,
        came.course,
        _drawn(trial, of, came.course, came.kept) if came.kept else "",
        rows,
        len(came.kept),
    )


def _shown(one: Finding, of: Measure, known: KnownBefore | None) -> ShownFinding:
    test = one.test
    rows = [
        (
            _("Difference, backward minus the other"),
            _("%(difference)s %(unit)s")
            % {"difference": _signed(test.difference), "unit": of.unit},
        ),
        (_("95 % interval"), _interval(test.low, test.high)),
        (
            _("How often chance alone would show as much"),
            _("in %(share)s of %(count)d draws (p %(p)s)")
            % {"share": chance(test.p), "count": test.n_orders, "p": _p(test.p)},
        ),
        (
            _("Pairs of days on which the backward one is better"),
            _("%(share).0f %% of them; 50 %% would be no difference")
            % {"share": 100 * one.better_days},
        ),
        (
            _("Days that count"),
            _("%(one)d with backward, %(other)d with the other")
            % {"one": one.readings[0], "other": one.readings[1]},
        ),
    ]
    if one.model is not None:
        rows.append(
            (
                _("A model with trend and alike days"),
                _("%(difference)s (95 %%: %(between)s)")
                % {
                    "difference": _signed(one.model.difference),
                    "between": _interval(one.model.low, one.model.high),
                },
            )
        )
    if one.belief is not None:
        rows.append(
            (_("What was known before, with your trial"), _interval(*one.belief.interval()))
        )
    return ShownFinding(
        KINDS[DayFor(one.against.value)],
        one.sentence,
        tuple(rows),
        _known_said(one, known),
        sources_found((*one.sources, *(known.sources if known and one.known else ()))),
    )


def _known_said(one: Finding, known: KnownBefore | None) -> str:
    """Return what was known before, and what that rests on; empty where nothing was."""
    if known is None or not one.known:
        return one.known
    return f"{one.known} {_('That rests on %(words)s.') % {'words': known.words}}"


def _p(p: float) -> str:
    return f"= {p:.3f}" if p >= LEAST_CHANCE else f"< {LEAST_CHANCE:g}"


def _interval(low: float, high: float) -> str:
    if not (isfinite(low) and isfinite(high)):
        return _("without limits")
    return _("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)}


def _signed(value: float) -> str:
    return f"{round(value, 2):+g}".replace("-", "\N{MINUS SIGN}")


def _missing(paused: bool) -> str:
    return _("paused") if paused else _("no answer")


def _drawn(
    trial: OwnTrial, of: Measure, course: Course, values: Mapping[date, float]
) -> str:
    day = timedelta(days=1)
    spans = [
        Span(
            (one.days[0].day - trial.starts_on) // day,
            (one.days[-1].day - trial.starts_on) // day + 1,
            TrialKind(one.kind.value),
        )
        for one in course.periods
    ]
    return trial_of_oneself_chart(
        [values.get(one.day) for one in course.days],
        spans,
        (short(trial.starts_on), short(trial.ends_on)),
        (of.lowest, of.highest) if of.unit == "points" and of.highest <= 10 else None,
        TrialWords(
            title=_("%(name)s, %(unit)s, day by day")
            % {"name": _(of.name), "unit": _(of.unit)},
            kinds={TrialKind(kind.value): str(words) for kind, words in KINDS.items()},
            mean=_("mean of the period"),
            answer=_("answer of a day"),
        ),
    )
