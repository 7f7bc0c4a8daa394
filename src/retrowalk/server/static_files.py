"""Styles, scripts and drawings, sent small and kept long by browsers.

All of them live under one address that changes with any byte of any of them, so a browser may
keep them for ever, and modules that import each other by relative paths always fit together.
Scripts are sent without the comments that fill lines of their own, and all is packed: once for
an installation, into its folder, for a wheel carries neither.
"""

import gzip
import hashlib
import os
import re
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped] # it has none
from whitenoise.responders import StaticFile  # type: ignore[import-untyped] # it has none

FOLDER = "static"  # in the installation's folder
RECIPE = b"1"  # another number makes all copies anew

# A comment that shares no line with code. What looks like one inside a text over several lines
# would be taken for one: a test holds that no script has such a text.
COMMENT = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)$", re.MULTILINE | re.DOTALL
)


class SmallAndKept(WhiteNoiseMiddleware):  # type: ignore[misc] # untyped, as said above
    """Whitenoise, with slim and packed copies in a folder of their own."""

    def immutable_file_test(self, path: str, url: str) -> bool:  # noqa: ARG002 - its signature
        """Return whether the file never changes under this address."""
        return bool(url.startswith(self.static_prefix))

    def get_static_file(
        self,
        path: str,
        url: str,
        stat_cache: dict[str, os.stat_result] | None = None,  # noqa: ARG002 - its signature
    ) -> StaticFile:
        """Return the file, slim, and packed for those who take it so."""
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        copies = small(Path(path), settings.HOME / FOLDER)
        if copies is None:
            return StaticFile(path, headers.items())
        slim, packed = copies
        return StaticFile(str(slim), headers.items(), {"gzip": str(packed)})


def small(path: Path, folder: Path) -> tuple[Path, Path] | None:
    """Return the slim copy of a file and the same packed by gzip, made on first use.

    None if the folder cannot be written: that costs bytes on the way, nothing else. Copies are
    named by what they come from, so that processes that start at once, or versions that share
    the folder, cannot disturb each other.
    """
    body = path.read_bytes()
    name = hashlib.sha256(RECIPE + body).hexdigest()[:32] + path.suffix
    slim, packed = folder / name, folder / f"{name}.gz"
    if slim.is_file() and packed.is_file():
        return slim, packed
    if path.suffix in (".js", ".css"):
        body = without_comments(body.decode("utf-8")).encode()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(slim, body)
        _write(packed, gzip.compress(body, compresslevel=9, mtime=0))
    except OSError:
        return None
    return slim, packed


def without_comments(code: str) -> str:
    """Return code with empty lines where comments were: every other line keeps its number."""
    return COMMENT.sub(lambda found: "\n" * found.group().count("\n"), code)


def _write(path: Path, body: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(body)
    fresh.replace(path)
