"""What a person's sessions and tests add up to, in pictures, numbers and careful words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.outcomes.change import Word
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.progress import ChangeReport, pain_change
from retrowalk.server.outcomes.changed import Changed, changed
from retrowalk.server.outcomes.drawings import minutes_svg, pain_svg
from retrowalk.server.outcomes.models import SessionSums
from retrowalk.server.outcomes.spans import MOST_SESSIONS, Bars, address, bars, short
from retrowalk.server.outcomes.tests_shown import done_by
from retrowalk.server.outcomes.words import CHANGES, duration
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
    rows: the newest sessions, oldest first; earlier: how many there are before them.
    """

    sessions: int
    completed: int
    backward: str
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


@dataclass(frozen=True, slots=True)
class Progress:
    """What the progress page shows; walked is None before the first session."""

    walked: Walked | None
    tests: Changed
    simulated: bool


def progress_of(person: Person, rows: Sequence[SessionSums], today: date) -> Progress:
    """Return what the sessions and tests so far add up to."""
    tests = changed(person, done_by(person), today)
    simulated = person.simulated or tests.simulated or any(one.simulated for one in rows)
    return Progress(walked_of(person, rows) if rows else None, tests, simulated)


def walked_of(person: Person, rows: Sequence[SessionSums]) -> Walked:
    """Return what at least one session adds up to."""
    group = population_for(person.group)
    change = pain_change([one.pain_before for one in rows], group)
    newest = rows[-MOST_SESSIONS:]
    shown = bars(rows)
    return Walked(
        sessions=len(rows),
        completed=sum(one.completed for one in rows),
        backward=duration(sum(one.backward_s for one in rows)),
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
    )


def _real_way(change: ChangeReport) -> Literal["good", "care", ""]:
    """Say whether pain really went down or up; nothing where that is not certain."""
    if change.word not in REAL or not change.change:
        return ""
    return "good" if change.change < 0 else "care"


def _row(one: SessionSums) -> Row:
    return Row(
        url=address(one),
        day=short(one.day),
        backward=f"{in_minutes(one.backward_s):.1f}",
        pain_before=_answered(one.pain_before),
        pain_after=_answered(one.pain_after),
    )


def _answered(value: int | None) -> str:
    return _("not answered") if value is None else str(value)
