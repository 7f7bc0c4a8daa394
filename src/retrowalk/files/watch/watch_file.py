"""A file of a watch, whatever its format: its first bytes say what it is, not its name."""

from datetime import date
from enum import StrEnum
from pathlib import Path

from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.watch import fit_rows
from retrowalk.files.watch.apple_health import ZIP
from retrowalk.files.watch.fit_reading import read_fit
from retrowalk.files.watch.gpx_reading import read_gpx
from retrowalk.files.watch.tcx_reading import read_tcx
from retrowalk.files.watch.watch_session import WatchSession

HEAD = 4096  # bytes that are looked at


class Format(StrEnum):
    """What a file is."""

    FIT = "FIT"
    TCX = "TCX"
    GPX = "GPX"
    APPLE_HEALTH = "Apple Health"


_ROOTS = {
    b"<TrainingCenterDatabase": Format.TCX,
    b"<gpx": Format.GPX,
    b"<HealthData": Format.APPLE_HEALTH,
    b"<!DOCTYPE HealthData": Format.APPLE_HEALTH,
}


def format_of(path: Path) -> Format:
    """Return what a file is; raise BadRecording if it is none that we read."""
    head = _head(path)
    if head[8:12] == b".FIT":
        return Format.FIT
    if head.startswith(ZIP):
        return Format.APPLE_HEALTH
    # The two that tools of Windows write for any text.
    text = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    places = {text.find(root): kind for root, kind in _ROOTS.items() if root in text}
    if places:
        return places[min(places)]
    if not head:
        raise BadRecording(f"{path.name}: is empty; expected a file of a watch")
    raise BadRecording(
        f"{path.name}: is none of FIT, TCX, GPX and Apple Health's export; expected one of "
        "these"
    )


def read_watch_file(path: Path, today: date) -> WatchSession:
    """Return the session of a FIT, TCX or GPX file; raise BadRecording if it is none."""
    kind = format_of(path)
    try:
        with path.open("rb") as file:
            match kind:
                case Format.FIT:
                    return read_fit(file.read(fit_rows.LARGEST + 1), path.name, today)
                case Format.TCX:
                    return read_tcx(file, path.name, today)
                case Format.GPX:
                    return read_gpx(file, path.name, today)
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        raise BadInput(f"{path} cannot be read: {why}") from error
    raise BadRecording(
        f"{path.name}: is Apple Health's export, which holds heart rates and no session; say "
        "for which times they are wanted"
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        raise BadInput(f"{path} cannot be read: {why}") from error
