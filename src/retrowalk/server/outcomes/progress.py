"""What a person's sessions and tests add up to, in pictures, numbers and careful words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.outcomes.change import Word
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.progress import RECENT_VALUES, ChangeReport, pain_change
from retrowalk.server.outcomes.blinded import Blinded, blinded
from retrowalk.server.outcomes.changed import Changed, changed
from retrowalk.server.outcomes.drawings import minutes_svg, pain_svg, speed_svg
from retrowalk.server.outcomes.models import SessionSums
from retrowalk.server.outcomes.said import number, saying_for, unit_for
from retrowalk.server.outcomes.spans import MOST_SESSIONS, Bars, address, bars, short
from retrowalk.server.outcomes.tests_shown import done_by
from retrowalk.server.outcomes.walked_rows import SpeedSeen
from retrowalk.server.outcomes.walking import Walking, walking
from retrowalk.server.outcomes.words import CHANGES, TWO_HOURS_S, duration
from retrowalk.server.people.models import Person
from retrowalk.units import minutes as in_minutes

REAL = (Word.REAL, Word.REAL_AND_MEANINGFUL)


@dataclass(frozen=True, slots=True)
class Row:
    """One session in the table beside the chart of pain; said where it was not answered."""

    url: str
    day: str
    backward: str
    pain_before: str
    pain_after: str


@dataclass(frozen=True, slots=True)
class Walked:
    """What all sessions add up to.

    minutes_svg, pain_svg: whole drawings, escaped where they are made.
    adherence_pct: walked share of all that was prescribed in the sessions begun.
    pain_then, pain_now: means before the first and the last three sessions, empty where
        nothing was answered, or nothing can be compared yet.
    rows: the newest sessions, oldest first; earlier: how many there are before them.
    """

    sessions: int
    completed: int
    backward: str
    backward_tile: str
    backward_unit: str
    adherence_pct: int
    stumbles: int
    stumbles_unanswered: int
    bars: Bars
    minutes_svg: str
    pain_svg: str
    rows: tuple[Row, ...]
    earlier: int
    change: ChangeReport
    change_words: str | Promise
    change_is: Literal["good", "care", ""]
    pain_then: str
    pain_now: str


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """The speeds of one session in the table beside the chart; empty where not measured."""

    day: str
    backward: str
    forward: str


@dataclass(frozen=True, slots=True)
class Speeds:
    """How fast a person walks backward. latest: mean of the last three sessions."""

    unit: str
    latest: str
    svg: str
    rows: tuple[SpeedRow, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What the progress page shows; walked is None before the first session.

    speeds: None where the speed backward was never measured. blind: what a running trial of
    oneself keeps from the person, None where none runs.
    """

    walked: Walked | None
    tests: Changed
    walking: Walking
    speeds: Speeds | None
    simulated: bool
    blind: Blinded | None


def progress_of(person: Person, rows: Sequence[SessionSums], today: date) -> Progress:
    """Return what the sessions and tests so far add up to."""
    tests = changed(person, done_by(person), today)
    seen = walking(person)
    return Progress(
        walked_of(person, rows) if rows else None,
        tests,
        seen,
        _speeds(person, seen.speeds),
        person.simulated or tests.simulated or any(one.simulated for one in rows),
        blinded(person),
    )


def _speeds(person: Person, seen: Sequence[SpeedSeen]) -> Speeds | None:
    """Return the speeds of the newest sessions that had one backward."""
    if not seen:
        return None
    unit = unit_for("metres per second", person)
    backward = [round(unit.of(one.backward_mps), 2) for one in seen]
    days = [short(one.day) for one in seen]
    return Speeds(
        unit.name,
        number(fmean(backward[-RECENT_VALUES:]), 1),
        speed_svg(days, backward, unit.name),
        tuple(
            SpeedRow(
                day,
                number(speed, 1),
                "" if one.forward_mps is None else number(unit.of(one.forward_mps), 1),
            )
            for day, one, speed in zip(days, seen, backward, strict=True)
        ),
    )


def walked_of(person: Person, rows: Sequence[SessionSums]) -> Walked:
    """Return what at least one session adds up to."""
    group = population_for(person.group)
    total_s = sum(one.backward_s for one in rows)
    hours = total_s >= TWO_HOURS_S
    change = pain_change([one.pain_before for one in rows], group, saying_for(person))
    newest = rows[-MOST_SESSIONS:]
    shown = bars(rows)
    return Walked(
        sessions=len(rows),
        completed=sum(one.completed for one in rows),
        backward=duration(total_s),
        backward_tile=str(round(in_minutes(total_s) / (60.0 if hours else 1.0))),
        backward_unit=_("hours") if hours else _("min"),
        adherence_pct=round(
            100 * sum(one.done_s for one in rows) / sum(one.prescribed_s for one in rows)
        ),
        stumbles=sum(one.stumbles or 0 for one in rows),
        stumbles_unanswered=sum(one.stumbles is None for one in rows),
        bars=shown,
        minutes_svg=minutes_svg(shown),
        pain_svg=pain_svg(newest, change, group),
        rows=tuple(_row(one) for one in newest),
        earlier=len(rows) - len(newest),
        change=change,
        change_words=CHANGES[change.word],
        change_is=_real_way(change),
        pain_then="" if change.baseline_mean is None else number(change.baseline_mean, 1),
        pain_now=_latest_pain(rows, change),
    )


def _real_way(change: ChangeReport) -> Literal["good", "care", ""]:
    """Say whether pain really went down or up; nothing where that is not certain."""
    if change.word not in REAL or not change.change:
        return ""
    return "good" if change.change < 0 else "care"


def _latest_pain(rows: Sequence[SessionSums], change: ChangeReport) -> str:
    """Return the mean pain before the last three sessions, or the last answer while early."""
    if change.recent_mean is not None:
        return number(change.recent_mean, 1)
    told = [one.pain_before for one in rows if one.pain_before is not None]
    return str(told[-1]) if told else ""


def _row(one: SessionSums) -> Row:
    return Row(
        url=address(one),
        day=short(one.day),
        backward=number(in_minutes(one.backward_s), 1),
        pain_before=_answered(one.pain_before),
        pain_after=_answered(one.pain_after),
    )


def _answered(value: int | None) -> str:
    return _("not answered") if value is None else str(value)
