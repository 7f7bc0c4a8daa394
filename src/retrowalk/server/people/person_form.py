"""Who trains: what has to be told, and what may be."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.coach.catalogue import ENGLISH, languages
from retrowalk.server.people.body_fields import BodyFields, typed
from retrowalk.server.people.models import Person
from retrowalk.server.people.words import GROUP_HELP, GROUP_SECTIONS, GROUPS
from retrowalk.training.person import ADULT_YEARS, OLDEST_YEARS, Group


class GroupChoice(forms.RadioSelect):
    """The groups under their headings, each with a sentence in plain words."""

    template_name = "people/groups.html"

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """Name the first choice as a plain list does: the error summary leads there."""
        return super().id_for_label(id_, "0" if index == "0_0" else index)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Give every heading and every choice its sentence."""
        context = super().get_context(name, value, attrs)
        sections = zip(context["widget"]["optgroups"], GROUP_SECTIONS, strict=True)
        context["widget"]["sections"] = [
            {"title": title, "note": note, "options": _described(options)}
            for (title, options, _index), (_title, note, _groups) in sections
        ]
        return context


class GroupField(forms.ChoiceField):
    """The groups as a field set of their own shape."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.template_name = "people/group_field.html"


class PersonForm(BodyFields, forms.ModelForm):  # type: ignore[type-arg]  # has no [] at run time
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
    group = GroupField(
        label=gettext_lazy("What do you mainly train for?"),
        choices=[
            (title, [(group.value, GROUPS[group]) for group in groups])
            for title, _note, groups in GROUP_SECTIONS
        ],
        widget=GroupChoice,
        error_messages={
            "required": gettext_lazy("Choose what you mainly train for."),
            "invalid_choice": gettext_lazy("Choose what you mainly train for."),
        },
    )
    units = forms.ChoiceField(
        label=gettext_lazy("How should speeds and distances be shown?"),
        choices=Person.Units.choices,
        widget=forms.RadioSelect,
        initial=Person.Units.METRIC,
    )

    coach_language = forms.ChoiceField(
        label=gettext_lazy("Which language should the coach speak?"),
        help_text=gettext_lazy(
            "What it says and shows while you walk; these pages are in English so far."
        ),
        choices=[(key, LANG_INFO[key]["name_local"]) for key in languages()],
        widget=forms.RadioSelect,
        initial=ENGLISH,
        required=False,  # left out, it stays as it was
    )

    class Meta:
        """The stored fields that people fill in as they are stored."""

        model = Person
        fields = ("name", "birth_year", "group", "units", "coach_language")

    def __init__(self, data: Any = None, instance: Person | None = None) -> None:
        super().__init__(data, instance=instance, initial=typed(instance or Person()))
        self.told: dict[str, float | None] = {}

    @property
    def more_is_open(self) -> bool:
        """Whether the part that may stay empty holds anything, right or wrong."""
        return any(
            self[name].value() or self.has_error(name) for name in BodyFields.base_fields
        )

    def clean_birth_year(self) -> int:
        """Take adults only; a year that no living person has is a slip of the finger."""
        year: int = self.cleaned_data["birth_year"]
        age = timezone.localdate().year - year
        if age < 0 or age > OLDEST_YEARS:
            raise forms.ValidationError(_("Check the year of birth, for example 1958."))
        if age < ADULT_YEARS:
            raise forms.ValidationError(_("Retrowalk is for adults of 18 years and older."))
        return year

    def clean(self) -> dict[str, Any]:
        """Read the figures about the body in the chosen units."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.told = self.body(self.instance, cleaned.get("units", Person.Units.METRIC))
        return cleaned

    def save(self, commit: bool = True) -> Person:
        """Store the person with the figures that were told."""
        for name, figure in self.told.items():
            setattr(self.instance, name, figure)
        person: Person = super().save(commit=commit)
        return person


def _described(options: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**option, "help": GROUP_HELP[Group(option["value"])]} for option in options]
