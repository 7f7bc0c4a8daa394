"""A session out of a GPX file (version 1.0 or 1.1), with heart rate where a watch put it."""

from datetime import date

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.watch.moments import number, seconds_since_1970
from retrowalk.files.watch.safe_xml import Attributes, Bytes, Most, Told, walk_xml
from retrowalk.files.watch.watch_session import (
    MOST_READINGS,
    Said,
    WatchSession,
    watch_session,
)

# A day of one point a second, with twelve elements each, is about half of it.
MOST = Most(size=64_000_000, elements=2_000_000)
EARTH_RADIUS_M = 6_371_008.8  # mean radius of WGS 84 (IUGG)
_NOTHING = float("nan")
_COLUMNS = ("latitude_deg", "longitude_deg", "heart_rate_bpm", "cadence_spm", "speed_mps")


def read_gpx(handle: Bytes, source: str, today: date) -> WatchSession:
    """Return the session of a GPX track; raise BadRecording in one sentence if it is none."""
    reading = _Reading(source)
    walk_xml(handle, source, Told(reading.opened, reading.closed), MOST)
    return watch_session(reading.said(), today)


class _Reading:
    """What has been read so far."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._path: list[str] = []
        self._device = self._name = ""
        self._times: list[float] = []
        self._columns: dict[str, list[float]] = {name: [] for name in _COLUMNS}
        self._point: dict[str, float] = {}

    def opened(self, name: str, attributes: Attributes) -> None:
        if not self._path:
            if name != "gpx":
                raise BadRecording(
                    f"{self._source}: begins with <{name[:40]}>; expected <gpx>"
                )
            self._device = attributes.get("creator", "")
        self._path.append(name)
        if name == "trkpt":
            self._point = {
                column: number(attributes.get(key, ""), self._source, f"a point's {key}")
                for column, key in (("latitude_deg", "lat"), ("longitude_deg", "lon"))
            }

    def closed(self, name: str, text: str) -> None:
        self._path.pop()
        above = self._path[-1] if self._path else ""
        if name == "trkpt":
            self._keep_point()
        elif "trkpt" in self._path:
            self._read_point(name, above, text)
        elif name == "name" and above == "trk":
            self._name = self._name or text

    def said(self) -> Said:
        if not self._times:
            raise BadRecording(
                f"{self._source}: holds no track with times; expected a recorded session"
            )
        columns = {name: np.array(column) for name, column in self._columns.items()}
        columns["distance_m"] = _along(columns["latitude_deg"], columns["longitude_deg"])
        return Said(
            source=self._source,
            source_format="GPX",
            device=self._device,
            name=self._name,
            at_s=np.array(self._times),
            columns=columns,
            laps=(),
            started_s=None,
            duration_s=None,
        )

    def _read_point(self, name: str, above: str, text: str) -> None:
        if name == "time" and above == "trkpt":
            self._point["at_s"] = seconds_since_1970(text, self._source)
        elif name == "hr":
            rate = number(text, self._source, "a heart rate")
            self._point["heart_rate_bpm"] = rate or _NOTHING  # 0: no contact to the skin
        elif name == "cad":
            self._point["cadence_spm"] = 2.0 * number(text, self._source, "a cadence")
        elif name == "speed":
            self._point["speed_mps"] = number(text, self._source, "a speed")

    def _keep_point(self) -> None:
        if "at_s" not in self._point:
            raise BadRecording(
                f"{self._source}: point {len(self._times) + 1} has no time; expected one for "
                "every point"
            )
        if len(self._times) >= MOST_READINGS:
            raise BadRecording(
                f"{self._source}: holds more than {MOST_READINGS} points; expected at most that"
            )
        self._times.append(self._point["at_s"])
        for name, column in self._columns.items():
            column.append(self._point.get(name, _NOTHING))


def _along(latitude_deg: FloatArray, longitude_deg: FloatArray) -> FloatArray:
    """Return the way from the first point on, in m, along great circles (haversine)."""
    lat, lon = np.deg2rad(latitude_deg), np.deg2rad(longitude_deg)
    a = np.sin(np.diff(lat) / 2) ** 2
    a += np.cos(lat[1:]) * np.cos(lat[:-1]) * np.sin(np.diff(lon) / 2) ** 2
    each_m = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(a, 0.0, 1.0)))
    return np.concatenate([[0.0], np.cumsum(each_m)])
