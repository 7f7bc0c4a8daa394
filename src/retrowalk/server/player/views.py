"""The player's shell and its service worker: the same bytes for everyone, no personal data."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from retrowalk.server.player.assets import WORKER, digest, modules, shell_files


@require_safe
@gzip_page
@cache_control(no_cache=True)
def shell(request: HttpRequest) -> HttpResponse:
    """Show the one page of the player; who trains is after the "#", which no server sees."""
    given = {"digest": digest(), "modules": modules()}
    return render(request, "player/shell.html", given)


@require_safe
@gzip_page
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes it
    """Return the service worker, told which files to keep and under which name."""
    page = reverse("player")
    kept = {
        "cache": f"retrowalk-player-{digest()}",
        "page": page,
        "files": [page, *(static(name) for name in shell_files())],
    }
    body = f"const SHELL = {json.dumps(kept)};\n{WORKER.read_text(encoding='utf-8')}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")
