"""A person's day, the choice of a programme, and the plan."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retrowalk.errors import BadProgramme
from retrowalk.server.people.clearing import last_screening, told
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.people.words import EFFORTS, OUTCOMES, SUPPORTS
from retrowalk.server.programme.begin import begin
from retrowalk.server.programme.forms import BeginForm
from retrowalk.server.programme.plans import latest_version
from retrowalk.server.programme.shown import shown_programme, shown_session, shown_version
from retrowalk.server.programme.standing import State, standing
from retrowalk.training.prescription import Place
from retrowalk.training.starter_programmes import PROGRAMMES, suited_to


@login_required
@require_safe
def day(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what today holds for the person, and why."""
    person = own_person(request, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    version = latest_version(person)
    context = {
        "person": person,
        "today": today,
        "standing": now,
        "outcome": OUTCOMES[now.clearance.outcome] if now.clearance else None,
        "due": shown_session(now.due, person) if now.due else None,
        "next": [shown_session(s, person) for s in now.ahead if s.day > today][:3],
        "version": shown_version(version) if version else None,
        "programme": PROGRAMMES.get(version.programme) if version else None,
        "walked_today": person.walks.filter(started_at__date=today).exists(),
        "walked_before": person.walks.exists(),
    }
    return render(request, "programme/day.html", context)


@login_required
@require_safe
def clearance(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what the newest screening came to, with its reasons."""
    person = own_person(request, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    screening = last_screening(person)
    if now.clearance is None or screening is None:
        return redirect("screening", person_id=person.pk)
    context = {
        "person": person,
        "standing": now,
        "clearance": now.clearance,
        "outcome": OUTCOMES[now.clearance.outcome],
        "support": SUPPORTS[now.clearance.support],
        "effort": EFFORTS[now.clearance.effort],
        "told": told(screening),
    }
    return render(request, "programme/clearance.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Offer the programmes for this person, and begin the chosen one."""
    person = own_person(request, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    if now.state is not State.NO_PLAN:
        return redirect("person", person_id=person.pk)
    chosen = request.POST.get("programme", "")
    offers = []
    for programme in suited_to(trainee(person, today)):
        form = BeginForm(programme, request.POST if chosen == programme.key else None)
        if form.is_bound and form.is_valid():
            try:
                begin(person, programme.key, Place(form.cleaned_data["place"]), today)
            except BadProgramme as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Your plan is made."))
                return redirect("person", person_id=person.pk)
        offers.append({"form": form, "programme": shown_programme(programme, person)})
    context = {"person": person, "offers": offers, "again": now.plan is not None}
    return render(request, "programme/choose.html", context)


@login_required
@require_safe
def plan(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the sessions ahead, and every version of the plan with its reason."""
    person = own_person(request, person_id)
    now = standing(person, timezone.localdate())
    versions = list(person.plans.all())
    context = {
        "person": person,
        "standing": now,
        "ahead": [shown_session(session, person) for session in now.ahead],
        "versions": [shown_version(version) for version in versions],
        "programme": PROGRAMMES.get(versions[0].programme) if versions else None,
    }
    return render(request, "programme/plan.html", context)
