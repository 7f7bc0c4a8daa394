"""The addresses of walked sessions."""

from django.urls import path

from retrowalk.server.sessions import mounting_views, told_views, views

urlpatterns = [
    path("persons/<uuid:person_id>/sessions/", views.sessions, name="sessions"),
    path(
        "persons/<uuid:person_id>/sessions/<uuid:session_id>/",
        views.session,
        name="session",
    ),
    path(
        "persons/<uuid:person_id>/sessions/<uuid:session_id>/morning/",
        told_views.morning,
        name="morning",
    ),
    path(
        "persons/<uuid:person_id>/phone/<slug:site>/forget/",
        mounting_views.forget_mounting,
        name="mounting_forget",
    ),
    path("persons/<uuid:person_id>/went-wrong/", told_views.event, name="went_wrong"),
]
