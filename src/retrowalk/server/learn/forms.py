"""Filtering the claims."""

from django import forms
from django.utils.translation import gettext_lazy as _

from retrowalk.server.learn.words import TOPICS, VERDICTS


class ClaimFilter(forms.Form):
    """By topic and verdict; empty means all."""

    topic = forms.ChoiceField(
        label=_("Topic"),
        required=False,
        choices=[("", _("All topics")), *((t.value, words) for t, words in TOPICS.items())],
    )
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        required=False,
        choices=[
            ("", _("All verdicts")),
            *((v.value, words) for v, words in VERDICTS.items()),
        ],
    )
