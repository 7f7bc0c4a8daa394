"""What people are asked: who trains, and the screening questions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.server.people.models import Person
from retrowalk.server.people.words import GROUPS
from retrowalk.training.questions import AnswerKind, Question, Section, page
from retrowalk.training.screening import ADULT_YEARS, OLDEST_YEARS


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # has no [] at run time
    """Who trains."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("A first name is enough; it only tells persons apart."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter a name.")},
    )
    birth_year = forms.IntegerField(
        label=gettext_lazy("Year of birth"),
        help_text=gettext_lazy("Four digits. Retrowalk is for adults."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6"}),
        error_messages={
            "required": gettext_lazy("Enter the year of birth, such as 1958."),
            "invalid": gettext_lazy("Enter the year of birth in digits, such as 1958."),
        },
    )
    group = forms.ChoiceField(
        label=gettext_lazy("What do you mainly train for?"),
        choices=[(group.value, words) for group, words in GROUPS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you mainly train for.")},
    )
    units = forms.ChoiceField(
        label=gettext_lazy("How should speeds and distances be shown?"),
        choices=Person.Units.choices,
        widget=forms.RadioSelect,
        initial=Person.Units.METRIC,
    )

    class Meta:
        """The stored fields that people fill in."""

        model = Person
        fields = ("name", "birth_year", "group", "units")

    def clean_birth_year(self) -> int:
        """Take adults only; a year that no living person has is a slip of the finger."""
        year: int = self.cleaned_data["birth_year"]
        age = timezone.localdate().year - year
        if age < 0 or age > OLDEST_YEARS:
            raise forms.ValidationError(_("Check the year of birth, for example 1958."))
        if age < ADULT_YEARS:
            raise forms.ValidationError(_("Retrowalk is for adults of 18 years and older."))
        return year


class ScreeningForm(forms.Form):
    """One page of screening questions; nothing is chosen beforehand."""

    def __init__(self, section: Section, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for question in page(section):
            self.fields[question.key] = _question(question)


def _question(question: Question) -> forms.ChoiceField:
    unanswered = (
        gettext_lazy("Answer yes or no.")
        if question.kind is AnswerKind.YES_NO
        else gettext_lazy("Choose one of the answers.")
    )
    return forms.ChoiceField(
        label=_(question.text),
        help_text=_(question.help) if question.help else "",
        choices=[(choice.key, _(choice.text)) for choice in question.choices],
        widget=forms.RadioSelect(
            attrs={"class": "yes-no"} if question.kind is AnswerKind.YES_NO else {}
        ),
        error_messages={"required": unanswered, "invalid_choice": unanswered},
    )
