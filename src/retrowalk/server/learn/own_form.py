"""The form for one result of a study: the fields of a row of own_studies.csv."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.evidence.added_studies import LONGEST_CELL, Added, blank_row, read_rows
from retrowalk.evidence.library_rows import Row
from retrowalk.evidence.repeated import Known, Refusal
from retrowalk.server.learn.words import AGAINST, BETTER, DESIGNS, PEOPLE, REPORTED

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

E = TypeVar("E", bound=StrEnum)
ABOUT_STUDY = ("citation", "address", "source")
_LETTERS = re.compile(r"[a-z]+")


def _text(
    label: "_StrPromise", help_text: "_StrPromise | str" = "", listed: str = ""
) -> forms.CharField:
    attrs = {"list": listed, "autocomplete": "off"} if listed else {}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_CELL, widget=widget
    )


def _figure(label: "_StrPromise") -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 10})
    return forms.CharField(label=label, required=False, max_length=20, widget=widget)


def _word(label: "_StrPromise", words: Mapping[E, Promise]) -> forms.ChoiceField:
    choices = [("", _("Choose")), *((one.value, said) for one, said in words.items())]
    return forms.ChoiceField(label=label, choices=choices)


class OwnResultForm(forms.Form):
    """One result of a study. Empty figures are not visible ones, never zero."""

    citation = _text(_("How the study is called"), _("For example: Miller et al. 2026"))
    address = _text(_("Its address"), _("A DOI, or an address that begins with https://"))
    source = forms.CharField(
        label=_("A short word for it"),
        help_text=_("Small letters and digits, such as miller2026; made for you if empty."),
        required=False,
        max_length=40,
    )
    year = _figure(_("Year"))
    people = _word(_("Who took part"), PEOPLE)
    population = _text(_("Who exactly"), _("In words, with the age if you know it."))
    design = _word(_("Design"), DESIGNS)
    against = _word(_("Compared with"), AGAINST)
    comparator = _text(_("Compared with what exactly"), _("In words."))
    outcome = _text(
        _("What was measured"),
        _("Take the same words as other studies, so that they can be pooled."),
        "outcomes",
    )
    scale = _text(
        _("How it was measured, with the unit"), _("For example: NRS 0-10"), "scales"
    )
    timepoint_weeks = _figure(_("After how many weeks"))
    better = _word(_("Which way is better"), BETTER)
    kind = _word(_("What the figures are"), REPORTED)
    n_backward = _figure(_("Walked backward: people"))
    mean_backward = _figure(_("Walked backward: mean"))
    sd_backward = _figure(_("Walked backward: standard deviation"))
    n_control = _figure(_("Comparison: people"))
    mean_control = _figure(_("Comparison: mean"))
    sd_control = _figure(_("Comparison: standard deviation"))
    difference = _figure(_("Difference, backward minus comparison"))
    ci_low = _figure(_("Lower end of its 95 % interval"))
    ci_high = _figure(_("Upper end of its 95 % interval"))
    simulated = forms.BooleanField(
        label=_("These figures are simulated: made up"), required=False
    )

    def __init__(
        self, data: Any, known: Sequence[Known], beside: Sequence[Row] = ()
    ) -> None:
        super().__init__(data)
        self._known = known
        self._beside = beside
        self.added: Added | None = None
        if beside:
            for name in ABOUT_STUDY:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Hold the row to the library's schema, and say at each field what is wrong."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        rows = (*self._beside, self._row(cleaned))
        for one in read_rows(list(enumerate(rows, start=1)), self._known):
            if isinstance(one, Refusal):
                column = one.column if one.column in self.fields else None
                self.add_error(column, f"{one.sentence}.")
            else:
                self.added = one
        return cleaned

    def _row(self, cleaned: Mapping[str, Any]) -> dict[str, str]:
        row = blank_row()
        for name in row:
            if isinstance(cleaned.get(name), str):
                row[name] = cleaned[name].strip()
        row["comparator"] = f"{cleaned['design']}: {row['comparator']}"
        row["simulated"] = "yes" if cleaned["simulated"] else ""
        for name in ABOUT_STUDY if self._beside else ():
            row[name] = self._beside[0][name]
        row["source"] = row["source"] or _short(row["citation"], row["year"], self._known)
        return row


def _short(citation: str, year: str, known: Sequence[Known]) -> str:
    """Return a short word for a study that no other one has."""
    name = _LETTERS.search(citation.casefold())
    word = f"{name.group()[:20] if name else 'study'}{year}"
    taken = {key for one in known for key in one.addresses}
    tries = (word, *(f"{word}_{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tries if one not in taken)
