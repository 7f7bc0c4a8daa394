"""The player's files: which ones the shell needs, which of them at once, and one digest.

The digest names the service worker's cache, so that a changed file anywhere gives a new
cache and a new worker, and an unchanged site gives none.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from retrowalk.server.static_version import version

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"
FIRST = "player/main.js"
WORKER = STATIC / "player" / "service_worker.js"

# Loaded by other pages of the site, never by the player itself.
ELSEWHERE = ("sign_out.js", "erased.js")
NOT_IN_SHELL = frozenset({WORKER, *(STATIC / "player" / name for name in ELSEWHERE)})

# `import … from "./x.js"` and `export … from "./x.js"` at the beginning of a line; what a
# module fetches later with `import("./x.js")` is not meant.
IMPORTED = re.compile(r'^(?:import|export)\s(?:[^"();]*\sfrom\s)?"(\.[^"]+)"', re.MULTILINE)


@cache
def shell_files() -> tuple[str, ...]:
    """Return the static files of the shell, as paths below the static folder, sorted."""
    files = (path for path in STATIC.rglob("*") if path.is_file())
    return tuple(sorted(_name(path) for path in files if path not in NOT_IN_SHELL))


@cache
def modules(first: str = FIRST) -> tuple[str, ...]:
    """Return a module and all that it needs before it can run, sorted.

    Told to the browser in the page, those of the first screen come all at once instead of
    one import after the other.
    """
    found: set[Path] = set()
    waiting = [STATIC / first]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        code = path.read_text(encoding="utf-8")
        waiting += [(path.parent / name).resolve() for name in IMPORTED.findall(code)]
    return tuple(sorted(_name(path) for path in found))


@cache
def digest() -> str:
    """Return 16 hex digits that change with any byte of the player or its addresses."""
    total = hashlib.sha256(version().encode())
    for path in sorted(path for path in TEMPLATES.rglob("*") if path.is_file()):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _name(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()
