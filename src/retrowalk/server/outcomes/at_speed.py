"""What a sensor saw of a session's walking, by direction and by speed.

Quicker walking lands harder, takes longer strides and costs more heartbeats by itself. So
walks of two days, or of two directions, are compared only where they were equally quick:
within one band of SPEED_STEP_MPS, a tenth of a metre per second, which is as much as older
adults' walking speed has to change before it matters much (perera2006). The speed of a
stretch is its mean: strides picked by their own speed would look more even than they are.

A sensor at the lower back feels a softer landing than one in a pocket, and a belt is walked
on otherwise than the ground. So each row keeps where the sensor was and what was walked on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.directions import CODES, Direction
from retrowalk.gait.measures.groups import Groups
from retrowalk.gait.measures.matched import MIN_STRIDES, SPEED_STEP_MPS
from retrowalk.gait.measures.pace import lengths, strides
from retrowalk.gait.measures.variability import stride_time_cv_pct
from retrowalk.server.outcomes.models import ALL_SPEEDS, WalkedAtSpeed
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.sessions.readings import SessionReadings, readings_of
from retrowalk.signals.recording import SensorSite
from retrowalk.training.prescription import Place
from retrowalk.training.session import SessionRecord

WAYS = (Direction.FORWARD, Direction.BACKWARD)
BOTH_FEET = (SensorSite.LOWER_BACK, SensorSite.WRIST)  # each row is a step
READ_WITHIN_S = (
    5.0  # s; an older reading of a belt or a strap says nothing of now; own choice
)
MS_PER_S = 1000.0

# Our columns and the engine's, whose mean is all that is asked of them.
MEANS = {
    "landing_mps2": "landing_peak_mps2",
    "lean_deg": "lean_deg",
    "pelvis_tilt_deg": "pelvis_tilt_deg",
    "pelvis_obliquity_deg": "pelvis_obliquity_deg",
    "pelvis_rotation_deg": "pelvis_rotation_deg",
}


def walked_at_speed(walk: WalkedSession, record: SessionRecord) -> list[WalkedAtSpeed]:
    """Return a row for each direction at all speeds, and one for each speed band in it.

    None at all where nothing was measured, or where it is not told at which site. A band
    with fewer than MIN_STRIDES strides is left out.
    """
    gait = walk.gait or {}
    steps: Mapping[str, Sequence[Any]] = gait.get("steps") or {}
    if not steps.get("direction"):
        return []
    treadmill = record.prescription.place is Place.TREADMILL
    try:
        site = SensorSite(gait["recording"]["site"])
        table = _Table(steps, readings_of(walk), site, treadmill=treadmill)
    except (KeyError, TypeError, ValueError):
        return []  # no report of ours: it came with somebody's import
    made = []
    for way in WAYS:
        mine = table.way == CODES.index(way)
        rpe = _rpe(record, way)
        made += table.rows(walk, way, np.where(mine, 0, -1), ALL_SPEEDS, rpe)
        for band in np.unique(table.band[mine & (table.band >= 0)]):
            of = np.where(mine & (table.band == band), 0, -1)
            made += table.rows(walk, way, of, int(band), rpe)
    return made


class _Table:
    """The steps of one session as columns, and the band of speed each belongs to."""

    def __init__(
        self,
        steps: Mapping[str, Sequence[Any]],
        readings: SessionReadings,
        site: SensorSite,
        *,
        treadmill: bool,
    ) -> None:
        self.site, self.treadmill = site, treadmill
        self.both_feet = both_feet = site in BOTH_FEET
        names = [direction.value for direction in CODES]
        self.way = np.array([names.index(one) for one in steps["direction"]])
        n = len(self.way)

        def column(name: str) -> FloatArray:
            told = np.array(steps.get(name) or [None] * n, dtype=np.float64)  # null is NaN
            if told.shape != (n,):
                raise ValueError(name)
            return told

        self.stride_s = column("stride_s")
        self.time_s = column("step_s") if both_feet else self.stride_s
        self.length_m = column("step_length_m" if both_feet else "stride_length_m")
        self.means = {ours: column(theirs) for ours, theirs in MEANS.items()}
        at_s = column("initial_contact_s")
        self.belt_mps = _read(at_s, readings.t_ms, readings.speed_mps)
        self.heart_bpm = _read(at_s, readings.t_ms, readings.heart_rate_bpm)
        bout = np.array(steps["bout"], dtype=np.int64)
        if bout.shape != (n,):
            raise ValueError("bout")
        cell: IntArray = bout * len(CODES) + self.way
        self.cells = Groups(cell, int(cell.max(initial=-1)) + 1)
        self.band = self._bands()[cell]

    def _bands(self) -> IntArray:
        """Return the band of each cell's mean speed, -1 where the speed is not known."""
        speed = self._speed(self.cells)
        known = np.isfinite(speed) & (speed >= 0.0)
        return np.where(known, np.floor(np.where(known, speed, 0.0) / SPEED_STEP_MPS), -1)

    def _speed(self, groups: Groups) -> FloatArray:
        """Return the mean speed: the belt's where one told it, else what was seen."""
        seen = lengths(self.time_s, self.length_m, groups, both_feet=self.both_feet)
        belt = groups.mean(self.belt_mps)
        return np.where(np.isfinite(belt), belt, seen.speed_mps)

    def rows(
        self,
        walk: WalkedSession,
        way: Direction,
        of: IntArray,
        band: int,
        rpe_cr10: float | None,
    ) -> list[WalkedAtSpeed]:
        """Return the row of these steps, none where they are too few to speak of."""
        groups = Groups(of, 1)
        n = strides(self.stride_s, groups, both_feet=self.both_feet)
        if int(n[0]) < MIN_STRIDES:
            return []
        speed, stride_s = self._speed(groups), groups.mean(self.stride_s)
        seen = lengths(self.time_s, self.length_m, groups, both_feet=self.both_feet)
        length = np.where(np.isfinite(seen.stride_m), seen.stride_m, speed * stride_s)
        cells = Groups(np.where(of == 0, self.cells.of, -1), self.cells.n)
        cv = stride_time_cv_pct(self.stride_s, cells, groups, n)
        figures = {
            "speed_mps": speed,
            "stride_length_m": length,
            "stride_time_cv_pct": cv,
            "heart_rate_bpm": groups.mean(self.heart_bpm),
            **{name: groups.mean(column) for name, column in self.means.items()},
        }
        return [
            WalkedAtSpeed(
                walk=walk,
                person_id=walk.person_id,
                site=self.site.value,
                treadmill=self.treadmill,
                direction=way.value,
                band=band,
                strides=int(n[0]),
                rpe_cr10=rpe_cr10,
                **{name: _told(value) for name, value in figures.items()},
            )
        ]


def _read(
    at_s: FloatArray, t_ms: Sequence[float], values: Sequence[float | None]
) -> FloatArray:
    """Return the latest reading before each moment, NaN where none is recent."""
    nothing = np.full(len(at_s), np.nan)
    told = np.array(values, dtype=np.float64)
    known = np.isfinite(told)
    if not known.any():
        return nothing
    t_s, told = np.array(t_ms, dtype=np.float64)[known] / MS_PER_S, told[known]
    row = np.searchsorted(t_s, at_s, side="right") - 1
    recent = (row >= 0) & (at_s - t_s[np.maximum(row, 0)] <= READ_WITHIN_S)
    return np.where(recent, told[np.maximum(row, 0)], nothing)


def _rpe(record: SessionRecord, way: Direction) -> float | None:
    """Return how hard a session felt, where all of it went one way: it is told once."""
    walked = {one.direction for one in record.intervals if one.done_s > 0.0}
    return record.rpe_cr10 if walked == {way} else None


def _told(value: FloatArray) -> float | None:
    return round(float(value[0]), 4) if np.isfinite(value[0]) else None
