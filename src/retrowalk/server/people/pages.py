"""The pages about Retrowalk itself, open to everyone."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Say what Retrowalk is and what it is not; the demo is offered only where it runs."""
    if request.user.is_authenticated:
        return redirect("household")
    return about(request)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show the front page to people who are signed in, too."""
    return render(request, "people/front.html", {"demo": settings.DEMO})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Say how to walk backward safely, and what Retrowalk does not do."""
    return render(request, "people/safety.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say where everything is kept."""
    return render(request, "people/privacy.html")


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Lead to password, passkeys and sign-out."""
    return render(request, "people/account.html")
