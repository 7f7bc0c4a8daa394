"""From samples at the times they came to one recording on one even clock.

Samples that came evenly are kept as they are. Others are put on an even clock by linear
interpolation between neighbours at most MAX_BRIDGED_S apart. A longer hole stays a hole:
its rows are NaN. Nothing is carried past the first or the last sample. Rates beyond what
walking holds are brought down by the mean of neighbours.
"""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.columns import ACC, GYR, MAX_ROWS, TIME, Columns, Worn, too_many_rows
from retrowalk.signals.quality import MIN_DURATION_S, MIN_RATE_HZ
from retrowalk.signals.recording import Recording

# Limits of what is taken as motion of a person; engineering choices, no health figures.
MAX_RATE_HZ = 2000.0
DENSE_HZ = 400.0  # beyond, samples are brought down to at least half of it: the sharpest
# jolt of a landing lasts 10 ms, and everything costs its rate
MAX_BRIDGED_S = 0.15  # a few lost samples; shorter than any swing of a leg
MIN_COVERED = 0.5  # share of the time from first to last that samples must fill
_EVEN_WITHIN = 0.1  # of one sampling interval: as good as even
USUAL_HZ = (20.0, 512.0)  # rates at which loggers and phones are run, to name a mistake
_UNITS_PER_S = {"milliseconds": 1e3, "microseconds": 1e6, "nanoseconds": 1e9}
_NEIGHBOUR = 1.5  # times the median interval: longer means that a sample is missing


def recording(
    columns: Columns, worn: Worn, least_covered: float = MIN_COVERED
) -> Recording:
    """Return the recording; raise BadRecording with what was wrong, where.

    least_covered: share of the time from first to last sample that samples must fill;
        0 where the source pauses on purpose, as a guided session does.
    """
    _check_times(columns)
    _check_finite(columns)
    seen = _seen(columns.acc_mps2)
    _check_enough(columns, seen, least_covered)
    rate_hz = _rate_hz(columns)
    acc_mps2, gyr_radps, start_s = _on_even_clock(columns, seen, rate_hz)
    together = int(rate_hz / (DENSE_HZ / 2.0)) if rate_hz > DENSE_HZ else 1
    if together > 1:
        acc_mps2 = _means(acc_mps2, together)
        gyr_radps = None if gyr_radps is None else _means(gyr_radps, together)
        start_s += 0.5 * (together - 1) / rate_hz
        rate_hz /= together
    return Recording(
        start_s=start_s,
        rate_hz=rate_hz,
        acc_mps2=acc_mps2,
        gyr_radps=gyr_radps,
        site=worn.site,
        side=worn.side,
        axes=worn.axes,
        simulated=columns.simulated,
    )


def _means(values: FloatArray, together: int) -> FloatArray:
    """Return the means of so many rows each, shape (n // together, 3); NaN where one is."""
    rows = len(values) // together
    return np.asarray(values[: rows * together].reshape(rows, together, 3).mean(axis=1))


def _seen(values: FloatArray) -> BoolArray:
    return np.asarray(~np.isnan(values.sum(axis=1)), dtype=np.bool_)


def _check_times(columns: Columns) -> None:
    time_s = columns.time_s
    if time_s.size == 0:
        raise BadRecording(
            f"{columns.source}: holds no samples; expected rows under the names"
        )
    bad = np.flatnonzero(~np.isfinite(time_s))
    if bad.size:
        value = "missing" if np.isnan(time_s[bad[0]]) else "infinite"
        raise BadRecording(
            f"{columns.source}, {columns.at(int(bad[0]))}: {TIME} is {value}; expected seconds"
        )
    late = np.flatnonzero(np.diff(time_s) <= 0.0)
    if late.size:
        before, after = time_s[late[0]], time_s[late[0] + 1]
        what = (
            f"time goes back from {before} s to {after} s"
            if after < before
            else f"the time {before} s comes twice"
        )
        raise BadRecording(
            f"{columns.source}, {columns.at(int(late[0]) + 1)}: {what}; "
            f"expected {TIME} to rise from row to row"
        )


def _check_finite(columns: Columns) -> None:
    for values, names in ((columns.acc_mps2, ACC), (columns.gyr_radps, GYR)):
        if values is None:
            continue
        if not np.isinf(values).any():
            continue
        rows, axes = np.nonzero(np.isinf(values))
        raise BadRecording(
            f"{columns.source}, {columns.at(int(rows[0]))}: {names[int(axes[0])]} is "
            "infinite; expected a finite number"
        )


def _check_enough(columns: Columns, seen: BoolArray, least_covered: float) -> None:
    if np.count_nonzero(seen) < 2:
        raise BadRecording(
            f"{columns.source}: only {np.count_nonzero(seen)} of {seen.size} rows hold all "
            f"three accelerations; expected at least {MIN_DURATION_S:g} s of samples"
        )
    seen_s = columns.time_s[seen]
    span_s = float(seen_s[-1] - seen_s[0])
    step_s = np.diff(seen_s)
    if float(np.median(np.diff(columns.time_s))) > 1.0 / MIN_RATE_HZ:
        return  # the rate is the trouble, and _rate_hz says so
    covered = float(step_s[step_s <= MAX_BRIDGED_S].sum()) / span_s
    if covered < least_covered:
        longest = int(np.argmax(step_s))
        row = int(np.flatnonzero(seen)[longest])
        raise BadRecording(
            f"{columns.source}: samples fill only {100 * covered:.0f} % of the {span_s:.1f} s "
            f"from first to last, with a hole of {step_s[longest]:.1f} s after "
            f"{columns.at(row)}; expected at least {100 * least_covered:.0f} %"
        )


def _rate_hz(columns: Columns) -> float:
    """Return the sampling rate, rounded to 0.01 Hz where the samples do not tell apart."""
    time_s = columns.time_s
    step_s = np.diff(time_s)
    usual_s = float(np.median(step_s))
    rate_hz = 1.0 / float(step_s[step_s < _NEIGHBOUR * usual_s].mean())
    if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
        raise BadRecording(
            f"{columns.source}: samples come every {usual_s:.3g} s, which is {rate_hz:.4g} Hz; "
            f"expected {MIN_RATE_HZ:g} to {MAX_RATE_HZ:g} Hz, with {TIME} in seconds"
            f"{_mistaken(rate_hz)}"
        )
    span_s = float(time_s[-1] - time_s[0])
    if span_s * rate_hz > MAX_ROWS:
        raise too_many_rows(columns.source)
    rounded_hz = round(rate_hz, 2)
    if _even(time_s, rounded_hz) or not _even(time_s, rate_hz):
        return rounded_hz
    return rate_hz


def _mistaken(rate_hz: float) -> str:
    """Say in which unit the times seem to be, where that would be a rate of people."""
    for unit, per_s in _UNITS_PER_S.items():
        if USUAL_HZ[0] <= rate_hz * per_s <= USUAL_HZ[1]:
            return f": this looks like {unit}"
    return ""


def _even(time_s: FloatArray, rate_hz: float) -> bool:
    off_s = time_s - time_s[0]
    off_s -= np.arange(time_s.size) / rate_hz
    return bool(np.abs(off_s, out=off_s).max() <= _EVEN_WITHIN / rate_hz)


def _on_even_clock(
    columns: Columns, seen: BoolArray, rate_hz: float
) -> tuple[FloatArray, FloatArray | None, float]:
    time_s, gyr_radps = columns.time_s, columns.gyr_radps
    whole = bool(seen.all()) and (gyr_radps is None or not np.isnan(gyr_radps).any())
    if whole and _even(time_s, rate_hz):
        return columns.acc_mps2, gyr_radps, float(time_s[0])
    first, last = (float(t) for t in time_s[seen][[0, -1]])
    n = int((last - first) * rate_hz + _EVEN_WITHIN) + 1  # no tick past the last sample
    clock_s = first + np.arange(n) / rate_hz
    acc_mps2 = _interpolated(clock_s, time_s[seen], columns.acc_mps2[seen], rate_hz)
    if gyr_radps is None:
        return acc_mps2, None, first
    turning = _seen(gyr_radps)
    turned = _interpolated(clock_s, time_s[turning], gyr_radps[turning], rate_hz)
    return acc_mps2, turned, first


def _interpolated(
    clock_s: FloatArray, time_s: FloatArray, values: FloatArray, rate_hz: float
) -> FloatArray:
    """Return values on the clock, shape (clock_s.size, 3); NaN in holes and past the ends."""
    if time_s.size == 0:
        return np.full((clock_s.size, 3), np.nan)
    on_clock = np.column_stack([np.interp(clock_s, time_s, v) for v in values.T])
    half_s = 0.5 / rate_hz  # a clock tick this near to a sample is that sample
    on_clock[(clock_s < time_s[0] - half_s) | (clock_s > time_s[-1] + half_s)] = np.nan
    hole = np.flatnonzero(np.diff(time_s) > MAX_BRIDGED_S)
    begins = np.searchsorted(clock_s, time_s[hole] + half_s, side="right")
    ends = np.searchsorted(clock_s, time_s[hole + 1] - half_s, side="left")
    for begin, end in zip(begins, ends, strict=True):
        on_clock[begin:end] = np.nan
    return on_clock
