"""A finished session as TCX (Garmin Training Center Database, version 2).

TCX has no word for backward: the direction stands in the notes of each lap. Its sport is
"Other", since walking is not among the three that its schema has.
"""

from xml.etree import ElementTree as ET

import numpy as np

from retrowalk.arrays import IntArray
from retrowalk.directions import Direction
from retrowalk.files.watch.finished_session import FinishedSession, LapDone
from retrowalk.files.watch.moments import iso
from retrowalk.files.watch.readings import Readings
from retrowalk.files.watch.xml_writing import child, document

NAMESPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
EXTENSION = "http://www.garmin.com/xmlschemas/ActivityExtension/v2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_UNIT_ID = "0"


def tcx(session: FinishedSession) -> bytes:
    """Return the session as the bytes of a TCX file."""
    root = ET.Element("TrainingCenterDatabase", {"xmlns": NAMESPACE, "xmlns:xsi": XSI})
    activity = child(child(root, "Activities"), "Activity", Sport="Other")
    child(activity, "Id", iso(session.record.started_at))
    # TCX has no readings outside of laps: those of a turn stand with the lap before it.
    laps = session.laps or (_whole(session),)
    starts = [lap.start_s for lap in laps]
    at = np.searchsorted(starts, session.readings.t_s, "right") - 1
    for k, lap in enumerate(laps):
        _add_lap(activity, session, lap, np.flatnonzero(np.maximum(at, 0) == k))
    child(activity, "Notes", session.title)
    creator = child(activity, "Creator")
    creator.set("xsi:type", "Device_t")
    child(creator, "Name", "Retrowalk")
    child(creator, "UnitId", _UNIT_ID)
    child(creator, "ProductID", "0")
    version = child(creator, "Version")
    for part in ("VersionMajor", "VersionMinor"):
        child(version, part, "0")
    return document(root)


def _whole(session: FinishedSession) -> LapDone:
    """Return the one lap that TCX asks for where no part was walked."""
    return LapDone(
        0, "Nothing walked", Direction.UNKNOWN, 0.0, session.elapsed_s, 0.0, None
    )


def _add_lap(
    activity: ET.Element, session: FinishedSession, lap: LapDone, rows: IntArray
) -> None:
    found = session.readings
    element = child(activity, "Lap", StartTime=iso(session.at(lap.start_s)))
    child(element, "TotalTimeSeconds", f"{lap.elapsed_s:.3f}")
    child(element, "DistanceMeters", f"{_walked_m(found, rows):.2f}")
    child(element, "Calories", "0")
    heart_rate = found.heart_rate_bpm[rows]
    heart_rate = heart_rate[np.isfinite(heart_rate)]
    if heart_rate.size:
        for name, rate in (
            ("AverageHeartRateBpm", heart_rate.mean()),
            ("MaximumHeartRateBpm", heart_rate.max()),
        ):
            child(child(element, name), "Value", f"{round(float(rate))}")
    child(element, "Intensity", "Active")
    child(element, "TriggerMethod", "Manual")
    if rows.size:
        track = child(element, "Track")
        for row in rows.tolist():
            _add_point(track, session, row)
    child(element, "Notes", lap.name)


def _walked_m(found: Readings, rows: IntArray) -> float:
    at_m = found.distance_m[rows]
    at_m = at_m[np.isfinite(at_m)]
    return float(at_m[-1] - at_m[0]) if at_m.size else 0.0


def _add_point(track: ET.Element, session: FinishedSession, row: int) -> None:
    found = session.readings
    point = child(track, "Trackpoint")
    child(point, "Time", iso(session.at(float(found.t_s[row]))))
    if np.isfinite(found.latitude_deg[row]):
        position = child(point, "Position")
        child(position, "LatitudeDegrees", f"{found.latitude_deg[row]:.7f}")
        child(position, "LongitudeDegrees", f"{found.longitude_deg[row]:.7f}")
    if np.isfinite(found.distance_m[row]):
        child(point, "DistanceMeters", f"{found.distance_m[row]:.2f}")
    if np.isfinite(found.heart_rate_bpm[row]):
        rate = child(point, "HeartRateBpm")
        child(rate, "Value", f"{round(float(found.heart_rate_bpm[row]))}")
    _add_speed(point, found, row)


def _add_speed(point: ET.Element, found: Readings, row: int) -> None:
    speed, strides = found.speed_mps[row], found.cadence_spm[row] / 2.0
    if not (np.isfinite(speed) or np.isfinite(strides)):
        return
    more = child(child(point, "Extensions"), "TPX", xmlns=EXTENSION)
    if np.isfinite(speed):
        child(more, "Speed", f"{speed:.3f}")
    if np.isfinite(strides):
        child(more, "RunCadence", f"{round(float(strides))}")
