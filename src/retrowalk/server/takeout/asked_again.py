"""Who is asked once more to show that it is them, in case somebody else sits at the screen."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from retrowalk.server.people.models import Account

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]


def is_someones(request: HttpRequest) -> bool:
    """Whether there is a password to ask for; the demo household has none and no secrets."""
    return isinstance(request.user, Account) and not request.user.is_demo


def never_by_itself(view: View[Asked]) -> View[Asked]:
    """Drop what is sent without a password, which allauth else does once one is typed.

    It would wait in the sign-in: who types the password days later, only to look at the page,
    would delete all by it, and the word was perhaps somebody else's.
    """

    @wraps(view)
    def dropping(
        request: HttpRequest, /, *arguments: Asked.args, **named: Asked.kwargs
    ) -> HttpResponseBase:
        try:
            return view(request, *arguments, **named)
        except ReauthenticationRequired:
            if request.method != "POST":
                raise
            # Where one looks at it again, and is asked for the password.
            return redirect(request.path)

    return dropping
