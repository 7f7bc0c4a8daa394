"""The web door, as a WSGI application."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from retrowalk.gait.warming import warm_in_background

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retrowalk.server.settings")

application = get_wsgi_application()

if settings.QUICK:
    warm_in_background()
