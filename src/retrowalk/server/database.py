"""One URL says which database: SQLite in the home folder, or Postgres."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

WRITE_WAIT_S = 20  # how long one writer waits for another before SQLite gives up


def database(url: str | None, home: Path) -> dict[str, Any]:
    """Return Django's database settings for a URL, or for SQLite in the home folder."""
    if not url:
        return _sqlite(home / "retrowalk.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        message = (
            f"RETROWALK_DATABASE_URL begins with {parts.scheme!r}; expected postgres://"
        )
        raise ImproperlyConfigured(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": WRITE_WAIT_S,
            # A writer asks for the lock at once, so that two never deadlock half-way.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
