"""The addresses of the pages about Retrowalk, the persons and their screening."""

from django.urls import path

from retrowalk.server.people import about_views, pages, person_views, screening_views

urlpatterns = [
    path("", pages.front, name="front"),
    path("about/", pages.about, name="about"),
    path("safety/", pages.safety, name="safety"),
    path("privacy/", pages.privacy, name="privacy"),
    path("account/", pages.account, name="account"),
    path("household/add/", person_views.new, name="person_new"),
    path("persons/<uuid:person_id>/edit/", person_views.edit, name="person_edit"),
    path("persons/<uuid:person_id>/about/", about_views.about, name="person_about"),
    path(
        "persons/<uuid:person_id>/screening/", screening_views.screening, name="screening"
    ),
    path(
        "persons/<uuid:person_id>/screening/<slug:section>/",
        screening_views.screening,
        name="screening_page",
    ),
]
