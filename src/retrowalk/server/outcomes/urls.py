"""The addresses of a person's progress."""

from django.urls import path

from retrowalk.server.outcomes import test_views, views

urlpatterns = [
    path("persons/<uuid:person_id>/progress/", views.progress, name="progress"),
    path("persons/<uuid:person_id>/progress.csv", views.progress_csv, name="progress_csv"),
    path("persons/<uuid:person_id>/tests/", test_views.tests, name="tests"),
    path("persons/<uuid:person_id>/tests/<slug:key>/", test_views.test, name="test"),
]
