"""What is told to somebody who signed in is kept by no browser and by nobody on its way.

So whoever sits at the screen after a sign-out finds nothing by going back, and no cache of a
library or a clinic holds a page about health. What is the same for everybody says itself how
long it may be kept: styles and scripts for ever, the player's page until it is asked for again;
the player's own plans and walks lie in its database on the device, and work without a network.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NOWHERE = "private, no-store"


class KeptByNobody:
    """Middleware: an answer to a sign-in, and one that makes or ends it, is stored nowhere.

    It stands before all others, so that their refusals and error pages are told so, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say that nobody keeps it, unless the answer says otherwise itself."""
        response = self._get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        signed_in = cookie in request.COOKIES or cookie in response.cookies
        if signed_in and not response.has_header("Cache-Control"):
            response["Cache-Control"] = NOWHERE
        return response
