"""A session as its pages show it: every number in words, "not measured" never as zero."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.server.people.words import PLACES, SUPPORTS
from retrowalk.server.programme.shown import minutes
from retrowalk.server.programme.words import MOVES
from retrowalk.server.sessions.outcome import Outcome
from retrowalk.server.sessions.see import why_nothing
from retrowalk.server.sessions.shown_intervals import (
    ShownInterval,
    differing,
    shown_interval,
    unsure,
)
from retrowalk.server.sessions.words import ENDINGS, SYMPTOMS
from retrowalk.training.session import SessionRecord


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """One session, told to the person who walked it.

    unsure: why the direction of how many parts could not be told. differing: parts that
    were walked in another direction than told. nothing: why nothing was measured at all.
    over: whether the programme was over with it, or had been before it reached us.
    """

    url: str
    number: int
    started_at: datetime
    day: date
    move: str
    move_words: str | Promise
    reason: str
    next_number: int | None
    next_day: date | None
    over: bool
    ending: str | Promise
    place: str | Promise
    support: str | Promise
    backward_prescribed: str
    backward_done: str
    whole_prescribed: str
    adherence_pct: int
    pain: str
    exertion: str
    stumbles: str
    symptoms: tuple[str | Promise, ...]
    steps: str
    intervals: tuple[ShownInterval, ...]
    unsure: tuple[str, ...]
    differing: tuple[str, ...]
    nothing: str | None
    at_the_back: bool
    simulated: bool


def shown_outcome(came: Outcome) -> ShownOutcome:
    """Return a session in words."""
    record = came.record
    following = came.following
    return ShownOutcome(
        url=came.url,
        number=came.walk.planned_number,
        started_at=record.started_at,
        day=came.day,
        move=came.decision.move.value,
        move_words=MOVES[came.decision.move.value],
        reason=_(came.decision.reason),
        next_number=following.number if following else None,
        next_day=following.day if following else None,
        over=came.over,
        ending=ENDINGS[record.ending],
        place=PLACES[record.prescription.place],
        support=SUPPORTS[record.prescription.support],
        backward_prescribed=minutes(record.prescription.backward_s),
        backward_done=minutes(record.backward_done_s),
        whole_prescribed=minutes(record.prescription.duration_s),
        adherence_pct=round(100 * record.adherence),
        pain=_pain(record),
        exertion=_of_ten(record.rpe_cr10),
        stumbles=_("not answered") if record.stumbles is None else str(record.stumbles),
        symptoms=tuple(SYMPTOMS[s] for s in record.symptoms),
        steps=_steps(record),
        intervals=tuple(
            shown_interval(k, i) for k, i in enumerate(record.intervals, start=1)
        ),
        unsure=unsure(record.intervals),
        differing=differing(record.intervals),
        nothing=why_nothing(came.walk.gait),
        at_the_back=came.walk.document["site"] == "lower_back",
        simulated=record.simulated,
    )


def _pain(record: SessionRecord) -> str:
    """Say the pain before and after, and during and the next morning where it was told."""
    said = _("%(before)s before, %(after)s after") % {
        "before": _of_ten(record.pain_before),
        "after": _of_ten(record.pain_after),
    }
    if record.pain_during is not None:
        said += _("; %(pain)s while walking") % {"pain": _of_ten(record.pain_during)}
    if record.pain_next_morning is not None:
        morning = {"pain": _of_ten(record.pain_next_morning)}
        said += _("; %(pain)s the next morning") % morning
    return said


def _of_ten(value: float | None) -> str:
    return (
        _("not answered")
        if value is None
        else _("%(value)s of 10") % {"value": f"{value:g}"}
    )


def _steps(record: SessionRecord) -> str:
    seen = [i.measured.steps for i in record.intervals if i.measured]
    if not seen:
        return _("not measured")
    return _("%d seen by the phone") % sum(seen)
