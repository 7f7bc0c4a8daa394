"""A session as a watch's file tells it, whatever the format, after everything is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.errors import BadRecording
from retrowalk.files.watch.lap_names import SIMULATED, direction_of
from retrowalk.files.watch.plain_text import plain
from retrowalk.files.watch.readings import MEASURED, PLACES, Readings, readings

# What a sensor on a walking person can honestly send; limits of files, no health figures.
LIMITS = {
    "heart_rate_bpm": (20.0, 250.0, "heart rate", "beats a minute"),
    "speed_mps": (0.0, 15.0, "speed", "m/s"),
    "cadence_spm": (0.0, 400.0, "cadence", "steps a minute"),
    "distance_m": (0.0, 500_000.0, "distance", "m"),
    "latitude_deg": (-90.0, 90.0, "latitude", "degrees"),
    "longitude_deg": (-180.0, 180.0, "longitude", "degrees"),
}
EARLIEST = date(1990, 1, 1)
MOST_DURATION_S = 86_400.0  # a day
MOST_READINGS = 200_000  # two days of one a second
MOST_LAPS = 2_000


@dataclass(frozen=True, slots=True)
class WatchLap:
    """One lap; start_s counts from the session's start.

    direction: from a name that we gave; unknown for any other, never guessed.
    """

    name: str
    start_s: float
    duration_s: float
    direction: Direction


@dataclass(frozen=True, slots=True, eq=False)
class WatchSession:
    """One session of a watch's file.

    source_format: "FIT", "TCX" or "GPX". device: what recorded it, empty where the file
    does not say. simulated: whether the file says that nobody walked.
    """

    source_format: str
    device: str
    name: str
    started_at: datetime
    duration_s: float
    laps: tuple[WatchLap, ...]
    readings: Readings
    simulated: bool


@dataclass(frozen=True, slots=True)
class SaidLap:
    """A lap as a file says it; at_s in seconds since 1970 (UTC)."""

    name: str
    at_s: float
    duration_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What a reader found in a file, not checked yet.

    at_s: times of readings in seconds since 1970 (UTC), in the file's order.
    columns: by name, of the same length. started_s, duration_s: None where the file does not
    say them. marked_simulated: said outside of the name.
    """

    source: str
    source_format: str
    device: str
    name: str
    at_s: FloatArray
    columns: dict[str, FloatArray]
    laps: Sequence[SaidLap]
    started_s: float | None
    duration_s: float | None
    marked_simulated: bool = False


def watch_session(said: Said, today: date) -> WatchSession:
    """Check all that a file said; raise BadRecording, in one sentence, for what cannot be."""
    _check_amount(said)
    start_s = _start(said)
    started_at = _moment(said, start_s, today)
    at_s = said.at_s - start_s
    _check_times(said, at_s)
    for name in (*PLACES, *MEASURED):  # places first: a way is only as good as they are
        _check_column(said, name, at_s)
    found = _each_moment_once(at_s, said.columns)
    laps = tuple(_lap(said, one, start_s) for one in said.laps)
    return WatchSession(
        source_format=said.source_format,
        device=plain(said.device),
        name=plain(said.name),
        started_at=started_at,
        duration_s=_duration(said, found, laps),
        laps=laps,
        readings=found,
        simulated=said.marked_simulated or plain(said.name).startswith(SIMULATED.strip()),
    )


def _check_amount(said: Said) -> None:
    if said.at_s.size > MOST_READINGS:
        raise BadRecording(
            f"{said.source}: holds {said.at_s.size} readings; expected at most {MOST_READINGS}"
        )
    if len(said.laps) > MOST_LAPS:
        raise BadRecording(
            f"{said.source}: holds {len(said.laps)} laps; expected at most {MOST_LAPS}"
        )


def _start(said: Said) -> float:
    if said.started_s is not None:
        return said.started_s
    if said.laps:
        return said.laps[0].at_s
    if said.at_s.size:
        return float(said.at_s[0])
    raise BadRecording(
        f"{said.source}: says nothing of any time; expected a recorded session"
    )


def _moment(said: Said, start_s: float, today: date) -> datetime:
    try:
        started_at = datetime.fromtimestamp(start_s, UTC)
    except (OverflowError, ValueError, OSError):
        started_at = None
    latest = today + timedelta(days=1)
    if started_at is None or not EARLIEST <= started_at.date() <= latest:
        day = (
            "at no day of any calendar"
            if started_at is None
            else f"on {started_at:%Y-%m-%d}"
        )
        raise BadRecording(
            f"{said.source}: the session begins {day}; expected a day from {EARLIEST} to {latest}"
        )
    return started_at


def _check_times(said: Said, at_s: FloatArray) -> None:
    outside = ~((at_s >= -MOST_DURATION_S) & (at_s <= MOST_DURATION_S))
    if outside.any():
        row = int(np.argmax(outside))
        raise BadRecording(
            f"{said.source}: reading {row + 1} is {at_s[row]:g} s from the session's start; "
            f"expected all within a day"
        )
    back = np.flatnonzero(np.diff(at_s) < 0.0)
    if back.size:
        raise BadRecording(
            f"{said.source}: reading {back[0] + 2} is earlier than the one before; expected "
            "times that rise"
        )


def _check_column(said: Said, name: str, at_s: FloatArray) -> None:
    column = said.columns.get(name)
    if column is None:
        return
    low, high, word, unit = LIMITS[name]
    wrong = ~(np.isnan(column) | ((column >= low) & (column <= high)))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise BadRecording(
            f"{said.source}: the {word} is {column[row]:g} at {at_s[row]:g} s; expected {low:g} "
            f"to {high:g} {unit}"
        )


def _each_moment_once(at_s: FloatArray, columns: dict[str, FloatArray]) -> Readings:
    """Return the readings with one row for each moment: the last one that was said."""
    keep = np.append(np.diff(at_s) > 0.0, at_s[-1:] == at_s[-1:]).astype(np.bool_)
    return readings(at_s[keep], **{name: column[keep] for name, column in columns.items()})


def _lap(said: Said, lap: SaidLap, start_s: float) -> WatchLap:
    at_s = lap.at_s - start_s
    if not (abs(at_s) <= MOST_DURATION_S and 0.0 <= lap.duration_s <= MOST_DURATION_S):
        raise BadRecording(
            f"{said.source}: a lap begins {at_s:g} s after the session and lasts "
            f"{lap.duration_s:g} s; expected both within a day"
        )
    return WatchLap(plain(lap.name), at_s, lap.duration_s, direction_of(lap.name))


def _duration(said: Said, found: Readings, laps: Sequence[WatchLap]) -> float:
    """Return how long the session took, by what it says, else by its laps and readings."""
    seen_s = [lap.start_s + lap.duration_s for lap in laps]
    if found.t_s.size:
        seen_s.append(float(found.t_s[-1]))
    duration_s = max(seen_s, default=0.0) if said.duration_s is None else said.duration_s
    if not 0.0 < duration_s <= MOST_DURATION_S:
        raise BadRecording(
            f"{said.source}: the session lasts {duration_s:g} s; expected more than 0, at most "
            f"{MOST_DURATION_S:g}"
        )
    return duration_s
