"""The report for a clinician: the page to print, and the same as a PDF."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from retrowalk.server.catalogues import in_language, said_in
from retrowalk.server.outcomes.said import saying_for
from retrowalk.server.people.ownership import own_person
from retrowalk.server.proof.reported import reported
from retrowalk.server.report.clinician_report import report_of
from retrowalk.server.report.report_pdf import NoPdf, report_pdf


@login_required
@require_safe
def clinician_report(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show one or two pages for a physiotherapist's file, made to be printed."""
    person, today = own_person(request, person_id), timezone.localdate()
    with in_language(person.coach_language) as language:
        report = report_of(person, today, reported(person, today, saying_for(person)))
        context = {"person": person, "today": today, "report": report}
        response = render(request, "report/report.html", context)
    return said_in(response, language)


@never_cache
@login_required
@require_safe
def clinician_report_pdf(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Hand out the report as a PDF; where none can be made, say what is missing."""
    person, today = own_person(request, person_id), timezone.localdate()
    with in_language(person.coach_language) as language:
        try:
            body = report_pdf(person, today, language)
        except NoPdf as missing:
            messages.warning(request, str(missing))
            return redirect("report", person_id=person.pk)
    simulated = "simulated-" if person.simulated else ""
    name = f"{simulated}retrowalk-report-{today.isoformat()}.pdf"
    return said_in(
        HttpResponse(
            body,
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        ),
        language,
    )
