"""The addresses of the API, below /api/v1/."""

from django.urls import path, re_path

from retrowalk.server.api.door import api
from retrowalk.server.api.problems import nothing_here

urlpatterns = [
    path("", api.urls),
    re_path("", nothing_here),
]
