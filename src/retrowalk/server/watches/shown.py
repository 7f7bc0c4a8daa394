"""What a file told, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.files.watch.readings import Readings
from retrowalk.files.watch.session_json import readings_from_json
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.watches.models import BroughtFile
from retrowalk.training.matching import Candidate
from retrowalk.units import clock, kmh_from_mps


@dataclass(frozen=True, slots=True)
class ShownReadings:
    """Heart rate and speed in words; empty where not measured."""

    heart_rate: str
    speed: str
    cadence: str
    distance: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file in words."""

    pk: int
    file_name: str
    source_format: str
    device: str
    started_at: datetime
    length: str
    laps: str
    readings: ShownReadings
    has_track: bool
    simulated: bool
    walk: WalkedSession | None


def shown(one: BroughtFile) -> ShownFile:
    """Return what a file told, in words."""
    found = readings_from_json(one.readings)
    return ShownFile(
        pk=one.pk,
        file_name=one.file_name,
        source_format=one.source_format,
        device=one.device,
        started_at=one.started_at,
        length=clock(one.duration_s),
        laps=_laps([lap["direction"] for lap in one.laps]),
        readings=shown_readings(found),
        has_track=found.has_track,
        simulated=one.simulated,
        walk=one.walk,
    )


def shown_readings(found: Readings) -> ShownReadings:
    """Return readings in words."""
    return ShownReadings(
        heart_rate=_range(found.heart_rate_bpm, _("beats a minute")),
        speed=_range(kmh_from_mps(1.0) * found.speed_mps, _("km/h"), 1),
        cadence=_range(found.cadence_spm, _("steps a minute")),
        distance=_way(found.distance_m),
    )


def choices(possible: Sequence[Candidate]) -> list[tuple[str, str]]:
    """Return the sessions that a file may belong to, in words."""
    return [(one.key, _choice(one)) for one in possible]


def _choice(one: Candidate) -> str:
    words = (
        _("Session %(number)d, planned for %(day)s: %(length)s of walking")
        if one.walked_at is None
        else _("Session %(number)d, walked on %(day)s at %(time)s: %(length)s")
    )
    return words % {
        "number": one.number,
        "day": date_format(one.day, "l, j F"),
        "time": "" if one.walked_at is None else f"{one.walked_at:%H:%M}",
        "length": clock(one.duration_s),
    }


def _range(column: FloatArray, unit: str, digits: int = 0) -> str:
    said = column[np.isfinite(column)]
    if not said.size:
        return ""
    return _("%(low)s to %(high)s, %(mean)s on average, in %(unit)s") % {
        "low": f"{said.min():.{digits}f}",
        "high": f"{said.max():.{digits}f}",
        "mean": f"{said.mean():.{digits}f}",
        "unit": unit,
    }


def _way(distance_m: FloatArray) -> str:
    said = distance_m[np.isfinite(distance_m)]
    return _("%d m") % round(float(said[-1] - said[0])) if said.size else ""


def _laps(directions: Sequence[str]) -> str:
    """Say how many laps there are, and of how many the direction is known."""
    if not directions:
        return _("none")
    said = ngettext("%d lap", "%d laps", len(directions)) % len(directions)
    known = [one for one in directions if one != Direction.UNKNOWN.value]
    if not known:
        return _("%(laps)s; their direction is not known") % {"laps": said}
    backward = known.count(Direction.BACKWARD.value)
    return _("%(laps)s, %(backward)d of them named backward by your plan") % {
        "laps": said,
        "backward": backward,
    }
