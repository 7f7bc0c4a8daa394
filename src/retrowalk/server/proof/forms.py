"""The questions of a trial: what, against what, how long; the answer of a day; why to stop."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.server.proof.asked import DAYS_A_PERIOD, LATEST_START, WEEKS, Asked
from retrowalk.server.proof.choices import CHOICES, Choice

LONGEST_WHY = 300  # characters
_DAY = timedelta(days=1)


class AskForm(forms.Form):
    """What a person wants to find out; every answer has a usual one."""

    protocol = forms.ChoiceField(
        label=gettext_lazy("What matters to you?"),
        choices=[(key, one.words) for key, one in CHOICES.items()],
        widget=forms.RadioSelect,
    )
    against = forms.ChoiceField(
        label=gettext_lazy("What shall walking backward be compared with?"),
        choices=[
            ("forward", gettext_lazy("Walking forward, as long and as fast")),
            ("neither", gettext_lazy("No walking session on those days")),
            (
                "both",
                gettext_lazy("Both, by turns; that takes more weeks to notice as much"),
            ),
        ],
        widget=forms.RadioSelect,
    )
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("For how many weeks?"),
        choices=[(str(weeks), str(weeks)) for weeks in WEEKS],
        coerce=int,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How many days in a row for the same?"),
        help_text=gettext_lazy(
            "Each such period is drawn by lot. Its first day is walked and answered, but does "
            "not count."
        ),
        choices=[(str(days), str(days)) for days in DAYS_A_PERIOD],
        coerce=int,
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Choose the first day.")},
    )

    def __init__(self, today: date, data: Any = None, *, led: bool = False) -> None:
        super().__init__(data, initial=usual(today))
        self.today = today
        day = self.fields["starts_on"].widget.attrs
        day["min"] = (today + _DAY).isoformat()
        day["max"] = (today + LATEST_START).isoformat()
        if led:
            self.fields["led"] = forms.BooleanField(
                label=gettext_lazy("My clinician knows of this trial and agrees."),
                error_messages={
                    "required": gettext_lazy(
                        "Your sessions are led by a clinician: ask them first."
                    )
                },
            )

    def clean_starts_on(self) -> date:
        """Refuse a day that is not after today, or far away."""
        day: date = self.cleaned_data["starts_on"]
        if day <= self.today:
            raise forms.ValidationError(
                _(
                    "It begins tomorrow at the earliest: the draw comes before the first day."
                )
            )
        if day > self.today + LATEST_START:
            raise forms.ValidationError(_("Choose a day within the next 60 days."))
        return day

    def asked(self) -> Asked:
        """Return what was asked; call after is_valid()."""
        said = self.cleaned_data
        return Asked(
            said["protocol"],
            said["against"],
            said["weeks"],
            said["days"],
            said["starts_on"],
        )


def usual(today: date) -> dict[str, str]:
    """Return the usual answers: pain, against forward, seven weeks of four-day periods."""
    return {
        "protocol": next(iter(CHOICES)),
        "against": "forward",
        "weeks": "7",
        "days": "4",
        "starts_on": (today + _DAY).isoformat(),
    }


class AnswerForm(forms.Form):
    """The answer of a day: one tap on a whole number."""

    def __init__(self, choice: Choice, data: Any = None) -> None:
        super().__init__(data)
        low, high = choice.whole_from_to or (0, 0)
        self.fields["value"] = forms.TypedChoiceField(
            choices=[(str(n), str(n)) for n in range(low, high + 1)],
            coerce=int,
            error_messages={"required": gettext_lazy("Tap one of the numbers.")},
        )


class StopForm(forms.Form):
    """Why a trial is stopped early; it may stay unsaid."""

    why = forms.CharField(
        label=gettext_lazy("Why, if you like to say"),
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
