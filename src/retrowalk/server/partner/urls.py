"""The address of the companion's page."""

from django.urls import path

from retrowalk.server.partner import views

urlpatterns = [path("", views.watch, name="partner")]
