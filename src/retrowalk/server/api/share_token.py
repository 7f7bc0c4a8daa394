"""Who may watch: whoever holds the secret of a share, in a header; no account, no cookie."""

from django.http import HttpRequest
from ninja.security.apikey import APIKeyHeader

from retrowalk.server.pace import Pace
from retrowalk.server.partner.models import Share
from retrowalk.server.partner.sharing import opened

# Guesses of one address: 80 bits need no guard, but the machine does.
GUESSES = Pace(per_s=0.2, burst=20)
WATCHING = Pace(per_s=8.0, burst=24)  # of one share, all its companions together


class WatchingRequest(HttpRequest):
    """A request that passed ShareToken."""

    auth: Share


class ShareToken(APIKeyHeader):
    """Let the holder of a living share's secret pass; everybody else gets 401.

    A page of another site cannot send the header, so that no forgery token is needed.
    """

    param_name = "X-Share-Token"

    def authenticate(self, request: HttpRequest, key: str | None) -> Share | None:
        """Return the share; raise TooFast for too many guesses or too many questions."""
        if not key:
            return None
        address = request.META.get("REMOTE_ADDR", "")
        GUESSES.check(address)
        share = opened(key)
        if share is None:
            GUESSES.take(address)
            return None
        WATCHING.take(share.pk)
        return share
