"""The pages on which a person tells how the morning after was, and what went wrong."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retrowalk.errors import BadAnswer
from retrowalk.server.people.ownership import own_person
from retrowalk.server.sessions.forms import EventForm, MorningForm
from retrowalk.server.sessions.told_later import Event, tell_event, tell_morning
from retrowalk.training.clearance import reason_key
from retrowalk.training.plan import Decision
from retrowalk.training.screening.still_possible import AT_ONCE
from retrowalk.training.session import Symptom


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def morning(
    request: HttpRequest, person_id: uuid.UUID, session_id: uuid.UUID
) -> HttpResponse:
    """Ask how strong the pain is on the morning after a session."""
    person = own_person(request, person_id)
    walk = get_object_or_404(person.walks, pk=session_id)
    form = MorningForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            decision = tell_morning(person, walk, form.cleaned_data["pain"])
        except BadAnswer as error:
            messages.info(request, str(error))
        else:
            _thank(request, decision)
        return redirect("person", person_id=person.pk)
    context = {"person": person, "walk": walk, "form": form}
    return render(request, "sessions/morning.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Take what went wrong outside of a session; the plan then rests."""
    person = own_person(request, person_id)
    form = EventForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        told = Event(Symptom(said["symptom"]), said["day"], said["note"])
        try:
            decision = tell_event(person, told)
        except BadAnswer as error:
            form.add_error("day", str(error))
        else:
            _say(request, told, decision)
            return redirect("person", person_id=person.pk)
    return render(request, "sessions/event.html", {"person": person, "form": form})


def _thank(request: HttpRequest, decision: Decision | None) -> None:
    if decision is None:
        messages.success(request, _("Thank you. It is kept; your plan stays as it is."))
        return
    messages.warning(request, _(decision.reason))


def _say(request: HttpRequest, told: Event, decision: Decision | None) -> None:
    """Say what follows; without a plan, it counts when the questions are answered next."""
    at_once = AT_ONCE.get(reason_key(told.symptom))
    if at_once is not None:
        messages.error(request, _(at_once))
    if decision is None:
        messages.success(request, _("It is kept, and counts in the next screening."))
        return
    messages.warning(request, _(decision.reason))
