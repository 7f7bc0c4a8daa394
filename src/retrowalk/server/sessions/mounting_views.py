"""Forgetting how the phone is worn, as the session's page offers it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from retrowalk.server.people.ownership import own_person
from retrowalk.server.sessions.mounting import forget


@login_required
@require_POST
def forget_mounting(request: HttpRequest, person_id: uuid.UUID, site: str) -> HttpResponse:
    """Forget how the phone sits at one place; the next session may teach it anew."""
    person = own_person(request, person_id)
    if forget(person, site):
        messages.success(request, _("Forgotten. Your next session can teach it anew."))
    else:
        messages.info(request, _("Nothing was known about how you wear your phone there."))
    return redirect("sessions", person_id=person.pk)
