"""Beginning a programme: where it is walked, and on which days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from retrowalk.server.people.words import PLACES
from retrowalk.server.programme.calendar_shown import WEEKDAYS
from retrowalk.server.programme.day_forms import weekdays_field
from retrowalk.training.programmes.programme import Programme


class BeginForm(forms.Form):
    """Where and when to walk the programme that was chosen."""

    programme = forms.CharField(widget=forms.HiddenInput)
    again = forms.BooleanField(widget=forms.HiddenInput, required=False)
    place = forms.ChoiceField(
        label=_("Where will you walk?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where you will walk.")},
    )
    weekdays = weekdays_field()
    goes_on = False

    def __init__(self, programme: Programme, data: Any = None) -> None:
        super().__init__(
            data,
            initial={"programme": programme.key, "again": self.goes_on},
            auto_id=f"id_{programme.key}_{'again_' if self.goes_on else ''}%s",
        )
        self.per_week = programme.sessions_per_week
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.choices = [(p.value, PLACES[p]) for p in programme.places]
        self._ask_for_days()

    def _ask_for_days(self) -> None:
        if self.per_week == len(WEEKDAYS):
            del self.fields["weekdays"]
            return
        self.fields["weekdays"].help_text = _(
            "Leave this empty to spread the sessions over the week from today on. Otherwise tick "
            "at least %(count)d days."
        ) % {"count": self.per_week}

    def clean_weekdays(self) -> tuple[int, ...] | None:
        """Take no answer as "spread them", and too few days as a slip."""
        chosen = tuple(sorted(self.cleaned_data["weekdays"]))
        if chosen and len(chosen) < self.per_week:
            raise forms.ValidationError(
                _("Tick at least %(count)d days, or none."),
                params={"count": self.per_week},
            )
        return chosen or None


class AgainForm(BeginForm):
    """The same programme again, as often as before or less."""

    goes_on = True

    def __init__(self, programme: Programme, most: int, data: Any = None) -> None:
        self.most = most
        super().__init__(programme, data)

    def _ask_for_days(self) -> None:
        if self.most < self.per_week:
            self.fields["weekdays"].help_text = ngettext_lazy(
                "Tick %(count)d day.", "Tick %(count)d days at most.", self.most
            ) % {"count": self.most}
            return
        self.fields["weekdays"].help_text = ngettext_lazy(
            "Leave this empty to walk %(count)d time a week, spread from today on.",
            "Leave this empty to walk %(count)d times a week, spread from today on. Tick "
            "fewer days to keep what you have with less.",
            self.per_week,
        ) % {"count": self.per_week}

    def clean_weekdays(self) -> tuple[int, ...] | None:
        """Take fewer days than the programme has, but not more than may be walked."""
        chosen = tuple(sorted(self.cleaned_data["weekdays"]))
        if self.most < self.per_week and not 1 <= len(chosen) <= self.most:
            raise forms.ValidationError(
                _("Tick 1 to %(count)d days."), params={"count": self.most}
            )
        return chosen or None
