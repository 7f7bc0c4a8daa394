"""Popular claims beside what was found, and how to test them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from retrowalk.errors import Unknown
from retrowalk.evidence import claims as library
from retrowalk.evidence.claims import Verdict
from retrowalk.evidence.numbers import answers
from retrowalk.evidence.sources import source
from retrowalk.server.learn.design_file import design_file
from retrowalk.server.learn.forms import ClaimFilter
from retrowalk.server.learn.own import own_effects, owner_of
from retrowalk.server.learn.shown import shown_answer, shown_claim
from retrowalk.server.learn.words import TOPICS, VERDICTS

# What is most often got wrong, said at the top of the page, with the claim to read on.
IN_SHORT = (
    (
        _("Better than walking forward? Mostly by little, or unproven."),
        "better_than_forward",
    ),
    (_("Fewer falls? No trial has shown it."), "fewer_falls"),
    (
        _("Sore knees? Added to the usual treatment it may ease pain for some weeks."),
        "knee_pain_function",
    ),
    (
        _("Less load on the knee? Only on the first of two peaks, not on the second."),
        "knee_inner_side",
    ),
    (
        _("More energy? At the same speed yes; at an effort you choose yourself, no."),
        "more_energy_own_effort",
    ),
    (_("Safe at home and alone? Nobody has tested it."), "safe_at_home"),
)


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """List the claims, all or those asked for; the address alone says which."""
    form = ClaimFilter(request.GET)
    every = library.claims()
    found = [shown_claim(claim) for claim in form.among(every)]
    context = {
        "claims": found,
        "groups": [
            (words, [shown for shown in found if shown.claim.topic is topic])
            for topic, words in TOPICS.items()
        ],
        "form": form,
        "count": len(every),
        "filtered": any(form.cleaned_data.values()),
        "in_short": [(said, library.claim(key)) for said, key in IN_SHORT],
        "verdicts": [
            (verdict, words, sum(claim.verdict is verdict for claim in every))
            for verdict, words in VERDICTS.items()
        ],
    }
    return render(request, "learn/claims.html", context)


@require_safe
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """Show one claim: verdict, certainty, numbers, tests, and the sources to look it up."""
    found = _known(key)
    own = own_effects(owner_of(request))
    context = {
        "shown": shown_claim(found),
        "sources": [source(key) for key in found.sources],
        "answers": [shown_answer(one) for one in answers(found, own)],
        "not_found": found.verdict is Verdict.NOT_FOUND,
        "has_design": design_file(found) is not None,
    }
    return render(request, "learn/claim.html", context)


@require_safe
def trial(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out a design to begin a trial of a claim with."""
    del request
    text = design_file(_known(key))
    if text is None:
        raise Http404("no outcome measure of ours tests this claim")
    return HttpResponse(
        text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="trial-{key}.toml"'},
    )


def _known(key: str) -> library.Claim:
    try:
        return library.claim(key)
    except Unknown:
        raise Http404("there is no such claim") from None
