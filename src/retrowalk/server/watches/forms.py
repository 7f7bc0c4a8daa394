"""Bringing a file in, and saying what it belongs to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.server.sessions.words import ENDINGS, SYMPTOMS
from retrowalk.server.watches.belongs import PLANNED
from retrowalk.server.watches.confirm import Told
from retrowalk.training.session import CR10_MAX, NRS_MAX, Ending, Symptom


class BringForm(forms.Form):
    """One file of a watch, or an export of Apple Health."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "FIT, TCX or GPX of one session; or Apple Health's export.zip or export.xml."
        ),
        widget=forms.FileInput(attrs={"accept": ".fit,.tcx,.gpx,.xml,.zip"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty; choose another."),
        },
    )


class KeepForm(forms.Form):
    """Which session a file belongs to, and whether the way is kept."""

    with_track = forms.BooleanField(
        label=gettext_lazy("Keep where I walked, too"),
        help_text=gettext_lazy("Without it the places in the file are thrown away."),
        required=False,
    )

    def __init__(
        self, data: Any, choices: Sequence[tuple[str, str]], chosen: str, *, track: bool
    ) -> None:
        super().__init__(data, initial={"session": chosen})
        session = forms.ChoiceField(
            label=_("Which session was it?"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the session.")},
        )
        self.fields = {"session": session, **(self.fields if track else {})}

    @property
    def asks_for_answers(self) -> bool:
        """Whether the chosen session becomes one only now."""
        return str(self.cleaned_data.get("session", "")).startswith(PLANNED)


def _rating(label: Any, most: int) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(str(n), str(n)) for n in range(most + 1)],
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "scale"}),
        error_messages={"required": gettext_lazy("Choose a number from 0 to 10.")},
    )


class AnswersForm(forms.Form):
    """What only the person knows of a session that a watch recorded."""

    ending = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        choices=[(ending.value, words) for ending, words in ENDINGS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    pain_before = _rating(gettext_lazy("Pain before, 0 to 10"), NRS_MAX)
    pain_after = _rating(gettext_lazy("Pain after, 0 to 10"), NRS_MAX)
    rpe_cr10 = _rating(gettext_lazy("How hard was it, 0 to 10?"), int(CR10_MAX))
    stumbles = forms.IntegerField(
        label=gettext_lazy("How often did you stumble?"), min_value=0, max_value=1000
    )
    symptoms = forms.MultipleChoiceField(
        label=gettext_lazy("Did any of these happen?"),
        choices=[(symptom.value, words) for symptom, words in SYMPTOMS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def told(self) -> Told:
        """Return the answers."""
        said = self.cleaned_data
        return Told(
            ending=Ending(said["ending"]),
            pain_before=said["pain_before"],
            pain_after=said["pain_after"],
            rpe_cr10=float(said["rpe_cr10"]),
            stumbles=said["stumbles"],
            symptoms=tuple(Symptom(one) for one in said["symptoms"]),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse an ending because of pain or a symptom that the other answers deny."""
        said = super().clean() or {}
        by_symptom = said.get("ending") == Ending.STOPPED_BY_SYMPTOM.value
        if by_symptom and not said.get("symptoms"):
            self.add_error("symptoms", _("Choose what happened."))
        return said
