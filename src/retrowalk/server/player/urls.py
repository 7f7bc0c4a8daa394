"""The addresses of this app."""

from django.urls import path

from retrowalk.server.player import views

urlpatterns = [
    path("", views.shell, name="player"),
    path("sw.js", views.service_worker, name="player_service_worker"),
]
