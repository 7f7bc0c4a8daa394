"""A person's progress: the page, and the same as a table to keep."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from retrowalk.server.catalogues import in_language, said_in
from retrowalk.server.outcomes.progress import progress_of
from retrowalk.server.outcomes.sums import sums_of
from retrowalk.server.outcomes.table import table
from retrowalk.server.people.ownership import own_person
from retrowalk.server.sessions.outcome import outcomes


@login_required
@require_safe
def progress(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what was walked, what changed, and what is too early to say."""
    person = own_person(request, person_id)
    with in_language(person.coach_language) as language:
        shown = progress_of(person, sums_of(person), timezone.localdate())
        context = {"person": person, "progress": shown, "walked": shown.walked}
        response = render(request, "outcomes/progress.html", context)
    return said_in(response, language)


@never_cache
@login_required
@require_safe
def progress_csv(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Hand out the person's sessions as a CSV file."""
    person = own_person(request, person_id)
    simulated = "simulated-" if person.simulated else ""
    return HttpResponse(
        table(outcomes(person)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{simulated}retrowalk-sessions.csv"'
        },
    )
