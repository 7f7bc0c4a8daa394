"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from retrowalk.errors import BadInput


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; move what is there to `path` once it is written whole.

    If anything fails on the way, `path` is as it was. Raises BadInput if it cannot be
    written at all.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        _to_disk(part)
        part.replace(path)
    except OSError as error:
        raise BadInput(
            f"cannot write {path}: {error.strerror or error}; expected a place to write to"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write_text(text: str, path: Path) -> None:
    """Write a text in UTF-8, whole or not at all."""
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")


def check_target(path: Path, endings: Sequence[str], source: Path) -> None:
    """Refuse a place to write to before any work is done for it.

    source: what is read for it, which must not be written over.
    """
    if path.suffix.lower() not in endings:
        raise BadInput(
            f"{path.name}: ends in '{path.suffix}'; expected a name that ends in "
            f"{' or '.join(endings)}"
        )
    if path.is_dir():
        raise BadInput(f"cannot write {path}: it is a folder; expected the name of a file")
    if not path.parent.is_dir():
        raise BadInput(f"cannot write {path}: there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise BadInput(f"cannot write {path}: the folder {path.parent} is write-protected")
    if path.exists() and source.exists() and path.samefile(source):
        raise BadInput(
            f"cannot write {path}: it is the recording itself; expected another name"
        )


def _to_disk(path: Path) -> None:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
