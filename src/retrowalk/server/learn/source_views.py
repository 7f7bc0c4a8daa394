"""Where every number comes from: all sources, and one with everything seen of it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from retrowalk.errors import Unknown
from retrowalk.evidence.claims import claims_of
from retrowalk.evidence.sources import Source, source, sources
from retrowalk.evidence.study import pooled_effects, study_effects
from retrowalk.server.learn.shown import (
    Fact,
    ShownClaim,
    pooled_facts,
    shown_claim,
    study_facts,
)
from retrowalk.server.learn.words import KIND, KINDS


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One result of a study, field by field."""

    outcome: str
    pooled: bool
    facts: list[Fact]

    @property
    def slug(self) -> str:
        """The end of the address of its outcome's page."""
        return slugify(self.outcome)


@require_safe
def every_source(request: HttpRequest) -> HttpResponse:
    """List every source, by kind."""
    kinds = [
        (words, [found for found in sources().values() if found.kind is kind])
        for kind, words in KINDS.items()
    ]
    return render(request, "learn/sources.html", {"kinds": kinds})


@require_safe
def one_source(request: HttpRequest, key: str) -> HttpResponse:
    """Show one source: what was seen of it, what was not, and which claims use it."""
    try:
        found = source(key)
    except Unknown:
        raise Http404("there is no such source") from None
    context = {
        "source": found,
        "kind": KIND[found.kind],
        "results": results_of(found),
        "claims": _claims(found),
    }
    return render(request, "learn/study.html", context)


def results_of(found: Source) -> list[ShownResult]:
    """Return every result the library has of a source."""
    single = [
        ShownResult(effect.outcome, pooled=False, facts=study_facts(effect))
        for effect in study_effects()
        if effect.source == found.key
    ]
    pooled = [
        ShownResult(effect.outcome, pooled=True, facts=pooled_facts(effect))
        for effect in pooled_effects()
        if effect.source == found.key
    ]
    return [*pooled, *single]


def _claims(found: Source) -> list[ShownClaim]:
    return [shown_claim(claim) for claim in claims_of(found.key)]
