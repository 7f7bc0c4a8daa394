"""Adding a person to the household, and changing one."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retrowalk.server.people import draft
from retrowalk.server.people.clearing import last_screening
from retrowalk.server.people.conflicts import conflicts
from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.ownership import account_of, own_person
from retrowalk.server.people.person_form import PersonForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask who trains, and lead on to the screening."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _of_account(form, account_of(request))
        return redirect("screening", person_id=person.pk)
    return render(request, "people/person_form.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Change name, year, goal, units, or what may stay empty."""
    person = own_person(request, person_id)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        return _onward(request, form.save())
    # The form writes into its instance while it checks; the heading shows what is stored.
    stored = own_person(request, person_id)
    return render(request, "people/person_form.html", {"form": form, "person": stored})


def _onward(request: HttpRequest, person: Person) -> HttpResponse:
    section = draft.resumes_at(request, person)
    if section is not None:
        messages.success(request, _("The changes are stored; your answers are still here."))
        return redirect("screening_page", person_id=person.pk, section=section.value)
    if _outdated(person):
        said = _("The changes are stored. The last screening does not fit them any more.")
        messages.warning(request, said)
        return redirect("screening", person_id=person.pk)
    messages.success(request, _("The changes are stored."))
    return redirect("person", person_id=person.pk)


def _outdated(person: Person) -> bool:
    screening = last_screening(person)
    today = timezone.localdate()
    return screening is not None and bool(conflicts(screening.answers, person, today))


def _of_account(form: PersonForm, account: Account) -> Person:
    person = form.save(commit=False)
    person.account = account
    person.simulated = account.is_demo
    person.save()
    return person
