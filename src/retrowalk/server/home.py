"""Where one installation keeps what it stores: database, recordings, secret key."""

import os
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOME_VARIABLE = "RETROWALK_HOME"
TIME_ZONE_VARIABLE = "RETROWALK_TIME_ZONE"
MACHINE_ZONE = Path("/etc/localtime")


def home() -> Path:
    """Return the folder of this installation, made on first use, readable by its owner only."""
    folder = Path(os.environ.get(HOME_VARIABLE) or Path.home() / ".retrowalk").expanduser()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return this installation's signing key; make one on first use.

    Two processes may start at once: the one that creates the file wins, the other reads it.
    """
    path = folder / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def time_zone() -> str:
    """Return the name of the time zone whose midnight begins a day here; UTC where unknown."""
    link = str(MACHINE_ZONE.resolve())
    of_machine = link.partition("/zoneinfo/")[2]
    for name in (os.environ.get(TIME_ZONE_VARIABLE), os.environ.get("TZ"), of_machine):
        if name and _exists(name):
            return name
    return "UTC"


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
