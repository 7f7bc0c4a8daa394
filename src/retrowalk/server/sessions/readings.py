"""What devices measured during a stored session: belt, strap, watch."""

from dataclasses import dataclass
from typing import Any

from retrowalk.server.sessions.models import WalkedSession


@dataclass(frozen=True, slots=True)
class SessionReadings:
    """Columns of equal length; None where nothing was told at that moment.

    t_ms: since the session's epoch, rising: the clock of the motion and of the spans.
    """

    t_ms: tuple[float, ...] = ()
    speed_mps: tuple[float | None, ...] = ()
    heart_rate_bpm: tuple[float | None, ...] = ()
    cadence_spm: tuple[float | None, ...] = ()


def readings_of(walk: WalkedSession) -> SessionReadings:
    """Return what devices told during a session; empty columns where there was none."""
    stored: dict[str, Any] | None = walk.document.get("readings")
    if stored is None:
        return SessionReadings()
    return SessionReadings(**{name: tuple(column) for name, column in stored.items()})
