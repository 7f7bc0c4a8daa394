"""Who may ask: a signed-in account, by its session cookie, with a CSRF token on writes."""

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf

from retrowalk.server.people.models import Account


class SignedInRequest(HttpRequest):
    """A request that passed SignedIn."""

    auth: Account


class SignedIn(APIKeyCookie):
    """Let a signed-in account pass; anonymous gets 401, a write without CSRF token 403.

    Ninja would ask for the token first; a player whose login ran out needs to hear
    that, and not that its token is stale.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, _key: str | None) -> Account | None:
        """Return the account, or None; raise HttpError 403 for a missing token."""
        if not isinstance(request.user, Account):
            return None
        if check_csrf(request):
            raise HttpError(
                403, "The CSRF token is missing or stale; get one from /api/v1/token."
            )
        return request.user
