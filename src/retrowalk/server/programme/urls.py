"""The addresses of the household, the days and the plans."""

from django.urls import path

from retrowalk.server.programme import (
    choose_view,
    clearance_view,
    days_views,
    household,
    own_view,
    paper_views,
    views,
)

urlpatterns = [
    path("household/", household.household, name="household"),
    path("demo/", household.enter_demo, name="demo"),
    path("persons/<uuid:person_id>/", views.day, name="person"),
    path("persons/<uuid:person_id>/clearance/", clearance_view.clearance, name="clearance"),
    path(
        "persons/<uuid:person_id>/clearance/sheet/",
        clearance_view.sheet,
        name="clearance_sheet",
    ),
    path("persons/<uuid:person_id>/programme/", choose_view.choose, name="programme"),
    path("persons/<uuid:person_id>/programme/own/", own_view.own, name="own_programmes"),
    path(
        "persons/<uuid:person_id>/programme/own/<slug:key>/forget/",
        own_view.forget,
        name="own_programme_forget",
    ),
    path("persons/<uuid:person_id>/plan/", views.plan, name="plan"),
    path("persons/<uuid:person_id>/plan/paper/", paper_views.paper, name="plan_paper"),
    path("persons/<uuid:person_id>/plan/calendar.ics", paper_views.ics, name="plan_ics"),
    path("persons/<uuid:person_id>/plan/days/", days_views.weekdays, name="plan_weekdays"),
    path(
        "persons/<uuid:person_id>/plan/<int:number>/skip/",
        days_views.skip,
        name="plan_skip",
    ),
    path(
        "persons/<uuid:person_id>/plan/<int:number>/move/",
        days_views.move,
        name="plan_move",
    ),
]
