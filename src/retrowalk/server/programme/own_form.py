"""Writing a programme in the text format."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retrowalk.training.programmes.text_lines import TEXT_MAX


class PlainText(forms.CharField):
    """A text with one character for the end of a line, whatever the browser sends."""

    def to_python(self, value: Any) -> str:
        """Return the text as it is counted and kept."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n")


class OwnProgrammeForm(forms.Form):
    """A programme in the text format."""

    text = PlainText(
        label=_("The programme"),
        max_length=TEXT_MAX,
        strip=False,  # a refusal names the line, so no line may go
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "wide"}),
        error_messages={
            "required": _("Write the programme, or begin with the example."),
            "max_length": _(
                "The text has %(show_value)d characters; expected at most %(limit_value)d."
            ),
        },
    )
