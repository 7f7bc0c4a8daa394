"""A session out of a watch's FIT activity."""

from datetime import date

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.watch.fit_columns import FitColumns
from retrowalk.files.watch.fit_rows import Defined, fit_rows
from retrowalk.files.watch.fit_wire import DEGREES_PER_SEMICIRCLE, EPOCH_S
from retrowalk.files.watch.fit_words import FILE_ACTIVITY, ON_FOOT, Message
from retrowalk.files.watch.watch_session import Said, SaidLap, WatchSession, watch_session

# Of the makers that write FIT; others are told by their own product name or not at all.
MAKERS = {
    1: "Garmin",
    23: "Suunto",
    32: "Wahoo",
    123: "Polar",
    255: "",
    260: "Zwift",
    265: "Strava",
    294: "Coros",
    339: "Amazfit",
}
MS = 1000.0
_OLDEST_DATE = 0x10000000  # below it, a time counts from when the device was switched on


def read_fit(data: bytes, source: str, today: date) -> WatchSession:
    """Return the session of a FIT activity; raise BadRecording in one sentence if it is none."""
    defined = fit_rows(data, source)
    head = FitColumns(data, defined, Message.FILE_ID)
    if not (head.numbers(0) == FILE_ACTIVITY).any():
        raise BadRecording(
            f"{source}: is a FIT file without a recorded session; expected an activity"
        )
    total = FitColumns(data, defined, Message.SESSION)
    if len(total) > 1:
        raise BadRecording(f"{source}: holds {len(total)} sessions; expected one")
    on_foot = len(total) == 0 or total.numbers(5)[0] in ON_FOOT
    records = FitColumns(data, defined, Message.RECORD)
    at_s = _moments(records.times(), source)
    timed = np.isfinite(at_s)
    columns = _columns(records, on_foot=bool(on_foot))
    started = _moments(total.numbers(2), source)
    elapsed_s = total.numbers(7) / MS
    return watch_session(
        Said(
            source=source,
            source_format="FIT",
            device=_device(head),
            name=_name(data, defined),
            at_s=at_s[timed],
            columns={name: column[timed] for name, column in columns.items()},
            laps=_laps(data, defined, source),
            started_s=_first(started),
            duration_s=_first(elapsed_s),
        ),
        today,
    )


def _moments(fit_s: FloatArray, source: str) -> FloatArray:
    """Return times in seconds since 1970."""
    undated = fit_s < _OLDEST_DATE
    if undated.any():
        raise BadRecording(
            f"{source}: a time counts from when the watch was switched on, without a date; "
            "expected dates"
        )
    return fit_s + EPOCH_S


def _columns(records: FitColumns, *, on_foot: bool) -> dict[str, FloatArray]:
    heart_rate = records.numbers(3)
    fine, coarse = records.numbers(73), records.numbers(6)
    columns = {
        # A watch without contact to the skin says 0: not measured.
        "heart_rate_bpm": np.where(heart_rate == 0.0, np.nan, heart_rate),
        "speed_mps": np.where(np.isfinite(fine), fine, coarse) / 1000.0,
        "distance_m": records.numbers(5) / 100.0,
        "latitude_deg": records.numbers(0) * DEGREES_PER_SEMICIRCLE,
        "longitude_deg": records.numbers(1) * DEGREES_PER_SEMICIRCLE,
    }
    if on_foot:  # strides of one foot; in other sports nobody knows what is counted
        part = np.nan_to_num(records.numbers(53)) / 128.0
        columns["cadence_spm"] = 2.0 * (records.numbers(4) + part)
    return columns


def _laps(data: bytes, defined: tuple[Defined, ...], source: str) -> tuple[SaidLap, ...]:
    laps = FitColumns(data, defined, Message.LAP)
    steps = FitColumns(data, defined, Message.WORKOUT_STEP)
    names = dict(zip(steps.numbers(254), steps.texts(0), strict=True))
    starts, lasts = _moments(laps.numbers(2), source), laps.numbers(7) / MS
    return tuple(
        SaidLap(names.get(step, ""), start, last)
        for step, start, last in zip(
            laps.numbers(71).tolist(), starts.tolist(), lasts.tolist(), strict=True
        )
        if np.isfinite(start) and np.isfinite(last)
    )


def _name(data: bytes, defined: tuple[Defined, ...]) -> str:
    named = (
        (Message.SESSION, 110),
        (Message.WORKOUT, 8),
        (Message.SPORT, 3),
    )
    for number, field in named:
        for text in FitColumns(data, defined, number).texts(field):
            if text:
                return text
    return ""


def _device(head: FitColumns) -> str:
    product = next(iter(head.texts(8)), "")
    maker = MAKERS.get(int(np.nan_to_num(_first(head.numbers(1)) or 0.0)), "")
    return " ".join(word for word in (maker, product) if word)


def _first(values: FloatArray) -> float | None:
    found = values[np.isfinite(values)]
    return float(found[0]) if found.size else None
