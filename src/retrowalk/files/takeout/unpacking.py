"""An archive of a stranger, checked whole before anything of it is believed.

Only what the manifest lists is read, and never under a name that the archive chooses: no
path leads out of the folder, and what unpacks to more than it may is refused while it comes.
"""

import hashlib
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from retrowalk.errors import BadInput
from retrowalk.files.takeout.manifest import NAME, Manifest, Part, manifest_from

MOST_ARCHIVE = 500_000_000  # bytes
MOST_UNPACKED = 4_000_000_000  # bytes, all that is read
MOST_DOCUMENT = 2_000_000_000  # bytes
MOST_RECORDING = 300_000_000  # bytes
MOST_MANIFEST = 8_000_000  # bytes
MOST_FILES = 50_000
MOST_ROWS = 1_000_000  # of a document; the most is a piece of motion for each half minute
MOST_TIMES = 200  # larger than packed; JSON of this kind packs to about a twentieth
FREE = 10_000_000  # bytes, before that ratio is looked at
AT_ONCE = 1 << 20  # bytes
_ENCRYPTED = 0x1
_TAKEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LONG_END, _LONG_END_SIZE = b"PK\x06\x07", 20  # of Zip64, right before the end
_MOST_LISTED = 16_000_000  # bytes, of the archive's list of files, which is read whole


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive held, in a folder; every byte as the manifest has it."""

    manifest: Manifest
    documents: Mapping[str, Path]
    recordings: Mapping[str, Path]


def unpack(archive: Path, folder: Path) -> Unpacked:
    """Unpack what can be brought back into an empty folder.

    Raises BadInput, in one sentence, for what is no whole archive of Retrowalk.
    """
    try:
        _check_size(archive)
        with zipfile.ZipFile(archive) as held:
            entries = _entries(held)
            manifest = manifest_from(_manifest_bytes(held, entries))
            _check_manifest(manifest)
            for part in (*manifest.documents, *manifest.recordings):
                _unpack(held, _entry(entries, part), part, folder / _file_name(part))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        UnicodeDecodeError,  # a name that only says it is UTF-8
    ) as error:
        raise BadInput(
            f"the file is a damaged zip archive, or half of one ({str(error)[:80]}); expected "
            "it whole, as Retrowalk wrote it"
        ) from error
    return Unpacked(
        manifest,
        {part.name: folder / _file_name(part) for part in manifest.documents},
        {part.name: folder / _file_name(part) for part in manifest.recordings},
    )


def _check_size(archive: Path) -> None:
    """Refuse what is too large, or whose list of files would not fit into memory."""
    size = archive.stat().st_size
    if size > MOST_ARCHIVE:
        raise BadInput(
            f"the archive has {size / 1e6:.0f} MB; at most {MOST_ARCHIVE / 1e6:.0f} MB are taken"
        )
    with archive.open("rb") as file:
        file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _LONG_END_SIZE))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise BadInput("the file is no zip archive, or half of one; expected it whole")
    # Its list of files is told of elsewhere; of what is taken here no archive needs one.
    if tail[max(0, at - _LONG_END_SIZE) : at].startswith(_LONG_END):
        raise BadInput(
            "the archive is of the kind for huge ones (Zip64); expected one that Retrowalk wrote"
        )
    if int.from_bytes(tail[at + 12 : at + 16], "little") > _MOST_LISTED:
        raise BadInput(
            "the archive lists too many files; expected one that Retrowalk wrote"
        )


def _entries(held: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = held.infolist()
    if len(entries) > MOST_FILES:
        raise BadInput(
            f"the archive has {len(entries)} files; at most {MOST_FILES} are taken"
        )
    twice = [name for name, n in Counter(e.filename for e in entries).items() if n > 1]
    if twice:
        raise BadInput(f"{twice[0][:80]!r} stands twice in the archive; expected it once")
    return {entry.filename: entry for entry in entries}


def _manifest_bytes(held: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> bytes:
    entry = entries.get(NAME)
    if entry is None:
        raise BadInput(f"the archive has no {NAME}; expected one that Retrowalk wrote")
    _check_entry(entry)
    with held.open(entry) as file:
        said = file.read(MOST_MANIFEST + 1)
    if len(said) > MOST_MANIFEST:
        raise BadInput(f"{NAME} has more than {MOST_MANIFEST} bytes")
    return said


def _check_manifest(manifest: Manifest) -> None:
    parts = (*manifest.documents, *manifest.recordings)
    if len({part.path for part in parts}) < len(parts):
        raise BadInput(f"{NAME} lists a file twice; expected each once")
    for most, some in (
        (MOST_DOCUMENT, manifest.documents),
        (MOST_RECORDING, manifest.recordings),
    ):
        large = next((part for part in some if part.size > most), None)
        if large is not None:
            raise BadInput(f"{large.path} has {large.size} bytes; at most {most} are taken")
    long = next((part for part in parts if part.rows > MOST_ROWS), None)
    if long is not None:
        raise BadInput(f"{long.path} has {long.rows} rows; at most {MOST_ROWS} are taken")
    if sum(part.size for part in parts) > MOST_UNPACKED:
        raise BadInput(f"the archive unpacks to more than {MOST_UNPACKED} bytes")


def _entry(entries: Mapping[str, zipfile.ZipInfo], part: Part) -> zipfile.ZipInfo:
    entry = entries.get(part.path)
    if entry is None:
        raise BadInput(f"the archive has no {part.path}, which its manifest lists")
    _check_entry(entry)
    if part.size > max(FREE, entry.compress_size * MOST_TIMES):
        raise BadInput(f"{part.path} unpacks to more than {MOST_TIMES} times its size")
    return entry


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _TAKEN:
        raise BadInput(
            f"{entry.filename[:80]!r} is locked, or packed in a way that is not taken; expected "
            "the archive as Retrowalk wrote it"
        )


def _unpack(held: zipfile.ZipFile, entry: zipfile.ZipInfo, part: Part, to: Path) -> None:
    content, size = hashlib.sha256(), 0
    with held.open(entry) as read, to.open("xb") as written:
        while piece := read.read(AT_ONCE):
            size += len(piece)
            if size > part.size:
                break
            content.update(piece)
            written.write(piece)
    if size != part.size or content.hexdigest() != part.sha256:
        raise BadInput(
            f"{part.path} is not what the manifest says: it was changed or damaged; expected "
            "it as Retrowalk wrote it"
        )


def _file_name(part: Part) -> str:
    """Return the name in the folder: of letters and digits that the manifest was held to."""
    return part.path.replace("/", "-")
