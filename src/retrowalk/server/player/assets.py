"""The player's files: which ones the shell needs, and one digest over all of them.

The digest names the service worker's cache, so that a changed file anywhere gives a new
cache and a new worker, and an unchanged player gives none.
"""

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"
WORKER = STATIC / "player" / "service_worker.js"

# Loaded by other pages of the site, never by the player itself.
NOT_IN_SHELL = frozenset({WORKER, STATIC / "player" / "sign_out.js"})


@cache
def shell_files() -> tuple[str, ...]:
    """Return the static files of the shell, as paths below the static folder, sorted."""
    files = (path for path in STATIC.rglob("*") if path.is_file())
    return tuple(
        sorted(
            path.relative_to(STATIC).as_posix()
            for path in files
            if path not in NOT_IN_SHELL
        )
    )


@cache
def digest() -> str:
    """Return 16 hex digits that change with any byte of the player."""
    total = hashlib.sha256()
    for root in (STATIC, TEMPLATES):
        for path in sorted(p for p in root.rglob("*") if p.is_file()):
            body = path.read_bytes()
            total.update(f"{path.relative_to(HERE).as_posix()} {len(body)}\n".encode())
            total.update(body)
    return total.hexdigest()[:16]
