"""One file out of a zip archive of a stranger, as a stream, without unpacking the archive."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from retrowalk.errors import BadRecording
from retrowalk.files.watch.safe_xml import Bytes

MOST_ENTRIES_BYTES = 16_000_000  # of the archive's list of entries, which is read whole
MOST_TIMES = 200  # larger than packed; text of this kind packs to about a twentieth
FREE_BYTES = 10_000_000  # unpacked before the ratio is looked at
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_ENCRYPTED = 0x1
_TAKEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def entry_of(file: BinaryIO, source: str, wanted: Callable[[str], bool]) -> Iterator[Bytes]:
    """Give the largest entry whose name is wanted, to be read once.

    Raises BadRecording for an archive that is damaged, locked, holds no such entry, or
    unpacks to far more than such files do.
    """
    _check_list_of_entries(file, source)
    try:
        with zipfile.ZipFile(file) as archive:
            found = [one for one in archive.infolist() if wanted(one.filename)]
            if not found:
                raise BadRecording(f"{source}: holds no export.xml; expected one")
            chosen = max(found, key=lambda one: one.file_size)
            if chosen.flag_bits & _ENCRYPTED or chosen.compress_type not in _TAKEN:
                raise BadRecording(
                    f"{source}: is locked or packed in a way that is not taken; expected the "
                    "archive as the phone made it"
                )
            with archive.open(chosen) as handle:
                yield _Measured(handle, source, chosen.compress_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BadRecording(f"{source}: is a damaged zip archive") from error


class _Measured:
    """A stream that is refused as soon as it is far larger than packed."""

    def __init__(self, handle: IO[bytes], source: str, packed: int) -> None:
        self._handle, self._source = handle, source
        self._most = max(FREE_BYTES, packed * MOST_TIMES)
        self._seen = 0

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        data = self._handle.read(size)
        self._seen += len(data)
        if self._seen > self._most:
            raise BadRecording(
                f"{self._source}: unpacks to more than {MOST_TIMES} times its size; expected "
                "an export of Apple Health"
            )
        return data


def _check_list_of_entries(file: BinaryIO, source: str) -> None:
    """Refuse a list of entries that would not fit into memory, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise BadRecording(f"{source}: is a damaged zip archive")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if listed > MOST_ENTRIES_BYTES:
        raise BadRecording(
            f"{source}: lists too many files, or is larger than 4 GB; expected an export of "
            "Apple Health"
        )
    file.seek(0)
