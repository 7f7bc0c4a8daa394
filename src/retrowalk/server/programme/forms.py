"""Choosing a programme and where to walk it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retrowalk.server.people.words import PLACES
from retrowalk.training.programmes import Programme


class BeginForm(forms.Form):
    """Where to walk the programme that was chosen."""

    programme = forms.CharField(widget=forms.HiddenInput)
    place = forms.ChoiceField(
        label=_("Where will you walk?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where you will walk.")},
    )

    def __init__(self, programme: Programme, data: Any = None) -> None:
        super().__init__(
            data,
            initial={"programme": programme.key},
            auto_id=f"id_{programme.key}_%s",
        )
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.choices = [(p.value, PLACES[p]) for p in programme.places]
