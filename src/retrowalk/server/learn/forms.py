"""Filtering the claims, and the pooled studies."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.evidence.claims import Claim
from retrowalk.evidence.numbers import Answer
from retrowalk.evidence.sources import source
from retrowalk.evidence.study import Against, People
from retrowalk.server.learn.words import AGAINST, CERTAINTIES, PEOPLE, TOPICS, VERDICTS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_SEARCH = 100  # characters of a search; a claim's wording is about as long
E = TypeVar("E", bound=StrEnum)


def _choice(
    label: "_StrPromise", every: "_StrPromise", words: dict[E, Promise]
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", every), *((one.value, said) for one, said in words.items())],
    )


class ClaimFilter(forms.Form):
    """By topic, verdict, certainty and words; empty means all."""

    q = forms.CharField(label=_("Words"), required=False, max_length=LONGEST_SEARCH)
    topic = _choice(_("Topic"), _("All topics"), TOPICS)
    verdict = _choice(_("Verdict"), _("All verdicts"), VERDICTS)
    certainty = _choice(_("How sure"), _("However sure"), CERTAINTIES)

    def among(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims that were asked for; a field that makes no sense asks nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return [
            claim
            for claim in claims
            if asked.get("topic", "") in ("", claim.topic)
            and asked.get("verdict", "") in ("", claim.verdict)
            and asked.get("certainty", "") in ("", claim.certainty)
            and _speaks_of(claim, asked.get("q", ""))
        ]


class PoolFilter(forms.Form):
    """Whom to look at, whom they were compared with, and whether own studies count."""

    people = forms.ChoiceField(label=_("People"), required=False)
    against = forms.ChoiceField(label=_("Compared with"), required=False)
    mine = forms.ChoiceField(
        label=_("Your studies"),
        required=False,
        choices=[("", _("with yours")), ("no", _("without yours"))],
    )

    def __init__(self, data: object, every: Answer, *, has_own: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a query of strings
        published = [one.effect for one in every.published]
        people, against = self.fields["people"], self.fields["against"]
        if isinstance(people, forms.ChoiceField):
            there = [row.people for row in every.rows] + [one.people for one in published]
            people.choices = _there(there, PEOPLE)
        if isinstance(against, forms.ChoiceField):
            with_whom = [row.against for row in every.rows]
            with_whom += [one.against for one in published]
            against.choices = _there(with_whom, AGAINST)
        if not has_own:
            del self.fields["mine"]

    def asked(self) -> tuple[People | None, Against | None, bool]:
        """Return whom, against whom, and whether own studies count."""
        self.is_valid()
        people, against = (self.cleaned_data.get(name) for name in ("people", "against"))
        return (
            People(people) if people else None,
            Against(against) if against else None,
            self.cleaned_data.get("mine") != "no",
        )


def _there(found: Sequence[E], words: dict[E, Promise]) -> list[tuple[str, Promise]]:
    present = [(one.value, said) for one, said in words.items() if one in found]
    return [("", _("All together")), *present]


def _speaks_of(claim: Claim, words: str) -> bool:
    texts = (
        claim.wording,
        claim.finding,
        claim.test,
        claim.cohort,
        str(TOPICS[claim.topic]),
        *(source(key).citation for key in claim.sources),
    )
    said = " ".join(texts).casefold()
    return all(word in said for word in words.casefold().split())
