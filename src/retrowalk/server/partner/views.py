"""The companion's page: the same bytes for everyone, no account, no personal data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True)
def watch(request: HttpRequest) -> HttpResponse:
    """Show the page; whose walk it is stands after the "#", which no server and no log sees."""
    return render(request, "partner/watch.html")
