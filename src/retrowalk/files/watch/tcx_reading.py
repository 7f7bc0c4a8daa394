"""A session out of a TCX file (Garmin Training Center Database, version 2)."""

from datetime import date

import numpy as np

from retrowalk.errors import BadRecording
from retrowalk.files.watch.moments import number, seconds_since_1970
from retrowalk.files.watch.safe_xml import Attributes, Bytes, Most, Told, walk_xml
from retrowalk.files.watch.watch_session import (
    MOST_LAPS,
    MOST_READINGS,
    Said,
    SaidLap,
    WatchSession,
    watch_session,
)

# A day of one point a second, with twelve elements each, is about half of it.
MOST = Most(size=64_000_000, elements=2_000_000)
ROOT = "TrainingCenterDatabase"
_NOTHING = float("nan")
# Under a trackpoint: the elements that hold a number, and their column.
_NUMBERS = {
    "DistanceMeters": "distance_m",
    "Speed": "speed_mps",
    "LatitudeDegrees": "latitude_deg",
    "LongitudeDegrees": "longitude_deg",
}
_STRIDES = ("Cadence", "RunCadence")  # of one foot
_COLUMNS = ("heart_rate_bpm", "cadence_spm", *_NUMBERS.values())


def read_tcx(handle: Bytes, source: str, today: date) -> WatchSession:
    """Return the session of a TCX file; raise BadRecording in one sentence if it is none."""
    reading = _Reading(source)
    walk_xml(handle, source, Told(reading.opened, reading.closed), MOST)
    return watch_session(reading.said(), today)


class _Reading:
    """What has been read so far."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._path: list[str] = []
        self._sport = ""
        self._activities = 0
        self._id: float | None = None
        self._device = self._name = ""
        self._laps: list[SaidLap] = []
        self._lap = ("", _NOTHING, _NOTHING)
        self._times: list[float] = []
        self._columns: dict[str, list[float]] = {name: [] for name in _COLUMNS}
        self._point: dict[str, float] = {}

    def opened(self, name: str, attributes: Attributes) -> None:
        if not self._path and name != ROOT:
            raise BadRecording(
                f"{self._source}: begins with <{name[:40]}>; expected <{ROOT}>"
            )
        self._path.append(name)
        if name == "Activity":
            self._activities += 1
            self._sport = attributes.get("Sport", "")
            if self._activities > 1:
                raise BadRecording(f"{self._source}: holds several sessions; expected one")
        elif name == "Lap":
            start = attributes.get("StartTime", "")
            self._lap = ("", seconds_since_1970(start, self._source), _NOTHING)
        elif name == "Trackpoint":
            self._point = {}

    def closed(self, name: str, text: str) -> None:
        self._path.pop()
        above = self._path[-1] if self._path else ""
        if name == "Trackpoint":
            self._keep_point()
        elif name == "Lap":
            self._keep_lap()
        elif "Trackpoint" in self._path:
            self._read_point(name, above, text)
        elif above == "Lap":
            label, at_s, lasts_s = self._lap
            if name == "TotalTimeSeconds":
                lasts_s = number(text, self._source, "a lap's time")
            self._lap = (text if name == "Notes" else label, at_s, lasts_s)
        elif above == "Activity":
            self._read_activity(name, text)
        elif above == "Creator" and name == "Name":
            self._device = text

    def said(self) -> Said:
        if not self._activities:
            raise BadRecording(f"{self._source}: holds no session; expected an Activity")
        on_foot = self._sport in ("Running", "Walking", "Other", "")
        columns = {name: np.array(column) for name, column in self._columns.items()}
        if not on_foot:
            del columns["cadence_spm"]
        return Said(
            source=self._source,
            source_format="TCX",
            device=self._device,
            name=self._name,
            at_s=np.array(self._times, dtype=np.float64),
            columns=columns,
            laps=self._laps,
            started_s=self._laps[0].at_s if self._laps else self._id,
            duration_s=None,
        )

    def _read_activity(self, name: str, text: str) -> None:
        if name == "Id":
            self._id = seconds_since_1970(text, self._source)
        elif name == "Notes":
            self._name = text

    def _read_point(self, name: str, above: str, text: str) -> None:
        if name == "Time":
            self._point["at_s"] = seconds_since_1970(text, self._source)
        elif name == "Value" and above == "HeartRateBpm":
            rate = number(text, self._source, "a heart rate")
            self._point["heart_rate_bpm"] = rate or _NOTHING  # 0: no contact to the skin
        elif name in _STRIDES:
            self._point["cadence_spm"] = 2.0 * number(text, self._source, "a cadence")
        elif name in _NUMBERS:
            self._point[_NUMBERS[name]] = number(text, self._source, name)

    def _keep_point(self) -> None:
        if "at_s" not in self._point:
            return
        if len(self._times) >= MOST_READINGS:
            raise BadRecording(
                f"{self._source}: holds more than {MOST_READINGS} readings; expected at most "
                "that"
            )
        self._times.append(self._point["at_s"])
        for name, column in self._columns.items():
            column.append(self._point.get(name, _NOTHING))

    def _keep_lap(self) -> None:
        label, at_s, lasts_s = self._lap
        if len(self._laps) >= MOST_LAPS:
            raise BadRecording(f"{self._source}: holds more than {MOST_LAPS} laps")
        if np.isfinite(lasts_s):
            self._laps.append(SaidLap(label, at_s, lasts_s))
