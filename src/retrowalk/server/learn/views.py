"""Popular claims beside what was found, and where every number comes from."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from retrowalk.errors import Unknown
from retrowalk.evidence import claims as library
from retrowalk.evidence.claims import VERDICT_WORDS, Claim
from retrowalk.evidence.sources import source, sources
from retrowalk.server.learn.forms import ClaimFilter
from retrowalk.server.learn.words import CERTAINTIES, KINDS, TOPICS, VERDICTS


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One claim in the reader's words."""

    claim: Claim
    topic: Promise
    verdict: Promise
    meaning: str
    certainty: Promise


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """List the claims, all or by topic and verdict."""
    form = ClaimFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    topic, verdict = wanted.get("topic"), wanted.get("verdict")
    found = [
        _shown(claim)
        for claim in library.claims()
        if (not topic or claim.topic == topic) and (not verdict or claim.verdict == verdict)
    ]
    context = {"claims": found, "form": form, "count": len(library.claims())}
    return render(request, "learn/claims.html", context)


@require_safe
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """Show one claim, its verdict, and the sources to look it up."""
    try:
        found = library.claim(key)
    except Unknown:
        raise Http404("there is no such claim") from None
    context = {"shown": _shown(found), "sources": [source(key) for key in found.sources]}
    return render(request, "learn/claim.html", context)


@require_safe
def every_source(request: HttpRequest) -> HttpResponse:
    """List every source, by kind."""
    kinds = [
        (words, [found for found in sources().values() if found.kind is kind])
        for kind, words in KINDS.items()
    ]
    return render(request, "learn/sources.html", {"kinds": kinds})


def _shown(found: Claim) -> ShownClaim:
    return ShownClaim(
        claim=found,
        topic=TOPICS[found.topic],
        verdict=VERDICTS[found.verdict],
        meaning=_(VERDICT_WORDS[found.verdict]),
        certainty=CERTAINTIES[found.certainty],
    )
