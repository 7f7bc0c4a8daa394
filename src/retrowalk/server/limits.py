"""What the web door refuses before it reads a single byte of it."""

import json
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

# The pages whose file goes to disk and never into memory (bring_views of watches and takeout).
FILES = re.compile(r"/persons/[0-9a-f-]{36}/files/|/bring-back/")
WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class RefuseOversizedBody:
    """Answer 413 to a body declared larger than we take, and 411 to one of undeclared length.

    Nothing has been read at that point, so 2 GB cost us no more than their headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse, or pass on."""
        return _refusal(request) or self._get_response(request)


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """Return a problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    content = json.dumps(body).encode()
    answer = HttpResponse(content, status=status, content_type="application/problem+json")
    answer["Content-Length"] = str(len(content))
    return answer


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if request.method in WITHOUT_BODY:
        return None
    declared = request.META.get("CONTENT_LENGTH") or ""
    if not declared and request.META.get("HTTP_TRANSFER_ENCODING"):
        detail = _(
            "The request has no Content-Length; send the body with its length declared."
        )
        return problem(411, "Length Required", detail)
    if not declared:
        return None
    if not declared.isdecimal():
        detail = _("The Content-Length is not a number; send the body's size in bytes.")
        return problem(400, "Bad Request", detail)
    to_disk = request.method == "POST" and FILES.fullmatch(request.path_info)
    most = settings.FILE_UPLOAD_MOST if to_disk else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if int(declared) <= most:
        return None
    detail = _("The body has %(size)s bytes; at most %(most)d bytes are taken at once.")
    return problem(413, "Content Too Large", detail % {"size": declared, "most": most})
