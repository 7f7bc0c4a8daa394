"""The pages on which somebody deletes what is theirs: what goes, what stays, and the last word."""

import uuid

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retrowalk.errors import Conflict
from retrowalk.server.api.bundle import opaque
from retrowalk.server.partner.models import Share
from retrowalk.server.people import draft
from retrowalk.server.people.ownership import account_of, own_person
from retrowalk.server.takeout.asked_again import is_someones, never_by_itself
from retrowalk.server.takeout.counted import counted, total
from retrowalk.server.takeout.documents import Whose
from retrowalk.server.takeout.erasing import erase
from retrowalk.server.takeout.forms import EraseForm
from retrowalk.server.takeout.often import DELETING, SENT, no_more_than
from retrowalk.server.takeout.taking import size_of_recordings
from retrowalk.server.takeout.waiting import waiting


@never_cache
@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Say what can be deleted, what stays whatever one does, and how to take it along first."""
    account = account_of(request)
    rows = [
        {"person": person, "held": _held(Whose(account, person))}
        for person in account.persons.all()
    ]
    return render(request, "takeout/erase.html", {"rows": rows})


@never_cache
@never_by_itself
@login_required
@reauthentication_required(enabled=is_someones)  # type: ignore[untyped-decorator]  # allauth has no types
@require_http_methods(["GET", "HEAD", "POST"])
@no_more_than(DELETING, SENT)
def everything(request: HttpRequest) -> HttpResponse:
    """Ask for the last word about the account with everybody in it; delete them."""
    return _asked(request, Whose(account_of(request)))


@never_cache
@never_by_itself
@login_required
@reauthentication_required(enabled=is_someones)  # type: ignore[untyped-decorator]  # as above
@require_http_methods(["GET", "HEAD", "POST"])
@no_more_than(DELETING, SENT)
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask for the last word about one person; delete them."""
    return _asked(request, Whose(account_of(request), own_person(request, person_id)))


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say what is left to do on devices; a script takes what this one kept."""
    return render(request, "takeout/erased.html")


def _asked(request: HttpRequest, whose: Whose) -> HttpResponse:
    if whose.account.is_demo:
        messages.error(request, _("The demo household is made anew each day; it stays."))
        return redirect("erase")
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _deleted(request, whose)
        except Conflict as error:
            form.add_error(None, str(error))
    return render(request, "takeout/erase_sure.html", {"form": form, **_goes(whose)})


def _deleted(request: HttpRequest, whose: Whose) -> HttpResponse:
    """Delete; the address then tells this device's script alone what to forget."""
    person, account = whose.person, whose.account
    if person is None:
        left, said = erase(whose), _("The account and everything in it is deleted.")
        device = f"account={opaque(account)}"
        logout(request)
    else:
        left, said = erase(whose), _("Everything of %(name)s is deleted.")
        said, device = said % {"name": person.name}, f"person={person.pk}"
        draft.forget(request, person)
    messages.success(request, said)
    if left:
        said = _("Motion recordings that could not be removed from the disk yet: %(n)d.")
        again = _("Retrowalk tries again when it starts.")
        messages.warning(request, f"{said % {'n': left}} {again}")
    return redirect(f"{reverse('erased')}#{device}")


def _goes(whose: Whose) -> dict[str, object]:
    """Return what a page says about what goes."""
    found, account = size_of_recordings(whose), whose.account
    persons = account.persons.all() if whose.person is None else [whose.person]
    return {
        "person": whose.person,
        "persons": persons,
        "held": _held(whose),
        "recordings": found.recordings,
        "size": filesizeformat(found.size),
        "waits": waiting(account) is not None,
        "shared": Share.objects.filter(person__in=[one.pk for one in persons]).exists(),
        "alone": whose.person is not None and account.persons.count() == 1,
    }


def _held(whose: Whose) -> str:
    """Return how much there is in words, beside the person whose it is; empty for nothing."""
    rows = total(whose)
    if whose.person is not None:
        del rows["persons"]
    return counted(rows) if any(rows.values()) else ""
