"""Many sessions as few bars: each session by itself, then weeks, then months."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from retrowalk.server.outcomes.models import SessionSums
from retrowalk.units import minutes as in_minutes

# So many bars can be told apart on a phone; own choice.
MOST_SESSIONS = 30
MOST_WEEKS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """Some sessions together.

    seen_min: None where the direction of none of them was seen.
    """

    label: str
    url: str
    sessions: int
    backward_min: float
    seen_min: float | None


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars, and what one of them is."""

    title: str
    bars: tuple[Bar, ...]


def bars(rows: Sequence[SessionSums]) -> Bars:
    """Return the minutes backward: by session, by week or by month, as many as fit."""
    if len(rows) <= MOST_SESSIONS:
        made = tuple(_bar([one], short(one.day), address(one)) for one in rows)
        return Bars(_("Backward walking, minutes in each session"), made)
    weeks = _spans(rows, _week)
    if len(weeks) <= MOST_WEEKS:
        return Bars(
            _("Backward walking, minutes in each week"),
            tuple(_bar(inside, short(first)) for first, inside in weeks),
        )
    return Bars(
        _("Backward walking, minutes in each month"),
        tuple(
            _bar(inside, formats.date_format(first, "M Y"))
            for first, inside in _spans(rows, _month)
        ),
    )


def address(row: SessionSums) -> str:
    """Return the address of a session's own page."""
    return reverse("session", args=[row.person_id, row.walk_id])


def short(day: date) -> str:
    """Return a day with its year only where that is not this one."""
    this_year = day.year == timezone.localdate().year
    return formats.date_format(day, "j M" if this_year else "j M Y")


def _bar(inside: Sequence[SessionSums], label: str, url: str = "") -> Bar:
    seen = [one.seen_backward_s for one in inside if one.seen_backward_s is not None]
    return Bar(
        label,
        url,
        len(inside),
        in_minutes(sum(one.backward_s for one in inside)),
        in_minutes(sum(seen)) if seen else None,
    )


def _spans(
    rows: Sequence[SessionSums], first_of: Callable[[date], date]
) -> list[tuple[date, list[SessionSums]]]:
    """Return sessions by span, those without any between two others included."""
    found: dict[date, list[SessionSums]] = {}
    for one in rows:
        found.setdefault(first_of(one.day), []).append(one)
    spans, at = [], min(found)
    while at <= max(found):
        spans.append((at, found.get(at, [])))
        at = first_of(at + timedelta(days=32 if first_of is _month else 7))
    return spans


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)
