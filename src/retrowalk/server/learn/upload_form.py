"""Handing in a table: as a file, or pasted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 1_000_000  # bytes; a thousand full rows have about half of it


class UploadForm(forms.Form):
    """One CSV table."""

    file = forms.FileField(
        label=_("A CSV file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the table"),
        required=False,
        max_length=LARGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the one text that was handed in."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("pasted") or ""
        if (file is None) == (not pasted.strip()):
            raise forms.ValidationError(
                _("Choose a file, or paste the table; one of them.")
            )
        cleaned["text"] = pasted if file is None else _text_of(file)
        return cleaned


def _text_of(file: Any) -> str:
    if file.size > LARGEST:
        raise forms.ValidationError(
            _("The file has %(size)d bytes; at most %(most)d are taken."),
            params={"size": file.size, "most": LARGEST},
        )
    try:
        return str(file.read().decode("utf-8"))
    except UnicodeDecodeError:
        raise forms.ValidationError(
            _("The file is not text in UTF-8; save it as CSV UTF-8.")
        ) from None
