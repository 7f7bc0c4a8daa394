"""A zip archive that is the same bytes whenever and wherever it is written."""

import hashlib
import zipfile
from pathlib import Path
from typing import BinaryIO

AT_ONCE = 1 << 20  # bytes
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can say
UNIX, READABLE = 3, 0o600 << 16
PACKED_ALREADY = (".parquet",)
EFFORT = 3  # of zlib's 1 to 9: a third of the time of 6, and an eighth more bytes


class EvenZip:
    """An archive while it is written: files in the order they come, without dates."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)

    def text(self, path: str, said: str) -> None:
        """Add a text."""
        self._zip.writestr(_entry(path), said.encode(), compresslevel=EFFORT)

    def copy(self, path: str, source: Path) -> None:
        """Add a file, a piece at a time."""
        entry = _entry(path)
        entry.file_size = source.stat().st_size  # tells whether 4 GB are enough
        with source.open("rb") as read, self._zip.open(entry, "w") as written:
            while piece := read.read(AT_ONCE):
                written.write(piece)

    def close(self) -> None:
        """Write the list of files, without which it is no archive."""
        self._zip.close()


def sha256_of(path: Path) -> str:
    """Return the digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, NO_DATE)
    stored = path.endswith(PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, READABLE
    # Only for a text that comes whole can it be said in another way.
    entry._compresslevel = EFFORT  # type: ignore[attr-defined]  # as above
    return entry
