"""A file with a secret in it: made once, readable by its owner only, never written over."""

import os
from pathlib import Path

from retrowalk.errors import BadInput

_LONGEST = 1000  # characters; a secret is far shorter, another file may be endless


def write_secret(text: str, path: Path) -> None:
    """Write a secret to a new file; raise BadInput if something is there already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as error:
        raise BadInput(
            f"{path} is there already; expected a new file, because a secret that was committed "
            "to must not be lost"
        ) from error
    except OSError as error:
        raise BadInput(f"cannot write {path}: {error.strerror or error}") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_secret(path: Path) -> str:
    """Return the text of a secret file without what stands around it."""
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(_LONGEST).strip()
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not text; expected a seed file") from error
