"""The addresses of walked sessions."""

from django.urls import path

from retrowalk.server.sessions import views

urlpatterns = [
    path("persons/<uuid:person_id>/sessions/", views.sessions, name="sessions"),
    path(
        "persons/<uuid:person_id>/sessions/<uuid:session_id>/",
        views.session,
        name="session",
    ),
]
