"""A person's progress: the page, and the same as a table to keep."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from retrowalk.server.outcomes.clinician_report import report_of
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
    shown = progress_of(person, sums_of(person), timezone.localdate())
    context = {"person": person, "progress": shown, "walked": shown.walked}
    return render(request, "outcomes/progress.html", context)


@login_required
@require_safe
def clinician_report(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show one or two pages for a physiotherapist's file, made to be printed."""
    person, today = own_person(request, person_id), timezone.localdate()
    context = {"person": person, "today": today, "report": report_of(person, today)}
    return render(request, "outcomes/report.html", context)


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
