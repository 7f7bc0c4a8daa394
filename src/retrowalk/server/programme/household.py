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
from retrowalk.server.people.zone import zone_of
from retrowalk.server.programme.standing import standing
from retrowalk.server.programme.words import STATES


@login_required
@require_safe
def household(request: HttpRequest) -> HttpResponse:
    """List the persons of the account."""
    persons = Person.objects.filter(account=account_of(request))
    context = {"rows": [_row(person) for person in persons], "today": timezone.localdate()}
    return render(request, "programme/household.html", context)


def _row(person: Person) -> dict[str, object]:
    """Return where a person stands, on the clock of the place where they walk."""
    with timezone.override(zone_of(person)):
        now = standing(person, timezone.localdate())
    return {"person": person, "standing": now, "words": STATES[now.state]}


@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Sign in to the demo household, on installations that have one."""
    account = Account.objects.filter(is_demo=True).first() if settings.DEMO else None
    if account is None:
        raise Http404("there is no demo household here")
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("household")
