"""The addresses of a trial of oneself."""

from django.urls import path

from retrowalk.server.proof import begin_view, views

urlpatterns = [
    path("persons/<uuid:person_id>/trial/", views.trial, name="own_trial"),
    path("persons/<uuid:person_id>/trial/begin/", begin_view.begin, name="own_trial_begin"),
    path("persons/<uuid:person_id>/trial/answer/", views.say, name="own_trial_answer"),
    path("persons/<uuid:person_id>/trial/stop/", views.stop, name="own_trial_stop"),
    path(
        "persons/<uuid:person_id>/trial/<uuid:trial_id>/",
        views.result,
        name="own_trial_found",
    ),
]
