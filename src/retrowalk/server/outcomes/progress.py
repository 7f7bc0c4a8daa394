"""What a person's sessions add up to, in pictures, numbers and careful words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.outcomes.change import Word
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.progress import ChangeReport, pain_change
from retrowalk.server.outcomes.drawings import minutes_svg, pain_svg, seen_backward_s
from retrowalk.server.people.models import Person
from retrowalk.server.programme.shown import minutes
from retrowalk.server.sessions.outcome import Outcome
from retrowalk.units import minutes as in_minutes

CHANGES: dict[Word, Promise] = {
    Word.REAL_AND_MEANINGFUL: gettext_lazy("A real change, large enough to notice"),
    Word.REAL: gettext_lazy("A real change"),
    Word.TOO_SMALL_TO_TELL: gettext_lazy("Too small to tell"),
    Word.NOT_KNOWN: gettext_lazy("Not known"),
    Word.TOO_EARLY: gettext_lazy("Too early to say"),
}

REAL = (Word.REAL, Word.REAL_AND_MEANINGFUL)


@dataclass(frozen=True, slots=True)
class Row:
    """One session in the tables beside the charts; empty words where nothing was seen."""

    url: str
    day: str
    backward: str
    seen_backward: str
    pain_before: str
    pain_after: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What the progress page shows.

    minutes_svg, pain_svg: whole drawings, escaped where they are made.
    adherence_pct: walked share of all that was prescribed in the sessions begun.
    """

    sessions: int
    completed: int
    backward: str
    adherence_pct: int
    stumbles: int
    stumbles_unanswered: int
    minutes_svg: str
    pain_svg: str
    rows: tuple[Row, ...]
    change: ChangeReport
    change_words: str | Promise
    change_is: Literal["good", "care", ""]
    simulated: bool


def progress_of(person: Person, came: Sequence[Outcome]) -> Progress:
    """Return what at least one session adds up to."""
    records = [one.record for one in came]
    change = pain_change([r.pain_before for r in records], population_for(person.group))
    prescribed_s = sum(r.prescription.duration_s for r in records)
    return Progress(
        sessions=len(records),
        completed=sum(r.ending.value == "completed" for r in records),
        backward=minutes(sum(r.backward_done_s for r in records)),
        adherence_pct=round(
            100
            * sum(r.adherence * r.prescription.duration_s for r in records)
            / prescribed_s
        ),
        stumbles=sum(r.stumbles or 0 for r in records),
        stumbles_unanswered=sum(r.stumbles is None for r in records),
        minutes_svg=minutes_svg(came),
        pain_svg=pain_svg(came, change, population_for(person.group)),
        rows=tuple(_row(one) for one in came),
        change=change,
        change_words=CHANGES[change.word],
        change_is=_real_way(change),
        simulated=any(r.simulated for r in records),
    )


def _real_way(change: ChangeReport) -> Literal["good", "care", ""]:
    """Say whether pain really went down or up; nothing where that is not certain."""
    if change.word not in REAL or not change.change:
        return ""
    return "good" if change.change < 0 else "care"


def _row(came: Outcome) -> Row:
    record = came.record
    seen = seen_backward_s(record)
    return Row(
        url=came.url,
        day=_dated(came.day),
        backward=f"{in_minutes(record.backward_done_s):.1f}",
        seen_backward=_("not seen") if seen is None else f"{in_minutes(seen):.1f}",
        pain_before=_answered(record.pain_before),
        pain_after=_answered(record.pain_after),
    )


def _dated(day: date) -> str:
    this_year = day.year == timezone.localdate().year
    return formats.date_format(day, "j M" if this_year else "j M Y")


def _answered(value: int | None) -> str:
    return _("not answered") if value is None else str(value)
