"""The screening questions as forms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.server.people.conflicts import Conflict
from retrowalk.training.screening.questions import AnswerKind, Question, Section, page


class ScreeningForm(forms.Form):
    """One page of screening questions; nothing is chosen beforehand."""

    def __init__(self, section: Section, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for question in page(section):
            self.fields[question.key] = _question(question)

    def object_to(self, conflicts: Iterable[Conflict]) -> None:
        """Say at the questions of this page which answers cannot all be true."""
        for conflict in conflicts:
            for key in conflict.questions:
                if key in self.fields:
                    self.add_error(key, conflict.sentence)


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
