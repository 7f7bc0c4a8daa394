"""The addresses of a person's report."""

from django.urls import path

from retrowalk.server.report import views

urlpatterns = [
    path("persons/<uuid:person_id>/report/", views.clinician_report, name="report"),
    path(
        "persons/<uuid:person_id>/report.pdf", views.clinician_report_pdf, name="report_pdf"
    ),
]
