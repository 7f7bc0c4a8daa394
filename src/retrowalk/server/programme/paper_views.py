"""The plan outside of the site: on one sheet of paper, and in a calendar."""

import uuid
from datetime import time

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from retrowalk.files.ics import IcsStyle, plan_ics
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.plans import sessions_held
from retrowalk.server.programme.shown import same_sessions, shown_session
from retrowalk.server.programme.standing import standing
from retrowalk.training.effort.intensity import describe
from retrowalk.training.programmes.places import advice, checklist
from retrowalk.training.progression.session_rules import PAIN_TO_REGRESS


@login_required
@require_safe
def paper(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the plan on one sheet in large type, for somebody without a phone."""
    person = own_person(request, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    if now.plan is None or not now.ahead:
        return redirect("plan", person_id=person.pk)
    dose = now.ahead[0].prescription
    programme = programme_of(person, now.plan.programme)
    context = {
        "person": person,
        "today": today,
        "programme": programme,
        "runs": same_sessions(now.ahead, person),
        "ahead": [shown_session(one, person) for one in now.ahead],
        "aims": describe(dose, trainee(person, today)),
        "checklist": checklist(dose, programme),
        "most_pain": PAIN_TO_REGRESS,
        "cautions": advice(dose.place).cautions,
    }
    return render(request, "programme/paper.html", context)


@login_required
@require_safe
def ics(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Return the sessions ahead as a file for one's own calendar, without health in it.

    Sessions that an earlier file may have held and that are not ahead any more are
    cancelled in it; where the plan rests, all of them are.
    """
    person = own_person(request, person_id)
    today = timezone.localdate()
    plan, held = standing(person, today).may_be_walked, sessions_held(person, today)
    if plan is None or not (plan.ahead or held):
        return redirect("plan", person_id=person.pk)
    style = IcsStyle(starts_at=_time_of_day(request))
    body = plan_ics(plan, opaque(person), timezone.now(), style, held)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="walking.ics"'
    return answer


def opaque(person: Person) -> str:
    """Return a name for a person that a shared calendar may hold: it says not who it is."""
    return salted_hmac("retrowalk.plan.calendar", str(person.pk)).hexdigest()[:16]


def _time_of_day(request: HttpRequest) -> time | None:
    """Return the time of day that was asked for; None for whole days."""
    try:
        return time.fromisoformat(request.GET.get("at", "")).replace(tzinfo=None)
    except ValueError:
        return None
