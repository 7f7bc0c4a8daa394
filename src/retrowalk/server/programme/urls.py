"""The addresses of the household, the days and the plans."""

from django.urls import path

from retrowalk.server.programme import household, views

urlpatterns = [
    path("household/", household.household, name="household"),
    path("demo/", household.enter_demo, name="demo"),
    path("persons/<uuid:person_id>/", views.day, name="person"),
    path("persons/<uuid:person_id>/clearance/", views.clearance, name="clearance"),
    path("persons/<uuid:person_id>/programme/", views.choose, name="programme"),
    path("persons/<uuid:person_id>/plan/", views.plan, name="plan"),
]
