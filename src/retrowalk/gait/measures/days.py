"""Day by day: how much was walked, which way, how quickly."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.measures.groups import Groups, ratio

DAY_S = 86_400.0
# A clock that stands past the year 2000, in seconds since 1970, was set by a person or a
# network; one that counts from a sensor's start does not reach that in thirty years.
CALENDAR_FROM_S = 946_684_800.0


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """One row a day; arrays have shape (n,).

    calendar: whether the source's clock is a calendar's; if so days go from midnight to
        midnight of that clock, else they are 24 h counted from the recording's start.
    start_s, end_s: the day as far as it was recorded, seconds of the recording's clock.
    not_worn_s: of it, time the sensor lay somewhere. bouts: those that begin in it.
    walked_s, steps: in bouts, both feet. forward_*, backward_*: of it, by the steps' own
        direction. cadence_spm, speed_mps: means over the walking; NaN where none.
    """

    calendar: bool
    start_s: FloatArray
    end_s: FloatArray
    not_worn_s: FloatArray
    bouts: IntArray
    walked_s: FloatArray
    steps: IntArray
    forward_s: FloatArray
    forward_steps: IntArray
    backward_s: FloatArray
    backward_steps: IntArray
    cadence_spm: FloatArray
    speed_mps: FloatArray


_NONE = np.zeros(0)
_NO_COUNT = np.zeros(0, dtype=np.int64)
NO_DAYS = Days(
    calendar=False,
    start_s=_NONE,
    end_s=_NONE,
    not_worn_s=_NONE,
    bouts=_NO_COUNT,
    walked_s=_NONE,
    steps=_NO_COUNT,
    forward_s=_NONE,
    forward_steps=_NO_COUNT,
    backward_s=_NONE,
    backward_steps=_NO_COUNT,
    cadence_spm=_NONE,
    speed_mps=_NONE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """What the bouts add to the days; shape (n_bouts,) each.

    way_m, timed_s: way and time of the steps whose length is known.
    forward_steps, backward_steps: steps of both feet by their own direction.
    """

    start_s: FloatArray
    end_s: FloatArray
    steps: IntArray
    forward_steps: FloatArray
    backward_steps: FloatArray
    cadence_spm: FloatArray
    way_m: FloatArray
    timed_s: FloatArray


def days(start_s: float, end_s: float, walked: Walked, not_worn: FloatArray) -> Days:
    """Return the days of a recording [start_s, end_s).

    not_worn: shape (k, 2), [start, end) in seconds. A bout counts for the day it begins
    in; its time is split between the directions by its steps.
    """
    calendar = start_s >= CALENDAR_FROM_S
    zero_s = np.floor(start_s / DAY_S) * DAY_S if calendar else start_s
    n = max(1, int(np.ceil((end_s - zero_s) / DAY_S)))
    edges_s = zero_s + DAY_S * np.arange(n + 1)
    from_s, to_s = np.maximum(edges_s[:-1], start_s), np.minimum(edges_s[1:], end_s)
    at = np.clip(np.floor((walked.start_s - zero_s) / DAY_S), 0, n - 1).astype(np.int64)
    of = Groups(at, n)
    lasted_s = walked.end_s - walked.start_s
    paced_s = np.where(np.isfinite(walked.cadence_spm), lasted_s, np.nan)
    paced = walked.cadence_spm * lasted_s
    counted = np.maximum(walked.steps, 1)
    return Days(
        calendar=bool(calendar),
        start_s=from_s,
        end_s=to_s,
        not_worn_s=_inside(not_worn, from_s, to_s),
        bouts=of.count(walked.start_s),
        walked_s=of.total(lasted_s),
        steps=_whole(of.total(walked.steps.astype(np.float64))),
        forward_s=of.total(lasted_s * walked.forward_steps / counted),
        forward_steps=_whole(of.total(walked.forward_steps)),
        backward_s=of.total(lasted_s * walked.backward_steps / counted),
        backward_steps=_whole(of.total(walked.backward_steps)),
        cadence_spm=ratio(of.total(paced), of.total(paced_s)),
        speed_mps=ratio(of.total(walked.way_m), of.total(walked.timed_s)),
    )


def day_name(table: Days, row: int) -> str:
    """Return the day as a calendar's date, or as its number where the clock is none."""
    if not table.calendar:
        return f"day {row + 1}"
    return str(np.datetime64(int(table.start_s[row]), "s").astype("datetime64[D]"))


def _whole(values: FloatArray) -> IntArray:
    return np.round(values).astype(np.int64)


def _inside(stretches: FloatArray, from_s: FloatArray, to_s: FloatArray) -> FloatArray:
    """Return how much of the stretches, shape (k, 2), lies in each day, shape (n,)."""
    low = np.maximum(stretches[:, :1], from_s)
    high = np.minimum(stretches[:, 1:], to_s)
    return np.asarray(np.maximum(high - low, 0.0).sum(axis=0))
