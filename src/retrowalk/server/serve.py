"""The two commands of the web door: serve the site, or pass on to Django's own commands."""

import argparse
import ipaddress
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence

import django
from django.conf import settings
from django.core.management import CommandError, call_command, execute_from_command_line
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from retrowalk.server.home import HOME_VARIABLE, home

DEMO_VARIABLE = "RETROWALK_DEMO"
SETTINGS = "retrowalk.server.settings"
KILL_AFTER_S = 5  # s that a worker gets to end by itself
THREADS = 4  # requests answered at once; SQLite writes one after the other anyway
UNUSABLE = 2  # exit code of "what you asked for cannot be done", as at the terminal


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if list(arguments[:1]) == ["manage"]:
        execute_from_command_line(["retrowalk.server manage", *arguments[1:]])
        return 0
    return _serve(_options(arguments))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m retrowalk.server",
        description="Serve Retrowalk on this machine.",
        epilog="`manage …` instead of `serve` passes on to Django's commands.",
    )
    command = parser.add_subparsers(required=True).add_parser(
        "serve", help="serve the site"
    )
    command.add_argument("--host", default="127.0.0.1", help="address (default 127.0.0.1)")
    command.add_argument("--port", type=int, default=8000, help="port (default 8000)")
    command.add_argument("--home", help="folder for what is stored (default ~/.retrowalk)")
    command.add_argument("--no-demo", action="store_true", help="no demo household")
    command.add_argument("--open", action="store_true", help="open the browser")
    return parser.parse_args(arguments)


def _serve(options: argparse.Namespace) -> int:
    if options.home:
        os.environ[HOME_VARIABLE] = options.home
    trouble = _trouble(options.host, options.port)
    if trouble:
        sys.stderr.write(f"{trouble}\n")
        return UNUSABLE
    demo = _stays_here(options.host) and not options.no_demo
    os.environ[DEMO_VARIABLE] = "1" if demo else "0"
    demo = _prepare(demo=demo)
    address = _address(options.host, options.port)
    sys.stdout.write(_welcome(address, demo=demo))
    sys.stdout.flush()
    if options.open:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    _run(options.host, options.port)
    sys.stdout.write("\nStopped. Everything is stored.\n")
    return 0


def _trouble(host: str, port: int) -> str | None:
    """Say in one sentence why nobody can listen there, or None."""
    if not 1 <= port <= 65535:
        return f"Port {port} does not exist; choose one from 1 to 65535 with --port."
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = error.strerror or str(error)
            return (
                f"Cannot listen on {host} port {port} ({why}); choose another with --port."
            )
    return None


def _stays_here(host: str) -> bool:
    """Whether only this machine itself can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _prepare(*, demo: bool) -> bool:
    """Make ready what is stored; return whether there is a demo household to offer."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("finish_deleting")
    if not demo:
        return False
    try:
        call_command("demo", if_stale=True, verbosity=0)
    except CommandError as error:
        sys.stderr.write(f"The demo household is left out: {error}\n")
        # A worker reads the one or takes over the other: it depends on how processes begin here.
        os.environ[DEMO_VARIABLE], settings.DEMO = "0", False
        return False
    return True


def _address(host: str, port: int) -> str:
    """Return what to type into the browser; passkeys need the name, not the number."""
    name = "localhost" if host in ("127.0.0.1", "::1", "0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://{name}:{port}/"


def _welcome(address: str, *, demo: bool) -> str:
    lines = [
        "",
        f"  Retrowalk is ready:  {address}",
        "",
        f"  Everything stays in  {home()}",
    ]
    if demo:
        lines.append(
            '  To look around:      "Look around in the demo household" on the front page'
        )
    lines += ["  To stop:             Ctrl-C", "", ""]
    return "\n".join(lines)


def _run(host: str, port: int) -> None:
    Granian(
        "retrowalk.server.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        blocking_threads=THREADS,
        # A worker that Ctrl-C reaches in the middle of its first request may never end by itself.
        workers_kill_timeout=KILL_AFTER_S,
        log_level=LogLevels.error,
    ).serve()
