"""The addresses of taking data along, bringing it back, and deleting it."""

from django.urls import path

from retrowalk.server.takeout import bring_views, erase_views, take_views

urlpatterns = [
    path("take-along/", take_views.take_along, name="take_along"),
    path("bring-back/", bring_views.bring_back, name="bring_back"),
    path("bring-back/look/", bring_views.looked_at, name="bring_back_look"),
    path("bring-back/discard/", bring_views.discard, name="bring_back_discard"),
    path("delete/", erase_views.choose, name="erase"),
    path("delete/everything/", erase_views.everything, name="erase_everything"),
    path("delete/<uuid:person_id>/", erase_views.person, name="erase_person"),
    path("deleted/", erase_views.erased, name="erased"),
]
