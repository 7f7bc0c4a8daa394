"""The pages of walked sessions: the list, and what came of one."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.sessions.energy_shown import shown_energy
from retrowalk.server.sessions.mounting_shown import shown_mounting
from retrowalk.server.sessions.outcome import outcome, outcomes
from retrowalk.server.sessions.shown import shown_outcome


@login_required
@require_safe
def sessions(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """List the person's sessions, the newest first."""
    person = own_person(request, person_id)
    rows = [shown_outcome(one) for one in reversed(outcomes(person))]
    return render(request, "sessions/sessions.html", {"person": person, "rows": rows})


@login_required
@require_safe
def session(
    request: HttpRequest, person_id: uuid.UUID, session_id: uuid.UUID
) -> HttpResponse:
    """Show what was prescribed, walked and seen, and what follows from it."""
    person = own_person(request, person_id)
    walk = person.walks.filter(pk=session_id).first()
    if walk is None:
        raise Http404("this person has no such session")
    came = outcome(walk)
    who, begun = trainee(person, came.day), person.walks.earliest("started_at").started_at
    context = {
        "person": person,
        "walk": walk,
        "session": shown_outcome(came),
        "energy": shown_energy(came.record, who, timezone.localdate(begun)),
        "mounting": shown_mounting(person, walk.document.get("site")),
    }
    return render(request, "sessions/session.html", context)
