"""The words of the site, and the questions people ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retrowalk.evidence.claims import claim
from retrowalk.server.learn.faq import QUESTIONS
from retrowalk.server.learn.glossary import glossary
from retrowalk.server.learn.shown import shown_claim


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Say what the words mean, section by section."""
    return render(request, "learn/words.html", {"sections": glossary()})


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Answer what people ask first, each sentence with its sources."""
    asked = [(one, [shown_claim(claim(key)) for key in one.claims]) for one in QUESTIONS]
    return render(request, "learn/questions.html", {"asked": asked})
