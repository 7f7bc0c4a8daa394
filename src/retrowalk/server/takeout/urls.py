"""The addresses of taking data along and bringing it back."""

from django.urls import path

from retrowalk.server.takeout import bring_views, take_views

urlpatterns = [
    path("take-along/", take_views.take_along, name="take_along"),
    path("bring-back/", bring_views.bring_back, name="bring_back"),
    path("bring-back/look/", bring_views.looked_at, name="bring_back_look"),
    path("bring-back/discard/", bring_views.discard, name="bring_back_discard"),
]
