"""A finished session as GPX 1.1, where it is known where it was walked."""

from xml.etree import ElementTree as ET

import numpy as np

from retrowalk.errors import BadRecording
from retrowalk.files.watch.finished_session import FinishedSession
from retrowalk.files.watch.moments import iso
from retrowalk.files.watch.xml_writing import child, document

NAMESPACE = "http://www.topografix.com/GPX/1/1"
EXTENSION = "http://www.garmin.com/xmlschemas/TrackPointExtension/v2"
NO_TRACK = (
    "There is no GPX file of this session, because nobody recorded where it was walked; FIT, "
    "TCX and CSV hold all there is."
)


def gpx(session: FinishedSession) -> bytes:
    """Return the session as the bytes of a GPX file.

    GPX has no laps: the way stands in it, and what was measured on it. Raises BadRecording
    where there is no track.
    """
    found = session.readings
    if not found.has_track:
        raise BadRecording(NO_TRACK.rstrip("."))
    root = ET.Element(
        "gpx",
        {
            "version": "1.1",
            "creator": "Retrowalk",
            "xmlns": NAMESPACE,
            "xmlns:gpxtpx": EXTENSION,
        },
    )
    child(child(root, "metadata"), "time", iso(session.record.started_at))
    track = child(root, "trk")
    child(track, "name", session.title)
    child(track, "desc", "; ".join(lap.name for lap in session.laps))
    child(track, "type", "walking")
    segment = child(track, "trkseg")
    for row in np.flatnonzero(np.isfinite(found.latitude_deg)).tolist():
        _add_point(segment, session, row)
    return document(root)


def _add_point(segment: ET.Element, session: FinishedSession, row: int) -> None:
    found = session.readings
    point = child(
        segment,
        "trkpt",
        lat=f"{found.latitude_deg[row]:.7f}",
        lon=f"{found.longitude_deg[row]:.7f}",
    )
    child(point, "time", iso(session.at(float(found.t_s[row]))))
    said = (
        ("hr", found.heart_rate_bpm[row], "{:.0f}"),
        ("cad", found.cadence_spm[row] / 2.0, "{:.0f}"),
        ("speed", found.speed_mps[row], "{:.3f}"),
    )
    if any(np.isfinite(value) for _name, value, _how in said):
        more = child(child(point, "extensions"), "gpxtpx:TrackPointExtension")
        for name, value, how in said:
            if np.isfinite(value):
                child(more, f"gpxtpx:{name}", how.format(value))
