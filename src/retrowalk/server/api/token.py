"""The token for writes: fetched when flushing, because one that was queued is stale."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router

from retrowalk.server.api.answers import Problem, Token
from retrowalk.server.partner.sharing import forget_expired

router = Router(tags=["token"])


@router.get("/token", response={200: Token, 401: Problem})
def token(request: HttpRequest) -> Token:
    """Return the CSRF token, and set its cookie."""
    forget_expired()
    return Token(csrf=get_token(request))
