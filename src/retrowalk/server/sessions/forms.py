"""What a person tells outside of a session."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from retrowalk.server.sessions.words import SYMPTOMS
from retrowalk.training.session import NRS_MAX

NOTE_MOST = 500  # characters; enough for a few sentences


class MorningForm(forms.Form):
    """Pain on the morning after a session."""

    pain = forms.TypedChoiceField(
        label=gettext_lazy("How strong is your pain this morning?"),
        help_text=gettext_lazy("0 is no pain, 10 is the worst you can imagine."),
        choices=[(str(n), str(n)) for n in range(NRS_MAX + 1)],
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "scale"}),
        error_messages={"required": gettext_lazy("Choose a number from 0 to 10.")},
    )


class EventForm(forms.Form):
    """Something that went wrong outside of a session."""

    symptom = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        choices=[(symptom.value, words) for symptom, words in SYMPTOMS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happened.")},
    )
    day = forms.DateField(
        label=gettext_lazy("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Choose the day."),
            "invalid": gettext_lazy("Write the day as year-month-day, such as 2026-11-22."),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("Anything a clinician should know?"),
        help_text=gettext_lazy("This may stay empty."),
        max_length=NOTE_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"day": today.isoformat()})
        self.fields["day"].widget.attrs["max"] = today.isoformat()
