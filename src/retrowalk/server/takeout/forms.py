"""What is taken along, and which file is brought back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.server.people.models import Person

EVERYBODY = "household"


class TakeForm(forms.Form):
    """Whose data, and whether the motion recordings come along."""

    recordings = forms.BooleanField(
        label=gettext_lazy("Take the motion recordings along"),
        required=False,
    )

    def __init__(self, data: Any, persons: Sequence[Person], recordings: str) -> None:
        super().__init__(data, initial={"whose": EVERYBODY})
        whose = forms.ChoiceField(
            label=_("Whose data?"),
            choices=[
                (EVERYBODY, _("Everybody in the household")),
                *((str(person.pk), person.name) for person in persons),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose whose data.")},
        )
        self.fields = {"whose": whose, **self.fields}
        self.fields["recordings"].help_text = recordings


class EraseForm(forms.Form):
    """The last word before everything is deleted."""

    word = forms.CharField(
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Type the word, or go back.")},
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.asked = _("delete")
        label = _("Type the word “%(word)s”") % {"word": self.asked}
        self.fields["word"].label = label

    def clean_word(self) -> str:
        """Take the word in large letters, too, and as it was shown, in quotation marks."""
        typed = str(self.cleaned_data["word"]).strip(" .\"'“”„«»")
        if typed.casefold() != self.asked.casefold():
            said = _("That is another word, so nothing is deleted. Type “%(word)s”.")
            raise forms.ValidationError(said % {"word": self.asked})
        return typed


class BringBackForm(forms.Form):
    """An archive that was taken along."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A file that ends in .zip and that Retrowalk wrote."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty; choose another."),
        },
    )
