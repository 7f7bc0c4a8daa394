"""An archive that waits until its account has seen what it would bring; a day at most."""

import hashlib
import time
from contextlib import suppress
from pathlib import Path
from shutil import copyfile, rmtree

from django.conf import settings

from retrowalk.files.whole_file import whole_file
from retrowalk.server.people.models import Account

KEPT_S = 24 * 60 * 60  # s; it holds data about health, and is kept nowhere for longer
UNPACKED = "unpacked-"  # how the folders begin in which an archive is looked at


def waiting(account: Account) -> Path | None:
    """Return the archive that waits for an account's word, None where none does."""
    tidy()
    path = _place(account.pk)
    return path if path.is_file() else None


def wait(account: Account, archive: Path) -> None:
    """Keep an archive until the account says what to do with it; the last one counts."""
    path = folder() / _place(account.pk).name
    with whole_file(path) as part:
        part.touch(mode=0o600)
        copyfile(archive, part)


def forget(account: int) -> None:
    """Throw the waiting archive of an account away, by the account's number."""
    _place(account).unlink(missing_ok=True)


def digest_of(archive: Path) -> str:
    """Return what tells this archive from one that was uploaded since."""
    with archive.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder() -> Path:
    """Return the folder for what is brought back; only whoever runs the server can open it."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    return _folder()


def _folder() -> Path:
    return Path(settings.HOME) / "brought-back"


def _place(account: int) -> Path:
    return _folder() / f"{account}.zip"


def tidy() -> None:
    """Throw away what is too old, also what was left of a process that was killed."""
    oldest = time.time() - KEPT_S
    for pattern in ("*.zip", ".*.part", f"{UNPACKED}*"):
        for path in _folder().glob(pattern):
            with suppress(OSError):  # another request may have thrown it away
                if path.stat().st_mtime < oldest:
                    rmtree(path) if path.is_dir() else path.unlink()
