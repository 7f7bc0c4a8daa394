"""One name for the present state of all styles, scripts and drawings."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path

SERVER = Path(__file__).resolve().parent
OTHERS = ("Django", "django-allauth")  # packages whose own static files pages may load


@cache
def version() -> str:
    """Return 12 hex digits that change with any byte of any static file."""
    total = hashlib.sha256()
    for name in OTHERS:
        total.update(f"{name} {version_of(name)}\n".encode())
    for path in _own_files():
        body = path.read_bytes()
        total.update(f"{path.relative_to(SERVER).as_posix()} {len(body)}\n".encode())
        total.update(body)
    return total.hexdigest()[:12]


def _own_files() -> Iterator[Path]:
    for folder in (SERVER / "static", *sorted(SERVER.glob("*/static"))):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
