"""Changing the days of a plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from retrowalk.server.programme.calendar_shown import WEEKDAYS
from retrowalk.training.plan import Plan, PlannedSession

MOVE_DAYS = 14  # days around now that a session can be moved to: the plan's horizon


def weekdays_field() -> forms.TypedMultipleChoiceField:
    """Return the question for days of the week."""
    return forms.TypedMultipleChoiceField(
        label=_("Which days suit you?"),
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class MoveForm(forms.Form):
    """Another day for one session: only days that are free can be chosen."""

    was = forms.CharField(widget=forms.HiddenInput)
    day = forms.TypedChoiceField(
        label=_("Walk it on"),
        coerce=date.fromisoformat,
        error_messages={
            "required": _("Choose a day."),
            "invalid_choice": _("That day is not free any more; choose another one."),
        },
    )

    def __init__(
        self, plan: Plan, session: PlannedSession, today: date, data: Any = None
    ) -> None:
        super().__init__(
            data,
            initial={"was": session.day.isoformat()},
            auto_id=f"id_move_{session.number}_%s",
        )
        self.free = _free(plan, session, today)
        day = self.fields["day"]
        if isinstance(day, forms.TypedChoiceField):
            day.choices = [(d.isoformat(), date_format(d, "l, j F")) for d in self.free]


class WeekdaysForm(forms.Form):
    """Other days of the week from now on."""

    weekdays = weekdays_field()

    def __init__(self, plan: Plan, data: Any = None) -> None:
        self.count = len(plan.weekdays)
        super().__init__(data, initial={"weekdays": [str(day) for day in plan.weekdays]})

    def clean_weekdays(self) -> tuple[int, ...]:
        """Ask for as many days as the programme has sessions a week."""
        chosen = tuple(sorted(self.cleaned_data["weekdays"]))
        if len(chosen) < self.count:
            raise forms.ValidationError(
                _("Tick at least %(count)d days."), params={"count": self.count}
            )
        return chosen


def _free(plan: Plan, session: PlannedSession, today: date) -> Sequence[date]:
    taken = {s.day for s in plan.ahead}
    first = max(today, session.day - timedelta(days=MOVE_DAYS))
    last = min(plan.ends_on, max(today, session.day) + timedelta(days=MOVE_DAYS))
    span = range(first.toordinal(), last.toordinal())
    kept_free = () if plan.trial is None else plan.trial.free
    return [
        day
        for day in map(date.fromordinal, span)
        if day not in taken
        and day not in kept_free
        and not (day == today and day in plan.days_off)
    ]
