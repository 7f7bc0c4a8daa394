"""The pages of a trial of oneself: go on, stop, and what it found."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retrowalk.server.people.ownership import own_person
from retrowalk.server.programme.calendar_shown import WEEKDAYS
from retrowalk.server.programme.standing import standing
from retrowalk.server.proof.answering import answer, answered_today
from retrowalk.server.proof.choices import choice_of
from retrowalk.server.proof.days import course_of, weeks
from retrowalk.server.proof.forms import AnswerForm, StopForm
from retrowalk.server.proof.found import found
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.readings import of_trial
from retrowalk.server.proof.today import today_of
from retrowalk.server.proof.trials import conditions, running
from retrowalk.server.proof.trials import stop as stopped


@login_required
@require_safe
def trial(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the trial that runs, without its results; or what a trial is, and earlier ones."""
    person, today = own_person(request, person_id), timezone.localdate()
    there = running(person, today)
    if there is None:
        context = {
            "person": person,
            "standing": standing(person, today),
            "trials": [(one, choice_of(one.protocol)) for one in person.own_trials.all()],
        }
        return render(request, "proof/trials.html", context)
    choice = choice_of(there.protocol)
    course = course_of(there, of_trial(there).keys(), today)
    context = {
        "person": person,
        "trial": there,
        "choice": choice,
        "now": today_of(person, there, today),
        "course": course,
        "weeks": weeks(course),
        "first_day": course.days[0],
        "weekday_heads": WEEKDAYS,
        "answer": answered_today(there, today),
        "form": AnswerForm(choice) if choice.whole_from_to else None,
        "begun": there.starts_on <= today,
    }
    return render(request, "proof/running.html", context)


@login_required
@require_POST
def say(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Keep the answer of today."""
    person, today = own_person(request, person_id), timezone.localdate()
    there = running(person, today)
    if there is None:
        messages.warning(request, _("No trial runs, so there is nothing to answer."))
        return redirect("own_trial", person_id=person.pk)
    form = AnswerForm(choice_of(there.protocol), request.POST)
    if not form.is_valid():
        messages.warning(request, _("Tap one of the numbers."))
    elif why := answer(there, form.cleaned_data["value"], today):
        messages.warning(request, why)
    else:
        messages.success(request, _("Your answer of today is kept."))
    return redirect("own_trial", person_id=person.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Say what stopping early means, and stop."""
    person, today = own_person(request, person_id), timezone.localdate()
    there = running(person, today)
    if there is None:
        return redirect("own_trial", person_id=person.pk)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        stopped(there, form.cleaned_data["why"], today)
        messages.success(request, _("The trial is stopped. Your plan goes on without it."))
        return redirect("own_trial_found", person_id=person.pk, trial_id=there.pk)
    context = {
        "person": person,
        "trial": there,
        "form": form,
        "days": max(0, (today - there.starts_on).days),
    }
    return render(request, "proof/stop.html", context)


@login_required
@require_safe
def result(request: HttpRequest, person_id: uuid.UUID, trial_id: uuid.UUID) -> HttpResponse:
    """Show what a trial that is over found; one that runs keeps its results to itself."""
    person, today = own_person(request, person_id), timezone.localdate()
    running(person, today)
    there = get_object_or_404(OwnTrial, pk=trial_id, person=person)
    if there.state == OwnTrial.State.RUNNING:
        return redirect("own_trial", person_id=person.pk)
    context = {
        "person": person,
        "trial": there,
        "choice": choice_of(there.protocol),
        "found": found(there, today),
        "conditions": conditions(there),
    }
    return render(request, "proof/found.html", context)
