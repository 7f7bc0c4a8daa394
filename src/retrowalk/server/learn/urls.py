"""The addresses of the learn pages."""

from django.urls import path

from retrowalk.server.learn import views

urlpatterns = [
    path("", views.claims, name="claims"),
    path("claims/<slug:key>/", views.claim, name="claim"),
    path("sources/", views.every_source, name="sources"),
]
