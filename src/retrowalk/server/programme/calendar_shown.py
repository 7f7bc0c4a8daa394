"""The whole programme as weeks of days, for a page and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.server.programme.behind import Behind
from retrowalk.training.alternation import DayFor
from retrowalk.training.plan import Plan
from retrowalk.training.planning.calendar import CalendarDay, DayKind, days
from retrowalk.units import clock

NEAR_WEEKS = 8  # rows that are seen without opening more; most programmes have fewer
WALKED, MISSED = "walked", "missed"  # what became of a day that is behind
FORWARD, NO_WALK = "forward", "no_walk"  # what a trial makes of a day that is ahead

WORDS: dict[str, Promise] = {
    WALKED: gettext_lazy("walked"),
    FORWARD: gettext_lazy("forward"),
    NO_WALK: gettext_lazy("no walk"),
    MISSED: gettext_lazy("not walked"),
    DayKind.SESSION.value: gettext_lazy("session"),
    DayKind.LATER.value: gettext_lazy("planned"),
    DayKind.REST.value: gettext_lazy("rest"),
    DayKind.OFF.value: gettext_lazy("free"),
    DayKind.RESTING.value: gettext_lazy("plan rests"),
    DayKind.RETEST.value: gettext_lazy("test again"),
}
SIGNS: dict[str, str] = {
    WALKED: "✓",
    FORWARD: "→",
    NO_WALK: "",
    MISSED: "\N{EN DASH}",
    DayKind.SESSION.value: "●",
    DayKind.LATER.value: "○",
    DayKind.REST.value: "",
    DayKind.OFF.value: "",
    DayKind.RESTING.value: "",
    DayKind.RETEST.value: "⚑",
}
WEEKDAYS: tuple[Promise, ...] = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day as a cell.

    kind: a key of WORDS. words: to be read out; sign: to be seen where there is little room.
    amount: backward walking as a clock, empty where none is decided.
    """

    day: date
    kind: str
    words: str | Promise
    sign: str
    amount: str
    easier: bool
    today: bool


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """One row, Monday to Sunday; None for a day outside the programme."""

    days: tuple[ShownDay | None, ...]

    def holds(self, day: date) -> bool:
        """Whether this is the week of that day."""
        return any(one is not None and one.day == day for one in self.days)


@dataclass(frozen=True, slots=True)
class ShownCalendar:
    """The whole programme; near: the weeks to see first, all of them where they are few."""

    weeks: tuple[ShownWeek, ...]
    near: tuple[ShownWeek, ...]

    @property
    def more(self) -> bool:
        """Whether there are more weeks than those to see first."""
        return len(self.weeks) > len(self.near)


def shown_calendar(plan: Plan, behind: Behind, today: date) -> ShownCalendar:
    """Return the programme's weeks, Monday first."""
    shown = {one.day: _shown(plan, one, behind, today) for one in days(plan)}
    weeks = tuple(
        ShownWeek(tuple(shown.get(monday + timedelta(days=k)) for k in range(7)))
        for monday in _mondays(sorted(shown))
    )
    now = next((k for k, week in enumerate(weeks) if week.holds(today)), len(weeks))
    first = max(0, min(now - 1, len(weeks) - NEAR_WEEKS))
    return ShownCalendar(weeks, weeks[first : first + NEAR_WEEKS])


def _mondays(ordered: Sequence[date]) -> Sequence[date]:
    if not ordered:
        return ()
    first = ordered[0] - timedelta(days=ordered[0].weekday())
    count = (ordered[-1] - first).days // 7 + 1
    return [first + timedelta(weeks=k) for k in range(count)]


def _shown(plan: Plan, one: CalendarDay, behind: Behind, today: date) -> ShownDay:
    kind = _in_trial(plan, one, _kind(one, behind, today))
    amount = ""
    if one.session is not None and kind == DayKind.SESSION.value:
        amount = clock(one.session.prescription.backward_s)
    return ShownDay(
        day=one.day,
        kind=kind,
        words=WORDS[kind],
        sign=SIGNS[kind],
        amount=amount,
        easier=one.deload and kind in (DayKind.SESSION, DayKind.LATER, FORWARD),
        today=one.day == today,
    )


def _in_trial(plan: Plan, one: CalendarDay, kind: str) -> str:
    """Return the kind of a day with a session as a trial has it."""
    for_what = None if plan.trial is None else plan.trial.on(one.day)
    if for_what is DayFor.FORWARD and kind in (DayKind.SESSION, DayKind.LATER):
        return FORWARD
    if for_what is DayFor.NEITHER and kind == DayKind.OFF:
        return NO_WALK
    return kind


def _kind(one: CalendarDay, behind: Behind, today: date) -> str:
    if one.day in behind.walked:
        return WALKED
    if one.day < today and one.day in behind.planned:
        return MISSED
    return (DayKind.REST if one.kind is DayKind.BEHIND else one.kind).value


def weekday_names(weekdays: Sequence[int]) -> str:
    """Return the days of the week a plan is walked on, in words."""
    if len(weekdays) == len(WEEKDAYS):
        return _("every day")
    names = [str(WEEKDAYS[day]) for day in weekdays]
    return _(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
