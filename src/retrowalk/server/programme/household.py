"""The household: every person of the account and where they stand; and the demo's door."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.ownership import account_of
from retrowalk.server.programme.standing import standing
from retrowalk.server.programme.words import STATES


@login_required
@require_safe
def household(request: HttpRequest) -> HttpResponse:
    """List the persons of the account."""
    today = timezone.localdate()
    rows = []
    for person in Person.objects.filter(account=account_of(request)):
        now = standing(person, today)
        rows.append({"person": person, "standing": now, "words": STATES[now.state]})
    return render(request, "programme/household.html", {"rows": rows, "today": today})


@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Sign in to the demo household, on installations that have one."""
    account = Account.objects.filter(is_demo=True).first() if settings.DEMO else None
    if account is None:
        raise Http404("there is no demo household here")
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("household")
