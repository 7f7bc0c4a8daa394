"""What a watch, a strap or a belt said during a session, in columns."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.errors import BadRecording

MEASURED = ("heart_rate_bpm", "speed_mps", "cadence_spm", "distance_m")
PLACES = ("latitude_deg", "longitude_deg")
COLUMNS = (*MEASURED, *PLACES)


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Columns of shape (n,); NaN where nothing was delivered, never 0.

    t_s: seconds from the session's start, strictly rising; readings from before it are
        negative.
    cadence_spm: steps of both feet a minute. distance_m: walked since the start.
    latitude_deg, longitude_deg: WGS 84; both or neither.

    Raises BadRecording where lengths differ or times do not rise.
    """

    t_s: FloatArray
    heart_rate_bpm: FloatArray
    speed_mps: FloatArray
    cadence_spm: FloatArray
    distance_m: FloatArray
    latitude_deg: FloatArray
    longitude_deg: FloatArray

    def __post_init__(self) -> None:
        for name in COLUMNS:
            if self.column(name).shape != self.t_s.shape:
                raise BadRecording(
                    f"{name} has {self.column(name).size} readings; expected {self.t_s.size}, "
                    "as many as times"
                )
        if not np.isfinite(self.t_s).all() or (np.diff(self.t_s) <= 0.0).any():
            raise BadRecording("the times of readings do not rise; expected each once")

    def column(self, name: str) -> FloatArray:
        """Return one of COLUMNS by its name."""
        found: FloatArray = getattr(self, name)
        return found

    def has(self, name: str) -> bool:
        """Whether anything was delivered in a column."""
        return bool(np.isfinite(self.column(name)).any())

    @property
    def has_track(self) -> bool:
        """Whether it is known where the person was."""
        return self.has("latitude_deg")


def readings(t_s: FloatArray, **columns: FloatArray) -> Readings:
    """Return readings; columns that are not given were not delivered."""
    nothing = np.full(t_s.shape, np.nan)
    return Readings(t_s, **{name: columns.get(name, nothing) for name in COLUMNS})


NO_READINGS = readings(np.empty(0))


def rows(found: Readings, keep: BoolArray) -> Readings:
    """Return the readings of the rows that are kept."""
    columns = {name: found.column(name)[keep] for name in COLUMNS}
    return readings(found.t_s[keep], **columns)


def shifted(found: Readings, by_s: float) -> Readings:
    """Return the readings on a clock whose zero is `by_s` earlier."""
    columns = {name: found.column(name) for name in COLUMNS}
    return readings(found.t_s + by_s, **columns)


def without_track(found: Readings) -> Readings:
    """Return the readings without where they were taken."""
    return readings(found.t_s, **{name: found.column(name) for name in MEASURED})


def joined(first: Readings, second: Readings) -> Readings:
    """Return both together; a column that `first` has at all is never mixed with `second`'s."""
    t_s = np.union1d(first.t_s, second.t_s)
    columns: dict[str, FloatArray] = {}
    for name in COLUMNS:
        source = first if first.has(name) else second
        column = np.full(t_s.shape, np.nan)
        column[np.searchsorted(t_s, source.t_s)] = source.column(name)
        columns[name] = column
    return readings(t_s, **columns)
