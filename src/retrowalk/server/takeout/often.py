"""How often somebody may have a whole household packed, sent, looked at or deleted."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from retrowalk.server.pace import Pace, TooFast
from retrowalk.server.people.ownership import account_of

# Of one account at one address; own choice. Packing, and checking what was sent, take seconds
# and much of the disk; who has several people takes one file for each.
PACKING = Pace(per_s=1 / 60, burst=10)
SENDING = Pace(per_s=1 / 60, burst=10)
LOOKING = Pace(per_s=1 / 15, burst=20)
DELETING = Pace(per_s=1 / 60, burst=10)

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]


def no_more_than(
    pace: Pace, methods: frozenset[str]
) -> Callable[[View[Asked]], View[Asked]]:
    """Let a view be asked as often as a pace allows; answer 429 and when to come back."""

    def paced(view: View[Asked]) -> View[Asked]:
        @wraps(view)
        def asked(
            request: HttpRequest, /, *arguments: Asked.args, **named: Asked.kwargs
        ) -> HttpResponseBase:
            if request.method in methods:
                try:
                    pace.take((account_of(request).pk, request.META.get("REMOTE_ADDR", "")))
                except TooFast as refused:
                    return _later(request, refused.wait_s)
            return view(request, *arguments, **named)

        return asked

    return paced


SENT = frozenset({"POST"})
ANY = frozenset({"GET", "HEAD", "POST"})


def _later(request: HttpRequest, wait_s: float) -> HttpResponseBase:
    """Say when to try again."""
    seconds = math.ceil(wait_s)
    said = _("That was often in a short time. Please try again in %(seconds)d seconds.")
    messages.warning(request, said % {"seconds": seconds})
    answer = render(request, "takeout/later.html", status=429)
    answer["Retry-After"] = str(seconds)
    return answer
