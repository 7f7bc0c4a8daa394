"""Changing the days of a plan: skip a session, move it, choose other days of the week."""

import uuid
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from retrowalk.errors import BadProgramme
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.programme import plans
from retrowalk.server.programme.day_forms import MoveForm, WeekdaysForm
from retrowalk.server.programme.standing import State, standing
from retrowalk.training.plan import Plan, PlannedSession
from retrowalk.training.planning.calendar import moved, on_weekdays, skipped

Change = Callable[[Plan, date], Plan]


@login_required
@require_POST
def skip(request: HttpRequest, person_id: uuid.UUID, number: int) -> HttpResponse:
    """Leave one session out; the others keep their days and their amount."""
    person = own_person(request, person_id)

    def change(plan: Plan, today: date) -> Plan:
        session = _session(plan, number, request)
        return skipped(plan, session.number, today)

    return _changed(request, person, plans.SKIPPED, change)


@login_required
@require_POST
def move(request: HttpRequest, person_id: uuid.UUID, number: int) -> HttpResponse:
    """Walk one session on another day."""
    person = own_person(request, person_id)

    def change(plan: Plan, today: date) -> Plan:
        session = _session(plan, number, request)
        form = MoveForm(plan, session, today, request.POST)
        if not form.is_valid():
            raise BadProgramme(str(form.errors["day"][0]))
        return moved(plan, number, form.cleaned_data["day"], today)

    return _changed(request, person, plans.MOVED, change)


@login_required
@require_POST
def weekdays(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Walk on other days of the week from now on."""
    person = own_person(request, person_id)

    def change(plan: Plan, today: date) -> Plan:
        form = WeekdaysForm(plan, request.POST)
        if not form.is_valid():
            raise BadProgramme(str(form.errors["weekdays"][0]))
        return on_weekdays(plan, form.cleaned_data["weekdays"], today)

    return _changed(request, person, plans.WEEKDAYS, change)


def _changed(
    request: HttpRequest, person: Person, kind: str, change: Change
) -> HttpResponse:
    try:
        with transaction.atomic():
            plans.locked(person)
            plan = _save(person, kind, change)
    except BadProgramme as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _(plan.reason))
    return redirect("plan", person_id=person.pk)


def _save(person: Person, kind: str, change: Change) -> Plan:
    today = timezone.localdate()
    now = standing(person, today)
    if now.state is not State.READY or now.plan is None:
        raise BadProgramme(now.why_not)
    plan = change(now.plan, today)
    if (plan.ahead, plan.weekdays) == (now.plan.ahead, now.plan.weekdays):
        raise BadProgramme(_("That is how the plan is already."))
    plans.save(person, plan, kind)
    return plan


def _session(plan: Plan, number: int, request: HttpRequest) -> PlannedSession:
    """Return the session that the page meant: its number on the day that it showed.

    A page that was left open, or a second tap, never changes another session: numbers
    follow the days, so that a moved session may have passed its number on.
    """
    was = request.POST.get("was")
    for session in plan.ahead:
        if session.number == number and session.day.isoformat() == was:
            return session
    raise BadProgramme(
        _("Nothing was changed: the plan looks different by now. Here it is as it is.")
    )
