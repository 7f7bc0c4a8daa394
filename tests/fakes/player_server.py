"""A server for the player alone: the real shell, and an interface that fails on request.

It keeps the contract of the sessions interface (chunks and documents exactly once) in memory,
knows who is signed in by a cookie, and records every request. What the real server does with
a session is not its business; the journey test has the real one.
"""

import gzip
import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
from player_bundle import ACCOUNT_OF, ANNA, BERT, bundle

from retrowalk.server.player import views
from retrowalk.server.static_files import SmallAndKept

# What the real server says before anybody is known to walk.
NO_STEPS = {
    "stream": 1,
    "number": 0,
    "steps": {"forward": 0, "backward": 0, "unknown": 0},
    "told": [],
    "why_not": None,
}


@dataclass
class State:
    """Everything the fake remembers, and what it is told to do wrong."""

    bundles: dict[str, dict[str, Any]] = field(default_factory=dict)
    chunks: dict[str, dict[int, bytes]] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    records: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    tests: dict[str, bytes] = field(default_factory=dict)
    pieces: list[dict[str, Any]] = field(default_factory=list)
    live: Callable[[dict[str, Any]], dict[str, Any]] = field(default=lambda _: NO_STEPS)
    token: str = "first-token"  # noqa: S105 - not a secret
    lose_replies_to: list[str] = field(default_factory=list)
    refuse: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)

    def samples(self, session_id: str) -> list[tuple[float, ...]]:
        """Return every motion sample received, chunk after chunk."""
        names = ("t_ms", "ax", "ay", "az", "gx", "gy", "gz")
        chunks = self.chunks.get(session_id, {})
        bodies = [json.loads(chunks[n]) for n in sorted(chunks)]
        return [
            row for body in bodies for row in zip(*(body[n] for n in names), strict=True)
        ]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    state: State


class PlayerServer:
    """Serves on a free port of this machine, as a context manager."""

    def __init__(self) -> None:
        self.state = State({p: bundle(p) for p in (ANNA, BERT)})
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.state = self.state
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The root address; localhost is a secure context for browsers."""
        return f"http://localhost:{self._server.server_address[1]}"

    def cookies(self, account: str, sign_in: str = "one") -> list[dict[str, str]]:
        """Return what a browser holds after that account has signed in."""
        pairs = (("who", account), ("csrftoken", f"{account}-{sign_in}"))
        return [{"name": n, "value": v, "url": self.url} for n, v in pairs]


Reply = tuple[int, dict[str, Any]]
SESSION = re.compile(r"/persons/([^/]+)/sessions/([^/]+)(?:/chunks/(\d+))?$")
LIVE = re.compile(r"/persons/[^/]+/sessions/[^/]+/live$")
TEST = re.compile(r"/persons/[^/]+/tests/([^/]+)$")
BUNDLE = re.compile(r"/persons/([^/]+)/bundle$")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/api/v1/"):
            return self._answer(self._read, path.removeprefix("/api/v1"))
        return self._page(path)

    def do_PUT(self) -> None:
        path = urlsplit(self.path).path.removeprefix("/api/v1")
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(lambda path: self._write(path, body), path)

    def do_POST(self) -> None:
        self.do_PUT()

    def _answer(self, work: Any, path: str) -> None:
        state = self.server.state
        state.requests.append(f"{self.command} {path}")
        status, reply = work(path)
        for pattern in state.lose_replies_to:
            if re.search(pattern, f"{self.command} {path}"):
                self.close_connection = True
                return
        body = gzip.compress(json.dumps(reply).encode())
        self._send(status, "application/json", body, {"Content-Encoding": "gzip"})

    def _account(self) -> str | None:
        who = SimpleCookie(self.headers.get("Cookie", "")).get("who")
        return who.value if who else None

    def _refused(self, path: str) -> Reply | None:
        call = f"{self.command} {path}"
        for pattern, reply in self.server.state.refuse.items():
            if re.search(pattern, call):
                return reply
        if self._account() is None:
            return 401, {"detail": "You are not signed in."}
        person = re.match(r"/persons/([^/]+)/", path)
        if person and ACCOUNT_OF.get(person[1]) != self._account():
            return 404, {"detail": "There is no such person."}
        return None

    def _read(self, path: str) -> Reply:
        state = self.server.state
        if refused := self._refused(path):
            return refused
        if path == "/token":
            return 200, {"csrf": state.token}
        if match := BUNDLE.match(path):
            return 200, state.bundles[match[1]]
        match = SESSION.match(path)
        assert match
        name = match[2]
        return 200, {
            "document_received": name in state.documents,
            "chunks": sorted(state.chunks.get(name, {})),
            "outcome": _outcome(name) if name in state.documents else None,
        }

    def _write(self, path: str, body: bytes) -> Reply:
        state = self.server.state
        if refused := self._refused(path):
            return refused
        if self.headers["X-CSRFToken"] != state.token:
            return 403, {"detail": "The token is stale."}
        if match := TEST.match(path):
            return _once(state.tests, match[1], body, {"test": match[1], "new": True})
        if LIVE.match(path):
            state.pieces.append(json.loads(body))
            return 200, state.live(state.pieces[-1])
        match = SESSION.match(path)
        assert match
        name, number = match[2], match[3]
        if number is None:
            return self._document(name, body)
        if hashlib.sha256(body).hexdigest() != self.headers["X-Content-SHA256"]:
            return 422, {"detail": "The digest does not fit."}
        return _once(state.chunks.setdefault(name, {}), int(number), body, {})

    def _document(self, name: str, body: bytes) -> Reply:
        state = self.server.state
        count = json.loads(body)["chunk_count"]
        missing = sorted(set(range(count)) - set(state.chunks.get(name, {})))
        if missing:
            return 409, {"detail": "Chunks are missing.", "missing": missing}
        reply = _once(state.documents, name, body, _outcome(name))
        if reply[0] == 201:
            state.records.append(name)
        return reply

    def _page(self, path: str) -> None:
        packing = self.headers.get("Accept-Encoding", "")
        request = RequestFactory().get(path, headers={"accept-encoding": packing})
        if path == "/player/":
            self._pass_on(views.shell(request))
        elif path == "/player/sw.js":
            self._pass_on(views.service_worker(request))
        elif path.startswith(settings.STATIC_URL):
            self._pass_on(_static(request), policy=False)
        else:
            self._send(404, "text/plain", b"not here")

    def _pass_on(self, reply: HttpResponseBase, *, policy: bool = True) -> None:
        body = reply.getvalue() if reply.status_code == 200 else b""
        extra = {
            k: v for k, v in reply.items() if k not in ("Content-Type", "Content-Length")
        }
        if policy:
            extra["Content-Security-Policy"] = _policy()
        self._send(reply.status_code, reply["Content-Type"], body, extra)

    def _send(
        self, status: int, kind: str, body: bytes, extra: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (extra or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@cache
def _files() -> SecurityMiddleware:
    """Return the real static files, packed and with the heads of the real site."""
    return SecurityMiddleware(SmallAndKept(_nothing))


def _nothing(_: HttpRequest) -> HttpResponse:
    return HttpResponse("not here", status=404)


def _static(request: HttpRequest) -> HttpResponseBase:
    found: HttpResponseBase = _files()(request)
    return found


def _once(kept: dict[Any, bytes], key: object, body: bytes, reply: dict[str, Any]) -> Reply:
    if key not in kept:
        kept[key] = body
        return 201, reply
    if kept[key] == body:
        return 200, reply
    return 409, {"detail": "Other content came before under this number."}


def _outcome(name: str) -> dict[str, Any]:
    return {
        "session": name,
        "record": {},
        "decision": {
            "move": "hold",
            "reason": "The first session sets the pace: same again.",
        },
        "plan_version": 4,
        "next": {"number": 8, "day": (date.today() + timedelta(days=2)).isoformat()},
        "url": f"/persons/{ANNA}/sessions/{name}/",
    }


def _policy() -> str:
    rules: dict[str, list[str]] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    strict = {
        name: [v for v in values if v.startswith("'") or ":" in v]
        for name, values in rules.items()
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in strict.items())
