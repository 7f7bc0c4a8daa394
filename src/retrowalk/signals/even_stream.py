"""Samples as they come, put on an even clock; brief gaps are bridged, long ones marked.

What leaves does not depend on the pieces in which the samples came: a row is settled by the
samples before and after it alone.
"""

from itertools import pairwise

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.errors import BadInput, BadRecording
from retrowalk.signals.blocks import runs
from retrowalk.signals.bridging import MAX_BRIDGE_S

# Neighbours further apart in time have a hole between them; as for samples from a file.
LONGEST_STEP_S = 0.15
# A longer jump in time leaves so many rows of nothing, however long it was: enough to part
# what was before from what comes after, without filling an hour with rows.
JUMP_S = 0.5
TICK_SLACK = 1e-6  # of a sampling interval; a time's own rounding is not "late"


class EvenStream:
    """Turns samples, with or without times, into rows (time, values…, missing).

    A row missing for no longer than MAX_BRIDGE_S lies on the line between its neighbours;
    within a longer gap it is NaN. Both are marked 1 in the last column, others 0.
    """

    def __init__(self, rate_hz: float, columns: int, start_s: float = 0.0) -> None:
        """Make a stream of `columns` values; start_s: time of the first untimed sample."""
        self._rate_hz = rate_hz
        self._start_s = start_s
        self._ticks = 0  # rows since start_s
        self._timed: bool | None = None
        self._before = np.zeros((0, columns + 2))  # the last sample, as a row
        self._bridge = Bridge(max(1, int(MAX_BRIDGE_S * rate_hz)), columns)

    def rows(self, values: FloatArray, time_s: FloatArray | None) -> FloatArray:
        """Return the rows that are settled now, shape (k, 1 + columns + 1).

        values: shape (n, columns), NaN where the sensor said nothing. time_s: shape (n,), or
        None where samples come evenly.

        Raises BadRecording where time does not rise, BadInput where times come only for a part
        of the stream; the stream then is as it was before.
        """
        if self._timed not in {None, time_s is not None}:
            raise BadInput("samples came with and without times; expected one or the other")
        timed = self._evenly(values) if time_s is None else self._on_ticks(values, time_s)
        self._timed = time_s is not None
        return self._bridge.passed(timed)

    def _evenly(self, values: FloatArray) -> FloatArray:
        at = np.arange(self._ticks, self._ticks + len(values))
        self._ticks += len(values)
        return _rows(self._start_s + at / self._rate_hz, values)

    def _on_ticks(self, values: FloatArray, time_s: FloatArray) -> FloatArray:
        if len(time_s) != len(values):
            raise BadInput(f"{len(values)} samples came with {len(time_s)} times")
        samples = np.vstack([self._before, _rows(time_s, values)])
        step_s = np.diff(samples[:, 0])
        if not np.isfinite(time_s).all() or (step_s <= 0.0).any():
            raise BadRecording(
                "a sample's time is missing or not later than the one before; "
                "expected times that rise"
            )
        cuts = [0, *(np.flatnonzero(step_s > JUMP_S) + 1).tolist(), len(samples)]
        parts = []
        for first, last in pairwise(cuts):
            fresh = first > 0 or not len(self._before)
            parts.append(self._stretch(samples[first:last], fresh=fresh))
        self._before = samples[-1:].copy()
        return np.vstack(parts)

    def _stretch(self, samples: FloatArray, *, fresh: bool) -> FloatArray:
        """Return the rows of samples without a jump; the first is known unless fresh."""
        lead = np.zeros((0, samples.shape[1]))
        if not len(samples):
            return lead
        if fresh:
            jumped = self._timed is not None or self._ticks > 0
            lead = np.full(
                (round(JUMP_S * self._rate_hz) * jumped, samples.shape[1]), np.nan
            )
            self._start_s, self._ticks = float(samples[0, 0]), 1
            lead = np.vstack([lead, samples[:1]])
        settles = np.floor((samples[:, 0] - self._start_s) * self._rate_hz + TICK_SLACK)
        at = np.arange(self._ticks, int(settles[-1]) + 1)
        self._ticks += len(at)
        after = np.searchsorted(settles, at)
        low, high = samples[after - 1], samples[after]
        tick_s = self._start_s + at / self._rate_hz
        step_s = high[:, 0] - low[:, 0]
        share = np.minimum((tick_s - low[:, 0]) / step_s, 1.0)[:, None]
        rows = low + share * (high - low)
        rows[step_s > LONGEST_STEP_S, 1:-1] = np.nan
        rows[:, 0] = tick_s
        return np.vstack([lead, rows])


def _rows(time_s: FloatArray, values: FloatArray) -> FloatArray:
    """Return rows (time, values…, 0), shape (n, columns + 2)."""
    rows = np.zeros((len(values), values.shape[1] + 2))
    rows[:, 0], rows[:, 1:-1] = time_s, values
    return rows


class Bridge:
    """Marks what is missing in rows (time, values…, missing).

    Missing rows are held back until it is known how long their gap is.
    """

    def __init__(self, longest: int, columns: int) -> None:
        """Bridge gaps of up to `longest` rows."""
        self._longest = longest
        self._open = np.zeros((0, columns + 2))  # rows of a gap not yet known to be long
        self._good: FloatArray | None = None  # the row before it; None: no bridge from here

    def passed(self, rows: FloatArray) -> FloatArray:
        """Return the rows whose gap is settled, with what is missing marked."""
        if not len(self._open) and np.isfinite(rows.sum()):
            self._good = rows[-1].copy() if len(rows) else self._good
            return rows  # the usual case
        rows = np.vstack([self._open, rows])
        gone = ~np.isfinite(rows[:, 1:-1].sum(axis=1))
        marked = rows.copy()
        marked[:, -1] = gone
        kept = len(rows)
        for low, high in runs(gone):
            before = self._good if low == 0 else rows[low - 1]
            short = before is not None and high - low <= self._longest
            if short and high == len(rows):
                kept = int(low)
            elif short and before is not None:
                marked[low:high, 1:-1] = _line(before, int(high - low), rows[high])
            else:
                marked[low:high, 1:-1] = np.nan
        self._open = rows[kept:]
        self._good = self._last_good(rows[:kept], gone[:kept])
        return marked[:kept]

    def _last_good(self, rows: FloatArray, gone: BoolArray) -> FloatArray | None:
        if not len(rows):
            return self._good
        return None if gone[-1] else rows[-1].copy()


def _line(before: FloatArray, n: int, after: FloatArray) -> FloatArray:
    """Return n rows' values on the line between two rows of an even clock."""
    share = np.arange(1.0, n + 1.0) / (n + 1.0)
    return np.asarray(before[1:-1] + share[:, None] * (after[1:-1] - before[1:-1]))
