"""What a trial found: one plain sentence, and everything that is uncertain about it.

Days are judged as they were drawn, whatever was walked on them: the draw is the only thing
that knew nothing of the day, and leaving out days because of what happened on them would
let what happened choose the days. Only days on which the plan rested are left empty.
"""

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
from retrowalk.errors import BadInput
from retrowalk.evidence.known_before import KnownBefore
from retrowalk.evidence.sources import Source
from retrowalk.outcomes.change import amount
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.single_case.said import LEAST_CHANCE, chance
from retrowalk.outcomes.single_case.schedule_toml import from_toml
from retrowalk.outcomes.single_case.verdict import Finding, judged
from retrowalk.server.outcomes.spans import short
from retrowalk.server.people.clearance_shown import found as sources_found
from retrowalk.server.programme.trial_days import KINDS
from retrowalk.server.proof.days import Course, course_of
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.pooled import beliefs, known_of
from retrowalk.server.proof.readings import of_trial, on_days
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
    values = of_trial(trial)
    course = course_of(trial, values.keys(), today)
    kept = {d.day: values[d.day] for d in course.days if d.day in values and not d.paused}
    findings, why_not = _findings(trial, kept)
    of = measure(trial.measure)
    rows = tuple(
        (d.day, d.words, amount(of, kept[d.day]) if d.day in kept else _missing(d.paused))
        for d in course.days
    )
    svg = _drawn(trial, of, course, kept) if kept else ""
    return Found(findings, why_not, course, svg, rows, len(kept))


def _findings(
    trial: OwnTrial, values: Mapping[date, float]
) -> tuple[tuple[ShownFinding, ...], str]:
    population = population_for(trial.person.group)
    try:
        schedule = from_toml(trial.schedule, _("the trial"))
        known = known_of(schedule.design, population)
        came = judged(schedule, on_days(trial, values), population, beliefs(known))
    except BadInput as error:
        if not values:
            return (), _("Nothing can be said: there is no answer on any day.")
        return (), _("Nothing can be said: %(why)s.") % {"why": str(error).rstrip(".")}
    of = measure(trial.measure)
    return tuple(_shown(one, of, known.get(one.against)) for one in came), ""


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
