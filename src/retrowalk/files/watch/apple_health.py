"""Heart rate out of Apple Health's export, for the times that are asked for.

The export is one XML file of everything that a phone and a watch ever measured, often
hundreds of megabytes, and usually in a zip archive. It is read piece by piece and never
unpacked: memory holds one tag and the heart rates that were asked for.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.watch.moments import number
from retrowalk.files.watch.readings import Readings, readings
from retrowalk.files.watch.safe_xml import Attributes, Bytes, Most, Told, walk_xml
from retrowalk.files.watch.watch_session import LIMITS, MOST_READINGS
from retrowalk.files.watch.zip_entry import entry_of

ZIP = b"PK\x03\x04"
ROOT = "HealthData"
HEART_RATE = "HKQuantityTypeIdentifierHeartRate"
MOST = Most(size=4_000_000_000, elements=40_000_000)  # unpacked
_UNIT = "count/min"


@dataclass(frozen=True, slots=True)
class Window:
    """A time that is asked for, half-open; both ends with a time zone."""

    start: datetime
    end: datetime


def read_apple_health(path: Path, windows: Sequence[Window]) -> tuple[Readings, ...]:
    """Return the heart rate in each window, timed from its start.

    path: export.xml, or the zip archive that holds it. windows: ascending, none reaching
    into the next.

    Raises BadInput or BadRecording, in one sentence, for any other file.
    """
    _check_windows(windows)
    reading = _Reading(path.name, windows)
    with _opened(path) as handle:
        walk_xml(handle, path.name, Told(reading.opened, _ignore), MOST, doctype=ROOT)
    return reading.found()


def _check_windows(windows: Sequence[Window]) -> None:
    ends = [moment for window in windows for moment in (window.start, window.end)]
    if any(moment.tzinfo is None for moment in ends) or ends != sorted(ends):
        raise BadInput(
            "the times asked for overlap or have no time zone; expected them one after the "
            "other"
        )


@contextmanager
def _opened(path: Path) -> Iterator[Bytes]:
    try:
        with path.open("rb") as file:
            packed = file.read(len(ZIP)) == ZIP
            file.seek(0)
            if not packed:
                yield file
                return
            with entry_of(file, path.name, _is_export) as inside:
                yield inside
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        raise BadInput(f"{path} cannot be read: {why}") from error


def _is_export(name: str) -> bool:
    """Whether an entry is the export: one XML in the folder, and not the clinical document."""
    return name.lower().endswith(".xml") and not name.lower().endswith("_cda.xml")


def _ignore(_name: str, _text: str) -> None:
    """Nothing of an export stands in texts."""


class _Reading:
    """What has been read so far."""

    def __init__(self, source: str, windows: Sequence[Window]) -> None:
        self._source = source
        self._windows = windows
        self._starts = [window.start for window in windows]
        self._days = frozenset(_days(windows))
        self._first = True
        self._kept: list[list[tuple[float, float]]] = [[] for _window in windows]
        self._count = 0

    def opened(self, name: str, attributes: Attributes) -> None:
        if self._first and name != ROOT:
            raise BadRecording(
                f"{self._source}: begins with <{name[:40]}>; expected Apple Health's <{ROOT}>"
            )
        self._first = False
        if name != "Record" or attributes.get("type") != HEART_RATE:
            return
        said = attributes.get("startDate", "")
        if said[:10] in self._days:
            self._keep(said, attributes)

    def found(self) -> tuple[Readings, ...]:
        if self._first:
            raise BadRecording(f"{self._source}: is empty; expected Apple Health's export")
        return tuple(_in_order(kept) for kept in self._kept)

    def _keep(self, said: str, attributes: Attributes) -> None:
        at = _moment(said, self._source)
        k = bisect_right(self._starts, at) - 1
        if k < 0 or at >= self._windows[k].end:
            return
        rate = number(attributes.get("value", ""), self._source, "a heart rate")
        low, high, word, unit = LIMITS["heart_rate_bpm"]
        if attributes.get("unit", _UNIT) != _UNIT or not low <= rate <= high:
            raise BadRecording(
                f"{self._source}: the {word} is {rate:g} {attributes.get('unit', '')[:20]} at "
                f"{said}; expected {low:g} to {high:g} {unit}"
            )
        self._count += 1
        if self._count > MOST_READINGS:
            raise BadRecording(
                f"{self._source}: holds more than {MOST_READINGS} heart rates in the times "
                "asked for; ask for shorter ones"
            )
        self._kept[k].append(((at - self._windows[k].start).total_seconds(), rate))


def _days(windows: Sequence[Window]) -> Iterator[str]:
    """Yield every day that a window may have on any clock of the world, as it is written."""
    for window in windows:
        day: date = (window.start.astimezone(UTC) - timedelta(days=1)).date()
        last = (window.end.astimezone(UTC) + timedelta(days=1)).date()
        while day <= last:
            yield day.isoformat()
            day += timedelta(days=1)


def _moment(text: str, source: str) -> datetime:
    """Return a time as Apple writes it: 2026-11-03 09:30:00 +0100."""
    try:
        found = datetime.fromisoformat(f"{text[:10]}T{text[11:19]}{text[20:]}")
    except ValueError:
        found = datetime.min
    if found.tzinfo is None:
        raise BadRecording(
            f"{source}: a time is {text[:40]!r}; expected one such as "
            "2026-11-03 09:30:00 +0100"
        )
    return found


def _in_order(kept: list[tuple[float, float]]) -> Readings:
    """Return readings by time; of several at one moment the last one that was written."""
    by_time = dict(kept)
    t_s = np.array(sorted(by_time), dtype=np.float64)
    return readings(t_s, heart_rate_bpm=np.array([by_time[t] for t in t_s.tolist()]))
