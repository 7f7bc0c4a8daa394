"""Every refusal leaves as one kind of document: a problem (RFC 9457), never a web page."""

import json
import logging
import math
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from retrowalk.errors import BadInput, Conflict, Unknown
from retrowalk.server.pace import TooFast
from retrowalk.server.sessions.arrived import MissingChunks

CONTENT_TYPE = "application/problem+json"
ROOT = "/api/"

log = logging.getLogger(__name__)


class WrongMediaType(BadInput):
    """The body is not declared to be JSON."""


def problem(status: int, detail: str, **more: object) -> HttpResponse:
    """Return a problem document with one clear sentence."""
    title = HTTPStatus(status).phrase
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        **more,
    }
    return HttpResponse(json.dumps(body), status=status, content_type=CONTENT_TYPE)


def answer_with_problems(api: NinjaAPI) -> None:
    """Make every exception of this API leave as a problem document.

    Ninja takes the handler of the nearest class, so that the order does not matter.
    """
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, answer)


class ProblemDocuments:
    """Middleware: what Django itself answers under /api/ becomes a problem document too.

    An unknown address, a wrong method or a bad host never reach the API's own handlers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; put a problem document in the place of an error page."""
        response = self._get_response(request)
        if response.status_code < 400 or not request.path.startswith(ROOT):
            return response
        if response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        replaced = problem(response.status_code, _sentence(request, response.status_code))
        if "Allow" in response.headers:
            replaced.headers["Allow"] = response.headers["Allow"]
        return replaced


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer an address that the API does not have."""
    return problem(404, _sentence(request, 404))


def _sentence(request: HttpRequest, status: int) -> str:
    if status == 404:
        return f"There is nothing at {request.path}."
    if status == 405:
        return f"{request.method} is not possible at {request.path}."
    return f"{request.method} {request.path} was refused: {HTTPStatus(status).phrase}."


def _as(status: int) -> Callable[[HttpRequest, Exception], HttpResponse]:
    def answer(_request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(status, str(error))

    return answer


def _missing_chunks(_request: HttpRequest, error: MissingChunks) -> HttpResponse:
    return problem(409, str(error), missing=error.missing)


def _too_fast(_request: HttpRequest, error: TooFast) -> HttpResponse:
    refusal = problem(429, str(error))
    refusal.headers["Retry-After"] = str(math.ceil(error.wait_s))
    return refusal


def _unauthenticated(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problem(401, "You are not signed in; sign in and send the request again.")


def _nothing_here(request: HttpRequest, _error: Http404) -> HttpResponse:
    return nothing_here(request)


def _too_big(_request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(413, f"The body is too large. {error}")


def _no_form(_request: HttpRequest, _error: Exception) -> HttpResponse:
    """Answer a form that the check of the CSRF token could not read: it looks into forms."""
    return problem(400, "The body is no form that can be read; expected application/json.")


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Translate ninja's errors; around what our own parser raised it puts a plain 400."""
    match error.__cause__ or error.__context__:
        case WrongMediaType() as media:
            return _as(415)(request, media)
        case RequestDataTooBig() as big:
            return _too_big(request, big)
        case ValueError() | RecursionError() as unread:
            return problem(422, f"The body is not JSON that can be read: {unread}.")
    return problem(error.status_code, str(error))


def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    source, *where = [str(part) for part in first["loc"]]
    place = ".".join(where[1:] if source == "body" else where) or "the whole"
    detail = f"{source} {place}: {first['msg']}."
    if len(error.errors) > 1:
        detail += f" {len(error.errors) - 1} more like it."
    return problem(422, detail)


def _unexpected(request: HttpRequest, _error: Exception) -> HttpResponse:
    """Say nothing about the inside of the server; the log holds it."""
    log.exception("%s %s failed", request.method, request.path)
    return problem(
        500, "The server failed. Send the request again later: nothing is taken in twice."
    )


_ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    ValidationError: _invalid,
    AuthenticationError: _unauthenticated,
    HttpError: _http_error,
    Http404: _nothing_here,
    RequestDataTooBig: _too_big,
    MultiPartParserError: _no_form,
    SuspiciousOperation: _no_form,
    WrongMediaType: _as(415),
    BadInput: _as(422),
    MissingChunks: _missing_chunks,
    Conflict: _as(409),
    Unknown: _as(404),
    TooFast: _too_fast,
    Exception: _unexpected,
}
