"""The addresses of files for watches and from them."""

from django.urls import path

from retrowalk.server.watches import bring_views, out_views

urlpatterns = [
    path(
        "persons/<uuid:person_id>/sessions/<uuid:session_id>/walk.<slug:ending>",
        out_views.session_file,
        name="session_file",
    ),
    path(
        "persons/<uuid:person_id>/plan/<int:number>/workout.<slug:ending>",
        out_views.workout_file,
        name="workout_file",
    ),
    path("persons/<uuid:person_id>/files/", bring_views.files, name="files"),
    path(
        "persons/<uuid:person_id>/files/<int:brought_id>/",
        bring_views.brought,
        name="brought",
    ),
    path(
        "persons/<uuid:person_id>/files/<int:brought_id>/discard/",
        bring_views.discard,
        name="brought_discard",
    ),
]
